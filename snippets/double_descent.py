"""Without a penalty the error can peak where features equal rows, then fall."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
n = 40
slopes = rng.normal(size=10) / np.sqrt(10)


def sample(rows):
    X = rng.normal(size=(rows, 10))
    return X, X @ slopes + rng.normal(0, 0.3, size=rows)


X, y = sample(n)
X_valid, y_valid = sample(500)
counts = [5, 10, 20, 30, 36, 40, 44, 50, 60, 80, 160, 320, 800]
lambdas = 10.0 ** np.arange(-4, 4)
plain, penalized = [], []
for p in counts:  # p: hyperparameter, the number of random features
    errors = []
    for _ in range(20):
        V = rng.normal(size=(10, p)) / np.sqrt(10)  # fixed: drawn
        F, F_valid = np.maximum(X @ V, 0), np.maximum(X_valid @ V, 0)
        U, s, Vt = np.linalg.svd(F, full_matrices=False)
        factors = np.array([1 / s, *(s / (s**2 + a) for a in lambdas)])
        weights = (factors * (U.T @ y)) @ Vt  # first row: no penalty
        predicted = F_valid @ weights.T
        errors.append(((predicted - y_valid[:, None]) ** 2).mean(axis=0))
    medians = np.median(errors, axis=0)
    plain.append(medians[0])
    penalized.append(medians[1:].min())
    print(f"p = {p:3}: no penalty {plain[-1]:5.2f}", end=", ")
    print(f"best ridge {penalized[-1]:.2f}")

# %% picture
import matplotlib.pyplot as plt

plt.loglog(counts, plain, "o-", color="C3")
plt.loglog(counts, penalized, "s--", color="C3")
plt.axvline(n, color="C2", linestyle=":")
plt.text(n * 1.15, max(plain) * 0.8, f"⚷ p = n = {n}", color="C2", va="top")
plt.text(130, 0.4, "no penalty", color="C3")
plt.text(19, 0.17, "best ridge", color="C3", ha="right")
plt.title("Up, down, and no peak with a tuned penalty")
plt.xlabel("⚷ p, the number of random features")
plt.ylabel("validation MSE, median")
plt.show()

# %% data
data = {"p": counts, "no penalty": plain, "best ridge": penalized}
