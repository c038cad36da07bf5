"""Successive halving saves most of the training and may drop a late bloomer."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
truth = rng.normal(size=10)
X, X_valid = rng.normal(size=(400, 10)), rng.normal(size=(1000, 10))
y = X @ truth + rng.normal(0, 2, size=400)
y_valid = X_valid @ truth  # no noise, so that small differences show
rates = np.geomspace(0.0005, 0.1, 16)  # hyperparameter: 16 candidates
rows = rng.integers(400, size=1600)  # one row of data a step

# each candidate's whole learning curve, to see what halving does not see
weights, curves = np.zeros((16, 10)), np.zeros((1600, 16))
for step, row in enumerate(rows):
    residuals = weights @ X[row] - y[row]
    weights = weights - (rates * residuals)[:, None] * X[row]
    curves[step] = np.mean(
        (X_valid @ weights.T - y_valid[:, None]) ** 2, axis=0
    )

alive, budget, spent, trained = np.arange(16), 100, 0, 0
last = {}  # the step at which each candidate was dropped
while True:
    spent += len(alive) * (budget - trained)
    trained = budget
    last.update(dict.fromkeys(alive, budget))
    order = alive[np.argsort(curves[budget - 1, alive])]
    print(f"after {budget:4} steps, {len(alive):2} left, best rate", end=" ")
    print(f"{rates[order[0]]:.4f}: MSE {curves[budget - 1, order[0]]:.2f}")
    if len(alive) == 1:
        break
    alive, budget = order[: len(alive) // 2], 2 * budget

best = int(np.argmin(curves[-1]))
print(f"steps spent: {spent} instead of {16 * 1600}")
print(f"best of all at the end, rate {rates[best]:.4f}:", end=" ")
print(f"MSE {curves[-1, best]:.2f}, dropped after {last[best]} steps")

# %% picture
import matplotlib.pyplot as plt

rungs = np.array([100, 200, 400, 800, 1600])
for c in range(16):
    seen = rungs[rungs <= last[c]]
    plt.loglog(seen, curves[seen - 1, c], "o-", color="C0", markersize=4)

plt.loglog(rungs, curves[rungs - 1, best], ":", color="C2")
plt.plot(100, curves[99, best], "o", color="C2")
plt.text(220, 3, "⚷ small rate,\ndropped at 100", color="C2")
plt.xticks(rungs, rungs)
plt.minorticks_off()
plt.title("Dropped at 100 steps, it ends lowest")
plt.xlabel("training steps")
plt.ylabel("validation MSE")
plt.show()

# %% data
data = {"learning rate": rates}
for rung in (100, 200, 400, 800, 1600):
    data[f"MSE after {rung} steps"] = curves[rung - 1]
