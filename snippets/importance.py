"""The variance of a score splits into shares of settings, and of pairs."""

# %% numbers
from itertools import combinations

import numpy as np

rng = np.random.default_rng(0)


def sample(n):
    x = rng.uniform(-1, 1, size=n)
    y = np.sin(3 * x) + rng.normal(0, 0.3, size=n)
    return np.polynomial.chebyshev.chebvander(x, 9), y[:, None]


(X, y), (X_valid, y_valid) = sample(40), sample(400)
all_steps = [10, 30, 100, 300, 1000]
decays = np.array([0, 0.0001, 0.001, 0.01, 0.1])


def scores(rates):
    """The log of the validation MSE for each rate, step count and decay."""
    table = np.zeros((5, 5, 5))
    for i, rate in enumerate(rates):
        w = np.zeros((10, 5))  # a column for each decay
        for step in range(1, 1001):
            w = w - rate * (X.T @ (X @ w - y) / 40 + decays * w)
            if step in all_steps:
                mse = np.mean((X_valid @ w - y_valid) ** 2, axis=0)
                table[i, all_steps.index(step)] = np.log(mse)
    return table


tables = scores(np.geomspace(0.001, 1, 5)), scores(np.geomspace(0.3, 1, 5))
rest, names = [t - t.mean() for t in tables], ("rate", "steps", "decay")
shares = {}
print("share of the variance    rates 0.001 to 1    rates 0.3 to 1")
for axes in (c for size in (1, 2, 3) for c in combinations(range(3), size)):
    away = tuple({0, 1, 2} - set(axes))  # these are averaged away
    effects = [r.mean(axis=away, keepdims=True) for r in rest]
    rest = [r - effect for r, effect in zip(rest, effects)]
    share = [np.mean(e**2) / t.var() for e, t in zip(effects, tables)]
    label = " x ".join(names[axis] for axis in axes)
    print(f"{label:20} {share[0]:20.2f} {share[1]:17.2f}")
    shares[label] = share

# %% picture
import matplotlib.pyplot as plt

shown = list(shares)[3::-1]  # the three, and the first pair
fig, axes = plt.subplots(1, 2, sharey=True)
for ax, column, title in zip(axes, (0, 1), ("Wide range", "Narrow range")):
    ax.barh(shown, [shares[name][column] for name in shown], color="C2")
    ax.set_title(title, weight="normal")
    ax.set_xlim(0, 0.75)
    ax.set_xlabel("share of the\nvariance")

fig.suptitle("A different range, a different ranking")
plt.show()

# %% data
data = {
    "setting": list(shares),
    "wide range": [share[0] for share in shares.values()],
    "narrow range": [share[1] for share in shares.values()],
}
