"""One fit, many numbers: how the strength of a penalty is written down."""

# %% numbers
import numpy as np
from sklearn.linear_model import Lasso, LogisticRegression, Ridge

rng = np.random.default_rng(0)
X = rng.normal(size=(50, 2))
y = X @ [2, -1] + rng.normal(0, 1, size=50)
sign = np.where(y > 0, 1, -1)  # the class, for the log loss


def squares(w):  # the gradient of the sum of squares
    return 2 * X.T @ (X @ w - y)


def log_losses(w):  # the gradient of the sum of log losses
    return -X.T @ (sign / (1 + np.exp(sign * (X @ w))))


def least(gradient, l2=0, l1=0):
    """The weights with the least loss + l2 * sum w^2 + l1 * sum |w|."""
    w = np.zeros(2)
    for _ in range(5000):
        w = w - 0.002 * (gradient(w) + 2 * l2 * w)
        w = np.sign(w) * np.maximum(np.abs(w) - 0.002 * l1, 0)
    return w


def half_mean(w):  # the gradient of the sum of squares over 2 * 50
    return squares(w) / 100


plain = {"fit_intercept": False, "tol": 1e-10}
fits = {
    "sum of squares + 20 sum w^2": least(squares, l2=20),
    "half their mean + 0.2 sum w^2": least(half_mean, l2=0.2),
    "Ridge(alpha=20)": Ridge(20, **plain),
    "sum of squares + 40 sum |w|": least(squares, l1=40),
    "Lasso(alpha=0.4)": Lasso(0.4, **plain),
    "sum of log losses + 5 sum w^2": least(log_losses, l2=5),
    "LogisticRegression(C=0.1)": LogisticRegression(C=0.1, **plain),
}
for name, fit in fits.items():
    if hasattr(fit, "fit"):
        fit = fit.fit(X, sign if "Log" in name else y).coef_.ravel()
    print(f"{name:30} weights {fit[0]:.3f} {fit[1]:.3f}")
