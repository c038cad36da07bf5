"""An SVM solves for one multiplier per row; rows with multiplier 0 can go."""

# %% numbers
import numpy as np

rng = np.random.default_rng(1)
X = rng.uniform(-2, 2, size=(60, 2))
y = np.where(np.sum(X**2, axis=1) + rng.normal(0, 0.3, 60) < 2, 1.0, -1.0)
C, gamma = 10.0, 0.5  # hyperparameters


def kernel(A, B):
    return np.exp(-gamma * np.sum((A[:, None] - B) ** 2, axis=-1))


# dual coefficients: label times multiplier, each between 0 and C y
K, dual = kernel(X, X), np.zeros(60)
lowest, highest = np.minimum(0, C * y), np.maximum(0, C * y)
for _ in range(10_000):
    slope = y - K @ dual
    up = np.argmax(np.where(dual < highest, slope, -np.inf))
    down = np.argmin(np.where(dual > lowest, slope, np.inf))
    if slope[up] - slope[down] < 1e-8:  # no pair can gain
        break
    # move one coefficient up and one down: the sum stays 0
    step = (slope[up] - slope[down]) / (2 - 2 * K[up, down])
    step = min(step, highest[up] - dual[up], dual[down] - lowest[down])
    dual[up], dual[down] = dual[up] + step, dual[down] - step

bias = (slope[up] + slope[down]) / 2
kept = np.abs(dual) > 1e-9  # the support vectors
print(f"rows: {len(X)}, support vectors kept: {kept.sum()},", end=" ")
print(f"of these at C: {np.isclose(np.abs(dual), C).sum()}")
print(f"largest multiplier: {np.abs(dual).max():.3f}, bias: {bias:.3f}")
print("at (0, 0) and (2, 0), from")
new = np.array([[0, 0], [2, 0]])
print("  all rows:       ", *np.round(kernel(new, X) @ dual + bias, 3))
scores = kernel(new, X[kept]) @ dual[kept] + bias
print("  support vectors:", *np.round(scores, 3))

# %% picture
import matplotlib.pyplot as plt

axis = np.linspace(-2.1, 2.1, 80)
grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
score = (kernel(grid, X[kept]) @ dual[kept] + bias).reshape(80, 80)
plt.contour(axis, axis, score, levels=[0], colors="C1", linewidths=2.2)
plt.contour(axis, axis, score, levels=[-1, 1], colors="C1", linestyles="dashed")
plt.plot(*X[y > 0].T, "o", color="C0")
plt.plot(*X[y < 0].T, "o", color="C0", fillstyle="none")
plt.scatter(*X[kept].T, s=110, facecolors="none", edgecolors="C1")
plt.title(f"{kept.sum()} of {len(X)} rows carry the curve")
plt.xlabel("first input")
plt.ylabel("second input")
plt.show()

# %% data
data = {
    "first input": X[:, 0],
    "second input": X[:, 1],
    "label": y,
    "dual coefficient": dual,
}
