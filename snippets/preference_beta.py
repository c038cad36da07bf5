"""Beta limits how far preference tuning moves the model."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
first = np.array([2.0, 1.0, 0.0, 0.0])  # logits of four answers: given
quality = np.array([0.0, 1.0, 2.0, 0.5])  # known to the judges only


def softmax(logits):
    raised = np.exp(logits - logits.max())
    return raised / raised.sum()


# 500 comparisons: which of two answers did a judge prefer?
pairs = np.array([rng.permutation(4)[:2] for _ in range(500)])
gap = quality[pairs[:, 0]] - quality[pairs[:, 1]]
swap = rng.random(500) > 1 / (1 + np.exp(-gap))
pairs[swap] = pairs[swap][:, ::-1]  # now the preferred one comes first
better, worse = np.eye(4)[pairs[:, 0]], np.eye(4)[pairs[:, 1]]


def tune(beta):
    """Direct preference optimization (DPO) by gradient descent."""
    logits = first.copy()
    for _ in range(500):
        margin = beta * (better - worse) @ (logits - first)
        push = beta / (1 + np.exp(margin))  # strong where still wrong
        logits = logits + 4 / beta**2 * push @ (better - worse) / 500
    return logits


p = softmax(first)
print("first model:", p.round(3))
for beta in (0.5, 1, 4):  # hyperparameter: given
    tuned = softmax(tune(beta))  # the formula does not contain beta
    moved = np.sum(tuned * np.log(tuned / p))
    print(f"beta = {beta:3}:  {tuned.round(3)}, moved by {moved:.3f}")
