"""With more hyperparameters a grid of the same size tries fewer values."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
every = [(2, values) for values in range(3, 11)]
every += [(3, values) for values in range(2, 8)]
every += [(4, 2), (4, 4), (4, 5), (5, 2), (5, 3)]
count, values = np.array([(4, 3), *rng.permutation(every)]).T
trials = values**count
print(f"{trials[0]} trials on a grid of {count[0]} hyperparameters:")
print(f"{values[0]} values of each")

# %% data
data = {
    "count": count,
    "trials": trials,
    "values": values,
    "as_random": trials,
    "divided": np.round(trials / count, 2),
}
