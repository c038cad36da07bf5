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
}
"""Attributes."""

READ = {
    "LinearRegression.positive": "read for the description of the object",
    "LogisticRegression.solver": "read because liblinear is one against the rest",
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
}

KEPT = {
    "IsotonicRegression.out_of_bounds": "f_",
    "RadiusNeighborsClassifier.outlier_label": "outlier_label_",
    "SplineTransformer.extrapolation": "bsplines_",
}
"""Inference settings that a fitted attribute repeats."""


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
    if kind == "argument":
        first, *others = library.learned_with_other_values(name, row, KEPT.get(name))
        assert others and set(others) == {first}


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
