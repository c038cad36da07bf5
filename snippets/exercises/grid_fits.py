"""A grid search fits each combination once a fold, and the winner once more."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
every = [
    (costs, gammas, folds)
    for costs in (3, 4, 5, 6)
    for gammas in (2, 3, 4, 5)
    for folds in (3, 4, 5, 10)
]
every.remove((4, 3, 5))
costs, gammas, folds = np.array([(4, 3, 5), *rng.permutation(every)[:19]]).T
combinations = costs * gammas
fits = combinations * folds + 1
print(f"{costs[0]} values of C, {gammas[0]} of gamma, {folds[0]} folds")
print(f"{combinations[0]} combinations and {fits[0]} fits")

# %% data
data = {
    "costs": costs,
    "gammas": gammas,
    "folds": folds,
    "combinations": combinations,
    "fits": fits,
    "no_refit": fits - 1,
    "no_folds": combinations + 1,
    "added": (costs + gammas) * folds + 1,
}
