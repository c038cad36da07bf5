"""The curve of the training loss shows when the learning rate is far off."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, size=(200, 1))
y = np.sin(4 * x) + rng.normal(0, 0.1, size=(200, 1))
start = rng.normal(size=(3, 20))  # 20 units: weight, bias, output weight
batches = rng.permuted(np.tile(np.arange(200), (100, 1)), axis=1)


def train(rate):
    w, b, v = start[:1], start[1:2], start[2:].T / np.sqrt(20)
    losses = []
    for order in batches:  # 100 epochs of 20 steps, with 10 rows in each
        for rows in order.reshape(20, 10):
            hidden = np.tanh(x[rows] @ w + b)
            slope = 2 * (hidden @ v - y[rows]) / 10
            back = slope @ v.T * (1 - hidden**2)
            v = v - rate * hidden.T @ slope
            w, b = w - rate * x[rows].T @ back, b - rate * back.sum(axis=0)
        losses.append(np.mean((np.tanh(x @ w + b) @ v - y) ** 2))
        if losses[-1] > 100:
            break
    return losses


curves = {rate: train(rate) for rate in (0.001, 0.03, 0.15, 0.3)}
for rate, losses in curves.items():  # rate: hyperparameter, given
    if len(losses) < 100:
        print(f"rate {rate:5}: stopped, loss over 100 in epoch {len(losses)}")
    else:
        low, high = min(losses[90:]), max(losses[90:])
        print(f"rate {rate:5}: epoch 1 {losses[0]:.2f},", end=" ")
        print(f"epochs 91 to 100 between {low:.3f} and {high:.3f}")

# %% picture
import matplotlib.pyplot as plt

labels = {
    0.001: ("--", 60, 0.38, "0.001: crawls"),
    0.03: ("-", 12, 0.21, "0.03: falls, levels off"),
    0.15: (":", 12, 0.0095, "0.15: low, but jumps"),
}
for rate, (dashes, epoch, height, label) in labels.items():
    plt.semilogy(range(1, 101), curves[rate], dashes, color="C2", linewidth=1.6)
    plt.text(epoch, height, label, color="C2")

plt.text(4, 0.9, "0.3: off the scale in epoch 1", color="C2")
plt.ylim(0.008, 1.3)
plt.title("What the loss curve says about the rate")
plt.xlabel("epoch")
plt.ylabel("training MSE")
plt.show()

# %% data
data = {"epoch": np.arange(1, 101)}
for rate in (0.001, 0.03, 0.15):
    data[f"rate {rate}"] = curves[rate]
