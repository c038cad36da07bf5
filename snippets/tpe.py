"""TPE looks where good trials are dense and the rest are rare."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
matters = np.array([1, 0.3, 0.1, 0])  # four hyperparameters, from 0 to 1
width = 0.1  # of a bump: a setting of the search


def loss(trials, best):
    """It stands for a validation error with its lowest point at best."""
    return np.sum(matters * (trials - best) ** 2, axis=1)


def density(x, trials):
    """For each hyperparameter: a bump on each trial, and a level floor."""
    squares = ((x[:, None] - trials) / width) ** 2
    bumps = np.exp(-squares / 2) / (width * np.sqrt(2 * np.pi))
    return (bumps.sum(axis=1) + 1) / (len(trials) + 1)


def tpe(best):
    trials = rng.uniform(size=(10, 4))  # the first ten are random
    while len(trials) < 60:
        order = np.argsort(loss(trials, best))
        good, rest = np.split(trials[order], [len(trials) // 5])
        # 24 candidates: each value lies near that of a good trial
        near = good[rng.integers(len(good), size=(24, 4)), np.arange(4)]
        new = np.clip(near + width * rng.normal(size=(24, 4)), 0, 1)
        ratio = density(new, good) / density(new, rest)
        chosen = np.argmax(np.log(ratio).sum(axis=1))
        trials = np.vstack([trials, new[chosen]])
    return trials


lowest = {"random": [], "TPE": []}
for _ in range(100):  # searches, each with the best setting elsewhere
    best = rng.uniform(size=4)
    searches = rng.uniform(size=(60, 4)), tpe(best)
    for name, trials in zip(lowest, searches):
        lowest[name].append(np.minimum.accumulate(loss(trials, best)))

for n in (10, 20, 40, 60):
    a, b = (np.mean(lowest[name], axis=0)[n - 1] for name in lowest)
    print(f"mean loss of the best of {n}: random {a:.4f}, TPE {b:.4f}")
