"""Slope and intercept are parameters: least squares finds them from data."""

# %% numbers
import numpy as np

rng = np.random.default_rng(4)
x = rng.uniform(0, 10, size=30)
y = 3.0 * x - 1.0 + rng.normal(0, 3.0, size=30)

x_mean, y_mean = x.mean(), y.mean()
m = np.sum((x - x_mean) * (y - y_mean)) / np.sum((x - x_mean) ** 2)
c = y_mean - m * x_mean
rmse = np.sqrt(np.mean((m * x + c - y) ** 2))

print(f"slope m = {m:.2f}")
print(f"intercept c = {c:.2f}")
print(f"RMSE = {rmse:.2f}")
print(f"prediction at x = 7: {m * 7 + c:.2f}")

# %% picture
import matplotlib.pyplot as plt

ends = np.array([0, 10])
plt.vlines(x, y, m * x + c, color="C0", linewidth=1)
plt.plot(x, y, "o", color="C0")
plt.plot(ends, m * ends + c, color="C1")
found = f"● found by the fit\n    m = {m:.2f}, c = {c:.2f}"
plt.text(0.2, 24.5, found, color="C1", linespacing=1.6)
plt.title("The fit finds slope and intercept")
plt.xlabel("x")
plt.ylabel("y")
plt.show()

# %% data
data = {"x": x, "y": y, "fitted": m * x + c}
