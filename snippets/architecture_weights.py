"""A choice of operation, made continuous, can be learned by gradient."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
operations = {
    "x": lambda x: x,
    "x^2": np.square,
    "sin 2x": lambda x: np.sin(2 * x),
}


def sample(n):
    x = rng.uniform(-2, 2, size=n)
    columns = [operation(x) for operation in operations.values()]
    return np.stack(columns, axis=1), np.sin(2 * x) + rng.normal(0, 0.1, size=n)


(F_train, y_train), (F_valid, y_valid) = sample(50), sample(50)
weights, scores = np.ones(3), np.zeros(3)
mixes = []
for _ in range(2000):
    mix = np.exp(scores) / np.exp(scores).sum()  # softmax
    mixes.append(mix)
    # ordinary weights: a step down the training loss
    residuals = F_train @ (mix * weights) - y_train
    gradient = 2 * mix * (F_train.T @ residuals) / 50
    weights = weights - 0.05 * (gradient + 0.03 * weights)  # weight decay
    # mixing weights: a step down the validation loss
    residuals = F_valid @ (mix * weights) - y_valid
    gradient = 2 * weights * (F_valid.T @ residuals) / 50
    scores = scores - 0.2 * mix * (gradient - mix @ gradient)

for step in (0, 20, 200, 1999):
    shares = zip(operations, mixes[step])
    print(f"step {step:4}: ", end="")
    print(", ".join(f"{name} {share:.2f}" for name, share in shares))

kept = list(operations)[int(np.argmax(mixes[-1]))]
print("kept after rounding:", kept)

# %% picture
import matplotlib.pyplot as plt

for path, dashes in zip(np.transpose(mixes), ("--", ":", "-")):
    plt.plot(path, dashes, color="C1")

plt.text(1950, 0.85, "● sin 2x", color="C1", ha="right")
plt.text(1950, 0.09, "● x, x² (dotted)", color="C1", ha="right")
plt.ylim(0, 1)
plt.xticks([0, 500, 1000, 1500, 2000])
plt.title("An architecture, learned by gradient")
plt.xlabel("step")
plt.ylabel("mixing weight")
plt.show()

# %% data
data = {"step": range(0, 2000, 10)}
for name, path in zip(operations, np.transpose(mixes)):
    data[name] = path[::10]
