"""Momentum crosses a narrow valley in fewer steps, unless there is too much."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(3, 1, size=50)  # far from 0: the loss is a narrow valley
y = 2.0 * x - 1.0 + rng.normal(0, 0.5, size=50)
X = np.column_stack([x, np.ones(50)])
found = np.linalg.solve(X.T @ X, X.T @ y)


def descend(momentum, learning_rate, n_steps=8000):  # hyperparameters
    weights = np.zeros(2)  # parameters, where they start
    velocity = np.zeros(2)  # training state
    path = [weights]
    for _ in range(n_steps):
        gradient = 2 * X.T @ (X @ weights - y) / 50
        velocity = momentum * velocity - learning_rate * gradient
        weights = weights + velocity
        path.append(weights)
    return np.array(path)


paths = {}
for momentum in (0, 0.5, 0.9, 0.99):
    paths[momentum] = descend(momentum, 0.01)
    off = np.abs(paths[momentum] - found).max(axis=1) > 0.01
    arrived = np.flatnonzero(off)[-1] + 1  # from here on within 0.01
    m, c = paths[momentum][-1]
    print(f"momentum {momentum:4}: arrives at step {arrived:4},", end=" ")
    print(f"ends at m = {m:.3f}, c = {c:.3f}")

# %% picture
import matplotlib.pyplot as plt

for momentum, dashes in ((0, "-"), (0.9, "--"), (0.99, ":")):
    plt.plot(paths[momentum][:251, 1], dashes, color="C1")

plt.axhline(found[1], linewidth=0.8, color="C0")
plt.text(150, 0.5, "⚷ momentum 0", color="C2")
plt.text(70, -0.12, "⚷ 0.9", color="C2")
plt.text(106, -1.85, "⚷ 0.99", color="C2")
plt.title("Too little creeps, too much swings")
plt.xlabel("step")
plt.ylabel("● intercept")
plt.show()

# %% data
data = {"step": np.arange(251)}
for momentum, path in paths.items():
    data[f"intercept at momentum {momentum}"] = path[:251, 1]
