"""The estimators of scikit-learn that the lookup table names, fitted on small data.

Importing it imports all of scikit-learn, so tests import it when they run.
"""

import copy
import functools
import inspect
import warnings

import joblib
import numpy as np
from sklearn.base import is_regressor
from sklearn.frozen import FrozenEstimator
from sklearn.gaussian_process.kernels import RBF, WhiteKernel
from sklearn.linear_model import Lasso, LinearRegression, LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils import all_estimators
from sklearn.utils._param_validation import Interval, StrOptions

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
    n = 60 + 12 * version
    X = random.normal(size=(n, 4)) * (1 + version) + version
    shifted = np.roll(X, -version, axis=1)
    score = shifted[:, 0] + shifted[:, 1] * shifted[:, 2] + random.normal(size=n)
    y = 20 + 2 * score - score.min()
    label = np.digitize(score, np.quantile(score, [0.3 + 0.1 * version, 0.7])) + version
    if kind == "binary":
        label = (score > np.quantile(score, 0.6)).astype(int) + version
    if kind == "positive":
        X = np.exp(X / 3)
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
KIND |= {"GradientBoostingClassifier": "binary", "PowerTransformer": "positive", "IsotonicRegression": "one column"}
KIND |= dict.fromkeys(["SimpleImputer", "KNNImputer"], "missing")
KIND |= dict.fromkeys(["OneHotEncoder", "TargetEncoder", "OrdinalEncoder"], "categories")
KIND |= dict.fromkeys(["CountVectorizer", "TfidfVectorizer", "HashingVectorizer"], "text")

