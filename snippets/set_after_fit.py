"""Setting an argument after the fit sometimes acts and sometimes does not."""

# %% numbers
import numpy as np
from sklearn.linear_model import RidgeClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

rng = np.random.default_rng(0)
X = rng.normal(size=(150, 2))
y = X[:, 0] + X[:, 1] ** 2 + rng.normal(0, 0.5, size=150) > 0.7
X_new = rng.normal(size=(500, 2))

for model, name, value in (
    (KNeighborsClassifier(n_neighbors=1), "n_neighbors", 15),
    (SVC(kernel="rbf"), "kernel", "linear"),
    (SVC(gamma="scale"), "gamma", 100),
    (DecisionTreeClassifier(random_state=0), "max_depth", 1),
    (RidgeClassifier(alpha=1), "alpha", 1000),
):
    before = model.fit(X, y).predict(X_new)
    model.set_params(**{name: value})
    acts = np.any(model.predict(X_new) != before)
    refitted = np.any(model.fit(X, y).predict(X_new) != before)
    kind = type(model).__name__
    print(f"{kind + '.' + name:32} acts at once: {acts!s:6}", end="")
    print("after a new fit:", refitted)
