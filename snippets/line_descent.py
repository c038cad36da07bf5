"""Training moves slope and intercept; you choose the learning rate."""

# %% numbers
import numpy as np

rng = np.random.default_rng(7)
x = rng.uniform(-2, 2, size=20)
y = 1.5 * x + 1.0 + rng.normal(0, 0.6, size=20)

learning_rate = 0.1  # hyperparameter: given to the run
m, c = -1.0, -1.0  # parameters: where they start
path = []
for step in range(41):
    residuals = m * x + c - y
    loss = np.mean(residuals**2)
    path.append((m, c, loss))
    if step in (0, 1, 5, 40):
        print(f"step {step:2}: m = {m:5.2f}, c = {c:5.2f}, loss {loss:5.2f}")
    m = m - learning_rate * 2 * np.mean(residuals * x)
    c = c - learning_rate * 2 * np.mean(residuals)

print("the learning rate is still", learning_rate)

# %% picture
import matplotlib.pyplot as plt

slopes, intercepts, _ = np.array(path).T
m_axis, c_axis = np.linspace(-1.5, 4, 60), np.linspace(-2, 3, 60)
lines = m_axis[:, None] * x + c_axis[:, None, None]
losses = np.mean((lines - y) ** 2, axis=2)

fig, (left, right) = plt.subplots(1, 2)
ends = np.array([-2, 2])
for step, alpha in ((0, 0.3), (1, 0.3), (5, 0.3), (40, 1)):
    line = slopes[step] * ends + intercepts[step]
    left.plot(ends, line, color="C1", alpha=alpha)

left.plot(x, y, "o", color="C0", markersize=4)
left.set_xlabel("x")
left.set_ylabel("y")
levels = [0.5, 1, 2, 4, 8, 16]
right.contour(m_axis, c_axis, losses, levels, colors="C0", linewidths=0.8)
right.plot(slopes, intercepts, "o-", color="C1", markersize=4)
right.set_xlabel("● slope m")
right.set_ylabel("● intercept c")
fig.suptitle("Each step moves slope and intercept")
plt.show()

# %% data
m, c, loss = np.array(path).T
data = {"x": x, "y": y, "step": np.arange(41), "m": m, "c": c, "loss": loss}
