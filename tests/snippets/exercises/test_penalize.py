"""The numbers of the questions on penalties: against the fits of scikit-learn, a matrix, and minima found by steps."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sklearn.linear_model import ElasticNet, LogisticRegression, Ridge, SGDClassifier

from tests.support.exercises import rows
from tests.support.snippets import printed

LOSSES = {
    "slope": lambda w, x, y, strength: np.sum((y - w * x) ** 2) + strength * w**2,
    "least_squares": lambda w, x, y, strength: np.sum((y - w * x) ** 2),
    "as_a_mean": lambda w, x, y, strength: np.mean((y - w * x) ** 2) + strength * w**2,
    "subtracted": lambda w, x, y, strength: np.sum((y - w * x) ** 2) + 2 * strength * w,
}
"""What the right slope minimizes, and what the wrong ones do."""


def test_ridge_slope_is_the_one_that_scikit_learn_finds():
    for row in rows("ridge_slope"):
        x, y = (np.array([row[f"{name}{number}"] for number in (1, 2, 3)]) for name in "xy")
        strength = row["strength"]
        found = Ridge(alpha=strength, fit_intercept=False).fit(x[:, None], y).coef_[0]
        assert row["slope"] == pytest.approx(found)
        assert row["slope"] == round(row["slope"], 2)
        assert row["slope"] == pytest.approx(row["products"] / (row["squares"] + strength))
        for name, loss in LOSSES.items():
            lowest = minimize_scalar(loss, args=(x, y, strength), tol=1e-12).x
            assert row[name] == pytest.approx(lowest, abs=6e-4)
    assert printed("exercises/ridge_slope") == ["least squares: 1.86", "ridge with lambda 6: 1.30"]


def test_ridge_strength_keeps_the_part_of_the_slope():
    for row in rows("ridge_strength"):
        x = np.sqrt([row["squares"] / 4] * 4)  # any column with these squares
        y = np.array([2.0, -1, 5, 3])

        def slope(strength, x=x, y=y):
            return Ridge(alpha=strength, fit_intercept=False).fit(x[:, None], y).coef_[0]

        free = x @ y / (x @ x)
        assert slope(row["strength"]) == pytest.approx(free / row["part"])
        assert row["total"] == row["squares"] + row["strength"]
        assert free - slope(row["lost_instead_of_kept"]) == pytest.approx(free / row["part"])
    assert printed("exercises/ridge_strength")[1] == "kept share of the slope: 0.333"


def test_ridge_freedom_is_the_trace_of_the_hat_matrix():
    rng = np.random.default_rng(1)
    for row in rows("ridge_freedom"):
        left, right = (np.linalg.qr(rng.normal(size=(size, 2)))[0] for size in (7, 2))
        X = left @ np.diag([row["first"], row["second"]]) @ right.T

        def freedom(strength, X=X):
            return np.trace(X @ np.linalg.solve(X.T @ X + strength * np.eye(2), X.T))

        assert row["freedom"] == pytest.approx(freedom(row["strength"]))
        assert row["share1"] + row["share2"] == pytest.approx(row["freedom"])
        assert row["weights"] == pytest.approx(freedom(0))
        assert row["lost"] == pytest.approx(freedom(0) - freedom(row["strength"]))
        assert row["first"] > row["second"]
        roots = X @ right @ np.diag([row["first"] ** -0.5, row["second"] ** -0.5]) @ right.T  # s becomes its root
        assert row["not_squared"] == pytest.approx(freedom(row["strength"], roots), abs=5e-4)


def test_elastic_net_fits_as_ridge_does():
    rng = np.random.default_rng(2)
    for row in rows("ridge_to_elastic_net"):
        X = rng.normal(size=(row["rows"], 2))
        y = X @ [2, -1] + rng.normal(size=row["rows"])
        ridge = Ridge(alpha=row["ridge"]).fit(X, y).coef_

        def elastic_net(alpha, X=X, y=y):
            return ElasticNet(alpha=alpha, l1_ratio=0, tol=1e-10, max_iter=10_000).fit(X, y).coef_

        assert elastic_net(row["elastic_net"]) == pytest.approx(ridge, abs=1e-5)
        for wrong in ("unchanged", "halved", "multiplied"):
            assert elastic_net(row[wrong]) != pytest.approx(ridge, abs=1e-5)


def test_stochastic_gradient_descent_minimizes_what_logistic_regression_does():
    rng = np.random.default_rng(3)
    defaults = SGDClassifier(loss="log_loss").get_params()
    assert defaults["penalty"] == "l2" and defaults["fit_intercept"]
    for row in rows("c_to_alpha"):
        X = rng.normal(size=(row["rows"], 2))
        y = (X[:, 0] + rng.normal(size=row["rows"]) > 0).astype(float)
        model = LogisticRegression(C=row["C"], tol=1e-10, max_iter=10_000).fit(X, y)
        weights, errors = model.coef_[0], model.predict_proba(X)[:, 1] - y

        def slope(alpha, X=X, errors=errors, weights=weights):
            """Of the mean log loss plus half of alpha times the squared weights: 0 at its minimum."""
            return np.abs(X.T @ errors / len(X) + alpha * weights).max()

        assert errors.mean() == pytest.approx(0, abs=1e-6)
        assert slope(row["alpha"]) < 1e-6
        assert min(slope(row[wrong]) for wrong in ("no_rows", "not_inverted", "half")) > 1e-4
