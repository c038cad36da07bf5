"""Given the noise, the evidence can choose a penalty from training rows."""

# %% numbers
import numpy as np

rng = np.random.default_rng(3)
x = rng.uniform(-1, 1, size=25)
y = np.sin(3 * x) + rng.normal(0, 0.3, size=25)
X = x[:, None] ** np.arange(1, 10)
noise = 0.3**2  # the variance of the noise, taken as known

lambdas = 10.0 ** np.arange(-5, 4)
error, evidence = [], []
for strength in lambdas:
    # ridge: the penalty in the loss
    H = X.T @ X + strength * np.eye(9)
    weights = np.linalg.solve(H, X.T @ y)
    error.append(np.mean((X @ weights - y) ** 2))
    # Bayes: each weight is normal around 0 with this variance
    prior = noise / strength
    C = noise * np.eye(25) + prior * X @ X.T  # covariance of the rows of y
    most_probable = prior * X.T @ np.linalg.solve(C, y)
    assert np.allclose(weights, most_probable, atol=1e-5)
    # how probable were these y, averaged over all weights?
    log_det = np.linalg.slogdet(2 * np.pi * C)[1]
    evidence.append(-0.5 * (y @ np.linalg.solve(C, y) + log_det))
    print(f"lambda = {strength:7g}: training MSE {error[-1]:.3f}", end=", ")
    print(f"log evidence {evidence[-1]:6.1f}")

best = int(np.argmax(evidence))
print(f"lowest training MSE: lambda = {lambdas[np.argmin(error)]:g}")
print(f"highest evidence:    lambda = {lambdas[best]:g}", end=", ")
print(f"prior variance {noise / lambdas[best]:.2f}")

# %% picture
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 2)
for ax, values, title in zip(
    axes, (error, evidence), ("Training MSE", "Log evidence")
):
    ax.semilogx(lambdas, values, "o-", color="C0", markersize=4)
    ax.set_title(title, weight="normal")
    ax.set_xlabel("⚷ lambda")
    ax.set_xticks([1e-4, 1, 1e3])

axes[1].axvline(lambdas[best], color="C2", linestyle=":")
axes[1].text(
    lambdas[best] * 1.7, min(evidence), f"⚷ {lambdas[best]:g}", color="C2"
)
fig.suptitle("Only the evidence turns")
plt.show()

# %% data
data = {"lambda": lambdas, "training MSE": error, "log evidence": evidence}
