"""The lookup data against scikit-learn: each name exists, and its bin is put to the test on fitted objects.

The bins answer three questions, and each can be asked of a library: would other training data give another value, does a
prediction need it, and can changing it change the outcome? `DIFFERS` lists the names where the library answers otherwise
than the idea, with the reason.
"""

import copy
import functools
import inspect
import warnings

import joblib
import numpy as np
import pytest
import yaml
from sklearn.base import BaseEstimator, is_classifier, is_regressor
from sklearn.feature_selection import f_classif, mutual_info_classif
from sklearn.frozen import FrozenEstimator
from sklearn.gaussian_process.kernels import RBF, WhiteKernel
from sklearn.linear_model import Lasso, LinearRegression, LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils import all_estimators
from sklearn.utils._param_validation import Interval, StrOptions

from tests.conftest import ROOT

PARAMETER = ("parameter", "fitted statistic", "stored data")
HYPERPARAMETER = ("structural hyperparameter", "training hyperparameter")

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
    "PCA.explained_variance_": "only whitening and the probabilistic model read it",
    "PCA.noise_variance_": "only the probabilistic model reads it",
    "FastICA.mixing_": "only the way back reads it",
    "SelectFromModel.threshold_": "computed anew from the estimator when rows are cut",
    "KernelDensity.bandwidth_": "read by score_samples, and so is needed",
    # not needed by the idea, read by the library
    "SVC.support_": "read for the shape of what is stored",
    "SVC.n_support_": "read for the bookkeeping of classes",
    # no effect by the idea, or only under conditions
    "SparseRandomProjection.components_": "",
}


def rows():
    for path in sorted((ROOT / "docs/data/terms").glob("*.yml")):
        for model in yaml.safe_load(path.read_text("utf-8")):
            for term in model["terms"]:
                names = (term.get("names") or {}).get("scikit-learn", [])
                for name in [names] if isinstance(names, str) else names:
                    yield f"{model['id']}-{term['id']}", term["bin"], name


ROWS = list(rows())
CLASSES = dict(all_estimators()) | {"FrozenEstimator": FrozenEstimator, "Pipeline": Pipeline}


def import_function(name):
    """A function such as train_test_split, or a class that is no estimator such as KFold."""
    from sklearn import metrics, model_selection, preprocessing

    for module in (model_selection, metrics, preprocessing):
        if hasattr(module, name):
            return getattr(module, name)
    raise AssertionError(f"scikit-learn has no {name}")


@functools.cache
def draw(kind: str, version: int):
    """Rows and targets of a kind; other versions have other values, other labels and the same columns."""
    random = np.random.default_rng(10 + version)
    n = 60
    X = random.normal(size=(n, 4)) * (1 + version) + version
    score = X[:, 0] + X[:, 1] * X[:, 2] + random.normal(size=n)
    y = 20 + 2 * score - score.min()
    label = np.digitize(score, np.quantile(score, [0.3, 0.7])) + version
    if kind == "binary":
        label = (score > np.quantile(score, 0.6)).astype(int) + version
    if kind == "counts":
        X = random.poisson(2 + version + 3 * (label[:, None] % 4 == np.arange(4)), size=(n, 4)).astype(float)
    if kind == "one column":
        X = X[:, 0]
        y = X + random.normal(size=n)
    if kind == "missing":
        X = np.where(random.random(X.shape) < 0.1, np.nan, X)
    if kind == "categories":
        X = random.integers(version, 5 + version, size=(n, 2)) * np.array([1, 2])
    if kind == "text":
        words = np.array(["red", "green", "blue", "dog", "cat", "bird", "the", "and", f"word{version}"])
        X = [" ".join(random.choice(words, 6)) for _ in range(n)]
    return X, y, label


KIND = dict.fromkeys(["FixedThresholdClassifier", "TunedThresholdClassifierCV"], "binary")
KIND |= dict.fromkeys(["MultinomialNB", "NMF", "LatentDirichletAllocation"], "counts")
KIND |= {"IsotonicRegression": "one column"} | dict.fromkeys(["SimpleImputer", "KNNImputer"], "missing")
KIND |= dict.fromkeys(["OneHotEncoder", "TargetEncoder", "OrdinalEncoder"], "categories")
KIND |= dict.fromkeys(["CountVectorizer", "TfidfVectorizer", "HashingVectorizer"], "text")

