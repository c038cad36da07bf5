"""Adam's first step is as long as the learning rate, for any gradient."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(3)
cases = list(product([1, 2, 3], [-50, -8, -0.2, 0.5, 4, 30], [0.01, 0.05, 0.1]))
w, gradient, rate = rng.permutation(cases)[:20].T

first, second = 0.1 * gradient, 0.001 * gradient**2
mean, scale = first / (1 - 0.9), np.sqrt(second / (1 - 0.999))
after = np.round(w - rate * mean / (scale + 1e-8), 6)
print(f"gradient {gradient[0]:g}: from {w[0]:g} to {after[0]:g}")

# %% data
data = {
    "weight": w,
    "gradient": gradient,
    "rate": rate,
    "after": after,
    "plain_descent": np.round(w - rate * gradient, 6),
    "uphill": np.round(w + rate * np.sign(gradient), 6),
    "uncorrected_mean": np.round(w - rate * first / scale, 6),
}
