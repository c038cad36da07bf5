"""A step of gradient descent subtracts the rate times the slope."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(68)
cases = list(
    product([2.0, 3.0, 5.0], [0.0, 1.0, 4.0, 6.0, 8.0], [0.1, 0.2, 0.3, 0.4])
)
target, start, rate = rng.permutation(cases)[:20].T

slope = 2 * (start - target)  # of the loss (w - target)^2
after = np.round(start - rate * slope, 6)
print(f"from {start[0]:g} with slope {slope[0]:g} to {after[0]:g}")

# %% data
data = {
    "target": target,
    "start": start,
    "rate": rate,
    "slope": slope,
    "after": after,
    "uphill": np.round(start + rate * slope, 6),
    "half_slope": np.round(start - rate * slope / 2, 6),
    "without_rate": start - slope,
}
