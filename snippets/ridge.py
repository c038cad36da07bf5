"""The training error never prefers more penalty; the validation error can."""

# %% numbers
import numpy as np

rng = np.random.default_rng(5)


def sample(n):
    x = rng.uniform(-1, 1, size=n)
    y = np.sin(3 * x) + rng.normal(0, 0.3, size=n)
    return x[:, None] ** np.arange(1, 13), y


X_train, y_train = sample(25)
X_valid, y_valid = sample(25)
X_mean, y_mean = X_train.mean(axis=0), y_train.mean()

error, error_valid = [], []
A, t = X_train - X_mean, y_train - y_mean
lambdas = 10.0 ** np.arange(-6, 4)  # hyperparameter: given to each fit
for strength in lambdas:
    penalty = strength * np.eye(12)
    weights = np.linalg.solve(A.T @ A + penalty, A.T @ t)  # parameters: found
    predicted = (X_valid - X_mean) @ weights + y_mean
    error.append(np.mean((A @ weights - t) ** 2))
    error_valid.append(np.mean((predicted - y_valid) ** 2))
    a, b = error[-1], error_valid[-1]
    print(f"lambda = {strength:8g}: training {a:.3f}, validation {b:.3f}")

for name, errors in (("training", error), ("validation", error_valid)):
    print(f"lowest {name} error at lambda = {lambdas[np.argmin(errors)]:g}")

# %% picture
import matplotlib.pyplot as plt

chosen = int(np.argmin(error_valid))
plt.loglog(lambdas, error, "o-", color="C0")
plt.loglog(lambdas, error_valid, "s--", color="C3")
plt.axvline(lambdas[chosen], color="C2", linestyle=":")
plt.text(
    lambdas[chosen] * 1.6, 0.3, f"⚷ chosen:\n{lambdas[chosen]:g}", color="C2"
)
plt.text(1e3, 0.26, "training", color="C0", ha="right")
plt.text(20, 0.62, "validation", color="C3", ha="right")
plt.yticks([0.05, 0.1, 0.2, 0.5], ["0.05", "0.1", "0.2", "0.5"])
plt.minorticks_off()
plt.title("Only the validation error turns")
plt.xlabel("⚷ lambda, the strength of the penalty")
plt.ylabel("MSE")
plt.show()

# %% data
data = {"lambda": lambdas, "training": error, "validation": error_valid}
