"""A small network. Width, learning rate, and epochs are given; the weights and biases are found."""

import numpy as np

x = []
y = []
start_w = []  # the random start of up to 12 neurons: weights w, biases b, output weights v, and one bias c
start_b = []
start_v = []
start_c = []
width = 3  # hyperparameters: given
learning_rate = 0.1
epochs = 300

x, y, c = np.array(x), np.array(y), np.array(start_c)
w, b, v = (np.array(values[:width]) for values in (start_w, start_b, start_v))
for epoch in range(epochs + 1):
    hidden = np.tanh(np.outer(x, w) + b)
    residuals = hidden @ v + c - y
    error = np.mean(residuals**2)
    if epoch == epochs or error > 1000:  # the last epoch, or a run that diverges
        break
    # how the error changes with the input of each neuron, and one step against the gradient
    back = np.outer(residuals, v) * (1 - hidden**2)
    rate = learning_rate * 2 / len(x)
    w, b = w - rate * x @ back, b - rate * back.sum(axis=0)
    v, c = v - rate * residuals @ hidden, c - rate * residuals.sum()

shown = "over 1000" if error > 1000 else f"{error:.3f}"
print(f"width {width}, learning rate {learning_rate:g}, epochs {epoch}, parameters {3 * width + 1}, error {shown}")
