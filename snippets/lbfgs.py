"""L-BFGS guesses the curvature from its last few steps; you say how many."""

# %% numbers
from collections import deque

import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(300, 20)) * np.geomspace(0.1, 3, 20)  # uneven columns
y = rng.random(300) < 1 / (1 + np.exp(-X.sum(axis=1)))


def loss_and_gradient(weights):  # log loss and a small ridge penalty
    scores = X @ weights
    loss = np.mean(np.logaddexp(0, scores) - y * scores)
    gradient = X.T @ (1 / (1 + np.exp(-scores)) - y) / 300
    return loss + 0.005 * weights @ weights, gradient + 0.01 * weights


def inverse_curvature(kept):
    """A guess from pairs: a step, and how much it changed the gradient."""
    guess = np.eye(20)
    if kept:
        step, change = kept[-1]
        guess = guess * (step @ change) / (change @ change)
    for step, change in kept:
        turn = np.eye(20) - np.outer(step, change) / (step @ change)
        guess = turn @ guess @ turn.T + np.outer(step, step) / (step @ change)
    return guess


def minimize(memory, n_steps):  # two hyperparameters
    weights, kept = np.zeros(20), deque(maxlen=memory)
    for _ in range(n_steps):
        loss, gradient = loss_and_gradient(weights)
        step = -inverse_curvature(kept) @ gradient
        while loss_and_gradient(weights + step)[0] > loss:  # too far
            step = step / 2
        weights = weights + step
        kept.append((step, loss_and_gradient(weights)[1] - gradient))
    return weights


end = minimize(20, 45)
for memory in (0, 1, 5, 20):
    a, b = (np.abs(minimize(memory, n) - end).max() for n in (20, 40))
    print(f"memory {memory:2}: off by {a:.3f} after 20 steps, {b:.3f} after 40")
