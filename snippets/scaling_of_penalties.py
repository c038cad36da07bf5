"""The same number can mean another strength in another model or data size."""

# %% numbers
import numpy as np
from sklearn.linear_model import Lasso, LogisticRegression, Ridge

rng = np.random.default_rng(0)
X = rng.normal(size=(50, 3))
score = X @ [2, -1, 0.5] + rng.normal(0, 1, size=50)
twice = np.vstack([X, X])  # every row twice: nothing new to learn

for name, model, y in (
    ("Ridge(alpha=10)", Ridge(alpha=10), score),
    ("Ridge(alpha=20)", Ridge(alpha=20), score),
    ("Lasso(alpha=0.1)", Lasso(alpha=0.1), score),
    ("LogisticRegression(C=0.1)", LogisticRegression(C=0.1), score > 0),
    ("LogisticRegression(C=0.05)", LogisticRegression(C=0.05), score > 0),
):
    once = model.fit(X, y).coef_.ravel()[0]
    again = model.fit(twice, np.concatenate([y, y])).coef_.ravel()[0]
    print(f"{name:26}: first weight {once:.3f}, rows twice {again:.3f}")
