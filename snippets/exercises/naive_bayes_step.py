"""Naive Bayes counts words, with a pseudo-count added to each of them."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(17)
sizes = [(20, 100), (20, 200), (50, 100), (50, 200), (50, 250)]
cases = [(count, *size) for count, size in product([14, 19, 24, 29, 39], sizes)]
count, vocabulary, together = rng.permutation(cases)[:20].T

total = together - vocabulary  # words that were counted; the rest is added
probability = (count + 1) / (total + vocabulary)
print(f"({count[0]} + 1) / ({total[0]} + {vocabulary[0]}) = {probability[0]:g}")

# %% data
data = {
    "count": count,
    "total": total,
    "vocabulary": vocabulary,
    "together": together,
    "probability": probability,
    "nothing_added": count / total,
    "added_on_top": (count + 1) / total,
    "added_once": (count + 1) / (total + 1),
}
