"""Cross-validation lets every row judge a model that did not see it."""

# %% numbers
import numpy as np

rng = np.random.default_rng(6)
x = rng.uniform(0, 6, size=60)
y = np.sin(x) + rng.normal(0, 0.4, size=60)
folds = np.arange(60) % 5  # the rows are in random order already


def knn(k, x_train, y_train, x_new):
    distance = np.abs(x_new[:, None] - x_train)
    return y_train[np.argsort(distance, axis=1)[:, :k]].mean(axis=1)


candidates = np.arange(1, 31)  # hyperparameter: k of nearest neighbors
mse = np.zeros((5, 30))
for fold in range(5):
    kept_out = folds == fold
    train = ~kept_out
    for column, k in enumerate(candidates):
        predicted = knn(k, x[train], y[train], x[kept_out])
        mse[fold, column] = np.mean((predicted - y[kept_out]) ** 2)

mean = mse.mean(axis=0)
best = int(np.argmin(mean))
for fold in range(5):
    print(f"fold {fold + 1} alone: k = {candidates[np.argmin(mse[fold])]}")

print(f"mean of the folds: k = {candidates[best]}, MSE {mean[best]:.3f}")
print(f"at k = 1: {mean[0]:.3f}, at k = 30: {mean[-1]:.3f}")

# %% picture
import matplotlib.pyplot as plt

plt.plot(candidates, mse.T, color="C3", alpha=0.3, linewidth=1.2)
plt.plot(candidates, mean, color="C3", linewidth=2.6)
plt.axvline(candidates[best], color="C2", linestyle=":")
plt.text(candidates[best] + 0.6, 0.06, f"⚷ k = {candidates[best]}", color="C2")
plt.title("Single folds disagree, their mean decides")
plt.xlabel("⚷ k, the number of neighbors")
plt.ylabel("validation MSE")
plt.ylim(0, None)
plt.show()

# %% data
data = {"k": candidates, "mean of the folds": mean}
for fold in range(5):
    data[f"fold {fold + 1}"] = mse[fold]
