"""SGD hovers at a constant rate, and comes ever closer at a decaying one."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
X = np.column_stack([rng.normal(size=500), np.ones(500)])
y = X @ [3, -1] + rng.normal(0, 1, size=500)
optimum = np.linalg.solve(X.T @ X, X.T @ y)

# four runs side by side: three constant rates and one that decays
n_steps = 20_000
names = ("0.001", "0.01", "0.05", "decaying")
rates = np.tile([0.001, 0.01, 0.05, 0.05], (n_steps, 1))
rates[:, 3] /= 1 + np.arange(n_steps) / 50
weights = np.zeros((4, 2))
distances = np.empty((n_steps, 4))
for step, row in enumerate(rng.integers(500, size=n_steps)):
    errors = weights @ X[row] - y[row]  # a mini-batch of one row
    weights = weights - (2 * rates[step] * errors)[:, None] * X[row]
    distances[step] = ((weights - optimum) ** 2).sum(axis=1)

print("mean squared distance to the optimum")
print("learning rate   steps 2,000 to 4,000   10,000 to 20,000")
early = distances[2000:4000].mean(axis=0)
late = distances[10_000:].mean(axis=0)
for name, a, b in zip(names, early, late):
    print(f"{name:15} {a:20.4f} {b:18.4f}")

# %% picture
import matplotlib.pyplot as plt

# means over 24 windows that grow with the step
edges = np.unique(np.geomspace(100, n_steps, 25).astype(int))
middle = np.sqrt(edges[1:] * edges[:-1])
curves = np.add.reduceat(distances, edges[:-1])
sizes = np.diff(np.append(edges[:-1], n_steps))
curves = curves / sizes[:, None]
for column, dashes in enumerate(("--", "-.", ":", "-")):
    plt.loglog(middle, curves[:, column], dashes, color="C2")

for name, a in zip(names, late):
    label = name if name == "decaying" else f"constant {name}"
    plt.text(2.2e4, a, label, color="C2", va="center")

plt.xlim(100, 2.5e5)
plt.xticks([100, 1000, 10_000])
plt.title("A constant rate hovers, a decaying one closes in")
plt.xlabel("step")
plt.ylabel("squared distance to optimum")
plt.show()

# %% data
data = {"step": np.arange(1, n_steps, 100)}
for column, name in enumerate(names):
    data[f"rate {name}"] = distances[::100, column]
