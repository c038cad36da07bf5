"""A ridge fit depends on the units of a column, unless it is standardized."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
km = rng.uniform(0, 5, size=40)  # a distance, in kilometers
rooms = rng.integers(1, 7, size=40)
price = 200 - 20 * km + 15 * rooms + rng.normal(0, 10, size=40)


def predict(distance, target, strength, standardize=False, free=True):
    """Fits all rows, predicts the first. free: no penalty on the intercept."""
    X = np.column_stack([distance, rooms])
    if standardize:
        X = (X - X.mean(axis=0)) / X.std(axis=0)
    A = np.column_stack([np.ones(40), X])
    penalty = strength * np.diag([0 if free else 1, 1, 1])
    return A[0] @ np.linalg.solve(A.T @ A + penalty, A.T @ target)


print("price of the first row, with the distance in km and in m")
for strength in (0, 40):  # hyperparameter: given
    for standardize in (False, True):
        a = predict(km, price, strength, standardize)
        b = predict(1000 * km, price, strength, standardize)
        name = "standardized" if standardize else "as it is"
        print(f"penalty {strength:2}, {name:12}: {a:.1f} and {b:.1f}")

print("every price goes up by 100; with penalty 40 the prediction goes up by")
for free in (True, False):
    low, high = (predict(km, price + up, 40, True, free) for up in (0, 100))
    name = "free" if free else "penalized"
    print(f"{high - low:5.1f} if the intercept is {name}")
