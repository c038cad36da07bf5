"""A degree says how many coefficients there are; a penalty keeps them short."""

# %% numbers
import numpy as np

rng = np.random.default_rng(6)
x, x_valid = np.linspace(-1, 1, 14), rng.uniform(-1, 1, size=14)
y = np.sin(3 * x) + rng.normal(0, 0.3, size=14)
y_valid = np.sin(3 * x_valid) + rng.normal(0, 0.3, size=14)


def fit(degree, penalty):
    """Ridge as least squares: one more row per coefficient, not for x^0."""
    X = np.vander(x, degree + 1, increasing=True)
    extra = np.sqrt(penalty) * np.eye(degree + 1)[1:]
    rows, targets = np.vstack([X, extra]), np.append(y, np.zeros(degree))
    return np.linalg.lstsq(rows, targets, rcond=None)[0]


def mse(found, x, y):
    return np.mean((np.vander(x, found.size, increasing=True) @ found - y) ** 2)


penalties = np.append(0, 10.0 ** np.arange(-6, 2))
given = [(degree, penalty) for degree in range(10) for penalty in penalties]
fits = {choice: fit(*choice) for choice in given}
for degree, penalty in ((1, 0), (3, 0), (9, 0), (9, 0.001), (9, 1)):
    found = fits[degree, penalty]
    a, b = mse(found, x, y), mse(found, x_valid, y_valid)
    print(
        f"degree {degree}, penalty {penalty:<5}: {found.size:2} found,", end=" "
    )
    print(
        f"largest {np.abs(found).max():5.2f}, MSE {a:.3f}, validation {b:.3f}"
    )

# %% picture
import matplotlib.pyplot as plt

grid = np.linspace(-1, 1, 64)
fig, axes = plt.subplots(2, 3, sharey="row", height_ratios=[3, 2])
for (top, low), (degree, penalty) in zip(axes.T, ((3, 0), (9, 0), (9, 0.001))):
    found = fits[degree, penalty]
    curve = np.vander(grid, found.size, increasing=True) @ found
    top.plot(x, y, "o", color="C0", markersize=3.5)
    top.plot(grid, curve, color="C1")
    top.set_title(f"⚷ degree {degree}", color="C2")
    words = f"⚷ penalty\n{penalty}" if penalty else "⚷ penalty\nnone"
    top.text(1, -1.9, words, color="C2", ha="right")
    top.set_ylim(-2, 2)
    low.bar(range(found.size), found, color="C1")
    low.set_xlabel(f"● {found.size} found")
    low.set_xlim(-0.8, 9.8)
    low.set_yscale("symlog", linthresh=1)
    low.set_ylim(-300, 300)
    for ax in (top, low):
        ax.set_xticks([])
    top.set_yticks([])
    low.set_yticks([-100, -1, 1, 100], ["-100", "-1", "1", "100"])
    low.minorticks_off()

fig.suptitle("The degree says how many, a penalty holds them small")
plt.show()

# %% data
degrees, strengths = np.array(given).T
data = {
    "degree": degrees,
    "penalty": strengths,
    "training MSE": [mse(found, x, y) for found in fits.values()],
    "validation MSE": [mse(found, x_valid, y_valid) for found in fits.values()],
    "x": x,
    "y": y,
    "x_valid": x_valid,
    "y_valid": y_valid,
}
