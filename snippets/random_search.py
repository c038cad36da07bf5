"""Random search tries more values of the hyperparameter that matters."""

# %% numbers
import numpy as np

rng = np.random.default_rng(6)


steps = np.array([1, 3, 5]) / 6
grid = np.array([(a, b) for a in steps for b in steps])  # nine trials
random = rng.uniform(size=(9, 2))  # nine trials
for name, trials in (("grid", grid), ("random", random)):
    different = len(np.unique(trials[:, 0]))
    print(f"{name:6} {len(trials)} trials, {different} values of a")

# the loss is the squared distance from the best a, wherever that is; b is idle
best_a = rng.uniform(size=(20_000, 1))
loss_grid = (grid[:, 0] - best_a) ** 2
loss_random = (rng.uniform(size=(20_000, 9)) - best_a) ** 2
best_grid, best_random = loss_grid.min(axis=1), loss_random.min(axis=1)
print("mean loss of the best of nine trials, 20,000 repetitions:")
print(f"grid   {best_grid.mean():.4f}")
print(f"random {best_random.mean():.4f}")
print(f"random wins in {100 * np.mean(best_random < best_grid):.0f} %")

# %% picture
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 2, sharey=True)
for ax, trials, name in zip(axes, (grid, random), ("Grid", "Random")):
    values = np.unique(trials[:, 0])
    ax.plot(trials[:, 0], trials[:, 1], "o", color="C2")
    ax.vlines(values, 0, 0.08, color="C2", linewidth=1)
    ax.set_title(name, weight="normal")
    ax.set_xlabel(f"⚷ a matters:\n{len(values)} values tried", color="C2")
    ax.set_xticks([0, 1])
    ax.set_yticks([0, 1])
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(0, 1.03)

axes[0].set_ylabel("⚷ b is idle", color="C2")
fig.suptitle("Random trials test more values of a")
plt.show()

# %% data
data = {
    "grid a": grid[:, 0],
    "grid b": grid[:, 1],
    "random a": random[:, 0],
    "random b": random[:, 1],
}
