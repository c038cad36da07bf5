"""Hunts after counter-examples to the claims on what scikit-learn does."""

import warnings
from copy import deepcopy

import numpy as np
import pytest

from tests.support.hunts import classifications, generators, regressions, thirty_or_all


@pytest.fixture(autouse=True)
def quick_and_quiet():
    """Many small fits without checks of their inputs; some extremes make a solver warn that it has not converged."""
    from sklearn import config_context

    with warnings.catch_warnings(), config_context(assume_finite=True, skip_parameter_validation=True):
        warnings.simplefilter("ignore")
        yield


@pytest.mark.hunt("a-default-is-a-choice")
def test_the_default_of_logistic_regression_shrinks_the_weights():
    from sklearn.linear_model import LogisticRegression

    for draw in classifications(without=("one class",), rows=(6, 24), columns=(1, 3)):
        X = draw.X / (1 + np.abs(draw.X).max())
        fits = [LogisticRegression(tol=1e-6, **given).fit(X, draw.y) for given in ({}, {"C": 1.0}, {"C": np.inf})]
        nothing, one = (np.append(fit.coef_, fit.intercept_) for fit in fits[:2])
        assert fits[0].C == 1.0 and np.array_equal(nothing, one), draw
        lengths = [np.linalg.norm(fit.coef_) for fit in fits]
        assert lengths[0] < lengths[2] or lengths[2] < 1e-3, draw


@pytest.mark.hunt("penalties-do-not-carry-over")
def test_with_every_row_twice():
    from sklearn.linear_model import Lasso, LogisticRegression, Ridge

    for draw in regressions(rows=(6, 20), columns=(1, 3), without=("few rows", "one row", "equal columns")):
        X, y = draw.X / (1 + np.abs(draw.X).max()), draw.y / (1 + np.abs(draw.y).max())
        strength = 10.0 ** draw.rng.uniform(-1, 1)
        twice = np.vstack([X, X]), np.append(y, y)
        for kind, factor in ((Ridge, 2), (Lasso, 1)):
            scale = 1 if kind is Ridge else 0.01
            tight = {"tol": 1e-10}
            once = kind(alpha=scale * strength, **tight).fit(X, y).coef_
            again = kind(alpha=factor * scale * strength, **tight).fit(*twice).coef_
            assert np.allclose(once, again, atol=1e-5), (kind, draw)
            if kind is Ridge and np.linalg.norm(once) > 1e-3:
                assert not np.allclose(once, kind(alpha=strength, **tight).fit(*twice).coef_, rtol=1e-3)
    for draw in classifications(rows=(6, 20), columns=(1, 3), without=("one class",)):
        X, y, C = draw.X / (1 + np.abs(draw.X).max()), draw.y, 10.0 ** draw.rng.uniform(-1, 1)
        once = LogisticRegression(C=C, tol=1e-8).fit(X, y)
        again = LogisticRegression(C=C / 2, tol=1e-8).fit(np.vstack([X, X]), np.append(y, y))
        assert np.allclose(once.coef_, again.coef_, atol=1e-3), draw


@pytest.mark.hunt("fit-leaves-arguments")
def test_a_fit_of_ridge_adds_coefficients_and_leaves_the_arguments():
    from sklearn.base import clone
    from sklearn.linear_model import Ridge

    for draw in regressions(rows=(3, 20)):
        X, y, rng = draw.X, draw.y, draw.rng
        given = {"alpha": 10.0 ** rng.uniform(-3, 3), "fit_intercept": bool(rng.integers(2))}
        given["solver"] = str(rng.choice(["auto", "svd", "cholesky"]))
        model = Ridge(**given)
        before = model.get_params()
        assert not hasattr(model, "coef_")
        model.fit(X, y)
        assert model.get_params() == before and model.alpha == given["alpha"]
        assert np.array_equal(Ridge(**given).fit(X, y).coef_, model.coef_), "the same again"
        fresh = clone(model)
        assert fresh.get_params() == before and not hasattr(fresh, "coef_")
        # what the coefficients are made of: the rows and alpha
        A, t = (X - X.mean(axis=0), y - y.mean()) if given["fit_intercept"] else (X, y)
        by_hand = np.linalg.solve(A.T @ A + given["alpha"] * np.eye(A.shape[1]), A.T @ t)
        assert np.allclose(model.coef_, by_hand, rtol=1e-5, atol=1e-6 * (1 + np.abs(y).max())), draw
        other = Ridge(**given | {"alpha": 3 * given["alpha"]}).fit(X, y).coef_
        assert not np.array_equal(other, model.coef_) or np.allclose(model.coef_, 0)


