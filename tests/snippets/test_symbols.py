"""The alphas of the snippet against formulas, and the names on the page against the installed scikit-learn."""

import importlib
import inspect
import re

import numpy as np
import pytest

from tests.support.snippets import ROOT, printed, seeds, variables

SEEDS = [None, *range(1, 7)]


def rbf(a, b, length=2.0):
    return np.exp(-((a[:, None] - b[None]) ** 2).sum(axis=-1) / (2 * length**2))


def ridge_solution(X, y, alpha):
    """Coefficients and intercept by augmented rows, not by the normal equations of the library."""
    X_mean, y_mean = X.mean(axis=0), y.mean()
    rows = np.vstack([X - X_mean, np.sqrt(alpha) * np.eye(X.shape[1])])
    w = np.linalg.lstsq(rows, np.append(y - y_mean, np.zeros(X.shape[1])), rcond=None)[0]
    return w, y_mean - X_mean @ w


def left_out_error(X, y, alpha):
    """Leave-one-out by leaving each row out and fitting again."""
    total = 0.0
    for i in range(len(y)):
        keep = np.arange(len(y)) != i
        w, c = ridge_solution(X[keep], y[keep], alpha)
        total += (X[i] @ w + c - y[i]) ** 2
    return total / len(y)


def expected(got):
    """The five rows of alphas and the prediction, from formulas."""
    rows, duals = [[], [], [], [], []], []
    for (X, y), (_, _, bayes, _) in zip((got["A"], got["B"]), got["fits"], strict=True):
        rows[0].append(1.0)
        rows[1].append(min(got["candidates"], key=lambda alpha: left_out_error(X, y, alpha)))
        # MacKay's fixed point: noise precision = (n - effective weights) / squared error, at the precisions reached
        w, c = ridge_solution(X, y, bayes.lambda_ / bayes.alpha_)
        s2 = np.linalg.svd(X - X.mean(axis=0), compute_uv=False) ** 2
        effective = (bayes.alpha_ * s2 / (bayes.lambda_ + bayes.alpha_ * s2)).sum()
        rows[2].append((len(y) - effective) / ((y - X @ w - c) ** 2).sum())
        rows[3].append(0.25)
        duals.append(np.linalg.solve(rbf(X, X) + 0.25 * np.eye(len(y)), y))
        rows[4].append(duals[-1][0])
    return rows, (rbf(got["x_new"], got["A"][0]) @ duals[0])[0], duals


@pytest.mark.claim("same-name-different-role")
@seeds(SEEDS)
def test_each_alpha_is_what_the_page_says(seed):
    got = variables("two_alphas", seed)
    rows, prediction, duals = expected(got)
    for (name, values), (a, b) in zip(got["rows"], rows, strict=True):
        assert values == pytest.approx([a, b], rel=2e-3), name
    assert got["by_hand"][0] == pytest.approx(prediction, abs=1e-9)
    for (X, _), (*_, gp), dual in zip((got["A"], got["B"]), got["fits"], duals, strict=True):
        assert np.allclose(gp.alpha_, dual, atol=1e-8) and len(gp.alpha_) == len(X)
        assert np.allclose(gp.predict(got["x_new"]), rbf(got["x_new"], X) @ dual, atol=1e-8)


@seeds(SEEDS)
def test_given_ones_stay_and_worked_out_ones_move(seed):
    rows = dict(variables("two_alphas", seed)["rows"])
    assert rows["Ridge.alpha"] == [1.0, 1.0] and rows["GaussianProcess alpha"] == [0.25, 0.25]
    for name in ("BayesianRidge.alpha_", "GaussianProcess alpha_[0]"):
        assert rows[name][0] != rows[name][1]
    assert set(rows["RidgeCV.alpha_"]) <= {0.1, 1.0, 10.0, 100.0}


def test_chosen_alpha_may_move_and_need_not():
    """The page says so; and no prediction of RidgeCV contains its alpha_."""
    pairs = [dict(variables("two_alphas", seed)["rows"])["RidgeCV.alpha_"] for seed in range(1, 13)]
    assert {a == b for a, b in pairs} == {True, False}
    got = variables("two_alphas", 3)
    cv, before = got["fits"][0][1], got["fits"][0][1].predict(got["x_new"])
    kept, cv.alpha_ = cv.alpha_, 1e6
    assert np.array_equal(cv.predict(got["x_new"]), before)
    cv.alpha_ = kept


