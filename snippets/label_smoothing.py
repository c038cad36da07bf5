"""On classes that a line parts, smoothed labels end the growth of weights."""

# %% numbers
import numpy as np

x = np.array([-1.0, -1.0, -1.0, 1.0, 1.0, 1.0])
label = np.array([0, 0, 0, 1, 1, 1])  # the sign of x tells the class


def train(smoothing, steps):
    target = label * (1 - smoothing) + smoothing / 2  # shared by two classes
    weight = 0.0  # parameter: found
    for _ in range(steps):
        probability = 1 / (1 + np.exp(-weight * x))
        weight = weight - 2 * np.mean((probability - target) * x)
    return weight


for smoothing in (0, 0.1, 0.4):  # hyperparameter: given
    print(f"smoothing {smoothing}")
    for steps in (100, 1000, 10_000):
        weight = train(smoothing, steps)
        sure = 1 / (1 + np.exp(-weight))
        print(f"  {steps:5} steps: weight {weight:.2f},", end=" ")
        print(f"probability of the true class {sure:.5f}")
