"""Training finds weights and biases; the width decides how many there are."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
X = rng.uniform(-1, 1, size=(200, 2))
y = (X[:, 0] * X[:, 1] > 0).astype(float)  # XOR: no line separates it

width, learning_rate, epochs = 8, 1.0, 3000  # hyperparameters
weights = [  # parameters, where they start: W1, b1, W2, b2
    rng.normal(0, 1, size=(2, width)),
    np.zeros(width),
    rng.normal(0, 1, size=width),
    np.zeros(1),
]


def loss_and_gradients(W1, b1, W2, b2):
    hidden = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(hidden @ W2 + b2)))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    error = (p - y) / len(y)
    back = np.outer(error, W2) * (1 - hidden**2)
    return loss, [X.T @ back, back.sum(axis=0), hidden.T @ error, error.sum()]


losses = []
for _ in range(epochs):
    loss, gradients = loss_and_gradients(*weights)
    losses.append(loss)
    weights = [w - learning_rate * g for w, g in zip(weights, gradients)]

print("parameters, by formula: ", (2 + 1) * width + (width + 1) * 1)
print("parameters, by counting:", sum(w.size for w in weights))
print(f"loss: from {losses[0]:.2f} to {losses[-1]:.2f} in {epochs} epochs")

# %% picture
import matplotlib.pyplot as plt

W1, b1, W2, b2 = weights
axis = np.linspace(-1, 1, 120)
grid = np.stack(np.meshgrid(axis, axis), axis=-1)
logits = np.tanh(grid @ W1 + b1) @ W2 + b2
plt.contour(axis, axis, logits, levels=[0], colors="C1", linewidths=2.2)
plt.plot(*X[y == 1].T, "o", color="C0", clip_on=False)
plt.plot(*X[y == 0].T, "o", color="C0", fillstyle="none", clip_on=False)
count = sum(w.size for w in weights)
plt.title(f"{width} neurons, {count} parameters found")
plt.xticks([-1, 0, 1])
plt.yticks([-1, 0, 1])
plt.xlabel("first input")
plt.ylabel("second input")
plt.show()

# %% data
data = {"epoch": np.arange(1, 301), "loss": losses[:300]}
