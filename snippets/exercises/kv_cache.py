"""Each token leaves a key and a value in each layer, for each such head."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(0)
cases = list(product((24, 32, 40, 48), (16, 32, 64), (2, 4, 8), (64, 128)))
asked = np.vstack([(10, 8, 2, 100), rng.permutation(cases)[:19]])
layers, query_heads, kv_heads, width = asked.T

numbers = 2 * layers * kv_heads * width
cache = 2 * numbers  # two bytes for each number
print(f"{numbers[0]} numbers, {cache[0]} bytes for each token")

# %% data
data = {
    "layers": layers,
    "query_heads": query_heads,
    "kv_heads": kv_heads,
    "width": width,
    "numbers": numbers,
    "cache": cache,
    "with_query_heads": 4 * layers * query_heads * width,
}
