"""Width, learning rate, and epochs are chosen; the weights follow from them."""

# %% numbers
import numpy as np

rng = np.random.default_rng(7)
x = np.linspace(-1, 1, 20)
y = np.sin(5 * x) + rng.normal(0, 0.15, size=20)
start = [  # of 12 neurons: weights w, biases b, output weights v; one bias c
    *(rng.normal(size=(3, 12)) * [[2], [1], [0.5]]),
    np.zeros(1),
]


def train(width, learning_rate, epochs):
    found, path, losses = [values[:width] for values in start], [], []
    for _ in range(epochs + 1):
        w, b, v, c = found
        hidden = np.tanh(np.outer(x, w) + b)
        residuals = hidden @ v + c - y
        path.append(np.concatenate(found))
        losses.append(np.mean(residuals**2))
        if losses[-1] > 1000:
            break
        back = np.outer(residuals, v) * (1 - hidden**2)
        sums = x @ back, back.sum(axis=0), residuals @ hidden, residuals.sum()
        found = [p - learning_rate * 2 / 20 * s for p, s in zip(found, sums)]
    return np.array(path), losses


settings = [(1, 0.1, 1000), (2, 0.1, 1000), (3, 0.1, 1000), (8, 0.1, 1000)]
settings += [(3, 0.1, 100), (3, 0.01, 1000), (1, 0.5, 1000), (8, 0.5, 1000)]
for width, learning_rate, epochs in settings:  # hyperparameters
    path, losses = train(width, learning_rate, epochs)
    print(f"width {width}, rate {learning_rate:4}, {epochs:4} epochs:", end=" ")
    if losses[-1] > 1000:
        print(f"stopped, MSE over 1000 after epoch {len(losses) - 1}")
    else:
        print(f"{path.shape[1]:2} parameters, MSE {losses[-1]:.3f}")

# %% picture
import matplotlib.pyplot as plt

fig, (left, right) = plt.subplots(1, 2, width_ratios=[3, 2])
axis = np.linspace(-1, 1, 200)
for width, dashes in ((1, ":"), (2, "--"), (3, "-")):
    path, _ = train(width, 0.1, 1000)
    w, b, v, c = np.split(path[-1], [width, 2 * width, 3 * width])
    curve = np.tanh(np.outer(axis, w) + b) @ v + c
    left.plot(axis, curve, dashes, color="C1")
    left.text(1.15, curve[-1], f"⚷ {width}", color="C2", va="center")

left.plot(x, y, "o", color="C0", markersize=4)
left.set_xlim(-1.1, 1.7)
left.set_xticks([-1, 0, 1])
left.set_yticks([-1, 0, 1])
left.set_xlabel("x")
left.set_ylabel("y")
left.set_title("⚷ width", loc="right", color="C2", weight="normal")
right.plot(path, color="C1", linewidth=1.2)
right.set_xticks([0, 1000])
right.set_yticks([-4, -2, 0, 2])
right.set_xlabel("⚷ epochs")
right.set_ylabel("● found at width 3")
fig.suptitle("You choose the width, the weights follow")
plt.show()

# %% data
data = {
    "x": x,
    "y": y,
    "start_w": start[0],
    "start_b": start[1],
    "start_v": start[2],
    "start_c": start[3],
}
