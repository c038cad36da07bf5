"""Here Newton's method needs no learning rate; each step is least squares."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
X = np.column_stack([np.ones(200), rng.normal(size=(200, 2)) * [1, 20]])
y = rng.random(200) < 1 / (1 + np.exp(-X @ [0.5, -1, 0.1]))


def newton_step(weights):
    p = 1 / (1 + np.exp(-X @ weights))
    gradient = X.T @ (p - y)
    curvature = (X.T * (p * (1 - p))) @ X  # the Hessian of the log loss
    return weights - np.linalg.solve(curvature, gradient)


def irls_step(weights):
    """Least squares, each row weighted by p (1 - p), on adjusted targets."""
    p = 1 / (1 + np.exp(-X @ weights))
    root = np.sqrt(p * (1 - p))
    targets = X @ weights + (y - p) / root**2
    return np.linalg.lstsq(root[:, None] * X, root * targets, rcond=None)[0]


def show(name, weights):
    print(f"{name:22}", " ".join(f"{weight:8.4f}" for weight in weights))


newton, irls = np.zeros(3), np.zeros(3)
for iteration in range(1, 9):
    newton, irls = newton_step(newton), irls_step(irls)
    if iteration in (1, 2, 4, 6, 8):
        show(f"Newton, iteration {iteration}", newton)

show("IRLS, iteration 8", irls)
weights, rate = np.zeros(3), 0.015  # near the largest that is surely stable
for step in range(1, 20_001):
    p = 1 / (1 + np.exp(-X @ weights))
    weights = weights - rate * X.T @ (p - y) / 200
    if step in (8, 1000, 20_000):
        show(f"descent, step {step:,}", weights)
