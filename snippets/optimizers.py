"""Gradient descent, Adagrad, and Adam arrive at the same single minimum."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(0, 1, size=50)
y = 3.0 * x - 1.0 + rng.normal(0, 0.5, size=50)
X = np.column_stack([x, np.ones(50)])

paths = {}
for name in ("gradient descent", "Adagrad", "Adam"):
    weights, first, second = np.zeros(2), np.zeros(2), np.zeros(2)
    paths[name] = [weights]
    for t in range(1, 2001):
        gradient = 2 * X.T @ (X @ weights - y) / 50
        if name == "gradient descent":  # learning rate 0.1
            step = 0.1 * gradient
        elif name == "Adagrad":  # learning rate 0.5
            second = second + gradient**2
            step = 0.5 * gradient / (np.sqrt(second) + 1e-8)
        else:  # Adam: learning rate 0.05, beta1 0.9, beta2 0.999
            first = 0.9 * first + 0.1 * gradient
            second = 0.999 * second + 0.001 * gradient**2
            scale = np.sqrt(second / (1 - 0.999**t)) + 1e-8
            step = 0.05 * first / (1 - 0.9**t) / scale
        weights = weights - step
        paths[name].append(weights)
    print(f"{name:16} m = {weights[0]:.4f}, c = {weights[1]:.4f}")

# %% picture
import matplotlib.pyplot as plt

labels = {
    "gradient descent": ("-", (1.5, -0.25)),
    "Adagrad": ("--", (0.85, -0.57)),
    "Adam": (":", (0.75, -0.95)),
}
for name, (dashes, place) in labels.items():
    path = np.array(paths[name])
    plt.plot(path[:, 0], path[:, 1], dashes, color="C1")
    plt.text(*place, name, color="C1")

plt.plot(0, 0, "o", color="C0")
plt.text(0.07, 0.02, "start", color="C0")
plt.plot(*weights, "o", color="C1", markersize=9)
plt.text(
    2.87, -1.06, "found", color="C1", ha="right", va="center", weight="bold"
)
plt.ylim(-1.2, 0.15)
plt.title("Three paths to the same parameters")
plt.xlabel("slope m")
plt.ylabel("intercept c")
plt.show()

# %% data
data = {}
for name, path in paths.items():
    data[f"{name}, m"], data[f"{name}, c"] = np.array(path[:200]).T
