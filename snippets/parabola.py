"""On a parabola the limit of the learning rate is sharp; not on every loss."""

# %% numbers
import numpy as np


def descend(slope, rate):
    path = [3.0]  # the start
    for _ in range(40):
        path.append(path[-1] - rate * slope(path[-1]))
    return np.array(path)


def parabola(w):  # the slope of w ** 2: curvature 2 everywhere, limit 1
    return 2 * w


def flattening(w):  # the slope of log(cosh(w)): curvature 1 at 0, limit 2
    return np.tanh(w)


paths = {}
for rate in (0.1, 0.5, 0.9, 1.0, 1.1):  # hyperparameter: given
    paths[rate] = descend(parabola, rate)
    first, last = paths[rate][1], paths[rate][-1]
    print(f"parabola, rate {rate}: step 1 {first:4.1f}, step 40 {last:8.3f}")

for rate in (1.9, 3.0):
    *_, before, last = descend(flattening, rate)
    print(f"log cosh, rate {rate}: steps 39 and 40 {before:6.3f} {last:6.3f}")

# %% picture
import matplotlib.pyplot as plt

w = np.linspace(-4.6, 4.6, 100)
fig, axes = plt.subplots(1, 3, sharey=True)
for ax, rate in zip(axes, (0.1, 0.9, 1.1)):
    ax.plot(w, w**2, color="C0")
    steps = paths[rate][:8] if rate < 1 else paths[rate][:3]
    ax.plot(steps, steps**2, "o-", color="C1", linewidth=1, markersize=4)
    ax.set_title(f"⚷ rate {rate}", color="C2")
    ax.set_xlabel("● w")
    ax.set_xticks([-3, 0, 3])

axes[0].set_ylabel("loss")
fig.suptitle("Each step multiplies w by the same number")
plt.show()
