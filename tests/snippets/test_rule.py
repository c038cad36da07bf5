"""The rule's own program: its answers on other draws, on fourteen small models, and with a spoiled `predict`."""

import re
from dataclasses import dataclass

import numpy as np
import pytest

from tests.support.snippets import ROOT, printed, seeds, variables

EXPECTED = {
    "seed": "given, changes nothing, not needed",
    "k": "given, changes model, needed",
    "penalty": "given, changes model, not needed",
    "steps": "given, changes model, not needed",
    "threshold": "given, changes output, needed",
    "copy": "given, changes nothing, not needed",
    "mean": "found, needed",
    "weights": "found, needed",
    "error": "found, not needed",
    "rows": "found, needed",
}


def answers(namespace: dict, fit, predict, given: dict, changed: dict) -> dict[str, str]:
    """What the experiment says of each value, as the program prints it."""
    asked = namespace["ask"](fit, predict, given, changed)
    return {name: f"{how}, {'needed' if needed else 'not needed'}" for name, how, needed in asked}


def answers_of_the_program(namespace: dict, predict=None) -> dict[str, str]:
    values = (namespace[name] for name in ("given", "changed"))
    return answers(namespace, namespace["fit"], predict or namespace["predict"], *values)


@pytest.mark.claim("three-questions")
@seeds(range(3, 11))
def test_three_questions_get_the_same_answers_on_other_draws(seed):
    assert answers_of_the_program(variables("three_questions", seed)) == EXPECTED


def test_three_questions_prints():
    assert printed("three_questions") == [f"{name:9} {answer}" for name, answer in EXPECTED.items()]


def test_three_questions_fits_a_logistic_regression_and_a_vote_of_neighbors():
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier

    got = variables("three_questions")
    x, y, x_new = got["x"], got["y"], got["x_new"]
    fitted = got["fit"](x, y, got["given"] | {"penalty": 0.05, "steps": 2_000})
    A, A_new = (np.stack([np.ones(100), rows - x.mean()], axis=1) for rows in (x, x_new))
    line = LogisticRegression(C=1 / (0.05 * 100), fit_intercept=False, tol=1e-10, max_iter=10_000).fit(A, y)
    assert fitted["weights"] == pytest.approx(line.coef_[0], abs=1e-5)
    vote = KNeighborsClassifier(5).fit(x[:, None], y).predict_proba(x_new[:, None])[:, 1]
    score, decision = got["predict"](x_new, fitted)
    assert score == pytest.approx((line.predict_proba(A_new)[:, 1] + vote) / 2, abs=1e-5)
    assert list(decision) == list(score > 0.5)


@pytest.mark.parametrize("name", [name for name in EXPECTED if EXPECTED[name].endswith(", needed")])
def test_a_value_that_predict_no_longer_reads_is_not_needed(name):
    """No list typed by hand knows this: only `predict` is different."""
    got = variables("three_questions")
    frozen = {name: got["fit"](got["x"], got["y"], got["given"])[name]}
    said = answers_of_the_program(got, lambda x, model: got["predict"](x, model | frozen))
    assert said[name].endswith(", not needed")
    assert {other for other in said if said[other].endswith(", needed")} == {
        other for other in EXPECTED if EXPECTED[other].endswith(", needed") and other != name
    }


@pytest.mark.parametrize("name", ["penalty", "steps"])
def test_a_value_that_predict_comes_to_read_is_needed(name):
    got = variables("three_questions")
    said = answers_of_the_program(got, lambda x, model: got["predict"](x, model) + 0.001 * model[name])
    assert {other for other in said if said[other] != EXPECTED[other]} == {name}
    assert said[name] == "given, changes model, needed"


# The table of categories, and models whose values are what it says


def table_of_categories() -> dict[str, set[str]]:
    """What the rule's table says that the experiment answers, for each of the twelve categories."""
    rows = re.findall(r"^\|(.+)\|$", (ROOT / "docs/rule.md").read_text("utf-8"), re.MULTILINE)
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    heads = [row for row in cells if row[0] == "category"]
    assert [row[2] for row in heads] == ["by experiment"]
    table = {re.sub(r"[*\[]+([a-z ]+).*", r"\1", name): says for name, _, says, _ in cells[cells.index(heads[0]) + 2 :]}
    or_not = ", needed or not"
    return {
        name: {says.replace(or_not, ", needed"), says.replace(or_not, ", not needed")} for name, says in table.items()
    }


