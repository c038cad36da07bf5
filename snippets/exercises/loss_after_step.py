"""The squared error of two rows, before and after a step."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(0)
cases = list(product([1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8], [0, 1]))
y1, y2, w = rng.permutation(cases)[:20].T
x = np.array([[1], [2]])
y = np.array([y1, y2])
rate = 0.1


def loss(w):
    return np.mean((w * x - y) ** 2, axis=0)


gradient = np.mean(2 * (w * x - y) * x, axis=0)
moved = w - rate * gradient
print(f"w goes from {w[0]} to {moved[0]:g}")
print(f"the loss goes from {loss(w)[0]:g} to {loss(moved)[0]:g}")

# %% data
data = {
    "input1": np.full(20, 1),
    "input2": np.full(20, 2),
    "first": y1,
    "second": y2,
    "start": w,
    "rate": np.full(20, rate),
    "moved": np.round(moved, 6),
    "before": np.round(loss(w), 6),
    "after": np.round(loss(moved), 6),
    "sum_of_gradients": np.round(loss(w - rate * 2 * gradient), 6),
    "sum_of_squares": np.round(2 * loss(moved), 6),
}
