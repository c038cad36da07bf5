"""A calibration temperature is fitted to held-out data: a parameter."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)


def sample(n):
    """Scores three times too confident, and the classes that came out."""
    logits = rng.normal(0, 2, size=(n, 4))
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    classes = (p.cumsum(axis=1) < rng.random((n, 1))).sum(axis=1)
    return 3 * logits, np.minimum(classes, 3)


def loss_and_slope(scores, classes, beta):
    """Mean negative log likelihood of softmax(beta * scores), d / d beta."""
    raised = np.exp(beta * (scores - scores.max(axis=1, keepdims=True)))
    p = raised / raised.sum(axis=1, keepdims=True)
    rows = np.arange(len(classes))
    loss = -np.log(p[rows, classes]).mean()
    slope = ((p * scores).sum(axis=1) - scores[rows, classes]).mean()
    return loss, slope


scores, classes = sample(4000)  # held out: the network did not see them
low, high = 0.01, 10.0  # of beta = 1 / T, in which the loss is convex
for _ in range(60):
    beta = (low + high) / 2
    _, slope = loss_and_slope(scores, classes, beta)
    low, high = (low, beta) if slope > 0 else (beta, high)

temperature = 1 / beta  # parameter of the calibration: found
print(f"fitted temperature: {temperature:.2f}")
new_scores, new_classes = sample(4000)
for T in (1, temperature):
    loss, _ = loss_and_slope(new_scores, new_classes, 1 / T)
    print(f"T = {T:.2f}: loss on new data {loss:.3f}")
