"""Ridge keeps all its weights while its effective degrees of freedom fall."""

# %% numbers
import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(-1, 1, size=30)
y = np.sin(3 * x) + rng.normal(0, 0.3, size=30)
X = x[:, None] ** np.arange(1, 13)  # 12 columns: the powers of x

A, t = X - X.mean(axis=0), y - y.mean()
U, s, Vt = np.linalg.svd(A, full_matrices=False)  # singular values s
lambdas = 10.0 ** np.arange(-6, 3)  # hyperparameter: given
freedom, error = [], []
for strength in lambdas:
    kept = s**2 / (s**2 + strength)  # how much of each direction is kept
    weights = Vt.T @ (kept / s * (U.T @ t))  # parameters: found
    freedom.append(kept.sum())
    error.append(np.mean((A @ weights - t) ** 2))
    print(
        f"lambda = {strength:6g}: {np.count_nonzero(weights)} weights,",
        f"{freedom[-1]:5.2f} degrees of freedom, training MSE {error[-1]:.3f}",
    )

# %% picture
import matplotlib.pyplot as plt

plt.semilogx(lambdas, freedom, "o-", color="C0")
plt.axhline(12, color="C1", linestyle="--")
plt.text(lambdas[-1], 11.7, "● 12 weights", color="C1", ha="right", va="top")
plt.text(1e-6, 2, "degrees of freedom\nin use", color="C0")
plt.ylim(0, 12.8)
plt.title("All the weights, ever less freedom")
plt.xlabel("⚷ lambda, the strength of the penalty")
plt.ylabel("effective degrees of freedom")
plt.show()

# %% data
data = {
    "lambda": lambdas,
    "degrees of freedom": freedom,
    "training error": error,
}
