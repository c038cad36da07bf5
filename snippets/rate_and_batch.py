"""A larger batch can bear a larger learning rate, up to a limit."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(256, 10))
y = X @ rng.normal(size=10) + rng.normal(0, 2, size=256)
lowest = np.mean((X @ np.linalg.lstsq(X, y, rcond=None)[0] - y) ** 2)
limit = 2 / np.linalg.eigvalsh(2 * X.T @ X / 256).max()  # with all rows


def excess(rate, size):
    """The MSE above its minimum after 4 epochs, on average over 40 runs."""
    w = np.zeros((40, 10))
    for _ in range(4):
        order = rng.permuted(np.tile(np.arange(256), (40, 1)), axis=1)
        for rows in np.split(order, 256 // size, axis=1):
            away = np.einsum("rbd,rd->rb", X[rows], w) - y[rows]
            w = w - rate * 2 * np.einsum("rb,rbd->rd", away, X[rows]) / size
    return np.mean((w @ X.T - y) ** 2) - lowest


shares = 2.0 ** -np.arange(9, 0, -1)  # of the limit: hyperparameter, given
losses, best = {}, {}
for size in (4, 16, 64, 256):
    losses[size] = [excess(share * limit, size) for share in shares]
    best[size] = int(1 / shares[np.argmin(losses[size])])
    print(f"batch size {size:3}, {4 * 256 // size:3} steps:", end=" ")
    print(f"best rate limit / {best[size]:2},", end=" ")
    print(f"MSE above its minimum {min(losses[size]):.3f}")

# %% picture
import matplotlib.pyplot as plt

for size, dashes in ((4, ":"), (16, "-."), (64, "--"), (256, "-")):
    plt.loglog(shares, losses[size], dashes, color="C2")
    place = int(np.argmin(losses[size]))
    plt.plot(shares[place], losses[size][place], "o", color="C2")
    plt.text(
        shares[place] * 0.9,
        losses[size][place] * 0.62,
        f"{size} rows",
        color="C2",
        ha="center" if size < 256 else "right",
    )

plt.ylim(0.004, 30)
plt.title("The best rate grows with the batch")
plt.xlabel("⚷ learning rate, as a share of the limit")
plt.ylabel("MSE above its minimum")
plt.show()

# %% data
data = {"share of the limit": shares}
for size in losses:
    data[f"batch size {size}"] = losses[size]