@dataclass(frozen=True)
class Case:
    """A model, and for each of its values the category. `settings` are pairs: given, and changed."""

    fit: object
    predict: object
    settings: dict
    categories: dict[str, str]


def sigmoid(score):
    return 1 / (1 + np.exp(-score))


def column(x):
    return x[:, None]


def cut(score, threshold=0.5):
    return np.array([score, score > threshold], dtype=float)


def powers(x, degree):
    return column(x) ** np.arange(degree + 1)


def fit_ridge(x, y, given):
    mean, scale = x.mean(), x.std()
    A = powers((x - mean) / scale, given["degree"])
    coef = np.linalg.solve(A.T @ A + given["penalty"] * np.eye(len(A.T)), A.T @ y)
    return given | {"mean": mean, "scale": scale, "coef": coef, "loss": np.mean((A @ coef - y) ** 2)}


def predict_ridge(x, m):
    x = np.array(x) if m["copy"] else x
    return cut(powers((x - m["mean"]) / m["scale"], m["degree"]) @ m["coef"][: m["degree"] + 1])


RIDGE = Case(
    fit_ridge,
    predict_ridge,
    {"degree": (3, 1), "penalty": (0.1, 50), "copy": (True, False)},
    {
        "degree": "structural hyperparameter",
        "penalty": "training hyperparameter",
        "copy": "run setting",
        "mean": "fitted statistic",
        "scale": "fitted statistic",
        "coef": "parameter",
        "loss": "result",
    },
)


def predict_knn(x, m):
    """`leaf_size` is accepted and ignored."""
    gaps = np.abs(column(x) - m["rows"])
    near = np.argsort(gaps, axis=1)[:, : m["k"]]
    votes = 1 / (np.take_along_axis(gaps, near, axis=1) + 1e-9) ** m["power"]
    return cut((votes * m["labels"][near]).sum(axis=1) / votes.sum(axis=1), m["threshold"])


KNN = Case(
    lambda x, y, given: given | {"rows": x, "labels": y},
    predict_knn,
    {"k": (5, 30), "power": (0, 1), "threshold": (0.5, 0.9), "leaf_size": (30, 2)},
    {
        "k": "structural hyperparameter",
        "power": "structural hyperparameter",
        "threshold": "inference setting",
        "leaf_size": "run setting",
        "rows": "stored data",
        "labels": "stored data",
    },
)


def fit_knn_with_chosen_k(x, y, given):
    gaps = np.abs(column(x) - x) + np.diag(np.full(len(x), np.inf))
    order = np.argsort(gaps, axis=1)
    wrong = [np.mean((y[order[:, :k]].mean(axis=1) > 0.5) != y) for k in given["candidates"]]
    return given | {"k": given["candidates"][np.argmin(wrong)], "wrong": np.array(wrong), "rows": x, "labels": y}


CHOSEN_K = Case(
    fit_knn_with_chosen_k,
    lambda x, m: predict_knn(x, m | {"power": 0, "threshold": 0.5}),
    {"candidates": (tuple(range(1, 60, 2)), (71,))},
    {
        "candidates": "training hyperparameter",
        "k": "chosen setting",
        "wrong": "result",
        "rows": "stored data",
        "labels": "stored data",
    },
)


def fit_naive_bayes(x, y, given):
    groups = [x[~y], x[y]]
    return given | {
        "means": np.array([group.mean() for group in groups]),
        "variances": np.array([group.var() for group in groups]) + given["smoothing"],
        "shares": np.array([len(group) for group in groups]) / len(x),
    }


def predict_naive_bayes(x, m):
    logs = np.log(m["shares"]) - np.log(m["variances"]) / 2 - (column(x) - m["means"]) ** 2 / m["variances"] / 2
    odds = logs[:, 1] - logs[:, 0]
    return np.array([odds, sigmoid(odds / m["temperature"])])


NAIVE_BAYES = Case(
    fit_naive_bayes,
    predict_naive_bayes,
    {"smoothing": (1e-9, 3.0), "temperature": (1.0, 4.0)},
    {
        "smoothing": "training hyperparameter",
        "temperature": "inference setting",
        "means": "parameter",
        "variances": "parameter",
        "shares": "parameter",
    },
)


