"""One name: alpha is given, chosen, estimated, or a vector that predicts."""

# %% numbers
import numpy as np
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF
from sklearn.linear_model import BayesianRidge, Ridge, RidgeCV

rng = np.random.default_rng(23)
w = np.array([0.4, -0.2, 0.1])


def sample(n):
    X = rng.normal(size=(n, 3))
    return X, X @ w + rng.normal(0, 0.5, size=n)


candidates = [0.1, 1.0, 10.0, 100.0]
kernel = RBF(2.0, length_scale_bounds="fixed")
A, B = sample(40), sample(40)
x_new = np.array([[1.0, 0.0, -1.0]])
fits = []
for X, y in (A, B):  # the same settings, two training sets
    ridge = Ridge(alpha=1.0).fit(X, y)
    ridge_cv = RidgeCV(candidates).fit(X, y)
    bayes = BayesianRidge().fit(X, y)
    gp = GaussianProcessRegressor(kernel, alpha=0.25).fit(X, y)
    fits.append((ridge, ridge_cv, bayes, gp))

rows = (
    ("Ridge.alpha", [ridge.alpha for ridge, _, _, _ in fits]),
    ("RidgeCV.alpha_", [cv.alpha_ for _, cv, _, _ in fits]),
    ("BayesianRidge.alpha_", [bayes.alpha_ for _, _, bayes, _ in fits]),
    ("GaussianProcess alpha", [gp.alpha for _, _, _, gp in fits]),
    ("GaussianProcess alpha_[0]", [gp.alpha_[0] for _, _, _, gp in fits]),
)
for name, (a, b) in rows:
    print(f"{name:25}  on A {a:6.2f}   on B {b:6.2f}")

gp, (X, _) = fits[0][3], A
by_hand = gp.kernel_(x_new, X) @ gp.alpha_  # 40 numbers, one for each row
print(f"prediction from alpha_: {by_hand[0]:.2f}")
print(f"prediction of the GP:   {gp.predict(x_new)[0]:.2f}")
