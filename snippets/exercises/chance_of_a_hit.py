"""The chances that all trials miss multiply."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
every = [
    (trials, best)
    for trials in (5, 8, 10, 12, 15, 20, 25, 30, 40)
    for best in (1, 2, 4, 5, 10)
    if 20 <= trials * best <= 100
]
every.remove((10, 5))
trials, best = np.array([(10, 5), *rng.permutation(every)[:19]]).T
share = best / 100
miss = (1 - share) ** trials
print(f"{trials[0]} trials, and the best {best[0]}% count as a hit")
print(f"all miss: {miss[0]:.3f}, at least one hits: {1 - miss[0]:.3f}")

# %% data
data = {
    "trials": trials,
    "best": best,
    "one_misses": np.round(1 - share, 2),
    "all_miss": np.round(miss, 3),
    "hit": np.round(1 - miss, 3),
    "added": np.round(share * trials, 2),
    "one_trial": share,
}
