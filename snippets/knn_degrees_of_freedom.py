"""With equal votes and distinct inputs kNN has n / k effective parameters."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
n = 30
x = rng.uniform(0, 10, size=n)
y = np.sin(x) + rng.normal(0, 0.3, size=n)
nearest = np.argsort(np.abs(x[:, None] - x), axis=1)  # itself first

print(f"kept for predicting: {x.size + y.size} numbers, whatever k is")
traces = {}
for k in (1, 2, 3, 5, 10, 30):  # hyperparameter: given
    # row i of S holds what each y counts for in the prediction at x[i]
    S = np.zeros((n, n))
    np.put_along_axis(S, nearest[:, :k], 1 / k, axis=1)
    traces[k] = np.trace(S)
    error = np.mean((S @ y - y) ** 2)
    print(f"k = {k:2}: n / k = {n / k:4.1f},", end=" ")
    print(f"trace = {traces[k]:4.1f}, training MSE {error:.3f}")
