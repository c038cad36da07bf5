"""An epoch takes as many steps as batches, the smaller last one included."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(174)
cases = list(product([500, 1000, 2000, 5000], [32, 64, 128], [3, 5, 10, 20]))
rows, batch, epochs = rng.permutation(cases)[:20].T

per_epoch = -(-rows // batch)  # rounded up
steps = epochs * per_epoch
print(f"{epochs[0]} epochs of {per_epoch[0]} steps: {steps[0]} steps")

# %% data
data = {
    "rows": rows,
    "batch": batch,
    "epochs": epochs,
    "per_epoch": per_epoch,
    "steps": steps,
    "rounded_down": epochs * (rows // batch),
    "one_epoch": per_epoch,
    "one_per_row": epochs * rows,
}
