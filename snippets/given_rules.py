"""Where a rule is given, the number is computed from the data."""

# %% numbers
import numpy as np
from sklearn.decomposition import PCA
from sklearn.neighbors import KernelDensity
from sklearn.svm import SVC

rng = np.random.default_rng(0)
X = rng.normal(size=(60, 4)) * [4, 3, 1, 1]
wide = X * [1, 1, 4, 4]  # other data: the last two columns spread out
y = X[:, 0] * X[:, 1] > 0

for name, rows in (("X", X), ("wide", wide)):
    pca = PCA(n_components=0.9).fit(rows)
    print(f"{name:4} PCA: given {pca.n_components},", end=" ")
    print(f"computed n_components_ = {pca.n_components_}")

for name, rows in (("X", X), ("half", X[::2])):
    density = KernelDensity(bandwidth="scott").fit(rows)
    print(f"{name:4} density: given {density.bandwidth!r},", end=" ")
    print(f"computed bandwidth_ = {density.bandwidth_:.3f}")

for name, rows in (("X", X), ("wide", wide)):
    number = 1 / (rows.shape[1] * rows.var())
    by_rule = SVC(gamma="scale").fit(rows, y).decision_function(rows)
    by_number = SVC(gamma=number).fit(rows, y).decision_function(rows)
    print(f"{name:4} SVC: 'scale' is {number:.3f} here,", end=" ")
    print("same machine:", np.allclose(by_rule, by_number))
