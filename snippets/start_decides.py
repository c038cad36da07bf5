"""With more unknowns than equations, start and optimizer pick the solution."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
A, b = rng.normal(size=(5, 20)), rng.normal(size=5)


def fit(start, optimizer, learning_rate):
    weights, sums = start, np.zeros(20)
    for _ in range(5000):
        gradient = A.T @ (A @ weights - b)
        if optimizer == "Adagrad":
            sums = sums + gradient**2
            gradient = gradient / (np.sqrt(sums) + 1e-8)
        weights = weights - learning_rate * gradient
    return weights


zero, random = np.zeros(20), rng.normal(0, 0.5, size=20)
fits = {
    "zero, descent 0.01": fit(zero, "plain", 0.01),
    "zero, descent 0.02": fit(zero, "plain", 0.02),
    "random, descent 0.01": fit(random, "plain", 0.01),
    "zero, Adagrad 0.1": fit(zero, "Adagrad", 0.1),
    "zero, Adagrad 0.5": fit(zero, "Adagrad", 0.5),
}
shortest = np.linalg.pinv(A) @ b
print("start, method, rate   error  length  distance")
for name, weights in fits.items():
    error = np.abs(A @ weights - b).max()
    length = np.linalg.norm(weights)
    distance = np.linalg.norm(weights - shortest)
    print(f"{name:21} {error:.3f} {length:7.3f} {distance:9.3f}")
