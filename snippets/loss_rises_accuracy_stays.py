"""Validation loss can rise while validation accuracy stays level."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)


def sample(n, flipped):
    X = np.c_[rng.normal(size=(n, 2)), np.ones(n)]
    labels = X[:, 0] + X[:, 1] > 0
    return X, labels ^ (rng.random(n) < flipped)


X, y = sample(200, 0)  # a line separates these rows without error
X_valid, y_valid = sample(1000, 0.1)  # one label in ten is flipped

weights, loss, wrong, sizes = np.zeros(3), [], [], []
for _ in range(3000):
    probabilities = 1 / (1 + np.exp(-X @ weights))
    weights = weights - 2 * X.T @ (probabilities - y) / 200
    margins = np.where(y_valid, 1, -1) * (X_valid @ weights)
    loss.append(np.mean(np.logaddexp(0, -margins)))
    wrong.append(np.mean(margins <= 0))
    sizes.append(np.linalg.norm(weights))

best = int(np.argmin(loss)) + 1
for epoch in (best, 3000):
    a, b, c = loss[epoch - 1], 1 - wrong[epoch - 1], sizes[epoch - 1]
    print(f"epoch {epoch:4}: validation loss {a:.2f}, accuracy {b:.3f}")
    print(f"            length of the weight vector {c:.1f}")

# %% picture
import matplotlib.pyplot as plt

epochs = np.arange(1, 3001)
plt.semilogx(epochs, loss, color="C3")
plt.semilogx(epochs, wrong, "--", color="C3")
plt.axvline(best, color="C2", linestyle=":")
plt.text(best * 1.2, 1.3, f"least loss\nat epoch {best}", color="C2")
plt.text(500, 1.05, "loss", color="C3", ha="right")
plt.text(500, 0.14, "share of errors", color="C3", ha="right")
plt.ylim(0, 1.6)
plt.title("The loss turns, the errors stay")
plt.xlabel("epoch")
plt.ylabel("on the validation data")
plt.show()

# %% data
data = {
    "epoch": np.arange(1, 301),
    "validation loss": loss[:300],
    "share of errors": wrong[:300],
}
