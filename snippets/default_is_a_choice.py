"""An argument that is left out still has a value."""

# %% numbers
import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(0)
X = rng.normal(size=(60, 5))
y = X[:, 0] + X[:, 1] + rng.normal(0, 1, size=60) > 0

for name, model in (
    ("nothing said", LogisticRegression(tol=1e-8)),
    ("C = 1", LogisticRegression(C=1.0, tol=1e-8)),
    ("no penalty", LogisticRegression(C=np.inf, tol=1e-8)),
):
    model.fit(X, y)
    norm = np.linalg.norm(model.coef_)
    print(f"{name:12}: C = {model.C}, norm of the weights {norm:.3f}")
