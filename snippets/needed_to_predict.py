"""kNN needs its k to predict; ridge does not need its lambda."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = np.sort(rng.uniform(0, 10, size=20))
y = np.sin(x) + rng.normal(0, 0.3, size=20)


def predict_knn(model, x_new):
    nearest = np.argsort(np.abs(model["x"] - x_new))[: model["k"]]
    return model["y"][nearest].mean()


def predict_ridge(model, x_new):
    return model["slope"] * (x_new - model["x_mean"]) + model["y_mean"]


slope = np.sum((x - x.mean()) * y) / (np.sum((x - x.mean()) ** 2) + 0.1)
ridge = {"slope": slope, "x_mean": x.mean(), "y_mean": y.mean(), "lambda": 0.1}
knn = {"x": x, "y": y, "k": 3}

# both models are fitted; now change the hyperparameter and predict at x = 5
for knn["k"] in (3, 10):
    print(f"kNN,   k = {knn['k']}: {predict_knn(knn, 5):.3f}")

for ridge["lambda"] in (0.1, 1000):
    print(f"ridge, lambda = {ridge['lambda']}: {predict_ridge(ridge, 5):.3f}")
