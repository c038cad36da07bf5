"""Drawn on a log scale, each power of ten gets its share of the trials."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
every = [
    (powers, powers * each)
    for powers in (3, 4, 5, 6)
    for each in (5, 6, 8, 10, 12, 15, 20)
]
every.remove((4, 60))
powers, trials = np.array([(4, 60), *rng.permutation(every)[:19]]).T
low, next_power = 0.1**powers, 0.1 ** (powers - 1)
inside = trials // powers
linear = trials * (next_power - low) / (1 - low)
print(f"{trials[0]} trials between 1e-{powers[0]} and 1")
print(f"below 1e-{powers[0] - 1}: {inside[0]} on average on a log scale,")
print(f"{linear[0]:.3f} if all values are equally likely")

# %% data
data = {
    "powers": powers,
    "less": powers - 1,
    "trials": trials,
    "inside": inside,
    "linear": np.round(linear, 4),
    "ends_counted": np.round(trials / (powers + 1), 2),
}
