"""Temperature reshapes the probabilities; weights and order stay."""

# %% numbers
import numpy as np

rng = np.random.default_rng(1)
tokens = ["sofa", "floor", "moon", "mat", "roof"]
weights = rng.normal(size=(8, 5))  # parameters of the last layer
state = rng.normal(size=8)  # what the layers before made of the prompt
before = weights.copy()
logits = state @ weights  # one score for each possible next token


def probabilities(temperature):
    raised = np.exp((logits - logits.max()) / temperature)
    return raised / raised.sum()


for temperature in (0.25, 0.5, 1, 2, 4):  # inference setting: given
    p = probabilities(temperature)
    entropy = -np.sum(p * np.log(p))
    kept = np.searchsorted(np.cumsum(np.sort(p)[::-1]), 0.9) + 1
    print(f"T = {temperature:4}: '{tokens[p.argmax()]}' first,", end=" ")
    print(f"with {p.max():.3f}, entropy {entropy:.3f},", end=" ")
    print(f"top-p 0.9 keeps {kept}")

print("weights as before:", np.array_equal(weights, before))

# %% picture
import matplotlib.pyplot as plt

order = np.argsort(logits)
fig, axes = plt.subplots(1, 3, sharey=True)
for ax, temperature in zip(axes, (0.5, 1, 2)):
    ax.barh(range(5), probabilities(temperature)[order], color="C0")
    ax.set_title(f"T = {temperature}", weight="normal")
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], ["0", "½", "1"])
    ax.set_yticks(range(5), [tokens[i] for i in order])
    ax.grid(axis="y", visible=False)

axes[1].set_xlabel("probability")
fig.suptitle("The hotter, the flatter; same order")
plt.show()

# %% data
data = {"token": tokens, "logit": logits}
for temperature in (0.25, 0.5, 1, 2, 4):
    data[f"T = {temperature}"] = probabilities(temperature)
