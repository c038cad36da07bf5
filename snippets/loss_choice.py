"""SSE, MSE, and RMSE are smallest at one line, MAE here at a different one."""

# %% numbers
import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 3, size=30)
y = 3.0 * x - 1.0 + rng.normal(0, 0.5, size=30)
y[np.argsort(x)[-3:]] += 15  # three outliers

m = np.linspace(0, 10, 201)[:, None, None]  # every slope ...
c = np.linspace(-6, 4, 201)[None, :, None]  # ... with every intercept
residuals = m * x + c - y  # shape (201, 201, 30)
losses = {
    "SSE": np.sum(residuals**2, axis=2),
    "MSE": np.mean(residuals**2, axis=2),
    "RMSE": np.sqrt(np.mean(residuals**2, axis=2)),
    "MAE": np.mean(np.abs(residuals), axis=2),
}
best = {}
for name, loss in losses.items():
    i, j = np.unravel_index(np.argmin(loss), loss.shape)
    best[name] = (m[i, 0, 0], c[0, j, 0])
    slope, intercept = best[name]
    print(f"{name:4} is smallest at m = {slope:.2f}, c = {intercept:.2f}")

# %% picture
import matplotlib.pyplot as plt

ends = np.array([0, 3])
plt.plot(x, y, "o", color="C0")
for name, dashes in (("MSE", "-"), ("MAE", "--")):
    slope, intercept = best[name]
    plt.plot(ends, slope * ends + intercept, dashes, color="C1")

plt.text(0.35, 10.5, "SSE, MSE, RMSE", color="C1")
plt.plot([1.75, 2.3], [10.6, 9.6], color="C1", linewidth=1)
plt.text(1.9, 2.2, "MAE", color="C1")
plt.text(2.7, 20.5, "outliers", color="C0", ha="right")
plt.title("Three losses give the same line")
plt.xlabel("x")
plt.ylabel("y")
plt.show()

# %% data
data = {"x": x, "y": y}