def test_noise_precision_is_one_over_the_noise_variance():
    """The data of the page were made with noise 0.5, precision 4: on many rows the estimate comes close."""
    from sklearn.linear_model import BayesianRidge

    rng = np.random.default_rng(0)
    X = rng.normal(size=(20_000, 3))
    y = X @ [0.4, -0.2, 0.1] + rng.normal(0, 0.5, size=20_000)
    model = BayesianRidge().fit(X, y)
    assert model.alpha_ == pytest.approx(4, rel=0.05)
    mean, std = model.predict(X[:1], return_std=True)
    model.alpha_ *= 100
    assert model.predict(X[:1]) == pytest.approx(mean), "the mean does not read it"
    assert model.predict(X[:1], return_std=True)[1] < std / 5, "the standard deviation does"


def test_two_alphas_prints():
    rows, prediction, _ = expected(variables("two_alphas"))
    names = (
        "Ridge.alpha",
        "RidgeCV.alpha_",
        "BayesianRidge.alpha_",
        "GaussianProcess alpha",
        "GaussianProcess alpha_[0]",
    )
    lines = [f"{name:25}  on A {a:6.2f}   on B {b:6.2f}" for name, (a, b) in zip(names, rows, strict=True)]
    lines += [f"prediction from alpha_: {prediction:.2f}", f"prediction of the GP:   {prediction:.2f}"]
    assert printed("two_alphas") == lines


IN_WORDS = {
    "a Gaussian process": "GaussianProcessRegressor",
    "gradient boosting": "GradientBoostingRegressor",
    "histogram boosting": "HistGradientBoostingClassifier",
    "a forest": "RandomForestClassifier",
    "nearest neighbors": "KNeighborsClassifier",
    "a tree": "DecisionTreeClassifier",
}


def names_on_the_page():
    """Pairs of class and name, written as `Class.name`, `name` of `Class`, `Class`, or `name` of a class in words."""
    text = (ROOT / "docs" / "symbols.md").read_text("utf-8")
    pairs = re.findall(r"`([A-Z][A-Za-z]+)\.([a-z]\w*)`", text)
    for name, of in re.findall(r"`([\w.]+)` of ((?:`[A-Z]\w+`(?:, )?)+)", text):
        pairs += [(cls, name) for cls in re.findall(r"`(\w+)`", of)]
    for words, cls in IN_WORDS.items():
        found = re.findall(rf"`([\w.]+)` of {words}", text)
        assert found, words
        pairs += [(cls, name) for name in found]
    return sorted(set(pairs))


@pytest.mark.filterwarnings("ignore")
def test_the_names_in_the_tables_are_scikit_learns():
    from sklearn.datasets import make_classification
    from sklearn.linear_model import LogisticRegression

    modules = "cluster decomposition ensemble feature_selection gaussian_process linear_model mixture model_selection"
    modules += " naive_bayes neighbors neural_network preprocessing svm tree"
    classes = {}
    for module in modules.split():
        classes.update(vars(importlib.import_module(f"sklearn.{module}")))
    X, y = make_classification(60, 5, random_state=0)
    needed = {
        "TunedThresholdClassifierCV": (LogisticRegression(),),
        "FixedThresholdClassifier": (LogisticRegression(),),
    }
    names = names_on_the_page()
    assert len(names) > 40
    for name, attribute in names:
        arguments = inspect.signature(classes[name].__init__).parameters
        if "_" not in (attribute[-1], attribute.split(".")[0][-1]):
            assert attribute in arguments, f"{name}.{attribute}"
            continue
        value = classes[name](*needed.get(name, ())).fit(X, y)
        for part in attribute.split("."):
            value = getattr(value, part)
        assert attribute not in arguments


def test_what_the_tables_say_of_some_names():
    """max_iter counts trees, learning_rate names a schedule, theta is on a logarithmic scale, nu is not optimized."""
    from sklearn.ensemble import HistGradientBoostingRegressor
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import Matern
    from sklearn.neural_network import MLPClassifier

    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(40, 1)), rng.normal(size=40)
    assert HistGradientBoostingRegressor(max_iter=7).fit(X, y).n_iter_ == 7
    assert MLPClassifier().learning_rate == "constant"
    gp = GaussianProcessRegressor(Matern(1.0, nu=1.5), alpha=0.1).fit(X, np.sin(2 * X[:, 0]))
    assert gp.kernel_.theta == pytest.approx(np.log([gp.kernel_.length_scale]))
    assert gp.kernel_.nu == 1.5 and gp.kernel_.length_scale != 1.0
