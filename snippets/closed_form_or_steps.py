"""Gradient descent reaches the closed form, and brings two hyperparameters."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
X = np.column_stack([np.ones(100), rng.normal(size=(100, 2))])
y = X @ [1, -2, 0.5] + rng.normal(0, 0.3, size=100)


def descend(X, learning_rate, n_steps):  # two hyperparameters
    weights = np.zeros(X.shape[1])
    for _ in range(n_steps):
        gradient = 2 * X.T @ (X @ weights - y) / len(y)
        weights = weights - learning_rate * gradient
    return weights


def show(name, weights):
    print(f"{name:13}", " ".join(f"{weight:7.4f}" for weight in weights))


exact = np.linalg.solve(X.T @ X, X.T @ y)  # data in, parameters out
show("closed form", exact)
for n_steps in (5, 50, 500):
    show(f"{n_steps:3} steps", descend(X, 0.1, n_steps))

# a copy of the last column: now many weights fit equally well
twice = np.column_stack([X, X[:, 2]])
shortest = np.linalg.pinv(twice) @ y
print(f"one column copied: rank {np.linalg.matrix_rank(twice)} of 4")
show("shortest fit", shortest)
show("500 steps", descend(twice, 0.1, 500))
