"""A matrix that two layers share counts once."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(5)
cases = list(
    product([1000, 2000, 3000, 5000, 8000, 10000], [20, 32, 50, 64, 100])
)
vocabulary, width = rng.permutation(cases)[:20].T

parameters = vocabulary * width
print(f"{vocabulary[0]} tokens of width {width[0]}: {parameters[0]} parameters")

# %% data
data = {
    "vocabulary": vocabulary,
    "width": width,
    "parameters": parameters,
    "counted_twice": 2 * parameters,
    "added_sizes": vocabulary + width,
}
