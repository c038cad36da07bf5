"""With momentum, a step is a share of the last one plus a gradient step."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(73)
cases = list(
    product(
        [1, 2, 3], [0.1, 0.2, 0.3, 0.4], [0.5, 0.9], [2, 3, 4, 6], [0.01, 0.1]
    )
)
w, last, momentum, gradient, rate = rng.permutation(cases)[:20].T

step = momentum * last - rate * gradient
after = np.round(w + step, 6)
print(f"step {step[0]:g}: the weight goes from {w[0]:g} to {after[0]:g}")

# %% data
data = {
    "weight": w,
    "last": last,
    "momentum": momentum,
    "gradient": gradient,
    "rate": rate,
    "step": np.round(step, 6),
    "after": after,
    "no_momentum": np.round(w - rate * gradient, 6),
    "whole_last": np.round(w + last - rate * gradient, 6),
    "averaged": np.round(
        w + momentum * last - (1 - momentum) * rate * gradient, 6
    ),
}
