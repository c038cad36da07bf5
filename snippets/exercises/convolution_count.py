"""A convolution has its filters and biases, however large the image is."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(83)
cases = list(product([8, 10, 16, 20, 32], [3, 5], [3, 4], [28, 32, 64]))
filters, size, channels, side = rng.permutation(cases)[:20].T

weights = size**2 * channels  # of one filter
parameters = (weights + 1) * filters
print(
    f"{filters[0]} filters of {weights[0]} weights: {parameters[0]} parameters"
)

# %% data
data = {
    "filters": filters,
    "size": size,
    "channels": channels,
    "side": side,
    "weights": weights,
    "parameters": parameters,
    "forgot_biases": weights * filters,
    "forgot_channels": (size**2 + 1) * filters,
    "at_each_pixel": parameters * side**2,
}
