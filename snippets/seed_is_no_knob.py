"""The seed that wins on one task has no head start on unrelated tasks."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)


def sample(weights_true):
    X = rng.normal(size=(280, 30))
    return X, X @ weights_true + rng.normal(0, 0.5, size=280)


starts, orders = [], []  # all that a seed decides
for seed in range(1000, 1200):
    draw = np.random.default_rng(seed)
    starts.append(0.1 * draw.normal(size=30))
    orders.append(np.concatenate([draw.permutation(80) for _ in range(2)]))


def errors(X, y):
    """Validation MSE of 200 runs that differ in their seed alone."""
    weights = np.array(starts)  # one row for each run
    for rows in np.transpose(orders):  # SGD, two epochs
        residuals = np.sum(X[rows] * weights, axis=1) - y[rows]
        weights = weights - 0.005 * residuals[:, None] * X[rows]
    return np.mean((weights @ X[80:].T - y[80:]) ** 2, axis=1)


task = rng.normal(size=30)
first = errors(*sample(task))
best = np.argmin(first)
print(f"MSE {first.min():.2f} to {first.max():.2f},", end=" ")
print(f"best seed: {1000 + best}")
again = [errors(*sample(task)) for _ in range(40)]
elsewhere = [errors(*sample(rng.normal(size=30))) for _ in range(40)]
ranks = {}
for name, runs in (("the same task", again), ("40 other tasks", elsewhere)):
    rank = ranks[name] = [np.sum(run < run[best]) + 1 for run in runs]
    low, high, mean = np.min(rank), np.max(rank), np.mean(rank)
    print(f"on {name}: rank {low} to {high}, mean {mean:.1f} of 200")

# %% picture
import matplotlib.pyplot as plt

for height, (name, values) in enumerate(ranks.items()):
    plt.plot(values, [-height] * 40, "o", color="C0", alpha=0.6, markersize=8)
    where = name if height else "same task, new rows"
    plt.text(0, 0.22 - height, where)

plt.axvline(100.5, color="C0", linestyle=":")
plt.text(103, -1.42, "by chance", color="C0")
plt.ylim(-1.6, 0.6)
plt.yticks([])
plt.title("The best of 200 seeds, elsewhere")
plt.xlabel("rank of that seed among the 200")
plt.show()

# %% data
data = {f"rank on {name}": values for name, values in ranks.items()}
