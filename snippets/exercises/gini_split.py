"""The impurity after a split is a mean over both parts, by their rows."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(17)


def gini(of_a, of_b):
    share = of_a / (of_a + of_b)
    return 2 * share * (1 - share)


left = [(9, 1), (7, 3), (6, 4)]
right = [(4, 16), (5, 15), (1, 19), (6, 24), (8, 32), (10, 30), (2, 38)]
cases = [(*one, *other) for one, other in product(left, right)]
left_a, left_b, right_a, right_b = rng.permutation(cases)[:20].T

on_left, on_right = left_a + left_b, right_a + right_b
left_gini, right_gini = gini(left_a, left_b), gini(right_a, right_b)
impurity = (on_left * left_gini + on_right * right_gini) / (on_left + on_right)
print(f"left {left_gini[0]:.3f}, right {right_gini[0]:.3f}: {impurity[0]:.3f}")

# %% data
data = {
    "left_a": left_a,
    "left_b": left_b,
    "right_a": right_a,
    "right_b": right_b,
    "left_gini": left_gini,
    "right_gini": right_gini,
    "impurity": impurity,
    "unweighted": (left_gini + right_gini) / 2,
    "before": gini(left_a + right_a, left_b + right_b),
    "wrong_rows": (left_b + right_a) / (on_left + on_right),
}