@pytest.mark.hunt("underscore-is-not-parameter")
def test_k_means_predicts_without_some_of_its_attributes_and_a_projection_sees_no_value():
    from sklearn.cluster import KMeans
    from sklearn.random_projection import GaussianRandomProjection

    for draw in regressions(rows=(4, 20), without=("one row", "few rows")):
        X, rng = draw.X, draw.rng
        k = int(rng.integers(1, min(len(X), 5)))
        model = KMeans(k, n_init=1, max_iter=20, random_state=int(rng.integers(100))).fit(X)
        new = rng.normal(size=(6, X.shape[1]))
        expected = model.predict(new)
        spoiled = deepcopy(model)
        spoiled.labels_, spoiled.inertia_, spoiled.n_iter_ = None, None, None
        assert np.array_equal(spoiled.predict(new), expected), draw
        far = ((new[:, None] - model.cluster_centers_) ** 2).sum(axis=2)
        assert np.all(far[np.arange(6), expected] <= far.min(axis=1) + 1e-6 * (1 + far.max(axis=1))), "centers decide"
        wanted, seed = int(rng.integers(1, 5)), int(rng.integers(100))
        first = GaussianRandomProjection(wanted, random_state=seed).fit(X)
        other = GaussianRandomProjection(wanted, random_state=seed).fit(
            rng.normal(size=(int(rng.integers(2, 30)), X.shape[1]))
        )
        assert np.array_equal(first.components_, other.components_)


@pytest.mark.hunt("search-keeps-them-apart")
@thirty_or_all
def test_a_search_keeps_the_choice_and_the_fit_apart(draws):
    from sklearn.base import clone
    from sklearn.linear_model import Ridge
    from sklearn.model_selection import GridSearchCV

    for draw in regressions(number=draws, rows=(4, 12), columns=(1, 3), without=("one row", "few rows")):
        candidates = list(10.0 ** draw.rng.uniform(-2, 2, size=2))
        search = GridSearchCV(Ridge(), {"alpha": candidates}, cv=2, scoring="neg_mean_squared_error")
        search.fit(draw.X, draw.y)
        assert not hasattr(search, "coef_") and not hasattr(search.estimator, "coef_")
        assert search.best_params_["alpha"] in candidates == search.param_grid["alpha"]
        by_hand = clone(search.estimator).set_params(**search.best_params_).fit(draw.X, draw.y)
        assert np.array_equal(by_hand.coef_, search.best_estimator_.coef_), draw
        halves = np.array_split(np.arange(len(draw.y)), 2)
        scores = []
        for alpha in candidates:
            errors = []
            for test, train in (halves, halves[::-1]):
                model = Ridge(alpha=alpha).fit(draw.X[train], draw.y[train])
                errors.append(np.mean((model.predict(draw.X[test]) - draw.y[test]) ** 2))
            scores.append(np.mean(errors))
        assert scores[candidates.index(search.best_params_["alpha"])] <= min(scores) * (1 + 1e-9) + 1e-12


@pytest.mark.hunt("set-after-fit")
def test_which_arguments_act_after_the_fit():
    from sklearn.linear_model import RidgeClassifier
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.svm import SVC
    from sklearn.tree import DecisionTreeClassifier

    acted = 0
    for draw in classifications(without=("one class",)):
        X, y, rng = draw.X, draw.y, draw.rng
        new = rng.normal(size=(10, X.shape[1]))
        for model, name, value in (
            (RidgeClassifier(alpha=1.0), "alpha", 10.0 ** rng.uniform(-3, 6)),
            (SVC(gamma="scale"), "gamma", 10.0 ** rng.uniform(-3, 3)),
            (DecisionTreeClassifier(random_state=0), "max_depth", int(rng.integers(1, 3))),
        ):
            before = model.fit(X, y).predict(new)
            model.set_params(**{name: value})
            assert np.array_equal(model.predict(new), before), (model, draw)
        one, other = rng.integers(1, len(y) + 1, size=2)
        model = KNeighborsClassifier(one, algorithm="brute").fit(X, y)
        before = model.predict(new)
        after = model.set_params(n_neighbors=other).predict(new)
        assert np.array_equal(after, KNeighborsClassifier(other, algorithm="brute").fit(X, y).predict(new))
        acted += not np.array_equal(after, before)
    assert acted > 100


