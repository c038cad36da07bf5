"""Inverted dropout keeps the expected output; a prediction does not need it."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
hidden = rng.uniform(0, 1, size=8)  # what eight hidden units say
weights = rng.normal(size=8)  # parameters of the next layer


def train_output(p):  # p: hyperparameter, the share that is dropped
    keep = rng.random((200_000, 8)) >= p
    return (hidden * keep / (1 - p)) @ weights


def predict():  # does not contain p
    return hidden @ weights


for p in (0, 0.2, 0.5, 0.8):
    outputs = train_output(p)
    print(
        f"p = {p:3}: {weights.size} weights,",
        f"training mean {outputs.mean():.1f}, spread {outputs.std():.1f}",
    )

print(f"prediction, whatever p was: {predict():.1f}")
