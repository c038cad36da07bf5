"""Batch normalization has a scale and a shift to be learned per channel."""

# %% numbers
import numpy as np

rng = np.random.default_rng(21)
channels = 4 * rng.permutation(np.arange(2, 27))[:20]
rows = rng.choice([25, 250, 500], size=20)  # of a batch

parameters = 2 * channels
print(f"{channels[0]} channels: {parameters[0]} parameters")

# %% data
data = {
    "channels": channels,
    "rows": rows,
    "parameters": parameters,
    "with_averages": 4 * channels,
    "only_scales": channels,
    "per_row": 2 * rows,
}
