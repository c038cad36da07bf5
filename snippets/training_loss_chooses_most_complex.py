"""The most flexible model looks best on training rows, here not on new ones."""

# %% numbers
import numpy as np

rng = np.random.default_rng(2)


def sample(n):
    x = rng.uniform(-1, 1, size=n)
    return x, np.sin(3 * x) + rng.normal(0, 0.3, size=n)


x_train, y_train = sample(25)
x_valid, y_valid = sample(200)


def polynomial(degree, x):
    fit = np.polynomial.Polynomial.fit(x_train, y_train, degree)
    return fit(x)


def nearest_neighbors(k, x):
    distance = np.abs(x[:, None] - x_train)
    return y_train[np.argsort(distance, axis=1)[:, :k]].mean(axis=1)


degrees, neighbors = np.arange(13), np.arange(1, 26)
for model, name, candidates in (
    (polynomial, "degree", degrees),
    (nearest_neighbors, "k", neighbors),
):
    chosen = {}
    for rows, x, y in (
        ("training", x_train, y_train),
        ("validation", x_valid, y_valid),
    ):
        mse = [np.mean((model(c, x) - y) ** 2) for c in candidates]
        chosen[rows] = candidates[np.argmin(mse)]
        print(f"{rows:10} chooses {name} = {chosen[rows]}", end=", ")
        print(f"MSE {min(mse):.3f}")
    x, y = x_valid, y_valid
    mse = np.mean((model(chosen["training"], x) - y) ** 2)
    print(f"validation MSE of {name} = {chosen['training']}: {mse:.3f}")
