"""With two goals a search ends with a front of trials, not with one winner."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)


def sample(n):
    X = rng.uniform(-2, 2, size=(n, 2))
    return X, np.sin(2 * X[:, 0]) * X[:, 1] + rng.normal(0, 0.3, size=n)


(X, y), (X_valid, y_valid) = sample(200), sample(400)
width, mse = np.zeros(60, dtype=int), np.zeros(60)  # the two goals: both low
for trial in range(60):  # random search for width, scale and penalty
    width[trial] = np.exp(rng.uniform(np.log(3), np.log(100)))
    scale, penalty = 10 ** rng.uniform([-0.5, -3], [0.5, 1])
    slopes = scale * rng.normal(size=(2, width[trial]))
    shifts = rng.uniform(0, 2 * np.pi, size=width[trial])
    waves, waves_valid = (np.cos(Z @ slopes + shifts) for Z in (X, X_valid))
    H = waves.T @ waves + penalty * np.eye(width[trial])
    weights = np.linalg.solve(H, waves.T @ y)
    mse[trial] = np.mean((waves_valid @ weights - y_valid) ** 2)

front = []
for i in np.lexsort((mse, width)):  # from few weights to many
    no_worse = (width <= width[i]) & (mse <= mse[i])
    better = (width < width[i]) | (mse < mse[i])
    if not np.any(no_worse & better):
        front.append(i)
        print(f"{width[i]:2} weights: validation MSE {mse[i]:.3f}")

print(f"on the front: {len(front)} of 60 trials")
# one goal instead: the error plus a price for each weight
prices = np.geomspace(0.0001, 1, 1000)
picked = {int(width[np.argmin(mse + price * width)]) for price in prices}
print("some price takes the trials with these weights:", sorted(picked))

# %% picture
import matplotlib.pyplot as plt

plt.plot(width, mse, "o", color="C0", alpha=0.5)
plt.step(width[front], mse[front], "o-", where="post", color="C3")
plt.text(13, 0.12, "the front", color="C3", ha="right")
plt.text(10.5, 0.61, "dominated", color="C0")
plt.xscale("log")
plt.xticks([3, 10, 30, 100], ["3", "10", "30", "100"])
plt.minorticks_off()
plt.ylim(0, None)
plt.title("Nine of sixty trials are left to choose from")
plt.xlabel("⚷ number of weights")
plt.ylabel("validation MSE")
plt.show()

# %% data
data = {"weights": width, "validation MSE": mse}
