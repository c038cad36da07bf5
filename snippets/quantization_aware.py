"""Training with the rounding in place can find better rounded weights."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(200, 24)) + 1.5 * rng.normal(size=(200, 1))
y = X @ rng.normal(size=24) + rng.normal(0, 0.1, size=200)
bits, rate = 4, 0.003  # hyperparameters: given
largest = 2 ** (bits - 1) - 1
weights = np.linalg.lstsq(X, y, rcond=None)[0]  # parameters: found
scale = np.abs(weights).max() / largest  # fitted statistic: computed


def rounded(w):
    return scale * np.clip(np.round(w / scale), -largest, largest)


def mse(w):
    return np.mean((X @ w - y) ** 2)


afterward = rounded(weights)
copies, kept = weights.copy(), afterward  # copies in full precision
for _ in range(1000):
    error = X @ rounded(copies) - y  # the model predicts with rounded ones
    copies = copies - rate * X.T @ error / len(X)  # as if not rounded
    if mse(rounded(copies)) < mse(kept):
        kept = rounded(copies)

print(f"full precision:           MSE {mse(weights):.3f}")
print(f"rounded afterward:        MSE {mse(afterward):.3f}")
print(f"trained with rounding:    MSE {mse(kept):.3f}")
print("different whole numbers:", np.sum(kept != afterward), "of", kept.size)
