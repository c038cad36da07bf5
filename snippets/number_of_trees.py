"""More trees in a forest level off; more rounds of boosting can hurt."""

# %% numbers
import numpy as np
from sklearn.ensemble import GradientBoostingRegressor, RandomForestRegressor

rng = np.random.default_rng(1)


def sample(n):
    X = rng.uniform(-2, 2, size=(n, 3))
    return X, np.sin(2 * X[:, 0]) + X[:, 1] + rng.normal(size=n)


X, y = sample(150)
X_valid, y_valid = sample(500)
forest = RandomForestRegressor(200, random_state=0).fit(X, y)
boosting = GradientBoostingRegressor(n_estimators=400, random_state=0)
boosting.fit(X, y)

trees = np.array([tree.predict(X_valid) for tree in forest.estimators_])
averages = trees.cumsum(axis=0) / np.arange(1, 201)[:, None]
stages = list(boosting.staged_predict(X_valid))
error = {}
for name, predictions in (("forest", averages), ("boosting", stages)):
    error[name] = [np.mean((p - y_valid) ** 2) for p in predictions]
    best = int(np.argmin(error[name])) + 1
    print(f"{name}, best number {best}: MSE {error[name][best - 1]:.1f}")
    for count in (1, 10, 100, len(predictions)):
        print(f"  {count:3} trees: MSE {error[name][count - 1]:.1f}")

# %% picture
import matplotlib.pyplot as plt

plt.semilogx(range(1, 201), error["forest"], color="C3")
plt.semilogx(range(1, 401), error["boosting"], "--", color="C3")
plt.text(220, error["forest"][-1], "forest", color="C3", va="center")
plt.text(440, error["boosting"][-1], "boosting", color="C3", va="center")
plt.xlim(0.9, 3000)
plt.xticks([1, 10, 100])
plt.title("A forest levels off, boosting turns")
plt.xlabel("⚷ number of trees")
plt.ylabel("validation MSE")
plt.show()

# %% data
data = {
    "trees": np.arange(1, 201),
    "forest": error["forest"],
    "boosting": error["boosting"][:200],
}
