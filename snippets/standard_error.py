"""A standard error estimates how far a slope moves between data sets."""

# %% numbers
import numpy as np

rng = np.random.default_rng(4)
x = rng.uniform(0, 10, size=30)
y = 3.0 * x - 1.0 + rng.normal(0, 3.0, size=30)  # the rows of line_fit.py


def fit(x, y):
    """Slope and standard error; where x, y have many rows, of each row."""
    x = x - x.mean(axis=-1, keepdims=True)
    y = y - y.mean(axis=-1, keepdims=True)
    size = np.sum(x**2, axis=-1)
    slope = np.sum(x * y, axis=-1) / size
    left = np.sum(y**2, axis=-1) - slope**2 * size  # squared residuals
    return slope, np.sqrt(left / (x.shape[-1] - 2) / size)


slope, error = fit(x, y)
low, high = slope - 2.05 * error, slope + 2.05 * error
print(f"slope {slope:.2f}, standard error {error:.2f}")
print(f"95% interval: {low:.2f} to {high:.2f}")

# bootstrap: draw 30 of the 30 rows, with repetition, and fit again
rows = rng.integers(30, size=(10_000, 30))
again, _ = fit(x[rows], y[rows])
print(f"10,000 bootstrap fits: the slopes spread by {again.std():.2f}")

# what nobody has in real work: many more data sets from the same source
others = 3.0 * x - 1.0 + rng.normal(0, 3.0, size=(10_000, 30))
slopes, errors = fit(x, others)
inside = np.abs(slopes - 3.0) < 2.05 * errors
print(f"10,000 new data sets: the slopes spread by {slopes.std():.2f}")
print(f"intervals that contain the true slope: {inside.mean():.1%}")

more = np.tile(x, 4)  # four times the rows
_, errors_more = fit(more, 3.0 * more - 1.0 + rng.normal(0, 3.0, (1000, 120)))
print(f"average standard error: {errors.mean():.2f} from 30 rows,", end=" ")
print(f"{errors_more.mean():.2f} from 120")