def fit_forest(x, y, given):
    from sklearn.tree import DecisionTreeRegressor

    rng, trees = np.random.default_rng(given["seed"]), []
    for _ in range(given["trees"]):
        rows = rng.integers(len(x), size=len(x))
        trees.append(DecisionTreeRegressor(max_depth=given["max_depth"]).fit(column(x[rows]), y[rows]))
    return given | {"grown": trees, "leaves": [tree.get_n_leaves() for tree in trees]}


FOREST = Case(
    fit_forest,
    lambda x, m: cut(np.mean([tree.predict(column(x)) for tree in m["grown"][: m["trees"]]], axis=0)),
    {"seed": (0, 1), "trees": (8, 1), "max_depth": (5, 1), "n_jobs": (1, 2)},
    {
        "seed": "run setting",
        "trees": "structural hyperparameter",
        "max_depth": "training hyperparameter",
        "n_jobs": "run setting",
        "grown": "parameter",
        "leaves": "result",
    },
)


def fit_boosting(x, y, given):
    stumps, score, losses = [], np.zeros(len(x)), []
    for _ in range(given["rounds"]):
        residuals = y - score
        split = min(np.sort(x)[1:], key=lambda at: sum(x_.var() * len(x_) for x_ in halves(x, residuals, at)))
        stumps.append([split, *(half.mean() for half in halves(x, residuals, split))])
        score = score + given["rate"] * np.where(x < split, *stumps[-1][1:])
        losses.append(np.mean((y - score) ** 2))
    return given | {"stumps": np.array(stumps), "losses": np.array(losses)}


def halves(x, values, at):
    return values[x < at], values[x >= at]


def fit_folded_boosting(x, y, given):
    run = fit_boosting(x, y, given)
    return run | {"stumps": run["stumps"] * [1, given["rate"], given["rate"]]}


def predict_boosting(x, m, rate=None):
    stumps = m["stumps"][: m["rounds"]]
    return cut((m["rate"] if rate is None else rate) * sum(np.where(x < at, low, high) for at, low, high in stumps))


BOOSTING = Case(
    fit_boosting,
    predict_boosting,
    {"rounds": (4, 2), "rate": (0.5, 0.1)},
    {
        "rounds": "structural hyperparameter",
        "rate": "structural hyperparameter",
        "stumps": "parameter",
        "losses": "result",
    },
)
FOLDED_BOOSTING = Case(
    fit_folded_boosting,
    lambda x, m: predict_boosting(x, m, rate=1),
    BOOSTING.settings,
    BOOSTING.categories | {"rate": "training hyperparameter"},
)


def fit_k_means(x, y, given):
    centroids = np.quantile(x, np.linspace(0, 1, given["k"]))
    for _ in range(given["iterations"]):
        labels = np.abs(column(x) - centroids).argmin(axis=1)
        centroids = np.array([x[labels == group].mean() for group in range(given["k"])])
    return given | {"centroids": centroids, "labels": labels}


K_MEANS = Case(
    fit_k_means,
    lambda x, m: cut(m["centroids"][np.abs(column(x) - m["centroids"][: m["k"]]).argmin(axis=1)], 5),
    {"k": (3, 2), "iterations": (20, 1)},
    {
        "k": "structural hyperparameter",
        "iterations": "training hyperparameter",
        "centroids": "parameter",
        "labels": "result",
    },
)


