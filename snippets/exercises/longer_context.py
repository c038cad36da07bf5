"""Learned positions: one vector for each place in the context."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(0)
cases = list(product((256, 512, 768, 1024, 2048), (512, 768, 1024, 1280, 1600)))
asked = np.vstack([(500, 100), rng.permutation(cases)[:19]])
context, width = asked.T

longer = 2 * context
added = longer * width - context * width
print(f"{context[0]} more tokens: {added[0]} more parameters")

# %% data
data = {
    "context": context,
    "longer": longer,
    "width": width,
    "added": added,
    "new_table": longer * width,
    "places": context,
    "by_formula": 0 * added,
}
