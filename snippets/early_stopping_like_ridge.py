"""Gradient descent from zero, stopped early, can act about as ridge does."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
slopes = 2 * rng.normal(size=30) / np.sqrt(30)


def sample(n):
    X = rng.normal(size=(n, 30))
    return X, X @ slopes + rng.normal(size=n)


X, y = sample(40)
X_valid, y_valid = sample(1000)
U, s, Vt = np.linalg.svd(X, full_matrices=False)  # singular values s
rate = 0.2 / s[0] ** 2

weights, stopped = np.zeros(30), []  # loss: half the sum of squares
for _ in range(2000):
    weights = weights - rate * X.T @ (X @ weights - y)
    stopped.append(np.mean((X_valid @ weights - y_valid) ** 2))

factors = 1 - (1 - rate * s**2) ** 2000  # share of least squares reached
formula = Vt.T @ (factors / s * (U.T @ y))
print("filter factors give the same:", np.allclose(weights, formula))

steps, penalized = np.arange(1, 2001), []
for strength in 1 / (rate * steps):  # the lambda that goes with each step
    shrunk = Vt.T @ (s / (s**2 + strength) * (U.T @ y))
    penalized.append(np.mean((X_valid @ shrunk - y_valid) ** 2))

best = int(np.argmin(stopped)) + 1
print(f"best stop, step {best}: validation MSE {stopped[best - 1]:.2f}")
print(f"best ridge:         validation MSE {min(penalized):.2f}")
print(f"after 2000 steps:   validation MSE {stopped[-1]:.2f}")

# %% picture
import matplotlib.pyplot as plt

plt.semilogx(steps, stopped, color="C3")
plt.semilogx(steps, penalized, "--", color="C3")
plt.axvline(best, color="C3", linestyle=":")
plt.text(best * 1.15, 5.2, f"stop at {best}", color="C3")
plt.text(420, 3.9, "early\nstopping", color="C3", ha="right")
plt.text(700, 2.25, "ridge", color="C3")
plt.ylim(1.5, 5.5)
plt.title("Stopping early acts like a penalty")
plt.xlabel("⚷ steps; for ridge, 1 / (rate · lambda)")
plt.ylabel("validation MSE")
plt.show()

# %% data
data = {"step": steps, "early stopping": stopped, "ridge": penalized}