SMALL = {"n_estimators": 8}
TREE = {"param_grid": {"max_depth": [1, 2, 4]}, "cv": 3}
MEMBERS = [("tree", DecisionTreeClassifier(max_depth=2, random_state=0)), ("nb", GaussianNB())]
SETTINGS = {
    "AgglomerativeClustering": {"n_clusters": 3},
    "AdaBoostClassifier": {"n_estimators": 8},
    "BaggingClassifier": SMALL | {"max_features": 0.7, "random_state": 0},
    "BayesianGaussianMixture": {"n_components": 3, "random_state": 0, "max_iter": 500},
    "BayesianRidge": {"compute_score": True},
    "CalibratedClassifierCV": {"estimator": GaussianNB(), "cv": 3},
    "DBSCAN": {"eps": 1.2},
    "DecisionTreeClassifier": {"random_state": 0},
    "EllipticEnvelope": {"random_state": 0},
    "ExtraTreesClassifier": SMALL | {"random_state": 0},
    "FactorAnalysis": {"n_components": 2, "random_state": 0},
    "FastICA": {"n_components": 2, "random_state": 0, "max_iter": 1000},
    "FixedThresholdClassifier": {"estimator": GaussianNB()},
    "FrozenEstimator": {"estimator": GaussianNB()},
    "GaussianMixture": {"n_components": 3, "random_state": 0},
    "GaussianProcessClassifier": {"kernel": RBF(), "random_state": 0},
    "GaussianProcessRegressor": {"kernel": RBF() + WhiteKernel(), "random_state": 0},
    "GaussianRandomProjection": {"n_components": 2, "random_state": 0},
    "GradientBoostingClassifier": SMALL | {"n_iter_no_change": 3, "subsample": 0.8, "random_state": 0},
    "GradientBoostingRegressor": SMALL | {"loss": "quantile", "random_state": 0},
    "GridSearchCV": {"estimator": DecisionTreeClassifier(random_state=0)} | TREE,
    "HDBSCAN": {"copy": True},
    "HistGradientBoostingClassifier": {"max_iter": 8, "early_stopping": True, "min_samples_leaf": 5, "random_state": 0},
    "HashingVectorizer": {"n_features": 16},
    "IsolationForest": SMALL | {"contamination": 0.1, "random_state": 0},
    "IsotonicRegression": {"increasing": "auto", "out_of_bounds": "clip"},
    "KBinsDiscretizer": {"encode": "ordinal"},
    "KMeans": {"n_clusters": 3, "n_init": 2, "random_state": 0},
    "KernelDensity": {"bandwidth": "scott"},
    "KernelPCA": {"n_components": 2, "kernel": "rbf", "fit_inverse_transform": True},
    "KernelRidge": {"kernel": "poly", "gamma": 0.1},
    "Lasso": {"alpha": 0.1},
    "LatentDirichletAllocation": {"n_components": 2, "max_iter": 2, "random_state": 0},
    "LabelSpreading": {"gamma": 0.5},
    "LinearDiscriminantAnalysis": {"solver": "eigen"},
    "LinearSVC": {"random_state": 0, "max_iter": 20000, "tol": 1e-10},
    "LocalOutlierFactor": {"novelty": True, "contamination": 0.1},
    "LogisticRegressionCV": {
        "Cs": 4,
        "cv": 3,
        "l1_ratios": (0.0,),
        "scoring": "accuracy",
        "use_legacy_attributes": False,
    },
    "MDS": {"random_state": 0, "n_init": 1, "init": "random"},
    "MLPClassifier": {"hidden_layer_sizes": (5,), "max_iter": 60, "random_state": 0},
    "MLPRegressor": {"hidden_layer_sizes": (5,), "max_iter": 60, "random_state": 0},
    "MeanShift": {"bandwidth": 4.0, "bin_seeding": True},
    "MiniBatchKMeans": {"n_clusters": 3, "n_init": 1, "batch_size": 20, "random_state": 0},
    "NuSVC": {"nu": 0.3},
    "NMF": {"n_components": 2, "alpha_W": 0.01, "l1_ratio": 0.5, "random_state": 0, "max_iter": 500},
    "Nystroem": {"n_components": 8, "random_state": 0},
    "PCA": {"n_components": 0.8, "random_state": 0},
    "Perceptron": {"random_state": 0},
    "Pipeline": {"steps": [("scale", StandardScaler()), ("model", LogisticRegression())]},
    "PoissonRegressor": {"alpha": 0.1},
    "QuantileTransformer": {"n_quantiles": 20},
    "QuantileRegressor": {"alpha": 0.01},
    "RANSACRegressor": {"estimator": LinearRegression(), "max_trials": 10, "random_state": 0},
    "RBFSampler": {"n_components": 8, "random_state": 0},
    "RFE": {"estimator": LogisticRegression(), "n_features_to_select": 2},
    "RFECV": {"estimator": LogisticRegression(), "cv": 3},
    "RadiusNeighborsClassifier": {"radius": 3.0, "outlier_label": "most_frequent"},
    "RandomForestClassifier": SMALL | {"oob_score": True, "random_state": 0},
    "RandomizedSearchCV": {
        "estimator": DecisionTreeClassifier(random_state=0),
        "param_distributions": {"min_samples_leaf": list(range(1, 25))},
        "n_iter": 3,
        "cv": 3,
        "random_state": 0,
    },
    "Ridge": {"tol": 1e-12, "max_iter": 100_000, "random_state": 0},
    "SGDClassifier": {"random_state": 0},
    "SGDRegressor": {"random_state": 0},
    "SelectFromModel": {"estimator": Lasso(0.1), "threshold": "mean"},
    "SelectKBest": {"k": 2},
    "SequentialFeatureSelector": {"estimator": LogisticRegression(), "cv": 3},
    "SparseRandomProjection": {"n_components": 2, "random_state": 0},
    "SpectralClustering": {"n_clusters": 3, "random_state": 0},
    "StackingClassifier": {
        "estimators": MEMBERS,
        "cv": 3,
    },
    "SVC": {"tol": 1e-8},
    "TSNE": {"perplexity": 8, "max_iter": 250, "random_state": 0},
    "TruncatedSVD": {"random_state": 0},
    "TunedThresholdClassifierCV": {"estimator": GaussianNB(), "cv": 3, "thresholds": 10},
    "VotingClassifier": {"estimators": MEMBERS},
}
ROW_SETTINGS = {"isolation-forest-offset-auto": {"contamination": "auto"}}


