"""What the scikit-learn page says about names: each snippet against closed forms and hand-made second methods."""

import warnings
from copy import deepcopy

import numpy as np
import pytest

from tests.support.snippets import printed, seeds, variables

OTHER_SEEDS = range(1, 7)


def ridge_by_formula(X, y, alpha):
    """Slope and intercept of ridge regression from the normal equations of the centered data."""
    A, t = X - X.mean(axis=0), y - y.mean()
    slope = np.linalg.inv(A.T @ A + alpha * np.eye(X.shape[1])) @ A.T @ t
    return slope, y.mean() - X.mean(axis=0) @ slope


# fit-leaves-arguments


@pytest.mark.claim("fit-leaves-arguments")
@seeds(OTHER_SEEDS)
def test_ridge_maps_rows_and_alpha_to_coefficients(seed):
    got = variables("fit_leaves_arguments", seed)
    X, y = got["X"], got["y"]
    assert got["after"] == got["given"] == {**got["copied"].get_params()}
    for model, rows, alpha in (
        (got["model"], slice(None), 10),
        (got["again"], slice(None), 10),
        (got["other_alpha"], slice(None), 100),
        (got["other_rows"], slice(15), 10),
    ):
        slope, intercept = ridge_by_formula(X[rows], y[rows], alpha)
        assert np.allclose(model.coef_, slope)
        assert model.intercept_ == pytest.approx(intercept)
        assert model.alpha == alpha
    assert not hasattr(got["copied"], "coef_")
    assert not np.allclose(got["model"].coef_, got["other_alpha"].coef_, atol=1e-2)
    assert not np.allclose(got["model"].coef_, got["other_rows"].coef_, atol=1e-2)


def test_fit_leaves_arguments_prints():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(30, 2))
    y = 3 * X[:, 0] - X[:, 1] + rng.normal(0, 0.5, size=30)
    slopes = [ridge_by_formula(X[:n], y[:n], alpha)[0] for n, alpha in ((30, 10), (30, 10), (30, 100), (15, 10))]
    names = ("coef_:", "the same again:", "another alpha:", "other rows:")
    assert printed("fit_leaves_arguments") == [
        "before fit: alpha = 10.0 coef_ there: False",
        "after fit:  alpha = 10.0 coef_ there: True",
        "all arguments as before: True",
        "clone:      alpha = 10.0 coef_ there: False",
        "set_params(coef=1): ValueError",
        *[f"{name:16} {slope.round(2)}" for name, slope in zip(names, slopes, strict=True)],
    ]


@pytest.mark.claim("fit-leaves-arguments")
def test_no_estimator_of_a_long_list_changes_its_arguments_or_keeps_a_fit_in_its_clone():
    from sklearn import cluster, decomposition, ensemble, linear_model, naive_bayes, neighbors, preprocessing, svm, tree
    from sklearn.base import clone
    from sklearn.model_selection import GridSearchCV
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline

    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 3))
    y = (X[:, 0] + rng.normal(0, 0.3, size=60) > 0).astype(int)
    for model in (
        linear_model.LinearRegression(),
        linear_model.Ridge(),
        linear_model.RidgeCV(alphas=[0.1, 1]),
        linear_model.Lasso(0.1),
        linear_model.LogisticRegression(),
        linear_model.SGDClassifier(random_state=0),
        svm.SVC(gamma="scale"),
        svm.LinearSVC(),
        neighbors.KNeighborsClassifier(),
        naive_bayes.GaussianNB(),
        tree.DecisionTreeClassifier(),
        ensemble.RandomForestClassifier(5),
        ensemble.GradientBoostingClassifier(n_estimators=20, n_iter_no_change=2),
        cluster.KMeans(2),
        decomposition.PCA(0.9),
        preprocessing.StandardScaler(),
        MLPClassifier([3], max_iter=20, early_stopping=True),
        make_pipeline(preprocessing.StandardScaler(), svm.SVC()),
        GridSearchCV(linear_model.Ridge(), {"alpha": [0.1, 1]}),
    ):
        before = repr(model.get_params())
        assert not [name for name in vars(model) if name.endswith("_")]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.fit(X, y)
        assert repr(model.get_params()) == before, model
        if not hasattr(model, "steps"):
            assert [name for name in vars(model) if name.endswith("_")], model
        assert not [name for name in vars(clone(model)) if name.endswith("_")], model
        assert not any(name.endswith("_") for name in model.get_params())
        for name in ("coef", "coef_"):
            with pytest.raises(ValueError, match="Invalid parameter"):
                model.set_params(**{name: 1})


