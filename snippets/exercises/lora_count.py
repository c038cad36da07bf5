"""LoRA trains two thin matrices beside each frozen one."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(72)
cases = list(product([4, 8, 16], [10, 12, 24], [500, 1000], [2000, 3000]))
rank, matrices, rows, columns = rng.permutation(cases)[:20].T

trained = matrices * rank * (rows + columns)
frozen = matrices * rows * columns
print(f"rank {rank[0]}: {trained[0]} trained beside {frozen[0]} frozen")

# %% data
data = {
    "rank": rank,
    "matrices": matrices,
    "rows": rows,
    "columns": columns,
    "trained": trained,
    "per_matrix": rank * (rows + columns),
    "frozen": frozen,
    "one_factor": matrices * rank * rows,
}
