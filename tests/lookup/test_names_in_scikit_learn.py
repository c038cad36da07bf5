"""The lookup data against scikit-learn: each name exists, and its bin is put to the test on fitted objects.

The bins answer three questions, and each can be asked of a library: would other training data give another value, does
a prediction need it, and can changing it change the outcome? `DIFFERS`, `READ`, `ELSEWHERE` and `KEPT` list the names
where the library answers otherwise than the idea, with the reason.
"""

import numpy as np
import pytest

from tests.support.lookup import anchor, models

DIFFERS = {
    # needed by the idea, not read by the library
    "BayesianRidge.alpha_": "only return_std reads it",
    "BayesianRidge.sigma_": "only return_std reads it",
    "LinearDiscriminantAnalysis.means_": "already inside coef_ and intercept_",
    "LinearDiscriminantAnalysis.covariance_": "already inside coef_ and intercept_",
    "LinearDiscriminantAnalysis.priors_": "already inside coef_ and intercept_",
    "GaussianMixture.covariances_": "predictions read the inverse, precisions_cholesky_",
    "BayesianGaussianMixture.covariances_": "predictions read the inverse, precisions_cholesky_",
    "BayesianGaussianMixture.weights_": "predictions read weight_concentration_, from which they follow",
    "IsotonicRegression.X_thresholds_": "kept again inside an interpolating function",
    "IsotonicRegression.y_thresholds_": "kept again inside an interpolating function",
    "FastICA.mixing_": "only the way back reads it",
    "SelectFromModel.threshold_": "computed anew from the estimator when rows are cut",
    "KNeighborsClassifier._fit_X": "kept again inside the search tree",
    "LocalOutlierFactor._fit_X": "kept again inside the search tree",
    "MLPClassifier.classes_": "kept again inside the label binarizer",
    "SVC.dual_coef_": "predictions read a private copy of it",
    "SVC.intercept_": "predictions read a private copy of it",
    "SVR.dual_coef_": "predictions read a private copy of it",
    "SVR.intercept_": "predictions read a private copy of it",
    "OneClassSVM.dual_coef_": "predictions read a private copy of it",
    # not needed by the idea, read by the library
    "SVC.support_": "read for the shape of what is stored",
    "SVC.n_support_": "read for the bookkeeping of classes",
    "HistGradientBoostingClassifier._bin_mapper": "read for the categories it knows",
    # a chosen setting that a prediction needs
    "SequentialFeatureSelector.support_": "each new row is cut to the chosen columns",
    "TunedThresholdClassifierCV.best_threshold_": "each new score is compared with the chosen threshold",
}
"""Attributes."""

READ = {
    "LinearRegression.positive": "read for the description of the object",
    "LogisticRegression.solver": "read because liblinear is one against the rest",
    "Ridge.solver": "read for the tags of the object",
    "PCA.svd_solver": "read for the tags of the object",
    "SimpleImputer.strategy": "read because a constant strategy checks types",
    "GaussianMixture.init_params": "read by the same method as in the fit",
    "RandomForestClassifier.criterion": "read for the tags of the object",
    "NMF.init": "read by the same method as in the fit",
}
"""Training hyperparameters that a prediction by the library reads."""

ELSEWHERE = {
    "TargetEncoder.cv": "acts on fit_transform: test_folds_of_a_target_encoder",
    "GaussianRandomProjection.eps": "needs many columns: test_distortion_sets_the_number_of_dimensions",
    "GridSearchCV.refit": "without it there is nothing that answers",
    "Pipeline.set_params": "a method that sets arguments",
    "MLPClassifier.warm_start": "acts on a second fit",
    "HDBSCAN.cluster_selection_method": "needs groups within groups: test_groups_taken_from_a_hierarchy",
    "Ridge.solver": "acts where a solver stops early: test_solvers_that_stop_early",
    "Lasso.selection": "acts where a solver stops early: test_the_order_of_coordinates_of_a_lasso",
    "Lasso.warm_start": "acts on a second fit: test_a_second_fit_of_a_lasso",
    "LinearSVC.dual": "acts where a solver stops early: test_solvers_that_stop_early",
    "PCA.svd_solver": "acts where variances fall slowly: test_randomized_components_miss_variance_with_every_seed",
    "QuantileRegressor.solver": "acts where many lines are best: test_solvers_of_a_quantile_with_many_best_lines",
    "GaussianNB.priors": "takes lists: test_class_probabilities_typed_in",
    "LinearDiscriminantAnalysis.priors": "takes lists: test_class_probabilities_typed_in",
    "RandomForestClassifier.warm_start": "acts on a second fit: test_a_second_fit_of_a_forest",
    "SimpleImputer.fill_value": "needs the constant strategy: test_values_typed_in_for_a_preprocessing_step",
    "OneHotEncoder.categories": "takes lists: test_values_typed_in_for_a_preprocessing_step",
    "OrdinalEncoder.categories": "takes lists: test_values_typed_in_for_a_preprocessing_step",
    "CountVectorizer.vocabulary": "takes lists: test_values_typed_in_for_a_preprocessing_step",
    "MLPClassifier.nesterovs_momentum": "needs the solver sgd: test_nesterov_of_a_network",
    "FixedThresholdClassifier.response_method": "needs a classifier with two outputs: test_output_under_a_threshold",
}