SMALL = {"n_estimators": 8}
TREE = {"param_grid": {"max_depth": [1, 2, 4]}, "cv": 3}
SETTINGS = {
    "AgglomerativeClustering": {"n_clusters": 3},
    "AdaBoostClassifier": {"n_estimators": 8},
    "BaggingClassifier": SMALL | {"max_features": 0.7, "random_state": 0},
    "BayesianGaussianMixture": {"n_components": 3, "random_state": 0, "max_iter": 500},
    "BayesianRidge": {"compute_score": True},
    "CalibratedClassifierCV": {"estimator": GaussianNB(), "cv": 3},
    "DBSCAN": {"eps": 1.2},
    "DecisionTreeClassifier": {"random_state": 0},
    "ExtraTreesClassifier": SMALL | {"random_state": 0},
    "FactorAnalysis": {"n_components": 2, "random_state": 0},
    "FastICA": {"n_components": 2, "random_state": 0, "max_iter": 1000},
    "FixedThresholdClassifier": {"estimator": GaussianNB()},
    "FrozenEstimator": {"estimator": GaussianNB()},
    "GaussianMixture": {"n_components": 3, "random_state": 0},
    "GaussianProcessRegressor": {"kernel": RBF() + WhiteKernel(), "random_state": 0},
    "GaussianRandomProjection": {"n_components": 2, "random_state": 0},
    "GradientBoostingClassifier": SMALL | {"n_iter_no_change": 3, "subsample": 0.8, "random_state": 0},
    "GradientBoostingRegressor": SMALL | {"loss": "quantile", "random_state": 0},
    "GridSearchCV": {"estimator": DecisionTreeClassifier(random_state=0)} | TREE,
    "HDBSCAN": {"copy": True},
    "HistGradientBoostingClassifier": {"max_iter": 8, "early_stopping": True, "random_state": 0},
    "IsolationForest": SMALL | {"contamination": 0.1, "random_state": 0},
    "IsotonicRegression": {"increasing": "auto", "out_of_bounds": "clip"},
    "KBinsDiscretizer": {"encode": "ordinal"},
    "KMeans": {"n_clusters": 3, "n_init": 2, "random_state": 0},
    "KernelDensity": {"bandwidth": "scott"},
    "KernelPCA": {"n_components": 2, "kernel": "rbf", "fit_inverse_transform": True},
    "KernelRidge": {"kernel": "poly", "gamma": 0.1},
    "LatentDirichletAllocation": {"n_components": 2, "max_iter": 4, "random_state": 0},
    "LinearDiscriminantAnalysis": {"solver": "lsqr"},
    "LinearSVC": {"random_state": 0, "max_iter": 20000, "tol": 1e-10},
    "LocalOutlierFactor": {"novelty": True, "contamination": 0.1},
    "LogisticRegressionCV": {"Cs": 4, "cv": 3, "l1_ratios": (0.0,), "scoring": "accuracy", "use_legacy_attributes": False},
    "MLPClassifier": {"hidden_layer_sizes": (5,), "max_iter": 60, "random_state": 0},
    "MLPRegressor": {"hidden_layer_sizes": (5,), "max_iter": 60, "random_state": 0},
    "MiniBatchKMeans": {"n_clusters": 3, "n_init": 1, "batch_size": 20, "random_state": 0},
    "NMF": {"n_components": 2, "alpha_W": 0.01, "l1_ratio": 0.5, "random_state": 0, "max_iter": 500},
    "Nystroem": {"n_components": 8, "random_state": 0},
    "PCA": {"n_components": 0.7, "random_state": 0},
    "Perceptron": {"random_state": 0},
    "Pipeline": {"steps": [("scale", StandardScaler()), ("model", LogisticRegression())]},
    "PoissonRegressor": {"alpha": 0.1},
    "RANSACRegressor": {"estimator": LinearRegression(), "random_state": 0},
    "RBFSampler": {"n_components": 8, "random_state": 0},
    "RFE": {"estimator": LogisticRegression(), "n_features_to_select": 2},
    "RFECV": {"estimator": LogisticRegression(), "cv": 3},
    "RadiusNeighborsClassifier": {"radius": 3.0, "outlier_label": "most_frequent"},
    "RandomForestClassifier": SMALL | {"oob_score": True, "random_state": 0},
    "RandomizedSearchCV": {
        "estimator": DecisionTreeClassifier(random_state=0),
        "param_distributions": {"max_depth": [1, 2, 3, 4, 5]},
        "n_iter": 3,
        "cv": 3,
        "random_state": 0,
    },
    "Ridge": {"tol": 1e-12, "max_iter": 100_000, "random_state": 0},
    "SGDClassifier": {"random_state": 0},
    "SelectFromModel": {"estimator": Lasso(0.1)},
    "SelectKBest": {"k": 2},
    "SparseRandomProjection": {"n_components": 2, "random_state": 0},
    "SpectralClustering": {"n_clusters": 3, "random_state": 0},
    "StackingClassifier": {"estimators": [("tree", DecisionTreeClassifier(max_depth=2, random_state=0)), ("nb", GaussianNB())], "cv": 3},
    "SVC": {"tol": 1e-8},
    "TSNE": {"perplexity": 8, "max_iter": 250, "random_state": 0},
    "TruncatedSVD": {"random_state": 0},
    "TunedThresholdClassifierCV": {"estimator": GaussianNB(), "cv": 3},
    "VotingClassifier": {"estimators": [("tree", DecisionTreeClassifier(max_depth=2, random_state=0)), ("nb", GaussianNB())]},
}
ROW_SETTINGS = {
    "isolation-forest-offset-auto": {"contamination": "auto"},
    "random-projection-eps": {"n_components": "auto", "eps": 0.9},
}


