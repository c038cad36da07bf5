"""Softmax regression: a weight per class and column, a bias per class."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(6)
cases = list(product([3, 4, 5, 10], [6, 8, 10, 12, 20, 30]))
classes, columns = rng.permutation(cases)[:20].T

parameters = classes * (columns + 1)
print(f"{classes[0]} classes, {columns[0]} columns: {parameters[0]} parameters")

# %% data
data = {
    "classes": classes,
    "columns": columns,
    "parameters": parameters,
    "forgot_biases": classes * columns,
    "one_score": columns + 1,
    "free": (classes - 1) * (columns + 1),
}
