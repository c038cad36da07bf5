"""On a parabola the learning rate has a limit: 2 divided by the curvature."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(39)
cases = list(
    product([0.5, 2.0, 2.5, 4.0, 5.0, 10.0, 20.0], [1.0, 2.0, 3.0, 5.0])
)
scale, target = rng.permutation(cases)[:20].T

curvature = 2 * scale  # of the loss scale * (w - target)^2
limit = 2 / curvature
print(f"curvature {curvature[0]:g}: the limit is {limit[0]:g}")

# %% data
data = {
    "scale": scale,
    "target": target,
    "curvature": curvature,
    "limit": limit,
    "in_one_step": 1 / curvature,
    "scale_as_curvature": 2 / scale,
}