KEPT = {
    "IsotonicRegression.out_of_bounds": "f_",
    "RadiusNeighborsClassifier.outlier_label": "outlier_label_",
    "SplineTransformer.extrapolation": "bsplines_",
    "EllipticEnvelope.contamination": "offset_",
    "IsolationForest.contamination": "offset_",
    "LocalOutlierFactor.contamination": "offset_",
}
"""Inference settings that a fitted attribute repeats, or a threshold that is read off with them."""


NOT_DELETABLE = {
    "computed on request": [
        *("TfidfVectorizer.idf_", "Pipeline.named_steps", "PolynomialFeatures.powers_", "SelectFromModel.threshold_"),
        *("SelectKBest.get_support", "BaggingClassifier.estimators_samples_", "DecisionTreeClassifier.get_depth"),
        *("DecisionTreeClassifier.feature_importances_", "RandomForestClassifier.feature_importances_"),
        *("GradientBoostingClassifier.feature_importances_", "HistGradientBoostingClassifier.n_iter_"),
        *("LatentDirichletAllocation.transform", "NMF.transform", "SVC.n_support_"),
        *("LinearRegression.score", "LinearRegression.predict", "LogisticRegression.predict_proba"),
        "GaussianProcessClassifier.kernel_",
    ],
    "part of the stored tree": [
        *("DecisionTreeClassifier.tree_.value", "DecisionTreeRegressor.tree_.value"),
        *("DecisionTreeClassifier.tree_.feature", "DecisionTreeClassifier.tree_.threshold"),
        *("DecisionTreeClassifier.tree_.max_depth", "DecisionTreeClassifier.tree_.impurity"),
        "DecisionTreeClassifier.tree_.n_node_samples",
    ],
    "an argument of a method": ["SGDClassifier.fit.coef_init", "SGDClassifier.fit.intercept_init"],
}
"""Names that cannot be taken away from a fitted object."""
CANNOT_ASK = {name for names in NOT_DELETABLE.values() for name in names}


@pytest.fixture(scope="module")
def library():
    """The estimators, imported when the first test runs."""
    from tests.support import estimators

    return estimators


def names(*bins):
    """Runs a test for each scikit-learn name of a value in one of the bins, with the id of its row."""
    found = []
    for model in models():
        for term in model["terms"]:
            codes = (term.get("names") or {}).get("scikit-learn", [])
            if term["bin"] in bins:
                found += [(name, anchor(model, term)) for name in ([codes] if isinstance(codes, str) else codes)]
    return pytest.mark.parametrize(("name", "row"), found)


@names("parameter", "fitted statistic", "stored data")
def test_a_parameter_comes_from_the_data_and_is_needed(library, name, row):
    assert library.walk(name, row)[0] in ("attribute", "method")
    assert library.depends_on_data(name, row)
    if name not in CANNOT_ASK:
        assert library.needed(name, row) != (name in DIFFERS)


@names("fixed value")
def test_a_fixed_value_is_given_or_stays_whatever_the_data(library, name, row):
    kind, _ = library.walk(name, row)
    if kind != "attribute":
        assert kind in ("argument", "argument of a method")
        return
    assert not library.depends_on_data(name, row)
    if name not in CANNOT_ASK:
        assert library.needed(name, row) != (name in DIFFERS)


@names("training state", "result", "chosen setting")
def test_a_result_is_not_needed(library, name, row):
    kind, _ = library.walk(name, row)
    assert kind in ("attribute", "method", "function")
    if name not in CANNOT_ASK and kind == "attribute" and library.answers_for_new_rows(name.split(".")[0], row):
        assert library.needed(name, row) == (name in DIFFERS)


