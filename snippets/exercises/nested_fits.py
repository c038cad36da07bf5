"""In nested cross-validation each outer round pays for a whole search."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
every = [
    (candidates, inner, outer)
    for candidates in (6, 8, 10, 12, 15, 20, 30)
    for inner in (3, 4, 5)
    for outer in (3, 4, 5, 10)
]
every.remove((10, 3, 5))
drawn = rng.permutation(every)[:19]
candidates, inner, outer = np.array([(10, 3, 5), *drawn]).T
search = candidates * inner + 1
fits = outer * search
print(f"{candidates[0]} candidates, {inner[0]} inner folds")
print(f"{search[0]} fits for a search, {fits[0]} for {outer[0]} of them")

# %% data
data = {
    "candidates": candidates,
    "inner": inner,
    "outer": outer,
    "search": search,
    "fits": fits,
    "one_search": search,
    "no_refit": outer * candidates * inner,
    "added": candidates * (inner + outer),
}
