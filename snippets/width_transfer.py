"""The best rate falls with the width, unless start and rates are scaled."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(40, 5))
y = np.sin(x[:, :1] + x[:, 1:2])
drawn = rng.normal(size=(6, 1024))  # starting weights of the widest network


def final_loss(rate, width, scaled):
    """The training loss after 60 steps of gradient descent."""
    hidden = drawn[:5, :width] / np.sqrt(5)
    out = drawn[5:, :width].T / (width if scaled else np.sqrt(width))
    faster = width if scaled else 1  # first layer faster, second slower
    for _ in range(60):
        units = np.tanh(x @ hidden)
        slope = 2 * (units @ out - y) / 40
        back = x.T @ (slope @ out.T * (1 - units**2))
        out = out - rate / faster * units.T @ slope
        hidden = hidden - rate * faster * back
        if np.abs(out).max() > 1e6:
            break
    return np.mean((np.tanh(x @ hidden) @ out - y) ** 2)


rates, losses, best = 2.0 ** np.arange(-10, 5), {}, {}  # rates: given
for scaled in (False, True):
    print("start and rates scaled:" if scaled else "one rate for all:")
    for width in (16, 64, 256, 1024):
        found = [final_loss(rate, width, scaled) for rate in rates]
        losses[scaled, width] = found
        best[scaled, width] = rates[np.argmin(found)]
        print(f"  width {width:4}: best rate {best[scaled, width]:g}")

# %% picture
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 2, sharey=True)
for ax, scaled in zip(axes, (False, True)):
    for width, dashes in ((16, ":"), (64, "-."), (256, "--"), (1024, "-")):
        kept = np.array(losses[scaled, width])
        kept = np.where(kept < 1, kept, np.nan)  # what has not diverged
        ax.loglog(rates, kept, dashes, color="C2", linewidth=1.6)
        place = int(np.argmin(losses[scaled, width]))
        ax.plot(rates[place], kept[place], "o", color="C2", markersize=4)
    ax.set_xlabel("⚷ learning rate")
    ax.set_xticks([0.001, 0.1, 10])
    ax.set_ylim(0.008, 1)

axes[0].set_ylabel("loss after 60 steps")
axes[0].set_title("one rate for all")
axes[1].set_title("scaled")
axes[0].text(9, 0.4, "dotted: 16\nsolid: 1024", color="C2", ha="right")
fig.suptitle("Scaled, the best rate hardly moves with the width")
plt.show()
