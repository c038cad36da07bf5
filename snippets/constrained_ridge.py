"""Given a bound on the weights, the data determine the multiplier lambda."""

# %% numbers
import numpy as np

rng = np.random.default_rng(4)


def sample():
    X = rng.normal(size=(40, 3))
    y = X @ [2, -1, 0.5] + rng.normal(0, 1, size=40)
    return X, y


def ridge(X, y, strength):
    return np.linalg.solve(X.T @ X + strength * np.eye(3), X.T @ y)


def multiplier(X, y, bound):
    """The lambda at which the squared norm of the weights is the bound."""
    low, high = 0.0, 1e6
    for _ in range(100):
        middle = (low + high) / 2
        weights = ridge(X, y, middle)
        if weights @ weights > bound:
            low = middle
        else:
            high = middle
    return high


for name, (X, y) in (("first", sample()), ("second", sample())):
    for bound in (1, 3, 30):  # hyperparameter: given
        strength = multiplier(X, y, bound)
        weights = ridge(X, y, strength)
        print(f"{name} data, bound {bound:2}: lambda {strength:5.2f},", end=" ")
        print(f"squared norm {weights @ weights:.2f}")
