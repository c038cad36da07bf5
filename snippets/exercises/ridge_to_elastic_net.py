"""Ridge adds up the squared errors and ElasticNet averages them."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
every = [
    (alpha, rows)
    for alpha in (1, 2, 3, 5, 8, 10, 20, 40, 60)
    for rows in (40, 100, 200, 250, 400, 500, 800, 1000)
    if 1000 * alpha % rows == 0 and alpha < rows / 2
]
every.remove((10, 200))
first = [(10, 200)]
ridge, rows = np.array(first + rng.permutation(every)[:19].tolist()).T
elastic_net = ridge / rows
print(f"Ridge(alpha={ridge[0]}) with {rows[0]} rows is the same fit as")
print(f"ElasticNet(alpha={elastic_net[0]:g}, l1_ratio=0)")

# %% data
data = {
    "ridge": ridge,
    "rows": rows,
    "elastic_net": np.round(elastic_net, 4),
    "unchanged": ridge,
    "halved": np.round(elastic_net / 2, 4),
    "multiplied": ridge * rows,
}
