"""A CART tree finds its threshold by trying each one."""

# %% numbers
import numpy as np

rng = np.random.default_rng(1)
x = np.sort(rng.uniform(0, 7, size=30))
y = (x + rng.normal(0, 1.2, size=30) > 3.5).astype(int)


def gini(labels):
    share = labels.mean()
    return 2 * share * (1 - share)


candidates = (x[1:] + x[:-1]) / 2
impurity = []
for threshold in candidates:
    left, right = y[x < threshold], y[x > threshold]
    impurity.append((len(left) * gini(left) + len(right) * gini(right)) / 30)

best = int(np.argmin(impurity))
print(f"thresholds tried: {len(candidates)}")
print(f"impurity: {gini(y):.3f} before the split,", end=" ")
print(f"{impurity[best]:.3f} after it")
print(f"threshold found: {candidates[best]:.2f}")

# %% picture
import matplotlib.pyplot as plt

found = candidates[best]
plt.step(candidates, impurity, where="mid", color="C0")
plt.plot(found, impurity[best], "o", color="C1", markersize=9)
plt.text(
    found, impurity[best] - 0.04, f"● found: {found:.2f}", color="C1", va="top"
)
plt.ylim(0, 0.55)
plt.title("Try each threshold, keep the best")
plt.xlabel("threshold")
plt.ylabel("impurity after the split")
plt.show()

# %% data
data = {"threshold": candidates, "impurity": impurity}