def settings(name, row=None):
    return SETTINGS.get(name, {}) | ROW_SETTINGS.get(row, {})


def data(name, version):
    """What fit is given, and the rows on which the fitted object answers."""
    X, y, label = draw(KIND.get(name, "plain"), version)
    target = label
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


def same(one, other, tolerance=1e-6):
    if len(one) != len(other):
        return False
    for a, b in zip(one, other, strict=True):
        if a.shape != b.shape:
            return False
        if a.dtype.kind in "fc":
            if not np.allclose(a, b, rtol=tolerance, atol=tolerance, equal_nan=True):
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
            found += [v for v in (1, 2, 3, 0.5, 0.1, 10.0) if v in constraint]
        elif constraint is None:
            found += [None]
    return found


WHERE = {
    "AdaBoostClassifier.estimator": ({}, [DecisionTreeClassifier(max_depth=3)]),
    "AgglomerativeClustering.distance_threshold": ({"n_clusters": None, "distance_threshold": 1.0}, [5.0]),
    "AgglomerativeClustering.metric": ({"linkage": "average"}, ["cosine"]),
    "BaggingClassifier.estimator": ({}, [GaussianNB()]),
    "CountVectorizer.ngram_range": ({}, [(1, 2)]),
    "CountVectorizer.token_pattern": ({}, [r"\b\w{4,}\b"]),
    "FixedThresholdClassifier.response_method": (
        {"estimator": LogisticRegression(), "threshold": 0.3, "response_method": "predict_proba"},
        ["decision_function"],
    ),
    "GaussianMixture.n_init": ({"init_params": "random_from_data", "max_iter": 5}, [10]),
    "GaussianProcessClassifier.kernel": ({}, [RBF(0.3, "fixed")]),
    "GaussianProcessRegressor.alpha": ({"kernel": RBF()}, [1.0]),
    "GaussianProcessRegressor.n_restarts_optimizer": ({"kernel": RBF(1e-5), "alpha": 0.1}, [3]),
    "GradientBoostingClassifier.tol": ({"n_estimators": 30, "n_iter_no_change": 2}, [0.9]),
    "GridSearchCV.param_grid": ({}, [{"max_depth": [3]}]),
    "GridSearchCV.pre_dispatch": ({}, [1, "all"]),
    "KernelPCA.degree": ({"kernel": "poly"}, [2]),
    "Lasso.max_iter": ({"tol": 1e-12}, [1]),
    "LogisticRegression.l1_ratio": ({"solver": "saga"}, [1.0]),
    "MeanShift.bandwidth": ({}, [1.5]),
    "MinMaxScaler.feature_range": ({}, [(0, 2)]),
    "MLPClassifier.early_stopping": ({}, [True]),
    "MLPClassifier.learning_rate": ({"solver": "sgd", "learning_rate_init": 0.1}, ["invscaling"]),
    "MLPClassifier.momentum": ({"solver": "sgd"}, [0.1]),
    "MLPClassifier.n_iter_no_change": ({"tol": 0.1}, [2]),
    "MLPClassifier.power_t": ({"solver": "sgd", "learning_rate": "invscaling", "learning_rate_init": 0.1}, [0.1]),
    "MLPClassifier.shuffle": ({"batch_size": 10}, [False]),
    "MLPClassifier.tol": ({}, [1.0]),
    "MLPClassifier.validation_fraction": ({"early_stopping": True}, [0.5]),
    "Perceptron.alpha": ({"penalty": "l2"}, [0.1]),
    "Pipeline.steps": ({}, [[("model", GaussianNB())]]),
    "RandomForestClassifier.bootstrap": ({"oob_score": False}, [False]),
    "RandomizedSearchCV.n_iter": ({}, [1, 2, 12]),
    "RandomizedSearchCV.param_distributions": ({}, [{"max_depth": [1]}]),
    "Ridge.max_iter": ({"solver": "sag"}, [1]),
    "Ridge.tol": ({"solver": "sag"}, [0.5]),
    "RidgeCV.cv": ({"alphas": np.logspace(-2, 3, 50)}, [2, 5]),
    "RobustScaler.quantile_range": ({}, [(10.0, 90.0)]),
    "SGDClassifier.eta0": ({"learning_rate": "constant"}, [0.1]),
    "SGDClassifier.power_t": ({"learning_rate": "invscaling"}, [0.1]),
    "SGDClassifier.validation_fraction": ({"early_stopping": True}, [0.5]),
    "SVC.coef0": ({"kernel": "poly"}, [1.0]),
    "SVC.degree": ({"kernel": "poly"}, [2]),
    "SelectKBest.score_func": ({}, [lambda X, y: X.var(0)]),
    "SpectralClustering.n_neighbors": ({"affinity": "nearest_neighbors"}, [3]),
    "SplineTransformer.extrapolation": ({}, ["linear", "continue", "error"]),
    "StackingClassifier.estimators": ({}, [[("nb", GaussianNB())]]),
    "StackingClassifier.final_estimator": ({}, [DecisionTreeClassifier(max_depth=2)]),
    "TruncatedSVD.n_iter": ({"n_oversamples": 1}, [1]),
    "TunedThresholdClassifierCV.scoring": ({}, ["recall"]),
    "VotingClassifier.weights": ({}, [[5, 1], [1, 5]]),
}
"""Where a setting acts only with others or takes values that cannot be guessed: those others, and values to try."""


