"""A binary tree has one inner node less than it has leaves."""

# %% numbers
import numpy as np

rng = np.random.default_rng(15)
leaves = rng.permutation(np.arange(4, 31))[:20]

inner = leaves - 1
numbers = 2 * inner + leaves  # a column and a threshold, and a leaf's value
print(f"{leaves[0]} leaves, {inner[0]} inner nodes: {numbers[0]} numbers")

# %% data
data = {
    "leaves": leaves,
    "inner": inner,
    "numbers": numbers,
    "only_leaves": leaves,
    "forgot_columns": inner + leaves,
    "as_many_inner": 3 * leaves,
}