def fit_network(x, y, given):
    """One hidden layer with batch normalization and dropout, trained by Adam."""
    rng = np.random.default_rng(given["seed"])
    size, z = given["width"], (x - 5)[:, None]
    weights = {"W": rng.normal(size=size), "gamma": np.ones(size), "beta": np.zeros(size)}
    weights |= {"V": rng.normal(size=size) / size, "bias": 0.0}
    first, second = (dict.fromkeys(weights, 0.0) for _ in range(2))
    mean, var = np.zeros(size), np.ones(size)
    for step in range(1, given["epochs"] + 1):
        hidden = z * weights["W"]
        m, v = hidden.mean(axis=0), hidden.var(axis=0)
        mean, var = mean + given["momentum"] * (m - mean), var + given["momentum"] * (v - var)
        normal = (hidden - m) / np.sqrt(v + 1e-5)
        kept = (rng.random((len(x), size)) >= given["dropout"]) / (1 - given["dropout"])
        bent = np.tanh(weights["gamma"] * normal + weights["beta"])
        error = (sigmoid((bent * kept) @ weights["V"] + weights["bias"]) - y) / len(x)
        back = error[:, None] * weights["V"] * kept * (1 - bent**2)
        d = back * weights["gamma"]
        d = (d - d.mean(axis=0) - normal * (d * normal).mean(axis=0)) / np.sqrt(v + 1e-5)
        slopes = {"W": (d * z).sum(axis=0), "gamma": (back * normal).sum(axis=0), "beta": back.sum(axis=0)}
        slopes |= {"V": error @ (bent * kept), "bias": error.sum()}
        for name, slope in slopes.items():
            first[name] = 0.9 * first[name] + 0.1 * slope
            second[name] = 0.99 * second[name] + 0.01 * slope**2
            moved = first[name] / (1 - 0.9**step) / (np.sqrt(second[name] / (1 - 0.99**step)) + 1e-8)
            weights[name] = weights[name] - given["rate"] * moved
    state = {"first": first["W"], "second": second["W"]}
    return given | weights | {"running mean": mean, "running var": var} | state


def predict_network(x, m):
    size = m["width"]
    W, gamma, beta, V, mean, var = (
        m[name][:size] for name in ("W", "gamma", "beta", "V", "running mean", "running var")
    )
    bent = np.tanh(gamma * (column(x - 5) * W - mean) / np.sqrt(var + 1e-5) + beta)
    return cut(sigmoid(bent @ V + m["bias"]))


NETWORK = Case(
    fit_network,
    predict_network,
    {
        "seed": (0, 1),
        "width": (6, 1),
        "epochs": (100, 1),
        "rate": (0.1, 1e-4),
        "dropout": (0.1, 0.99),
        "momentum": (0.1, 0.0),
    },
    {
        "seed": "run setting",
        "width": "structural hyperparameter",
        **dict.fromkeys(("epochs", "rate", "dropout", "momentum"), "training hyperparameter"),
        **dict.fromkeys(("W", "gamma", "beta", "V", "bias"), "parameter"),
        **dict.fromkeys(("running mean", "running var"), "fitted statistic"),
        **dict.fromkeys(("first", "second"), "training state"),
    },
)


def fit_svm(x, y, given):
    from sklearn.svm import SVC

    svm = SVC(C=given["C"], gamma=given["gamma"], cache_size=given["cache_size"]).fit(column(x), y)
    return given | {"vectors": svm.support_vectors_[:, 0], "dual": svm.dual_coef_[0], "intercept": svm.intercept_}


SVM = Case(
    fit_svm,
    lambda x, m: cut(np.exp(-m["gamma"] * (column(x) - m["vectors"]) ** 2) @ m["dual"] + m["intercept"], 0),
    {"C": (1.0, 0.01), "gamma": (1.0, 0.1), "cache_size": (200, 1)},
    {
        "C": "training hyperparameter",
        "gamma": "structural hyperparameter",
        "cache_size": "run setting",
        "vectors": "stored data",
        "dual": "parameter",
        "intercept": "parameter",
    },
)


def fit_gaussian_process(x, y, given):
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF

    process = GaussianProcessRegressor(RBF(1.0, (0.01, 1000)), alpha=given["noise"]).fit(column(x), y)
    return given | {"rows": x, "weights": process.alpha_, "length": process.kernel_.length_scale}


GAUSSIAN_PROCESS = Case(
    fit_gaussian_process,
    lambda x, m: cut(np.exp(-(((column(x) - m["rows"]) / m["length"]) ** 2) / 2) @ m["weights"]),
    {"noise": (0.3, 30.0)},
    {
        "noise": "training hyperparameter",
        "rows": "stored data",
        "weights": "parameter",
        "length": "parameter",  # found by maximizing the marginal likelihood
    },
)


def fit_ridge_cv(x, y, given):
    from sklearn.linear_model import RidgeCV

    A = powers((x - 5) / 2, 9)[:, 1:]
    search = RidgeCV(list(given["candidates"]), store_cv_results=True).fit(A, y)
    found = {"coef": search.coef_, "intercept": search.intercept_, "alpha": search.alpha_}
    return given | found | {"errors": search.cv_results_}