def value(name, version, row):
    """The value of an attribute after a fit to a version of the data; of a method, what it returns."""
    thing = fitted(name.split(".")[0], version, row)
    for step in name.split(".")[1:]:
        thing = getattr(thing, step)
    return thing() if inspect.ismethod(thing) else thing


def depends_on_data(name, row):
    return joblib.hash(value(name, 0, row)) != joblib.hash(value(name, 1, row))


@functools.cache
def fitted_answer(owner, row):
    return answer(fitted(owner, 0, row), owner)


def needed(name, row):
    """Whether the fitted object answers otherwise, or not at all, when the attribute or argument is deleted."""
    owner, *path = name.split(".")
    model = copy.deepcopy(fitted(owner, 0, row))
    assert len(path) == 1 and path[0] in vars(model), "enter it in NOT_DELETABLE, with the reason"
    delattr(model, path[0])
    try:
        return not same(answer(model, owner), fitted_answer(owner, row))
    except (AttributeError, TypeError, ValueError):
        return True


def answers_for_new_rows(owner, row):
    return any(hasattr(fitted(owner, 0, row), method) for method in ("predict", "transform", "score_samples"))


def other_values(name):
    """Settings that go with an argument, and other values for it."""
    owner, argument = name.split(".")
    others, values = WHERE.get(name, ({}, None))
    return others, values or alternatives(owner, argument, instance(owner).get_params(deep=False)[argument])


def changed(name, row, tolerance=1e-6):
    """Whether some other value of the argument leads to another answer; None where no other value could be fitted."""
    owner, argument = name.split(".")
    others, values = other_values(name)
    base = answer(make(owner, 0, row, **others), owner) if others else fitted_answer(owner, row)
    tried = False
    for other in values:
        try:
            new = answer(make(owner, 0, row, **others | {argument: other}), owner)
        except Exception:
            if name in WHERE:
                raise
            continue  # not every accepted value goes with the other settings
        tried = True
        if not same(base, new, tolerance):
            return True
    return False if tried else None


def learned_with_other_values(name, row, repeated):
    """What was learned, as a hash: with the settings as they are, and with other values of the argument.

    Constructor arguments are left out, and the attribute `repeated`, which repeats the argument.
    """
    owner, argument = name.split(".")
    given = {*instance(owner).get_params(deep=False), repeated}
    others, values = other_values(name)
    models = [fitted(owner, 0, row)]
    for other in values:
        try:
            models.append(make(owner, 0, row, **others | {argument: other}))
        except Exception:
            continue
    return [joblib.hash({key: value for key, value in vars(model).items() if key not in given}) for model in models]
