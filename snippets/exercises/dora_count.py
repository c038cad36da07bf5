"""DoRA trains two thin matrices, and a length for each column."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(0)
cases = list(product((2, 4, 8, 16), (768, 1024, 2048), (256, 512, 3072)))
asked = np.vstack([(4, 1000, 500), rng.permutation(cases)[:19]])
rank, rows, columns = asked.T

thin = rank * (rows + columns)
trained = thin + columns
print(f"{thin[0]} + {columns[0]} = {trained[0]} trained numbers")

# %% data
data = {
    "rank": rank,
    "rows": rows,
    "columns": columns,
    "thin": thin,
    "trained": trained,
    "with_frozen": trained + rows * columns,
    "lengths_of_rows": thin + rows,
}
