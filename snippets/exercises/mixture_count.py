"""A Gaussian mixture: weights that sum to 1, means, and covariances."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(17)
cases = list(product([2, 3, 4, 5, 6], [2, 3, 4, 5]))
components, columns = rng.permutation(cases).T

covariances = columns * (columns + 1) // 2  # different entries of one matrix
numbers = components * (1 + columns + covariances)
free = numbers - 1
print(
    f"{components[0]} components, {columns[0]} columns: {free[0]} free numbers"
)

# %% data
data = {
    "components": components,
    "columns": columns,
    "covariances": covariances,
    "numbers": numbers,
    "free": free,
    "whole_matrices": components * (1 + columns + columns**2) - 1,
    "variances_only": components * (1 + 2 * columns) - 1,
}
