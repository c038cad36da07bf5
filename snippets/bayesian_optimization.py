"""A Gaussian process picks the next trial where the loss may be lowest."""

# %% numbers
import numpy as np

rng = np.random.default_rng(5)
x, x_valid = rng.uniform(-1, 1, size=(2, 25))
noise, noise_valid = rng.normal(0, 0.3, size=(2, 25))
X, X_valid = (np.vander(v, 13)[:, :-1] for v in (x, x_valid))
y, y_valid = np.sin(3 * x) + noise, np.sin(3 * x_valid) + noise_valid


def loss(log_lambda):
    """One trial: fit ridge with this lambda, measure its validation error."""
    penalty = 10.0**log_lambda * np.eye(12)
    A, t = X - X.mean(axis=0), y - y.mean()
    weights = np.linalg.solve(A.T @ A + penalty, A.T @ t)
    predicted = (X_valid - X.mean(axis=0)) @ weights + y.mean()
    return np.log10(np.mean((predicted - y_valid) ** 2))


def kernel(a, b):
    return 0.25 * np.exp(-0.5 * (a[:, None] - b) ** 2)


grid = np.linspace(-6, 3, 181)  # log10 of lambda
tried = [-6.0, 3.0]
losses = [loss(t) for t in tried]
for trial in range(3, 11):
    # the Gaussian process: a guess for each lambda, and how sure it is
    K = kernel(np.array(tried), np.array(tried)) + 1e-6 * np.eye(len(tried))
    k, center = kernel(grid, np.array(tried)), np.mean(losses)
    guess = center + k @ np.linalg.solve(K, np.array(losses) - center)
    variance = 0.25 - np.sum(k * np.linalg.solve(K, k.T).T, axis=1)
    spread = np.sqrt(np.maximum(variance, 0))
    tried.append(grid[np.argmin(guess - 2 * spread)])
    losses.append(loss(tried[-1]))
    print(f"trial {trial:2}: log10 lambda = {tried[-1]:5.2f}", end=", ")
    print(f"best MSE so far {10 ** min(losses):.3f}")

print(f"a grid of 181 trials finds {10 ** min(map(loss, grid)):.3f}")

# %% picture
import matplotlib.pyplot as plt

at, middle, width = grid[::5], guess[::5], 2 * spread[::5]
truth = [10 ** loss(value) for value in at]
low, high = 10 ** (middle - width), 10 ** (middle + width)
plt.fill_between(at, low, high, color="C1", alpha=0.2, linewidth=0)
plt.plot(at, 10**middle, color="C1")
plt.plot(at, truth, "--", color="C3", linewidth=1.4)
plt.plot(tried[:-1], 10 ** np.array(losses[:-1]), "o", color="C2")
plt.text(-4.4, 9, "guess ± 2 standard\ndeviations", color="C1")
plt.text(1.1, 0.24, "true curve", color="C3")
plt.yscale("log")
plt.minorticks_off()
plt.title("Nine trials show where to look next")
plt.xlabel("⚷ log10 of lambda")
plt.ylabel("validation MSE")
plt.show()

# %% data
data = {"log10 lambda": tried, "validation MSE": 10 ** np.array(losses)}
