"""You choose the degree of a polynomial; the fit finds its coefficients."""

# %% numbers
import numpy as np

rng = np.random.default_rng(3)
x = np.linspace(-1, 1, 12)
y = np.sin(3 * x) + rng.normal(0, 0.2, size=12)
x_valid = rng.uniform(-1, 1, size=200)
y_valid = np.sin(3 * x_valid) + rng.normal(0, 0.2, size=200)

fits = {}
for degree in (1, 3, 9):  # hyperparameter: given to the fit
    coefficients = np.polyfit(x, y, degree)  # parameters: found by the fit
    error = np.mean((np.polyval(coefficients, x) - y) ** 2)
    error_valid = np.mean((np.polyval(coefficients, x_valid) - y_valid) ** 2)
    fits[degree] = coefficients
    size = coefficients.size
    print(f"degree {degree}: {size:2} coefficients found,", end=" ")
    print(f"training MSE {error:.3f}, validation MSE {error_valid:.3f}")

print("the cubic:", " ".join(f"{value:.2f}" for value in fits[3]))

# %% picture
import matplotlib.pyplot as plt

grid = np.linspace(-1, 1, 64)
fig, axes = plt.subplots(1, 3, sharey=True)
for ax, (degree, coefficients) in zip(axes, fits.items()):
    ax.plot(x, y, "o", color="C0", markersize=4)
    ax.plot(grid, np.polyval(coefficients, grid), color="C1")
    ax.set_title(f"⚷ degree {degree}", color="C2")
    ax.set_xlabel(f"● {coefficients.size} found", color="C1", weight="bold")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_ylim(-2, 2)

fig.suptitle("A higher degree, more coefficients")
plt.show()

# %% data
data = {"x": x, "y": y}
for degree, coefficients in fits.items():
    data[f"degree {degree}"] = np.polyval(coefficients, x)
