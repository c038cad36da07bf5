"""A fit leaves its arguments as they were and adds what it found."""

# %% numbers
import numpy as np
from sklearn.base import clone
from sklearn.linear_model import Ridge

rng = np.random.default_rng(0)
X = rng.normal(size=(30, 2))
y = X @ [3, -1] + rng.normal(0, 0.5, size=30)

model = Ridge(alpha=10.0)
given, fitted = model.get_params(), hasattr(model, "coef_")
print("before fit: alpha =", given["alpha"], "coef_ there:", fitted)
model.fit(X, y)
after, fitted = model.get_params(), hasattr(model, "coef_")
print("after fit:  alpha =", after["alpha"], "coef_ there:", fitted)
print("all arguments as before:", after == given)

copied = clone(model)
fitted = hasattr(copied, "coef_")
print("clone:      alpha =", copied.alpha, "coef_ there:", fitted)
try:
    model.set_params(coef=1)
except ValueError as error:
    print("set_params(coef=1):", type(error).__name__)

again = Ridge(alpha=10.0).fit(X, y)
other_alpha = Ridge(alpha=100.0).fit(X, y)
other_rows = Ridge(alpha=10.0).fit(X[:15], y[:15])
print("coef_:          ", model.coef_.round(2))
print("the same again: ", again.coef_.round(2))
print("another alpha:  ", other_alpha.coef_.round(2))
print("other rows:     ", other_rows.coef_.round(2))