def settings(name, row=None):
    return SETTINGS.get(name, {}) | ROW_SETTINGS.get(row, {})


def data(name, version):
    """What fit is given, and the rows on which the fitted object answers."""
    X, y, label = draw(KIND.get(name, "plain"), version)
    estimator = CLASSES[name]
    target = label
    if estimator._estimator_type_ if hasattr(estimator, "_estimator_type_") else False:
        target = y
    if name.endswith("Regressor") or is_regressor(instance(name)) or name in ("IsotonicRegression", "SelectFromModel"):
        target = y
    return X, target


@functools.cache
def instance(name):
    return CLASSES[name](**settings(name))


def make(name, version=0, row=None, **changes):
    with warnings.catch_warnings(), joblib.parallel_config(backend="threading"):
        warnings.simplefilter("ignore")
        model = CLASSES[name](**copy.deepcopy(settings(name, row) | changes))
        X, y = data(name, version)
        if name == "FrozenEstimator":
            model.estimator.fit(X, y)
            return model
        return model.fit(copy.deepcopy(X), y)


fitted = functools.cache(make)


def answer(model, name):
    """What the model says about rows, new ones where it can: the outcome that settings may or may not change."""
    X, _, _ = draw(KIND.get(name, "plain"), 0)
    X = copy.deepcopy(X)
    if isinstance(X, np.ndarray) and KIND.get(name) in (None, "counts", "one column", "binary"):
        X = X[:30] * 0.9
    out = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        methods = ("decision_function", "predict_proba", "predict", "transform", "inverse", "score_samples")
        for method in methods:
            if method in ("transform",) and hasattr(model, "cluster_centers_"):
                continue
            if hasattr(model, method):
                out.append(getattr(model, method)(copy.deepcopy(X)))
    if hasattr(model, "inverse_transform") and hasattr(model, "X_transformed_fit_"):
        out.append(model.inverse_transform(out[-1]))
    if not out:
        out = [getattr(model, a) for a in ("labels_", "embedding_", "children_") if hasattr(model, a)]
    assert out, f"{name} gives no answer"
    return [np.asarray(o.toarray() if hasattr(o, "toarray") else o) for o in out]


def same(one, other):
    if len(one) != len(other):
        return False
    for a, b in zip(one, other, strict=True):
        if a.shape != b.shape:
            return False
        if a.dtype.kind in "fc":
            if not np.allclose(a, b, rtol=1e-6, atol=1e-8, equal_nan=True):
                return False
        elif not np.array_equal(a, b):
            return False
    return True


def signature(thing):
    return inspect.signature(thing.__init__ if inspect.isclass(thing) else thing).parameters


def walk(name, row=None):
    """The kind of a name, argument or attribute, and the attribute's value on a fitted object."""
    owner, *path = name.split(".")
    if owner not in CLASSES:
        thing = import_function(owner)
        assert not path or path[0] in signature(thing), name
        return "function", None
    if len(path) == 1 and path[0] in signature(CLASSES[owner]):
        assert signature(CLASSES[owner])[path[0]].default != "deprecated", f"{name} is deprecated"
        return "argument", None
    thing = fitted(owner, 0, row)
    for step in path:
        if inspect.ismethod(thing):
            assert step in signature(thing), name
            return "argument of a method", None
        assert hasattr(thing, step), f"{name}: a fitted object has no {step}"
        thing = getattr(thing, step)
    return ("method" if inspect.ismethod(thing) else "attribute"), thing


def attributes(*bins):
    found = []
    for row, bin_, name in ROWS:
        owner, *path = name.split(".")
        if bin_ in bins and owner in CLASSES and path and not (len(path) == 1 and path[0] in signature(CLASSES[owner])):
            found.append((row, name))
    return found


def arguments(*bins):
    return [
        (row, name)
        for row, bin_, name in ROWS
        for owner, *path in [name.split(".")]
        if bin_ in bins and owner in CLASSES and len(path) == 1 and path[0] in signature(CLASSES[owner])
    ]


