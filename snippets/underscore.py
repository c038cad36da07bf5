"""Not every attribute with a trailing underscore is needed to predict."""

# %% numbers
from copy import deepcopy

import numpy as np
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression
from sklearn.random_projection import GaussianRandomProjection

rng = np.random.default_rng(0)
centers = np.array([[0, 0], [6, 0], [0, 6]])
X = np.repeat(centers, 20, axis=0) + rng.normal(size=(60, 2))
y = np.repeat(["red", "blue", "blue"], 20)
kmeans = KMeans(n_clusters=3, n_init=10, random_state=0).fit(X)
classifier = LogisticRegression().fit(X, y)

# spoil one fitted attribute at a time: do the predictions notice?
for model, name in (
    (kmeans, "cluster_centers_"),
    (kmeans, "labels_"),
    (kmeans, "inertia_"),
    (kmeans, "n_iter_"),
    (classifier, "coef_"),
    (classifier, "classes_"),
    (classifier, "n_iter_"),
):
    spoiled = deepcopy(model)
    value = getattr(model, name)
    setattr(spoiled, name, value[::-1] if name == "classes_" else value * 0)
    needed = np.any(spoiled.predict(X) != model.predict(X))
    kind = type(model).__name__
    print(f"{kind + '.' + name:28} needed to predict: {needed}")

first = GaussianRandomProjection(1, random_state=0).fit(X)
other = GaussianRandomProjection(1, random_state=0).fit(1000 * X**2)
same = np.array_equal(first.components_, other.components_)
print("random projection, other data, same components_:", same)