def test_a_seed_belongs_to_what_goes_in():
    from sklearn.neural_network import MLPClassifier

    X = np.random.default_rng(0).normal(size=(60, 2))
    y = X[:, 0] * X[:, 1] > 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        first, again, other = (MLPClassifier([4], max_iter=20, random_state=seed).fit(X, y) for seed in (0, 0, 1))
    assert np.array_equal(first.coefs_[0], again.coefs_[0])
    assert not np.allclose(first.coefs_[0], other.coefs_[0])


# underscore-is-not-parameter

NEEDED = {
    "KMeans.cluster_centers_": True,
    "KMeans.labels_": False,
    "KMeans.inertia_": False,
    "KMeans.n_iter_": False,
    "LogisticRegression.coef_": True,
    "LogisticRegression.classes_": True,
    "LogisticRegression.n_iter_": False,
}


def underscore_lines() -> list[str]:
    lines = [f"{name:28} needed to predict: {needed}" for name, needed in NEEDED.items()]
    return [*lines, "random projection, other data, same components_: True"]


def test_underscore_prints():
    assert printed("underscore") == underscore_lines()


@pytest.mark.claim("underscore-is-not-parameter")
@seeds(OTHER_SEEDS)
def test_what_predictions_are_made_of(seed):
    """Predictions rebuilt by hand from the attributes that are needed, and from no other."""
    got = variables("underscore", seed)
    X, kmeans, classifier = got["X"], got["kmeans"], got["classifier"]
    distances = np.linalg.norm(X[:, None] - kmeans.cluster_centers_, axis=2)
    assert np.array_equal(kmeans.predict(X), distances.argmin(axis=1))
    assert kmeans.inertia_ == pytest.approx(np.sum(distances.min(axis=1) ** 2))
    positive = (X @ classifier.coef_[0] + classifier.intercept_[0] > 0).astype(int)
    assert np.array_equal(classifier.predict(X), classifier.classes_[positive])
    assert list(classifier.classes_) == ["blue", "red"]
    drawn = np.random.RandomState(0).normal(size=(1, 2))
    assert np.allclose(got["first"].components_, drawn)
    assert np.allclose(got["other"].components_, drawn)
    assert printed("underscore", seed) == underscore_lines()


def test_further_names_with_an_underscore_that_no_prediction_needs():
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import GridSearchCV
    from sklearn.neural_network import MLPClassifier

    X = np.random.default_rng(0).normal(size=(60, 2))
    y = X[:, 0] > 0
    network = MLPClassifier([3], max_iter=300, tol=1e-2, random_state=0).fit(X, y)
    search = GridSearchCV(RandomForestClassifier(3, random_state=0), {"max_depth": [1, 2]}, cv=2).fit(X, y)
    for model, names in (
        (network, ("loss_curve_", "n_iter_", "loss_", "t_")),
        (search, ("best_params_", "best_score_", "cv_results_", "best_index_")),
    ):
        without = deepcopy(model)
        for name in names:
            delattr(without, name)
        assert np.array_equal(without.predict(X), model.predict(X))
    # importances are worked out on demand from the trees, not stored
    assert "feature_importances_" not in vars(search.best_estimator_)


# search-keeps-them-apart


@pytest.mark.claim("search-keeps-them-apart")
@seeds([0, *OTHER_SEEDS])
def test_the_search_chooses_what_five_folds_by_hand_choose(seed):
    got = variables("search_results", seed)
    X, y, search, candidates = got["X"], got["y"], got["search"], got["candidates"]
    scores = []
    for alpha in candidates:
        of_folds = []
        for held_out in np.split(np.arange(40), 5):
            rows = np.setdiff1d(np.arange(40), held_out)
            mean, scale = X[rows].mean(axis=0), X[rows].std(axis=0)
            slope, intercept = ridge_by_formula((X[rows] - mean) / scale, y[rows], alpha)
            residuals = y[held_out] - (X[held_out] - mean) / scale @ slope - intercept
            of_folds.append(1 - residuals.var() / y[held_out].var() - residuals.mean() ** 2 / y[held_out].var())
        scores.append(np.mean(of_folds))
    chosen = candidates[int(np.argmax(scores))]
    assert search.best_params_ == {"ridge__alpha": chosen}
    slope, _ = ridge_by_formula((X - X.mean(axis=0)) / X.std(axis=0), y, chosen)
    assert np.allclose(search.best_estimator_[-1].coef_, slope)
    assert np.allclose(got["plain"][-1].coef_, slope)
    assert not hasattr(search, "coef_")
    assert not hasattr(got["pipeline"]["ridge"], "coef_")
    # the inner fit was given the number and left it as it was
    assert search.best_estimator_.get_params()["ridge__alpha"] == chosen

    errors = []
    for alpha in candidates:
        left_out = []
        for row in range(40):
            rows = np.arange(40) != row
            slope, intercept = ridge_by_formula(X[rows], y[rows], alpha)
            left_out.append(y[row] - X[row] @ slope - intercept)
        errors.append(np.mean(np.square(left_out)))
    assert got["ridge"].alpha_ == candidates[int(np.argmin(errors))]
    assert np.allclose(got["ridge"].coef_, ridge_by_formula(X, y, got["ridge"].alpha_)[0])


