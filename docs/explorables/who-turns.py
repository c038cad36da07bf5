"""Who turns the knob? Training turns the slope and the intercept. The learning rate stays where you put it."""

import numpy as np

x = []
y = []
learning_rate = 0.1  # hyperparameters: given
steps = 0
m = -1.0  # parameters, where they start
c = -1.0

x, y = np.array(x), np.array(y)
for _ in range(steps):
    residuals = m * x + c - y
    m, c = m - learning_rate * 2 * np.mean(residuals * x), c - learning_rate * 2 * np.mean(residuals)

loss = np.mean((m * x + c - y) ** 2)
print(f"learning rate {learning_rate:.2f}, steps {steps}, slope {m:.2f}, intercept {c:.2f}, loss {loss:.2f}")
