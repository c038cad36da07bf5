"""Ridge can be judged on rows it did not see without refitting it."""

# %% numbers
import numpy as np

rng = np.random.default_rng(2)
n = 40
x = rng.uniform(-1, 1, size=n)
y = np.sin(3 * x) + rng.normal(0, 0.3, size=n)
X = x[:, None] ** np.arange(1, 10)


def fit(X, y, strength):
    return np.linalg.solve(X.T @ X + strength * np.eye(9), X.T @ y)


lambdas = 10.0 ** np.arange(-5, 3)
names = "leave-one-out, 40 fits", "leave-one-out, 1 fit", "GCV, 1 fit"
scores = {name: [] for name in names}
for strength in lambdas:
    left_out = []
    for i in range(n):
        weights = fit(np.delete(X, i, axis=0), np.delete(y, i), strength)
        left_out.append(y[i] - X[i] @ weights)
    # the hat matrix turns y into the fitted values
    hat = X @ np.linalg.solve(X.T @ X + strength * np.eye(9), X.T)
    residuals = y - hat @ y
    share = np.diag(hat)
    for name, errors in zip(
        scores,
        (left_out, residuals / (1 - share), residuals / (1 - share.mean())),
    ):
        scores[name].append(np.mean(np.square(errors)))

for name, mse in scores.items():
    best = int(np.argmin(mse))
    print(f"{name:22} lambda = {lambdas[best]:g}, MSE {mse[best]:.4f}")
