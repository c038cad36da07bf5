"""A Transformer layer is as large as its width says, for any heads."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(3)
cases = list(product([8, 16, 32, 40, 64, 80, 128, 256], [2, 4, 8]))
width, heads = rng.permutation(cases)[:20].T

inner = 4 * width
attention = 4 * (width + 1) * width
dense = (width + 1) * inner + (inner + 1) * width
norms = 2 * 2 * width  # scale and shift of both
parameters = attention + dense + norms
parts = f"{attention[0]} + {dense[0]} + {norms[0]}"
print(f"width {width[0]}: {parts} = {parameters[0]}")

# %% data
data = {
    "width": width,
    "heads": heads,
    "inner": inner,
    "attention": attention,
    "dense": dense,
    "norms": norms,
    "parameters": parameters,
    "each_head_full": heads * attention + dense + norms,
    "only_weights": 12 * width**2,
    "forgot_norms": attention + dense,
}
