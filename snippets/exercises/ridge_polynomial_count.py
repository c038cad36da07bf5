"""A penalty leaves the number of coefficients of a polynomial as it is."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(15)
cases = list(product([2, 3, 4, 5, 6, 7, 9], [0.001, 0.01, 0.1, 1.0]))
rng.shuffle(cases)
degree, strength = map(np.array, zip(*cases[:20]))

coefficients = degree + 1  # the strength does not enter
print(f"degree {degree[0]}: {coefficients[0]} coefficients")

# %% data
data = {
    "degree": degree,
    "strength": strength,
    "coefficients": coefficients,
    "forgot_constant": degree,
    "counted_strength": coefficients + 1,
}
