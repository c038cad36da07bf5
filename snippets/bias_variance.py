"""Here more capacity lowers the bias and raises the variance of the fit."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
noise, rows = 0.3, 20
x, x_new = np.linspace(-1, 1, rows), np.linspace(-1, 1, 200)
truth = np.sin(4 * x_new)
training_sets = np.sin(4 * x) + rng.normal(0, noise, size=(5000, rows))

degrees = np.arange(11)  # hyperparameter: given
squared_bias, variance, error, error_train = [], [], [], []
for degree in degrees:
    X = np.vander(x, degree + 1)
    found = np.linalg.lstsq(X, training_sets.T, rcond=None)[0]
    fits = np.vander(x_new, degree + 1) @ found  # 5000 fitted curves
    squared_bias.append(np.mean((fits.mean(axis=1) - truth) ** 2))
    variance.append(fits.var(axis=1).mean())
    y_new = truth[:, None] + rng.normal(0, noise, size=fits.shape)
    error.append(np.mean((fits - y_new) ** 2))
    error_train.append(np.mean((X @ found - training_sets.T) ** 2))
    if degree in (1, 3, 5, 10):
        a, b, c = squared_bias[-1], variance[-1], noise**2
        print(f"degree {degree:2}: bias^2 {a:.3f} + variance {b:.3f}", end=" ")
        print(f"+ noise {c:.3f} = {a + b + c:.3f}")
        print(f"  MSE on new rows {error[-1]:.3f}", end=", ")
        print(f"on training rows {error_train[-1]:.3f}")

# %% picture
import matplotlib.pyplot as plt

plt.plot(degrees, squared_bias, "o-", color="C0")
plt.plot(degrees, variance, "s-", color="C1")
plt.plot(degrees, error, "--", color="C3")
plt.text(1.5, 0.33, "bias²", color="C0", ha="right")
plt.text(9.9, 0.075, "variance", color="C1", ha="right")
plt.text(9.9, 0.21, "error on\nnew rows", color="C3", ha="right")
plt.title("Bias falls, variance rises, the sum has a valley")
plt.xlabel("⚷ degree")
plt.ylabel("MSE and its parts")
plt.show()

# %% data
data = {
    "degree": degrees,
    "squared bias": squared_bias,
    "variance": variance,
    "error on new rows": error,
    "error on training rows": error_train,
}
