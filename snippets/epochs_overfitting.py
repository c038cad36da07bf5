"""With few rows, validation accuracy can turn while training accuracy rises."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
# 200 random waves as features: far more than the 60 rows
frequencies = rng.normal(size=(2, 200)) / 0.7
phases = rng.uniform(0, 2 * np.pi, size=200)


def sample(n):
    points = rng.uniform(-2, 2, size=(n, 2))
    labels = points[:, 1] > np.sin(2 * points[:, 0])
    wrong = rng.random(n) < 0.1  # one label in ten is wrong
    X = np.cos(points @ frequencies + phases)
    return X, (labels ^ wrong).astype(float), wrong


X_train, y_train, wrong = sample(60)
X_valid, y_valid, _ = sample(1000)
weights, accuracy, accuracy_valid, learned = np.zeros(200), [], [], []
for _ in range(3000):
    probabilities = 1 / (1 + np.exp(-X_train @ weights))
    weights = weights - 0.05 * X_train.T @ (probabilities - y_train) / 60
    as_labeled = (X_train @ weights > 0) == y_train
    accuracy.append(as_labeled.mean())
    learned.append(as_labeled[wrong].sum())
    accuracy_valid.append(np.mean((X_valid @ weights > 0) == y_valid))

best = int(np.argmax(accuracy_valid)) + 1
print(X_train.shape, "rows and features,", wrong.sum(), "wrong labels")
print(f"validation accuracy peaks after epoch {best}")
for epoch in (1, best, 3000):
    a, b = accuracy[epoch - 1], accuracy_valid[epoch - 1]
    print(f"epoch {epoch:4}: training {a:.2f}, validation {b:.2f},", end=" ")
    print(f"wrong labels learned: {learned[epoch - 1]}")

# %% picture
import matplotlib.pyplot as plt

epochs = np.arange(1, 3001)
plt.semilogx(epochs, accuracy, color="C0")
plt.semilogx(epochs, accuracy_valid, "--", color="C3")
plt.axvline(best, color="C3", linestyle=":")
plt.text(best * 1.15, 0.765, f"stop at {best}", color="C3")
plt.text(2800, 0.945, "training", color="C0", ha="right")
plt.text(2800, 0.785, "validation", color="C3", ha="right")
plt.ylim(0.75, 1.0)
plt.title("Training goes up, validation turns")
plt.xlabel("epoch")
plt.ylabel("accuracy")
plt.show()

# %% data
data = {
    "epoch": np.arange(1, 301),
    "training accuracy": accuracy[:300],
    "validation accuracy": accuracy_valid[:300],
}
