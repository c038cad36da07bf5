"""A learning rate multiplied into the stored leaves is not needed any more."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = np.sort(rng.uniform(0, 10, size=60))
y = np.sin(x) + rng.normal(0, 0.3, size=60)


def fit_stump(x, residuals):
    found = []
    for threshold in (x[1:] + x[:-1]) / 2:
        left = residuals[x <= threshold].mean()
        right = residuals[x > threshold].mean()
        fitted = np.where(x <= threshold, left, right)
        loss = np.sum((residuals - fitted) ** 2)
        found.append((loss, threshold, left, right))
    return min(found)[1:]


def predict(stumps, rate, x_new):
    trees = [np.where(x_new <= t, left, right) for t, left, right in stumps]
    return base + rate * np.sum(trees, axis=0)


base = y.mean()  # estimated, since nobody gave it
learning_rate, n_trees = 0.3, 20  # hyperparameters: given
stumps = []
for _ in range(n_trees):
    residuals = y - (predict(stumps, learning_rate, x) if stumps else base)
    stumps.append(fit_stump(x, residuals))

print(f"start value {base:.3f}, {len(stumps)} trees")
for rate in (learning_rate, 0.6):
    print(f"rate kept apart, now {rate}: {predict(stumps, rate, 2.0):.3f}")

folded = [(t, left * 0.3, right * 0.3) for t, left, right in stumps]
print(f"rate in the leaves:        {predict(folded, 1, 2.0):.3f}")
