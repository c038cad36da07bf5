"""On the MSE of a line, rates under 2 / (largest curvature) converge."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(0, 1, size=50)
y = 3.0 * x - 1.0 + rng.normal(0, 0.5, size=50)
X = np.column_stack([x, np.ones(50)])
hessian = 2 * X.T @ X / 50  # of the MSE; it does not depend on the weights
limit = 2 / np.linalg.eigvalsh(hessian).max()
lowest = np.mean((X @ np.linalg.solve(X.T @ X, X.T @ y) - y) ** 2)
print(f"limit for the learning rate: {limit:.2f}")

excess = {}
for share in (0.005, 0.4, 0.9, 1.01):
    learning_rate = share * limit
    weights, losses = np.zeros(2), []
    for _ in range(100):
        losses.append(np.mean((X @ weights - y) ** 2))
        weights = weights - learning_rate * 2 * X.T @ (X @ weights - y) / 50
    excess[share] = np.array(losses) - lowest
    m, c = weights
    print(f"{share:5} of the limit, 100 steps: m = {m:5.2f}, c = {c:5.2f}")

# %% picture
import matplotlib.pyplot as plt

labels = {
    0.005: ("--", 62, 0.12, "0.005: crawls"),
    0.4: ("-", 13.5, 6e-9, "0.4:\nworks"),
    0.9: ("-.", 36, 1e-5, "0.9: swings, arrives"),
    1.01: (":", 62, 120, "1.01: diverges"),
}
for share, (dashes, step, height, label) in labels.items():
    plt.semilogy(range(0, 100, 3), excess[share][::3], dashes, color="C2")
    plt.text(step, height, label, color="C2")

plt.xlim(0, 100)
plt.ylim(1e-10, 1e4)
plt.title("Too small a rate crawls, too large a rate diverges")
plt.xlabel("step")
plt.ylabel("MSE above its minimum")
plt.show()

# %% data
data = {"step": np.arange(100)}
for share, values in excess.items():
    data[f"rate {share} of the limit"] = values

data |= {"x": x, "y": y}