@pytest.mark.hunt("rule-is-given")
def test_the_number_follows_from_the_rule_and_the_data():
    from sklearn.decomposition import PCA
    from sklearn.neighbors import KernelDensity
    from sklearn.svm import SVC

    for draw in classifications(without=("one class",), columns=(2, 4)):
        X, rng = draw.X, draw.rng
        share = np.linalg.svd(X - X.mean(axis=0), compute_uv=False) ** 2
        summed = share.cumsum() / share.sum()
        if np.min(np.abs(summed - 0.9)) > 1e-6:
            pca = PCA(n_components=0.9).fit(X)
            assert pca.n_components == 0.9 and pca.n_components_ == 1 + np.sum(summed <= 0.9), draw
        density = KernelDensity(bandwidth="scott").fit(X)
        assert density.bandwidth == "scott"
        assert density.bandwidth_ == pytest.approx(len(X) ** (-1 / (X.shape[1] + 4)))
        by_rule = SVC(gamma="scale").fit(X, draw.y)
        number = 1 / (X.shape[1] * X.var()) if X.var() > 0 else 1.0
        new = rng.normal(size=(5, X.shape[1]))
        assert by_rule.gamma == "scale"
        assert np.allclose(by_rule.decision_function(new), SVC(gamma=number).fit(X, draw.y).decision_function(new))


@pytest.mark.hunt("same-name-different-role")
@thirty_or_all
def test_what_alpha_is_in_four_classes(draws):
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF
    from sklearn.linear_model import BayesianRidge, Ridge, RidgeCV

    for draw in regressions(
        number=draws, rows=(8, 20), columns=(1, 3), without=("one row", "few rows", "large numbers")
    ):
        X, y, rng = draw.X, draw.y, draw.rng
        given = 10.0 ** rng.uniform(-2, 2)
        assert Ridge(alpha=given).fit(X, y).alpha == given
        candidates = list(10.0 ** rng.uniform(-2, 2, size=3))
        chosen = RidgeCV(candidates).fit(X, y).alpha_
        A, errors = np.c_[X, np.ones(len(y))], []
        for strength in candidates:
            penalty = strength * np.diag([1.0] * X.shape[1] + [0.0])
            hat = A @ np.linalg.solve(A.T @ A + penalty, A.T)
            errors.append(np.mean(((y - hat @ y) / (1 - np.diag(hat))) ** 2))
        assert chosen in candidates and errors[candidates.index(chosen)] <= min(errors) * (1 + 1e-6) + 1e-12, draw
        process = GaussianProcessRegressor(RBF(2.0, "fixed"), alpha=0.25).fit(X, y)
        new = rng.normal(size=(4, X.shape[1]))
        kernel = np.exp(-((new[:, None] - X) ** 2).sum(axis=2) / 8)
        assert process.alpha == 0.25 and np.allclose(kernel @ process.alpha_, process.predict(new)), draw
        if np.ptp(y) > 0 and draw.extreme not in ("ties", "duplicate rows"):
            bayes = BayesianRidge(tol=1e-8, max_iter=2000).fit(X, y)
            A, t = X - X.mean(axis=0), y - y.mean()
            squares = np.linalg.svd(A, compute_uv=False) ** 2
            used = np.sum(bayes.alpha_ * squares / (bayes.lambda_ + bayes.alpha_ * squares))
            residuals = t - A @ bayes.coef_
            assert bayes.alpha_ == pytest.approx((len(y) - used) / (residuals @ residuals), rel=0.02), draw
    close = []
    for rng in generators(draws):  # and on many rows it is one over the variance of the noise
        X, noise = rng.normal(size=(300, 2)), rng.uniform(0.1, 3)
        y = X @ rng.normal(size=2) + rng.normal(0, noise, size=300)
        close.append(BayesianRidge().fit(X, y).alpha_ * noise**2)
    assert min(close) > 0.7 and max(close) < 1.4
