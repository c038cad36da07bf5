"""The corners of an L1 limit can make a weight exactly 0; a circle has none."""

# %% numbers
import numpy as np

best = np.array([1.5, 0.5])  # the weights of least squares: parameters, found
curvature = np.array([[1.0, 0.3], [0.3, 0.6]])


def loss(w):
    return np.einsum("...i,ij,...j", w - best, curvature, w - best)


angles = np.arange(3600) * 2 * np.pi / 3600
circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
sums = np.abs(circle).sum(axis=1)  # of absolute weights, all around
borders = {  # where each penalty is 1: the limit, a hyperparameter
    "L1": circle / sums[:, None],
    "both": circle * (np.sqrt(sums**2 + 8) - sums)[:, None] / 2,
    "L2": circle,
}
found = {}
for name, border in borders.items():
    found[name] = border[np.argmin(loss(border))]
    a, b = found[name]
    print(f"{name:4}: weights {a:.2f} and {b:.2f}")

# %% picture
import matplotlib.pyplot as plt

grid = np.linspace(-1.2, 2.3, 120)
heights = loss(np.stack(np.meshgrid(grid, grid), axis=-1))
fig, axes = plt.subplots(1, 2, sharey=True)
for ax, name, of in zip(axes, ("L1", "L2"), ("lasso", "ridge")):
    level = loss(found[name])
    levels = [0.1 * level, 0.45 * level, level]
    ax.contour(grid, grid, heights, levels, colors="C0", linewidths=1)
    ax.fill(*borders[name].T, color="C2", alpha=0.25)
    ax.plot(*best, "+", color="C0")
    ax.plot(*found[name], "o", color="C1")
    ax.set_title(f"⚷ {name} ({of})", color="C2")
    ax.set_aspect("equal")
    ax.set_ylim(-1.2, 1.8)
    ax.set_xticks([-1, 0, 1, 2])
    ax.set_yticks([-1, 0, 1])
    ax.set_xlabel("● first weight")

axes[0].set_ylabel("● second weight")
fig.suptitle("A corner can hold a weight at exactly 0")
plt.show()
