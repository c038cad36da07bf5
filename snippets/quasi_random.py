"""On average quasi-random trials leave smaller holes than random ones."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
n = 16  # trials of two hyperparameters, a and b, each from 0 to 1


def mirrored(i, base):
    """Number i with its digits mirrored at the point: 6 is 110, so 0.011."""
    value, place = 0.0, 1.0
    while i > 0:
        i, digit = divmod(i, base)
        place = place / base
        value = value + place * digit
    return value


steps = np.array([1, 3, 5, 7]) / 8
grid = np.array([(a, b) for a in steps for b in steps])
halton = np.array([(mirrored(i, 2), mirrored(i, 3)) for i in range(n)])
middles = (np.arange(40) + 0.5) / 40
places = np.array([(a, b) for a in middles for b in middles])


def coverage(trials):
    """Sixteenths of a that have a trial, and how far places are from one."""
    tried = len(np.unique(np.floor(16 * trials[:, 0])))
    distance = np.linalg.norm(places[:, None] - trials, axis=2).min(axis=1)
    return tried, distance.mean(), distance.max()


draws = {"grid": [grid], "random": [], "Halton": []}
for _ in range(300):
    draws["random"].append(rng.uniform(size=(n, 2)))
    draws["Halton"].append((halton + rng.uniform(size=2)) % 1)  # shifted

print("16 trials   sixteenths of a tried   mean distance   largest hole")
for name, sets in draws.items():
    tried, mean, largest = np.mean([coverage(s) for s in sets], axis=0)
    print(f"{name:9} {tried:23.1f} {mean:15.3f} {largest:14.3f}")

# %% picture
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 2, sharey=True)
for ax, name in zip(axes, ("random", "Halton")):
    trials = draws[name][1]
    ax.plot(trials[:, 0], trials[:, 1], "o", color="C2")
    ax.vlines(trials[:, 0], 0, 0.07, color="C2", linewidth=1)
    ax.set_title(name.capitalize(), weight="normal")
    ax.set_xlabel("⚷ a", color="C2")
    ax.set_xticks(np.arange(17) / 16, [0, *[""] * 15, 1])
    ax.set_yticks([0, 1])
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)

axes[0].set_ylabel("⚷ b", color="C2")
fig.suptitle("One draw each: Halton leaves smaller holes")
plt.show()

# %% data
data = {
    "random a": draws["random"][1][:, 0],
    "random b": draws["random"][1][:, 1],
    "Halton a": draws["Halton"][1][:, 0],
    "Halton b": draws["Halton"][1][:, 1],
}
