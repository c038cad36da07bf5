"""k-means finds one centroid per cluster, with one number per column."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(0)
cases = list(product([3, 4, 5, 6, 8], [2, 3, 4, 5], [100, 200, 300]))
clusters, columns, rows = rng.permutation(cases)[:20].T

parameters = clusters * columns
print(f"{clusters[0]} centroids of {columns[0]} numbers: {parameters[0]}")

# %% data
data = {
    "clusters": clusters,
    "columns": columns,
    "rows": rows,
    "parameters": parameters,
    "one_per_cluster": clusters,
    "with_k": parameters + 1,
    "with_labels": parameters + rows,
}
