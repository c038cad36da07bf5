"""A search hands out a chosen setting and a fitted model, apart."""

# %% numbers
import numpy as np
from sklearn.base import clone
from sklearn.linear_model import Ridge, RidgeCV
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(0)
X = rng.normal(size=(40, 3)) * [1, 10, 100]
y = X @ [2, 0.1, 0.03] + rng.normal(0, 4, size=40)

pipeline = make_pipeline(StandardScaler(), Ridge())
candidates = [0.1, 1, 10, 100]
search = GridSearchCV(pipeline, {"ridge__alpha": candidates}).fit(X, y)
best = search.best_estimator_
print("the search has coef_:", hasattr(search, "coef_"))
print("best_params_:", search.best_params_)
print("coef_ in best_estimator_[-1]:", best[-1].coef_.round(2))
print("the pipeline searched over:", pipeline["ridge"].alpha, end=", ")
print("fitted:", hasattr(pipeline["ridge"], "coef_"))

# the chosen setting goes into an ordinary fit, as a hyperparameter
plain = clone(pipeline).set_params(**search.best_params_).fit(X, y)
print("fitted with it by hand, same coef_:", end=" ")
print(np.allclose(plain[-1].coef_, best[-1].coef_))

ridge = RidgeCV(alphas=candidates).fit(X, y)
print(f"RidgeCV was given {ridge.alphas}, chose alpha_ = {ridge.alpha_:g}")
