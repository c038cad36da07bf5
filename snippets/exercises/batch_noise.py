"""A batch of n rows has a gradient with an n-th of the variance of a row."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(6)
cases = list(product([10, 20, 40, 50, 60, 80], [4, 10, 20, 25, 50]))
variance, size = rng.permutation(cases)[:20].T

of_batch = variance / size
print(f"variance {variance[0]} of a row, {of_batch[0]:g} of {size[0]} rows")

# %% data
data = {
    "variance": variance,
    "size": size,
    "of_batch": of_batch,
    "unchanged": variance,
    "by_root": variance / np.sqrt(size),
    "of_sum": variance * size,
}