@names("structural hyperparameter", "training hyperparameter")
def test_a_hyperparameter_can_change_the_outcome(library, name, row):
    kind, _ = library.walk(name, row)
    assert kind == "argument" or name in ELSEWHERE
    if name not in ELSEWHERE:
        assert library.changed(name, row) is True


@names("training hyperparameter")
def test_a_training_hyperparameter_is_not_needed_to_predict(library, name, row):
    if name not in ("GaussianRandomProjection.eps", "GridSearchCV.refit", "Pipeline.set_params"):
        assert library.needed(name, row) == (name in READ)


@names("run setting")
def test_a_run_setting_does_not_change_the_outcome(library, name, row):
    kind, _ = library.walk(name, row)
    assert kind in ("argument", "function")
    if kind == "argument" and not name.endswith("random_state"):
        assert library.changed(name, row, tolerance=1e-3) is False


@names("inference setting")
def test_an_inference_setting_leaves_what_was_learned(library, name, row):
    kind, _ = library.walk(name, row)
    assert kind in ("argument", "argument of a method", "method")
    if kind == "argument" and name not in ELSEWHERE:
        first, *others = library.learned_with_other_values(name, row, KEPT.get(name))
        assert others and set(others) == {first}


def test_a_second_fit_of_a_lasso():
    """With a warm start and equal columns, the second fit ends at different coefficients."""
    from sklearn.linear_model import Lasso

    x, z = np.random.default_rng(0).normal(size=(2, 50))
    warm, cold = (Lasso(0.1, warm_start=on).fit(np.c_[0 * x, x, z], x + z) for on in (True, False))
    again = [model.fit(np.c_[x, x, z], x + z).predict([[1.0, -1.0, 0.0]]) for model in (warm, cold)]
    assert not np.allclose(*again)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_the_order_of_coordinates_of_a_lasso():
    """Where the solver stops early, the cyclic order lies far from the random ones, which lie together."""
    from sklearn.linear_model import Lasso

    rng = np.random.default_rng(0)
    X = np.cumsum(rng.normal(size=(60, 40)), axis=1)
    y = X[:, :5].sum(axis=1) * 3 + rng.normal(size=60) * X.std()
    cyclic = Lasso(1e-4, selection="cyclic").fit(X, y).predict(X)
    drawn = [Lasso(1e-4, selection="random", random_state=seed).fit(X, y).predict(X) for seed in range(9)]
    center = np.mean(drawn, axis=0)
    assert np.abs(cyclic - center).mean() > 5 * np.abs(drawn - center).mean()


def test_folds_of_a_target_encoder(library):
    from sklearn.model_selection import KFold
    from sklearn.preprocessing import TargetEncoder

    X, y = library.data("TargetEncoder", 0)
    three, five = (TargetEncoder(cv=KFold(folds)) for folds in (3, 5))
    assert not np.allclose(three.fit_transform(X, y), five.fit_transform(X, y))
    assert np.array_equal(three.transform(X), five.transform(X))


def test_distortion_sets_the_number_of_dimensions():
    from sklearn.random_projection import GaussianRandomProjection

    X = np.random.default_rng(0).normal(size=(50, 400))
    coarse, fine = (GaussianRandomProjection(eps=eps, random_state=0).fit(X) for eps in (0.9, 0.6))
    assert coarse.n_components_ < fine.n_components_
    expected = coarse.transform(X)
    del coarse.eps
    assert np.array_equal(expected, coarse.transform(X))


def test_groups_taken_from_a_hierarchy():
    from sklearn.cluster import HDBSCAN

    centers = np.repeat([[0, 0], [0, 4], [40, 0], [40, 4]], 30, axis=0)
    X = centers + np.random.default_rng(0).normal(scale=1.0, size=centers.shape)
    found = {HDBSCAN(cluster_selection_method=m, copy=True).fit(X).labels_.max() for m in ("eom", "leaf")}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("name", "rows", "settings", "other"),
    [
        ("SimpleImputer", [[1.0], [np.nan]], {"strategy": "constant", "fill_value": 0.0}, {"fill_value": 5.0}),
        ("OneHotEncoder", [["a"], ["b"]], {"categories": [["a", "b"]]}, {"categories": [["b", "a"]]}),
        ("OrdinalEncoder", [["a"], ["b"]], {"categories": [["a", "b"]]}, {"categories": [["b", "a"]]}),
        ("CountVectorizer", ["a dog", "a cat"], {"vocabulary": ["dog", "cat"]}, {"vocabulary": ["cat", "dog"]}),
    ],
)
def test_values_typed_in_for_a_preprocessing_step(library, name, rows, settings, other):
    """A typed-in value changes the output for the same rows, whatever rows `fit` was given."""

    def output(given, fitted_on):
        out = library.CLASSES[name](**given).fit(fitted_on).transform(rows)
        return out.toarray() if hasattr(out, "toarray") else out

    assert not np.array_equal(output(settings, rows), output(settings | other, rows))
    assert np.array_equal(output(settings, rows), output(settings, rows[:1]))


