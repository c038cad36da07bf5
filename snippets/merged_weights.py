"""Two models fine-tuned from one start can be averaged, weight by weight."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)


def sample(n):
    x = rng.uniform(-1, 1, size=(n, 1))
    return x, np.sin(3 * x) + rng.normal(0, 0.3, size=(n, 1))


def predict(weights, x):
    W, b, v = weights
    return np.tanh(x @ W + b) @ v


def mse(weights, rows):
    return np.mean((predict(weights, rows[0]) - rows[1]) ** 2)


def train(weights, rows, steps):
    x, y = rows
    W, b, v = weights
    for _ in range(steps):
        hidden = np.tanh(x @ W + b)
        error = (hidden @ v - y) / len(x)
        back = error @ v.T * (1 - hidden**2)
        W, b = W - 0.2 * x.T @ back, b - 0.2 * back.sum(axis=0)
        v = v - 0.2 * hidden.T @ error
    return W, b, v


start = [rng.normal(size=size) for size in ((1, 12), 12, (12, 1))]
base = train(start, sample(15), 300)  # pretraining: an earlier run
a, b = train(base, sample(15), 3000), train(base, sample(15), 3000)
order = rng.permutation(12)
shuffled = b[0][:, order], b[1][order], b[2][order]  # the same function

test = sample(5000)
for name, other in (("b", b), ("b, neurons shuffled", shuffled)):
    middle = [(one + two) / 2 for one, two in zip(a, other)]
    print(f"a {mse(a, test):.3f}, {name} {mse(other, test):.3f},", end=" ")
    print(f"average {mse(middle, test):.3f}")
