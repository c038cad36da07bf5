"""The same data and the same start. The learning rate and the epochs are given; slope and intercept are found."""

import numpy as np

x = []
y = []
learning_rate = 0.1  # hyperparameters: given
epochs = 50

x, y = np.array(x), np.array(y)
m = c = 0.0  # parameters, where they start
for _ in range(epochs):
    residuals = m * x + c - y
    m, c = m - learning_rate * 2 * np.mean(residuals * x), c - learning_rate * 2 * np.mean(residuals)

loss = np.mean((m * x + c - y) ** 2)
print(f"learning rate {learning_rate:.2f}, epochs {epochs}, slope {m:.2f}, intercept {c:.2f}, loss {loss:.2f}")