@pytest.mark.filterwarnings("ignore:Stochastic Optimizer")
def test_nesterov_of_a_network(library):
    from sklearn.neural_network import MLPClassifier

    X, y = library.data("MLPClassifier", 0)
    models = [
        MLPClassifier((5,), solver="sgd", max_iter=20, random_state=0, nesterovs_momentum=on) for on in (True, False)
    ]
    first, second = (model.fit(X, y).predict_proba(X) for model in models)
    assert not np.allclose(first, second)


def test_output_under_a_threshold(library):
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import FixedThresholdClassifier

    X, y = library.data("FixedThresholdClassifier", 0)
    by_probability, by_score = (
        FixedThresholdClassifier(LogisticRegression(), threshold=0.3, response_method=method).fit(X, y)
        for method in ("predict_proba", "decision_function")
    )
    assert np.array_equal(by_probability.estimator_.coef_, by_score.estimator_.coef_)
    assert not np.array_equal(by_probability.predict(X), by_score.predict(X))


@pytest.mark.filterwarnings("ignore:.*(reached|converge)")
def test_solvers_that_stop_early():
    """On columns of very different scales a solver ends elsewhere than another: farther than seeds are apart."""
    from sklearn.datasets import load_wine
    from sklearn.linear_model import Ridge
    from sklearn.svm import LinearSVC

    random = np.random.default_rng(0)
    X = random.normal(size=(40, 3)) * [1, 100, 0.01]
    y = 2 * X[:, 0] + random.normal(size=40)
    exact, *early = (
        Ridge(solver=solver, random_state=seed).fit(X, y).coef_[0]
        for solver, seed in (("svd", 0), ("saga", 0), ("saga", 1))
    )
    assert abs(early[0] - exact) > 1 > 0.001 > abs(early[0] - early[1])
    X, y = load_wine(return_X_y=True)
    primal, dual = (LinearSVC(dual=dual, random_state=0).fit(X, y).predict(X) for dual in (False, True))
    assert np.mean(primal != dual) > 0.05


def test_randomized_components_miss_variance_with_every_seed():
    from sklearn.decomposition import PCA

    X = np.random.default_rng(0).normal(size=(300, 300))
    exact = PCA(5, svd_solver="full").fit(X).explained_variance_.sum()
    found = [PCA(5, svd_solver="randomized", random_state=seed).fit(X).explained_variance_.sum() for seed in range(5)]
    assert exact - max(found) > np.std(found)


def test_solvers_of_a_quantile_with_many_best_lines():
    from sklearn.linear_model import QuantileRegressor

    random = np.random.default_rng(1)
    X, y = random.integers(0, 3, size=(8, 2)), random.integers(0, 5, 8)
    simplex, interior = (
        QuantileRegressor(alpha=0, solver=solver).fit(X, y).predict(X) for solver in ("highs-ds", "highs-ipm")
    )
    assert np.isclose(abs(y - simplex).sum(), abs(y - interior).sum())
    assert not np.allclose(simplex, interior)


@pytest.mark.parametrize("name", ["GaussianNB", "LinearDiscriminantAnalysis"])
def test_class_probabilities_typed_in(library, name):
    """They change the prediction, and other training rows do not change them."""
    typed, other = [0.2, 0.3, 0.5], [0.6, 0.3, 0.1]
    fitted = library.make(name, 0, priors=typed)
    stored = "class_prior_" if name == "GaussianNB" else "priors_"
    assert np.array_equal(getattr(fitted, stored), getattr(library.make(name, 1, priors=typed), stored))
    assert not library.same(library.answer(fitted, name), library.answer(library.make(name, 0, priors=other), name))


def test_a_second_fit_of_a_forest():
    """With a warm start the trees of the first fit stay, also when the rows are new."""
    from sklearn.ensemble import RandomForestRegressor

    X = np.random.default_rng(0).normal(size=(50, 2))
    warm, cold = (
        RandomForestRegressor(4, warm_start=on, random_state=0).fit(X, X[:, 0]).set_params(n_estimators=5)
        for on in (True, False)
    )
    assert not np.allclose(warm.fit(X, X[:, 1]).predict(X), cold.fit(X, X[:, 1]).predict(X))
