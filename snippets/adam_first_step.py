"""Adam's first step moves each weight by the rate, at almost any loss scale."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(50, 3))
y = X @ [2, -1, 0.5] + rng.normal(0, 0.1, size=50)


def adam(learning_rate, loss_scale, n_steps):
    weights = np.zeros(3)  # parameters, where they start
    first, second = np.zeros(3), np.zeros(3)  # training state
    for t in range(1, n_steps + 1):
        gradient = loss_scale * 2 * X.T @ (X @ weights - y) / 50
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        mean = first / (1 - 0.9**t)
        scale = np.sqrt(second / (1 - 0.999**t)) + 1e-8
        weights = weights - learning_rate * mean / scale
    return weights


def show(name, weights):
    print(f"{name:30}", " ".join(f"{weight:8.3f}" for weight in weights))


gradient = 2 * X.T @ (X @ np.zeros(3) - y) / 50
show("gradient at the start", gradient)
show("gradient step, rate 0.1", -0.1 * gradient)
show("the same, loss times 1000", -0.1 * 1000 * gradient)
show("Adam's first step, rate 0.1", adam(0.1, 1, 1))
show("the same, loss times 1000", adam(0.1, 1000, 1))
show("Adam's first step, rate 0.01", adam(0.01, 1, 1))
for learning_rate in (0.001, 0.01, 0.1):
    name = f"200 steps of Adam, rate {learning_rate:g}"
    show(name, adam(learning_rate, 1, 200))