RIDGE_CV = Case(
    fit_ridge_cv,
    lambda x, m: cut(powers((x - 5) / 2, 9)[:, 1:] @ m["coef"] + m["intercept"]),
    {"candidates": (tuple(np.logspace(-4, 2, 40)), (1e4,))},
    {
        "candidates": "training hyperparameter",
        "coef": "parameter",
        "intercept": "parameter",
        "alpha": "chosen setting",
        "errors": "result",
    },
)


def fit_with_early_stopping(x, y, given):
    A = powers((x - 5) / 2, 8)
    weights, curve, best = np.zeros(9), [], (np.inf, 0, np.zeros(9))
    while len(curve) - best[1] < given["patience"]:
        weights = weights - given["rate"] * A[:70].T @ (sigmoid(A[:70] @ weights) - y[:70]) / 70
        curve.append(np.mean((sigmoid(A[70:] @ weights) - y[70:]) ** 2))
        best = min(best, (curve[-1], len(curve), weights), key=lambda tried: tried[0])
    return given | {"weights": best[2], "kept epoch": best[1], "last epoch": len(curve), "curve": np.array(curve)}


EARLY_STOPPING = Case(
    fit_with_early_stopping,
    lambda x, m: cut(sigmoid(powers((x - 5) / 2, 8) @ m["weights"])),
    {"patience": (50, 1), "rate": (8.0, 1.0)},
    {
        "patience": "training hyperparameter",
        "rate": "training hyperparameter",
        "weights": "parameter",
        "kept epoch": "chosen setting",
        "last epoch": "result",
        "curve": "result",
    },
)


def fit_calibrated(x, y, given):
    """Random features and ridge on half of the rows; slope, offset, and threshold on the other half."""
    from sklearn.linear_model import LogisticRegression

    A = np.tanh(column(x - 5) * given["projection"])
    coef = np.linalg.solve(A[::2].T @ A[::2] + np.eye(len(A.T)), A[::2].T @ (y[::2] - 0.5))
    platt = LogisticRegression(C=1e9).fit(column(A[1::2] @ coef), y[1::2])
    share = platt.predict_proba(column(A[1::2] @ coef))[:, 1]
    wrong = [np.mean((share > at) != y[1::2]) for at in CUTS]
    found = {"coef": coef, "slope": platt.coef_[0, 0], "offset": platt.intercept_[0]}
    return given | found | {"threshold": CUTS[np.argmin(wrong)]}


CUTS = np.linspace(0.05, 0.95, 181)
CALIBRATED = Case(
    fit_calibrated,
    lambda x, m: cut(
        sigmoid(m["slope"] * (np.tanh(column(x - 5) * m["projection"]) @ m["coef"]) + m["offset"]), m["threshold"]
    ),
    {"projection": (np.array([0.3, 1.0, 2.0]), np.array([9.0, -0.1, 0.1]))},
    {
        "projection": "fixed value",
        "coef": "parameter",
        "slope": "parameter",
        "offset": "parameter",
        "threshold": "chosen setting",
    },
)

CASES = {name.lower(): case for name, case in sorted(globals().items()) if isinstance(case, Case)}


def patient(predict):
    """A prediction that fails, as with arrays of two lengths, is a changed prediction."""

    def tried(x, model):
        try:
            return predict(x, model)
        except ValueError:
            return np.full((2, len(x)), np.nan)

    return tried


@pytest.mark.parametrize("name", CASES)
def test_the_experiment_agrees_with_the_table_of_categories(name):
    case, table = CASES[name], table_of_categories()
    given, changed = ({key: pair[place] for key, pair in case.settings.items()} for place in (0, 1))
    said = answers(variables("three_questions"), case.fit, patient(case.predict), given, changed)
    assert said.keys() - {"seed"} == case.categories.keys() - {"seed"}
    wrong = {value: said[value] for value, category in case.categories.items() if said[value] not in table[category]}
    assert wrong == {}


def test_the_models_have_values_of_every_category_but_inputs():
    assert {category for case in CASES.values() for category in case.categories.values()} == {
        *table_of_categories()
    } - {"input"}