def test_search_results_prints():
    got = variables("search_results")
    chosen = got["search"].best_params_["ridge__alpha"]
    slope, _ = ridge_by_formula((got["X"] - got["X"].mean(axis=0)) / got["X"].std(axis=0), got["y"], chosen)
    assert printed("search_results") == [
        "the search has coef_: False",
        f"best_params_: {{'ridge__alpha': {chosen}}}",
        f"coef_ in best_estimator_[-1]: {slope.round(2)}",
        "the pipeline searched over: 1.0, fitted: False",
        "fitted with it by hand, same coef_: True",
        f"RidgeCV was given [0.1, 1, 10, 100], chose alpha_ = {got['ridge'].alpha_:g}",
    ]


def test_without_refit_there_is_no_fitted_model():
    from sklearn.linear_model import Ridge
    from sklearn.model_selection import GridSearchCV

    got = variables("search_results")
    search = GridSearchCV(Ridge(), {"alpha": [1, 10]}, refit=False).fit(got["X"], got["y"])
    assert hasattr(search, "best_params_")
    assert not hasattr(search, "best_estimator_")


# set-after-fit

ACTS = {
    "KNeighborsClassifier.n_neighbors": True,
    "SVC.kernel": True,
    "SVC.gamma": False,
    "DecisionTreeClassifier.max_depth": False,
    "RidgeClassifier.alpha": False,
}


def set_after_fit_lines() -> list[str]:
    return [f"{name:32} acts at once: {acts!s:6}after a new fit: True" for name, acts in ACTS.items()]


def test_set_after_fit_prints():
    assert printed("set_after_fit") == set_after_fit_lines()


@pytest.mark.claim("set-after-fit")
@seeds([0, *OTHER_SEEDS])
def test_why_it_acts_or_not(seed):
    """Predictions by formula: which of them contain the argument, and which a number stored by the fit."""
    from sklearn.linear_model import RidgeClassifier
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.svm import SVC

    got = variables("set_after_fit", seed)
    X, y, X_new = got["X"], got["y"], got["X_new"]

    nearest = np.linalg.norm(X_new[:, None] - X, axis=2).argsort(axis=1)
    knn = KNeighborsClassifier(n_neighbors=1).fit(X, y)
    assert np.array_equal(knn.predict(X_new), y[nearest[:, 0]])
    knn.set_params(n_neighbors=15)
    assert np.array_equal(knn.predict(X_new), y[nearest[:, :15]].mean(axis=1) > 0.5)

    machine = SVC(gamma="scale").fit(X, y).set_params(gamma=100)
    squares = np.sum((X_new[:, None] - machine.support_vectors_) ** 2, axis=2)
    score = np.exp(-squares / (2 * X.var())) @ machine.dual_coef_[0] + machine.intercept_[0]
    assert np.allclose(score, machine.decision_function(X_new))

    ridge = RidgeClassifier(alpha=1).fit(X, y).set_params(alpha=1000)
    slope, intercept = ridge_by_formula(X, np.where(y, 1.0, -1.0), 1)
    assert np.array_equal(ridge.predict(X_new), X_new @ slope + intercept > 0)
    assert printed("set_after_fit", seed) == set_after_fit_lines()


def test_learning_rate_of_boosting_is_read_again_or_stored_in_the_leaves():
    from sklearn.ensemble import GradientBoostingRegressor, HistGradientBoostingRegressor

    rng = np.random.default_rng(0)
    X = rng.normal(size=(100, 2))
    y = X[:, 0] ** 2 + rng.normal(0, 0.3, size=100)
    read = GradientBoostingRegressor(n_estimators=10, random_state=0).fit(X, y)
    at_first = read.predict(X) - y.mean()
    read.set_params(learning_rate=0.2)
    assert np.allclose(read.predict(X) - y.mean(), 2 * at_first)
    stored = HistGradientBoostingRegressor(max_iter=10).fit(X, y)
    before = stored.predict(X)
    assert np.array_equal(stored.set_params(learning_rate=0.2).predict(X), before)


# rule-is-given


