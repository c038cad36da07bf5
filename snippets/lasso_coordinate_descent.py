"""Coordinate descent finds lasso weights one by one, some of them exactly 0."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(60, 6))
y = X @ [3, -2, 1, 0, 0, 0] + rng.normal(0, 1, size=60)
X, y = X - X.mean(axis=0), y - y.mean()  # in place of an intercept


def lasso(strength, n_sweeps=100):  # hyperparameters
    weights = np.zeros(6)  # parameters, where they start
    for _ in range(n_sweeps):
        for j in range(6):
            # what the other weights leave over, and how it goes with x_j
            rest = y - X @ weights + X[:, j] * weights[j]
            pull = X[:, j] @ rest / 60
            shrunk = np.sign(pull) * max(abs(pull) - strength, 0)
            weights[j] = shrunk / np.mean(X[:, j] ** 2)
    return weights


for strength in (0, 0.1, 0.5, 2):
    weights = lasso(strength)
    shown = " ".join(f"{w:5.2f}" if w else "    0" for w in weights)
    print(f"lambda = {strength:3}: {shown},  zeros: {np.sum(weights == 0)}")

# %% picture
import matplotlib.pyplot as plt

strengths = np.linspace(0, 3, 31)
path = np.array([lasso(strength, n_sweeps=20) for strength in strengths])
for j in range(6):
    plt.plot(strengths, path[:, j], "-" if j < 3 else ":", color="C1")

for j, height in ((0, 2.75), (1, -1.7), (2, 0.62)):
    plt.text(0.75, height, f"● weight of x{j + 1}", color="C1")

plt.text(0.1, -0.45, "● x4, x5, x6", color="C1")
plt.title("lambda moves weights to exactly zero")
plt.xlabel("⚷ lambda, the strength of the penalty")
plt.ylabel("● weights found")
plt.show()

# %% data
strengths = np.linspace(0, 3, 31)
path = np.array([lasso(strength, n_sweeps=20) for strength in strengths])
data = {"lambda": strengths} | {f"x{j + 1}": path[:, j] for j in range(6)}
