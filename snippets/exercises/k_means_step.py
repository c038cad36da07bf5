"""A round of k-means moves a center to the mean of its nearest rows."""

# %% numbers
from itertools import combinations

import numpy as np

rng = np.random.default_rng(38)
cases = []
for center in (3, 4, 5):
    for low in combinations(range(1, center + 4), 2):
        if sum(low) != 2 * center:  # the center will move
            cases.append((*low, center))

first, second, left = rng.permutation(cases)[:20].T
right = left + 8
offsets = rng.permuted(np.tile([-3, -1, 1, 2, 4], (20, 1)), axis=1)[:, :3]
others = right + np.sort(offsets).T
rows = np.array([first, second, *others])

nearest = abs(rows - left) < abs(rows - right)
after = np.array([row[near].mean() for row, near in zip(rows.T, nearest.T)])
print(f"rows {rows[:, 0]}, center {left[0]}: it moves to {after[0]}")

# %% data
data = dict(zip(["row1", "row2", "row3", "row4", "row5"], rows))
data |= {
    "left": left,
    "right": right,
    "border": (left + right) // 2,
    "after": after,
    "mean_of_all": rows.mean(axis=0),
    "with_center": (first + second + left) / 3,
    "halfway": (left + after) / 2,
}