@pytest.mark.claim("rule-is-given")
@seeds([0, *OTHER_SEEDS])
def test_the_number_follows_from_rule_and_data(seed):
    from sklearn.decomposition import PCA

    got, lines = variables("given_rules", seed), []
    for rows in (got["X"], got["wide"]):
        singular = np.linalg.svd(rows - rows.mean(axis=0), compute_uv=False)
        share = np.cumsum(singular**2) / np.sum(singular**2)
        fitted = PCA(n_components=0.9).fit(rows)
        assert fitted.n_components == 0.9
        assert fitted.n_components_ == 1 + np.argmax(share >= 0.9)
        lines.append(f"PCA: given 0.9, computed n_components_ = {fitted.n_components_}")
    assert [line[5:] for line in printed("given_rules", seed)[:2]] == lines
    assert got["density"].bandwidth == "scott"
    assert got["density"].bandwidth_ == pytest.approx(30 ** (-1 / (4 + 4)))
    assert np.allclose(got["by_rule"], got["by_number"])


def test_given_rules_prints():
    got, lines = variables("given_rules"), []
    for name, rows in (("X   ", got["X"]), ("wide", got["wide"])):
        variances = np.linalg.eigvalsh(np.cov(rows.T))[::-1]
        kept = next(k for k in range(1, 5) if variances[:k].sum() >= 0.9 * variances.sum())
        lines.append(f"{name} PCA: given 0.9, computed n_components_ = {kept}")
    for name, n in (("X   ", 60), ("half", 30)):
        lines.append(f"{name} density: given 'scott', computed bandwidth_ = {n ** (-1 / 8):.3f}")
    for name, rows in (("X   ", got["X"]), ("wide", got["wide"])):
        variance = np.mean(rows**2) - np.mean(rows) ** 2
        lines.append(f"{name} SVC: 'scale' is {1 / (4 * variance):.3f} here, same machine: True")
    assert printed("given_rules") == lines


# counts-differ


@pytest.mark.claim("counts-differ")
def test_framework_counts_prints():
    """The formulas: four gates of (inputs + units + biases) weights per unit; 2 or 4 numbers per channel."""
    inputs, units, words = 10, 20, 500
    assert printed("framework_counts") == [
        f"LSTM, two bias vectors: {4 * units * (inputs + units + 2)}",
        f"LSTM, one bias vector:  {4 * units * (inputs + units + 1)}",
        "the same gates: True",
        f"BatchNorm, trained: {2 * units}, with the averages: {4 * units}",
        f"embedding and output, tied: {words * inputs}, separate: {2 * words * inputs}",
    ]


@pytest.mark.claim("counts-differ")
@seeds(OTHER_SEEDS)
def test_a_second_bias_vector_adds_no_function(seed):
    """Moving any amount from one bias to the other leaves the gates as they are; moving it to the sum does not."""
    got = variables("framework_counts", seed)
    W, U, x, state = got["W"], got["U"], got["x"], got["state"]
    both = np.hstack([W, U]) @ np.r_[x, state]
    shift = np.random.default_rng(seed).normal(size=80)
    moved = both + (got["b_input"] + shift) + (got["b_state"] - shift)
    assert np.allclose(moved, got["one"])
    assert np.allclose(moved, got["two"])
    assert not np.allclose(both + got["b_input"] + shift + got["b_state"], got["two"])


# folded-learning-rate


def boosted(got, rate):
    from sklearn.ensemble import GradientBoostingRegressor

    model = GradientBoostingRegressor(n_estimators=20, learning_rate=0.3, max_depth=1, random_state=0)
    return model.fit(got["x"][:, None], got["y"]).set_params(learning_rate=rate)


@pytest.mark.claim("folded-learning-rate")
@seeds([0, *OTHER_SEEDS])
def test_boosted_stumps_are_those_of_scikit_learn(seed):
    got = variables("folded_rate", seed)
    x_new = np.linspace(-1, 11, 200)
    for rate in (0.3, 0.6):
        expected = boosted(got, rate).predict(x_new[:, None])
        assert np.allclose(got["predict"](got["stumps"], rate, x_new), expected)
    folded = got["predict"](got["folded"], 1, x_new)
    assert np.allclose(folded, boosted(got, 0.3).predict(x_new[:, None]))
    assert not np.allclose(folded, boosted(got, 0.6).predict(x_new[:, None]), atol=0.05)
    assert got["base"] == pytest.approx(np.sum(got["y"]) / 60)


def test_folded_rate_prints():
    got = variables("folded_rate")
    once, twice = (boosted(got, rate).predict([[2.0]])[0] for rate in (0.3, 0.6))
    assert printed("folded_rate") == [
        f"start value {np.sum(got['y']) / 60:.3f}, 20 trees",
        f"rate kept apart, now 0.3: {once:.3f}",
        f"rate kept apart, now 0.6: {twice:.3f}",
        f"rate in the leaves:        {once:.3f}",
    ]
