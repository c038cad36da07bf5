"""The slope of a line learns from a row by its residual times its input."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(107)
cases = list(
    product([3, 4, 5], [1, 2, 3], [0, 1, 2], [-2, -1, 1, 2], [0.01, 0.02, 0.05])
)
x, m, c, residual, rate = rng.permutation(cases)[:20].T

y = m * x + c - residual
after = np.round(m - rate * 2 * residual * x, 6)
print(f"residual {residual[0]:g}: the slope goes from {m[0]:g} to {after[0]:g}")

# %% data
data = {
    "input": x,
    "output": y,
    "slope": m,
    "intercept": c,
    "rate": rate,
    "predicted": m * x + c,
    "residual": residual,
    "after": after,
    "uphill": np.round(m + rate * 2 * residual * x, 6),
    "forgot_input": np.round(m - rate * 2 * residual, 6),
    "forgot_two": np.round(m - rate * residual * x, 6),
}
