"""Noisy copies of the rows act as a ridge penalty: rows times variance."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(30, 3))
y = X @ [2, -1, 0.5] + rng.normal(0, 1, size=30)
spread = 0.7  # of the noise added to each copy: hyperparameter, given


def ridge(X, y, strength):
    return np.linalg.solve(X.T @ X + strength * np.eye(3), X.T @ y)


def show(name, weights):
    print(f"{name:25}", " ".join(f"{weight:5.2f}" for weight in weights))


show("no copies, no penalty:", ridge(X, y, 0))
for copies in (1, 100, 10_000):
    noisy = np.tile(X, (copies, 1))
    noisy = noisy + rng.normal(0, spread, size=noisy.shape)
    weights = ridge(noisy, np.tile(y, copies), 0)
    show(f"{copies:6} noisy copies:", weights)

strength = 30 * spread**2  # rows times the variance of the noise
show(f"ridge, lambda = {strength:.1f}:", ridge(X, y, strength))
