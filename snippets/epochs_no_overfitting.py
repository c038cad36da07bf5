"""Few weights, many rows: the last epoch is about as good as the best one."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)


def sample(n):
    points = rng.uniform(-2, 2, size=(n, 2))
    labels = points[:, 1] > 0.5 * points[:, 0]
    wrong = rng.random(n) < 0.1  # one label in ten is wrong
    return np.column_stack([points, np.ones(n)]), (labels ^ wrong).astype(float)


X_train, y_train = sample(500)
X_valid, y_valid = sample(1000)
weights, accuracy, accuracy_valid = np.zeros(3), [], []
for _ in range(3000):
    probabilities = 1 / (1 + np.exp(-X_train @ weights))
    weights = weights - 0.05 * X_train.T @ (probabilities - y_train) / 500
    accuracy.append(np.mean((X_train @ weights > 0) == y_train))
    accuracy_valid.append(np.mean((X_valid @ weights > 0) == y_valid))

rows, features = X_train.shape
print(f"{rows} rows, {features} weights")
lost = max(accuracy_valid) - accuracy_valid[-1]
print(f"best validation accuracy:       {max(accuracy_valid):.3f}")
print(f"validation accuracy at the end: {accuracy_valid[-1]:.3f}")
print(f"lost since the best epoch:      {lost:.3f}")
print(f"training accuracy at the end:   {accuracy[-1]:.3f}")

# %% picture
import matplotlib.pyplot as plt

epochs = np.arange(1, 3001)
plt.semilogx(epochs, accuracy, color="C0")
plt.semilogx(epochs, accuracy_valid, "--", color="C3")
plt.text(3000, 0.875, "validation", color="C3", ha="right")
plt.text(3000, 0.828, "training", color="C0", ha="right")
plt.ylim(0.75, 1.0)
plt.title("Many rows, three weights: no turn")
plt.xlabel("epoch")
plt.ylabel("accuracy")
plt.show()

# %% data
data = {
    "epoch": np.arange(1, 301),
    "training accuracy": accuracy[:300],
    "validation accuracy": accuracy_valid[:300],
}
