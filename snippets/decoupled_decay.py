"""Adam shields noisy weights from an L2 penalty, not from decoupled decay."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
sizes = np.array([0.1, 1.0, 10.0])  # of the gradients of three weights
noise = sizes * rng.normal(size=(2000, 3))  # on average the loss pulls nowhere
learning_rate, decay = 0.001, 0.5  # hyperparameters


def train(optimizer, decoupled):
    weights = np.ones(3)
    first, second = np.zeros(3), np.zeros(3)  # training state
    for t, gradient in enumerate(noise, start=1):
        if not decoupled:
            gradient = gradient + decay * weights  # the slope of the penalty
        step = gradient
        if optimizer == "Adam":
            first = 0.9 * first + 0.1 * gradient
            second = 0.999 * second + 0.001 * gradient**2
            scale = np.sqrt(second / (1 - 0.999**t)) + 1e-8
            step = first / (1 - 0.9**t) / scale
        if decoupled:
            step = step + decay * weights
        weights = weights - learning_rate * step
    return weights


def show(name, weights):
    print(f"{name:28}", " ".join(f"{weight:6.2f}" for weight in weights))


show("size of the gradients", sizes)
show("descent, L2 in the loss", train("descent", decoupled=False))
show("descent, decoupled", train("descent", decoupled=True))
show("Adam, L2 in the loss", train("Adam", decoupled=False))
show("Adam, decoupled (AdamW)", train("Adam", decoupled=True))
show("decay alone", (1 - learning_rate * decay) ** 2000 * np.ones(3))
