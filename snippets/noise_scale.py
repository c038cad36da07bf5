"""Up to the noise scale larger batches buy better steps; far above, hardly."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(20_000, 5))
y = X @ rng.normal(size=5) + rng.normal(0, 8, size=20_000)
rows = -2 * y[:, None] * X  # the gradient of each row's squared error at 0
slope, curvature = rows.mean(axis=0), 2 * X.T @ X / 20_000
noise = np.trace(curvature @ np.cov(rows.T))
noise_scale = noise / (slope @ curvature @ slope)
print(f"noise scale: {noise_scale:.0f} rows")


def gain(batches):
    """How far one step at its best rate lowers the loss, on average."""
    down = np.mean(batches @ slope)
    bend = np.mean(np.sum(batches @ curvature * batches, axis=1))
    return down**2 / (2 * bend)  # the top of rate * down - rate^2 * bend / 2


sizes = [1, 4, 16, 64, 256, 1024]  # hyperparameter: given
share, formula = [], []
for size in sizes:
    drawn = rng.integers(20_000, size=(2**20 // size, size))
    share.append(gain(rows[drawn].mean(axis=1)) / gain(slope[None]))
    formula.append(1 / (1 + noise_scale / size))
    print(f"batch of {size:4}: {share[-1]:.2f} of a full step's gain,", end=" ")
    print(f"formula {formula[-1]:.2f}")
