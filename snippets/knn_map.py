"""kNN finds no parameter; k is given, and training rows cannot choose it."""

# %% numbers
import numpy as np

rng = np.random.default_rng(18)


def sample(n):
    X = rng.uniform(size=(n, 2)).round(2)
    above = X[:, 1] > 0.5 + 0.25 * np.sin(2 * np.pi * X[:, 0])
    return X, above ^ (rng.uniform(size=n) < 0.15)  # some labels are wrong


X_train, y_train = sample(60)
X_valid, y_valid = sample(100)


def predict(X, k):
    """The majority of the k nearest; of equally near rows the first counts."""
    squares = ((X[:, None] - X_train) ** 2).sum(axis=2)
    nearest = np.argsort(squares, axis=1, kind="stable")[:, :k]
    return y_train[nearest].mean(axis=1) > 0.5


ks = np.arange(1, 42, 2)  # hyperparameter: given
wrong = np.mean([predict(X_train, k) != y_train for k in ks], axis=1)
wrong_valid = np.mean([predict(X_valid, k) != y_valid for k in ks], axis=1)
print(
    f"kept: {X_train.size + y_train.size} numbers, whatever k is; found: none"
)
for k in (1, 3, 9, 41):
    a, b = 100 * wrong[ks == k][0], 100 * wrong_valid[ks == k][0]
    print(f"k = {k:2}: wrong on {a:2.0f} % of training rows,", end=" ")
    print(f"on {b:.0f} % of validation rows")

print(f"the training error would choose k = {ks[wrong.argmin()]},", end=" ")
print(f"the validation error k = {ks[wrong_valid.argmin()]}")

# %% picture
import matplotlib.pyplot as plt

steps = (np.arange(30) + 0.5) / 30
places = np.array([(a, b) for b in steps for a in steps])
fig, axes = plt.subplots(1, 3, sharey=True)
for ax, k in zip(axes, (1, 9, 41)):
    dots = predict(places, k).reshape(30, 30)
    ax.contourf(steps, steps, dots, [0.5, 1], colors=["C0"], alpha=0.25)
    ax.plot(*X_train[y_train].T, "o", color="C0", markersize=4)
    ax.plot(*X_train[~y_train].T, "x", color="C0", markersize=4)
    a, b = 100 * wrong[ks == k][0], 100 * wrong_valid[ks == k][0]
    ax.set_title(f"⚷ k = {k}", color="C2")
    ax.set_xlabel(f"training\n{a:.0f} % wrong\nvalidation\n{b:.0f} % wrong")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_aspect("equal")

fig.suptitle("k shapes the map, and nothing is fitted")
plt.show()

# %% data
data = {
    "k": ks,
    "training": wrong,
    "validation": wrong_valid,
    "a": X_train[:, 0],
    "b": X_train[:, 1],
    "label": y_train.astype(int),
    "a_valid": X_valid[:, 0],
    "b_valid": X_valid[:, 1],
    "label_valid": y_valid.astype(int),
}
