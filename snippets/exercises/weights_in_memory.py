"""The memory of the weights: how many there are, times the bits of each."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(0)
cases = list(product((1, 2, 3, 8, 13, 14, 32, 70), (3, 4, 5, 6, 8)))
asked = np.vstack([(7, 4), rng.permutation(cases)[:19]])
billions, bits = asked.T

gigabytes = billions * bits / 8
print(f"{billions[0]} billion of {bits[0]} bits: {gigabytes[0]:.2f} GB")

# %% data
data = {
    "billions": billions,
    "bits": bits,
    "gigabytes": gigabytes,
    "gigabits": billions * bits,
    "at_16_bits": 2 * billions,
}
