"""The batch size decides steps and noise, not the mean of the gradient."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
n = 200
x = rng.normal(size=n)
y = 3 * x + rng.normal(size=n)
gradients = -2 * y * x  # of each row's squared error, at slope 0
print(f"gradient of all rows: {gradients.mean():.1f}")

# 20,000 first batches, each drawn without replacement
order = rng.permuted(np.tile(gradients, (20_000, 1)), axis=1)
measured, formula, sizes = [], [], [1, 10, 64, 100, 200]
for size in sizes:  # hyperparameter: given
    batches = order[:, :size].mean(axis=1)
    measured.append(batches.var())
    formula.append(gradients.var() / size * (n - size) / (n - 1))
    print(
        f"batch size {size:3}: {int(np.ceil(n / size)):3} updates per epoch,",
        f"mean {batches.mean():.1f}, variance {measured[-1]:.2f}",
    )
