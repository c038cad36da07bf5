"""k-means finds the centroids; the best inertia never rises with k."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
centers = np.array([[0, 0], [4, 0], [2, 3]])
X = np.repeat(centers, 30, axis=0) + rng.normal(0, 0.6, size=(90, 2))


def distances(centroids):
    return ((X[:, None, :] - centroids) ** 2).sum(axis=2)


def lloyd(k):  # k: hyperparameter, given; centroids: parameters, found
    centroids = rng.choice(X, size=k, replace=False)
    for _ in range(30):
        labels = distances(centroids).argmin(axis=1)
        for j in set(labels):
            centroids[j] = X[labels == j].mean(axis=0)
    return distances(centroids).min(axis=1).sum(), centroids


best, n_init = {}, 50
print(f"best inertia of {n_init} runs")
for k in range(1, 8):
    best[k] = min((lloyd(k) for _ in range(n_init)), key=lambda run: run[0])
    print(f"k = {k}: {best[k][0]:5.1f}")

found = best[3][1][np.argsort(best[3][1][:, 0])]
print("found for k = 3:", ", ".join(f"({a:.1f}, {b:.1f})" for a, b in found))

# %% picture
import matplotlib.pyplot as plt

inertia = [best[k][0] for k in best]
plt.plot(list(best), inertia, "o-", color="C0")
plt.text(3.15, 95, "the bend at 3 is a hint,\nnot a minimum", color="C0")
plt.ylim(0, 520)
plt.title("More clusters, less inertia")
plt.xlabel("⚷ k, the number of clusters")
plt.ylabel("best inertia of 50 runs")
plt.show()

# %% data
data = {"k": list(best), "best inertia": [best[k][0] for k in best]}
