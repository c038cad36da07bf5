"""The wanted chance of a hit tells how many random trials are enough."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
every = [
    (best, chance)
    for best in (1, 2, 3, 4, 5, 6, 8)
    for chance in (70, 75, 80, 90, 95)
]
every.remove((5, 95))
best, chance = np.array([(5, 95), *rng.permutation(every)[:19]]).T
exact = np.log(1 - chance / 100) / np.log(1 - best / 100)
trials = np.ceil(exact).astype(int)
print(f"best {best[0]}%, wanted with a probability of {chance[0]}%")
print(f"{exact[0]:.2f} trials, so {trials[0]}")

# %% data
data = {
    "best": best,
    "chance": chance,
    "one_misses": np.round(1 - best / 100, 2),
    "may_miss": np.round(1 - chance / 100, 2),
    "exact": exact,
    "trials": trials,
    "rounded_down": trials - 1,
    "added": np.ceil(chance / best).astype(int),
    "one_in": np.ceil(100 / best).astype(int),
}
