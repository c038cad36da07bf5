"""Gradient descent on the validation error can find a penalty."""

# %% numbers
import numpy as np

rng = np.random.default_rng(2)


def sample(n):
    x = rng.uniform(-1, 1, size=n)
    y = np.sin(3 * x) + rng.normal(0, 0.3, size=n)
    return x[:, None] ** np.arange(1, 10), y


X_train, y_train = sample(25)
X_valid, y_valid = sample(200)


def validation(log_lambda):
    """The validation MSE of ridge, and its derivative by log lambda."""
    strength = np.exp(log_lambda)
    H = X_train.T @ X_train + strength * np.eye(9)
    weights = np.linalg.solve(H, X_train.T @ y_train)  # the inner fit
    slope = np.linalg.solve(H, -strength * weights)  # d weights / d log lambda
    residuals = X_valid @ weights - y_valid
    return np.mean(residuals**2), 2 * np.mean(residuals * (X_valid @ slope))


log_lambda, step_size = 0.0, 10  # start at lambda = 1
for step in range(101):
    mse, gradient = validation(log_lambda)
    if step % 25 == 0:
        print(f"step {step:3}: lambda {np.exp(log_lambda):.3f}, MSE {mse:.4f}")
    log_lambda = log_lambda - step_size * gradient

grid = np.linspace(np.log(1e-4), np.log(100), 2001)
errors = [validation(value)[0] for value in grid]
best = int(np.argmin(errors))
print(f"2,001 fits: lambda {np.exp(grid[best]):.3f}, MSE {errors[best]:.4f}")
