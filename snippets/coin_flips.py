"""The best of many scores is too good, even where nothing was learned."""

# %% numbers
import numpy as np

rng = np.random.default_rng(4)
labels = rng.integers(2, size=100)
guesses = rng.integers(2, size=(1000, 100))  # 1,000 coin-flip classifiers
accuracy = np.mean(guesses == labels, axis=1)

# the winner goes on guessing on 100,000 fresh rows
fresh = np.mean(rng.integers(2, size=100_000) == rng.integers(2, size=100_000))
print(f"mean of 1,000 classifiers: {accuracy.mean():.3f}")
print(f"best of 1,000 classifiers: {accuracy.max():.2f}")
print(f"the best one on fresh rows: {fresh:.2f}")

# the number of hits is a sum of coin flips: repeat the contest 2,000 times
best = rng.binomial(100, 0.5, size=(2000, 1000)).max(axis=1)
low, high = np.percentile(best, [2.5, 97.5])
print(f"2,000 contests: best {best.mean() / 100:.2f} on average,", end=" ")
print(f"{low / 100:.2f} to {high / 100:.2f} in 95 of 100")

# %% picture
import matplotlib.pyplot as plt

values, counts = np.unique(accuracy, return_counts=True)
top = accuracy.max()
plt.bar(values, counts, width=0.008, color="C0")
plt.axvline(fresh, color="C3")
plt.text(fresh - 0.02, 88, "winner on\nnew rows", color="C3", ha="right")
plt.annotate(
    "winner on\nthe test set",
    (top, 2),
    (top, 30),
    color="C3",
    ha="center",
    arrowprops={"arrowstyle": "->", "color": "C3"},
)
plt.title("A thousand coins, and one looks skilled")
plt.xlabel("accuracy on the same 100 test rows")
plt.ylabel("classifiers")
plt.xlim(0.3, 0.74)
plt.ylim(0, 105)
plt.show()

# %% data
values, counts = np.unique(accuracy, return_counts=True)
data = {"accuracy": values, "classifiers": counts}
