"""With a smaller learning rate, boosting here needs more trees."""

# %% numbers
import numpy as np
from sklearn.ensemble import GradientBoostingRegressor

rng = np.random.default_rng(1)


def sample(n):
    X = rng.uniform(-2, 2, size=(n, 3))
    return X, np.sin(2 * X[:, 0]) + X[:, 1] + rng.normal(size=n)


X, y = sample(300)
X_valid, y_valid = sample(1000)
error, best = {}, {}
for rate in (0.03, 0.1, 0.3, 1.0):  # hyperparameter: given
    model = GradientBoostingRegressor(
        learning_rate=rate, n_estimators=300, max_depth=2, random_state=0
    )
    stages = model.fit(X, y).staged_predict(X_valid)
    error[rate] = [np.mean((p - y_valid) ** 2) for p in stages]
    best[rate] = int(np.argmin(error[rate])) + 1
    print(f"rate {rate:4}: best with {best[rate]:3} trees,", end=" ")
    print(f"validation MSE {min(error[rate]):.2f},", end=" ")
    print(f"with 40 trees {error[rate][39]:.1f}")

# %% picture
import matplotlib.pyplot as plt

for rate, dashes in ((0.03, "-"), (0.1, "--"), (0.3, "-."), (1.0, ":")):
    plt.semilogx(range(1, 301), error[rate], dashes, color="C3")
    plt.plot(best[rate], min(error[rate]), "o", color="C3")
    place = best[rate] if rate < 1 else 4.2
    plt.text(place, 1.0, f"⚷ {rate}", color="C2", ha="center")

plt.ylim(0.93, 2.4)
plt.title("A smaller rate needs more trees")
plt.xlabel("⚷ number of trees")
plt.ylabel("validation MSE")
plt.show()

# %% data
data = {"trees": np.arange(1, 301)}
for rate in error:
    data[f"rate {rate}"] = error[rate]