@pytest.mark.parametrize("row, bin_, name", ROWS)
def test_each_name_is_an_argument_or_an_attribute_of_a_fitted_object(row, bin_, name):
    walk(name, row)


def value(name, version, row):
    thing = fitted(name.split(".")[0], version, row)
    for step in name.split(".")[1:]:
        thing = getattr(thing, step)
    if inspect.ismethod(thing):
        thing = thing() if all(p.default is not p.empty for p in signature(thing).values()) else None
    return thing


@pytest.mark.parametrize("row, name", attributes(*PARAMETER))
def test_other_training_data_give_another_parameter(row, name):
    if walk(name, row)[0] == "argument of a method" or value(name, 0, row) is None:
        pytest.skip("a method")
    assert joblib.hash(value(name, 0, row)) != joblib.hash(value(name, 1, row))


@pytest.mark.parametrize("row, name", attributes("fixed value"))
def test_other_training_data_leave_a_fixed_value(row, name):
    if walk(name, row)[0] != "attribute":
        pytest.skip("an argument of a method")
    assert joblib.hash(value(name, 0, row)) == joblib.hash(value(name, 1, row))


def without(row, name):
    """The answer after the attribute is deleted, or None where it cannot be given any more."""
    owner, *path = name.split(".")
    model = copy.deepcopy(fitted(owner, 0, row))
    if len(path) != 1 or path[0] not in vars(model):
        pytest.skip("computed on request, or part of something stored")
    delattr(model, path[0])
    try:
        return answer(model, owner)
    except (AttributeError, TypeError, ValueError):
        return None


@pytest.mark.parametrize("row, name", attributes("training state", "result"))
def test_a_result_can_be_deleted(row, name):
    owner = name.split(".")[0]
    if not any(hasattr(fitted(owner, 0, row), m) for m in ("predict", "transform", "score_samples")):
        pytest.skip("no answer for new rows")
    left = without(row, name)
    if name in DIFFERS:
        assert left is None
    else:
        assert left is not None and same(left, answer(fitted(owner, 0, row), owner))


@pytest.mark.parametrize("row, name", attributes(*PARAMETER, "fixed value"))
def test_a_parameter_cannot_be_deleted(row, name):
    owner = name.split(".")[0]
    left = without(row, name)
    lost = left is None or not same(left, answer(fitted(owner, 0, row), owner))
    assert lost != (name in DIFFERS)


def alternatives(name, argument, current):
    """Other values that the class accepts, by its own constraints."""
    found = []
    if isinstance(current, bool):
        found.append(not current)
    elif isinstance(current, (int, float)) and not isinstance(current, bool):
        found += [current + 1, current * 2, current * 30, current / 3, current / 50, 1, 2, 3, 0.5, 0.9]
        if isinstance(current, int):
            found = [*map(int, found[:5]), *found[5:]]
    for constraint in getattr(CLASSES[name], "_parameter_constraints", {}).get(argument, []):
        if isinstance(constraint, StrOptions):
            found += sorted(constraint.options - constraint.deprecated)
        elif constraint == "boolean":
            found += [False, True]
        elif constraint in ("verbose", "random_state"):
            found += [1]
        elif isinstance(constraint, Interval):
            found += [v for v in (2, 3, 0.5, 0.1, 10.0) if v in constraint]
        elif constraint is None:
            found += [None]
    return found + EXTRA.get(f"{name}.{argument}", [])


EXTRA = {}
OPEN = {}


def changed(row, name):
    """Whether some other value of the argument leads to another answer; None where no other value could be fitted."""
    owner, argument = name.split(".")
    base = answer(fitted(owner, 0, row), owner)
    tried = False
    for other in alternatives(owner, argument, instance(owner).get_params(deep=False)[argument]):
        try:
            new = answer(make(owner, 0, row, **{argument: other}), owner)
        except Exception:
            continue
        tried = True
        if not same(base, new):
            return True
    return False if tried else None


@pytest.mark.parametrize("row, name", arguments(*HYPERPARAMETER))
def test_a_hyperparameter_can_change_the_outcome(row, name):
    assert changed(row, name) is True


@pytest.mark.parametrize("row, name", arguments("run setting"))
def test_a_run_setting_does_not_change_the_outcome(row, name):
    if name.endswith("random_state"):
        pytest.skip("another draw")
    assert changed(row, name) is False


@pytest.mark.parametrize("row, name", arguments("training hyperparameter"))
def test_a_training_hyperparameter_is_not_needed_to_predict(row, name):
    owner, argument = name.split(".")
    model = copy.deepcopy(fitted(owner, 0, row))
    base = answer(model, owner)
    delattr(model, argument)
    assert same(base, answer(model, owner))
