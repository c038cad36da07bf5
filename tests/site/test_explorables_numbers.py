"""The mathematics of the explorables, in a browser: the same numbers as numpy and scikit-learn; and their weight."""

import gzip
import re
from functools import cache

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression, Ridge

from pipeline.content import data
from pipeline.content.errors import BuildError
from pipeline.render.sort_it import terms_of_round
from tests.support.explorables import ENTRIES, ROOT, SITE, columns
from tests.support.snippets import variables


def source(name: str) -> str:
    return (ROOT / "docs" / "explorables" / f"{name}.js").read_text("utf-8")


DESCENT = source("descent")
PATH = """(told) => {
  const { x, y, m, c } = told.data, path = [{ m: m[0], c: c[0] }];
  for (let i = 1; i < told.steps; i++) path.push(descent.step(x, y, path.at(-1), told.rate));
  return path.map(({ m, c }) => [m, c, descent.loss(x, y, { m, c })]);
}"""


@pytest.fixture(scope="module")
def bare(chromium):
    """A page with nothing on it, where scripts may be tried."""
    page = chromium.new_page()
    yield page
    page.close()


def path_of(page, code: str, rate: float, steps: int) -> np.ndarray:
    given = {"data": columns("line_descent"), "rate": rate, "steps": steps}
    return np.array(page.evaluate(f"(told) => {{ {code}; return ({PATH})(told) }}", given), float)


def path_by_numpy(rate: float, steps: int) -> np.ndarray:
    """The same in the language of matrices."""
    given = variables("line_descent")
    X, y, w = np.stack([given["x"], np.ones(20)], axis=1), given["y"], np.array([-1.0, -1.0])
    path = []
    for _ in range(steps):
        path.append([*w, np.mean((X @ w - y) ** 2)])
        w = w - rate * 2 / 20 * X.T @ (X @ w - y)
    return np.array(path)


@pytest.mark.parametrize(("rate", "steps"), [(0.01, 100), (0.1, 41), (0.3, 60), (0.6, 60), (0.9, 40)])
def test_each_step_is_that_of_numpy(bare, rate, steps):
    np.testing.assert_allclose(path_of(bare, DESCENT, rate, steps), path_by_numpy(rate, steps), rtol=1e-9)


def test_the_path_on_the_page_is_that_of_the_program(bare):
    shown = np.array([columns("line_descent")[name] for name in ("m", "c", "loss")]).T
    np.testing.assert_allclose(path_of(bare, DESCENT, 0.1, 41), shown, rtol=1e-9)


@pytest.mark.parametrize(
    "change",
    [("(rate * 2 * slope)", "(rate * slope)"), ("residual * value", "value"), ("c - (rate", "c + (rate"), ("** 2", "")],
)
def test_a_wrong_step_is_noticed(bare, change):
    assert DESCENT.count(change[0]) == 1
    wrong = path_of(bare, DESCENT.replace(*change), 0.1, 41)
    assert not np.allclose(wrong, path_by_numpy(0.1, 41), rtol=1e-9)


@pytest.mark.parametrize("share", [0.005, 0.4, 0.9, 1.01])
def test_the_losses_at_other_rates_are_those_of_the_program(bare, share):
    given, data = variables("learning_rate"), columns("learning_rate")
    start = {"data": data | {"m": [0], "c": [0]}, "rate": share * given["limit"], "steps": 100}
    path = np.array(bare.evaluate(f"(told) => {{ {DESCENT}; return ({PATH})(told) }}", start))
    np.testing.assert_allclose(path[:, 2], np.array(data[f"rate {share} of the limit"]) + given["lowest"], rtol=1e-9)


def test_limit_and_minimum_are_those_of_linear_algebra(bare):
    shape = bare.evaluate(f"({{ x, y }}) => {{ {DESCENT}; return descent.shape(x, y) }}", columns("line_descent"))
    given = variables("line_descent")
    X = np.stack([given["x"], np.ones(20)], axis=1)
    assert shape["limit"] == pytest.approx(2 / np.linalg.eigvalsh(2 * X.T @ X / 20).max(), rel=1e-9)
    best = np.linalg.lstsq(X, given["y"], rcond=None)[0]
    assert [shape["best"]["m"], shape["best"]["c"]] == pytest.approx(best, rel=1e-9)


POLYNOMIAL = source("polynomial")


def fits_of(page, code: str) -> list[list[float]]:
    told = {**columns("degree_and_penalty")}
    each = "(told) => told.degree.map((degree, i) => polynomial.fit(told.x, told.y, degree, told.penalty[i]))"
    return page.evaluate(f"(told) => {{ {code}; return ({each})(told) }}", told)


def all_near(found: list, expected: list, rtol: float) -> bool:
    return all(np.allclose(a, b, rtol=rtol, atol=rtol) for a, b in zip(found, expected, strict=True))


@cache
def fits_by_scikit_learn() -> list[np.ndarray]:
    told, fits = {name: np.array(values) for name, values in columns("degree_and_penalty").items()}, []
    for degree, penalty in zip(told["degree"], told["penalty"], strict=True):
        X = told["x"][:, None] ** np.arange(1, degree + 1)
        model = (Ridge(penalty, solver="svd") if penalty else LinearRegression()).fit(X, told["y"]) if degree else None
        fits.append(np.append(model.intercept_, model.coef_) if model else np.array([told["y"].mean()]))
    return fits


def test_polynomials_are_those_of_scikit_learn_and_of_the_program(bare):
    found = fits_of(bare, POLYNOMIAL)
    assert len(found) == 90
    assert all_near(found, fits_by_scikit_learn(), 1e-7)
    assert all_near(found, list(variables("degree_and_penalty")["fits"].values()), 1e-7)


@pytest.mark.parametrize("rows", ["training", "validation"])
def test_errors_of_polynomials_are_those_of_the_program(bare, rows):
    told = columns("degree_and_penalty")
    ends = "" if rows == "training" else "_valid"
    mse = f"(found) => polynomial.mse(found, told.x{ends}, told.y{ends})"
    errors = bare.evaluate(
        f"([told, fits]) => {{ {POLYNOMIAL}; return fits.map({mse}) }}", [told, fits_of(bare, POLYNOMIAL)]
    )
    np.testing.assert_allclose(errors, told[f"{rows} MSE"], rtol=1e-7)


@pytest.mark.parametrize(
    "change",
    [
        ("Math.sqrt(penalty)", "penalty"),
        ("i === j ?", "i === j + 1 ?"),
        ("value - R[j][k] * q[i]", "value - q[i]"),
        ("value ** j", "value ** (j + 1)"),
    ],
)
def test_a_wrong_fit_is_noticed(bare, change):
    assert POLYNOMIAL.count(change[0]) == 1
    assert not all_near(fits_of(bare, POLYNOMIAL.replace(*change)), fits_by_scikit_learn(), 1e-7)


NEIGHBORS = source("neighbors")
PLACES_OF_THE_MAP = [[(i + 0.5) / 30, (j + 0.5) / 30] for i in range(30) for j in range(30)]
KNN = """([told, places, ks]) => {
  const rows = (end) => told["a" + end].map((a, i) => [a, told["b" + end][i], told["label" + end][i]]);
  const train = rows(""), valid = rows("_valid"), label = (k) => ([a, b]) => neighbors.label(train, [a, b], k);
  const wrong = [train, valid].map((judged) => neighbors.wrong(train, judged, ks));
  return ks.map((k, at) => [places.map(label(k)), valid.map(label(k)), ...wrong.map((counts) => counts[at])]);
}"""
KS = list(range(1, 42, 2))


def labels_of(page, code: str) -> list:
    given = [columns("knn_map"), PLACES_OF_THE_MAP, KS]
    return page.evaluate(f"(given) => {{ {code}; return ({KNN})(given) }}", given)


@cache
def labels_by_numpy() -> list:
    """As the program has them; rounded places are often equally near, so that ties are in it."""
    got, told = variables("knn_map"), columns("knn_map")
    labels = []
    for i, k in enumerate(KS):
        places, valid = (
            got["predict"](np.array(X), k).astype(int).tolist() for X in (PLACES_OF_THE_MAP, got["X_valid"])
        )
        labels.append([places, valid, round(60 * told["training"][i]), round(100 * told["validation"][i])])
    return labels


def test_labels_of_neighbors_are_exactly_those_of_the_program(bare):
    assert labels_of(bare, NEIGHBORS) == labels_by_numpy()


def test_of_equally_near_rows_the_first_comes_first(bare):
    rows, nearest = [[0, 1, 0], [1, 0, 1], [0, -1, 1], [3, 3, 0]], "neighbors.nearest(rows, [0, 0], 2)"
    assert bare.evaluate(f"(rows) => {{ {NEIGHBORS}; return {nearest} }}", rows) == [0, 1]


@pytest.mark.parametrize(
    "change",
    [
        ("(b - q) * (b - q)", "(b - q)"),
        ("slice(0, k)", "slice(1, k + 1)"),
        ("Number(votes > k / 2)", "Number(votes > k / 3)"),
        ("Number(votes[k] > k / 2)", "Number(votes[k] > k)"),
    ],
)
def test_a_wrong_neighbor_is_noticed(bare, change):
    assert NEIGHBORS.count(change[0]) == 1
    assert labels_of(bare, NEIGHBORS.replace(*change)) != labels_by_numpy()


CHEBYSHEV = source("chebyshev")
TRIALS = """(told) => told.degree.map((degree, i) => {
  const X = chebyshev.features(told.x, degree), path = [X[0].map(() => 0)];
  for (let step = 0; step < 100; step++) path.push(chebyshev.step(X, told.y, path.at(-1), told.rate[i]));
  return [path, chebyshev.mse(chebyshev.features(told.x_valid, degree), told.y_valid, path.at(-1))];
})"""


def trials_of(page, code: str, every: int = 1) -> list:
    """Path and validation error of each trial, or of every seventh, say."""
    given = columns("two_loops")
    given |= {name: given[name][::every] for name in ("degree", "rate")}
    return page.evaluate(f"(told) => {{ {code}; return ({TRIALS})(told) }}", given)


@cache
def trials_by_numpy() -> list[np.ndarray]:
    """The path of each trial, in the language of matrices."""
    told, paths = columns("two_loops"), []
    for degree, rate in zip(told["degree"], told["rate"], strict=True):
        X = np.polynomial.chebyshev.chebvander(told["x"], degree)
        gram, target, path = 2 / 16 * X.T @ X, 2 / 16 * X.T @ np.array(told["y"]), [np.zeros(degree + 1)]
        for _ in range(100):
            path.append(path[-1] - rate * (gram @ path[-1] - target))
        paths.append(np.array(path))
    return paths


def same_paths(trials: list, paths: list[np.ndarray]) -> bool:
    """To 1e-9 of the largest weight that the step has."""
    return all(
        np.all(np.abs(np.array(found) - path) <= 1e-9 * np.maximum(1, np.abs(path).max(axis=1, keepdims=True)))
        for (found, _), path in zip(trials, paths, strict=True)
    )


def test_each_step_of_each_trial_is_that_of_numpy(bare):
    trials = trials_of(bare, CHEBYSHEV)
    assert len(trials) == 72 and same_paths(trials, trials_by_numpy())
    assert same_paths(trials_of(bare, CHEBYSHEV, every=7), trials_by_numpy()[::7])
    np.testing.assert_allclose([score for _, score in trials], columns("two_loops")["validation"], rtol=1e-9)


@pytest.mark.parametrize(
    "change",
    [
        ("(rate * 2)", "rate"),
        ("k * Math.acos", "Math.acos"),
        ("value - y[i])", "value + y[i])"),
        ("X[i][k], 0)", "X[i][0], 0)"),
    ],
)
def test_a_wrong_trial_is_noticed(bare, change):
    assert change[0] in CHEBYSHEV
    assert not same_paths(trials_of(bare, CHEBYSHEV.replace(*change), every=7), trials_by_numpy()[::7])


NETWORK = source("network")
TRAINED = """(told) => {
  const { x, y } = told, path = [network.start(told, told.width)];
  for (let i = 0; i < told.epochs; i++) path.push(network.step(x, y, path.at(-1), told.rate));
  return path.map((weights) =>
    [...weights.w, ...weights.b, ...weights.v, weights.c, network.loss(x, y, weights), network.predict(weights, 0.3)]);
}"""
"""Of each epoch the weights, the loss, and the predicted value at 0.3."""
STABLE = [(1, 0.5, 300), (2, 0.1, 300), (3, 0.1, 1000), (8, 0.2, 300), (12, 0.003, 200), (12, 0.3, 300)]


def trained(page, code: str, width: int, rate: float, epochs: int) -> np.ndarray:
    told = columns("small_network") | {"width": width, "rate": rate, "epochs": epochs}
    return np.array(page.evaluate(f"(told) => {{ {code}; return ({TRAINED})(told) }}", told), float)


@cache
def trained_by_numpy(width: int, rate: float, epochs: int) -> np.ndarray:
    """The same in the language of matrices: a column of ones for the biases, and the derivatives by the chain rule."""
    told = {name: np.array(values) for name, values in columns("small_network").items()}
    X, y, path = np.stack([told["x"], np.ones(20)], axis=1), told["y"], []
    first = np.stack([told["start_w"], told["start_b"]])[:, :width]
    last = np.append(told["start_v"][:width], told["start_c"])
    for _ in range(epochs + 1):
        H = np.column_stack([np.tanh(X @ first), np.ones(20)])
        at = np.append(np.tanh([0.3, 1] @ first), 1) @ last
        path.append([*first.ravel(), *last, np.mean((H @ last - y) ** 2), at])
        slope = 2 / 20 * (H @ last - y)
        inner = X.T @ (slope[:, None] / np.cosh(X @ first) ** 2 * last[:-1])
        first, last = first - rate * inner, last - rate * H.T @ slope
    return np.array(path)


@pytest.mark.parametrize("setting", STABLE)
def test_each_epoch_of_the_network_is_that_of_numpy(bare, setting):
    found = trained(bare, NETWORK, *setting)
    assert found.shape == (setting[2] + 1, 3 * setting[0] + 3)
    np.testing.assert_allclose(found, trained_by_numpy(*setting), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("setting", variables("small_network")["settings"])
def test_the_network_on_the_page_is_that_of_the_program(bare, setting):
    """Where the loss exceeds 1000, the program stops, and the page has the same epoch to stop at."""
    path, losses = variables("small_network")["train"](*setting)
    found = trained(bare, NETWORK, *setting)[: len(losses)]
    np.testing.assert_allclose(found[:, :-1], np.column_stack([path, losses]), rtol=1e-9, atol=1e-9)


def test_a_network_that_diverges_stops_nothing(bare):
    """Far behind the epoch where the page stops, there is no finite number, and still no error."""
    assert not np.all(np.isfinite(trained(bare, NETWORK, 12, 1, 3000)[-1]))


@pytest.mark.parametrize(
    "change",
    [
        ("(rate * 2)", "rate"),
        ("hidden[row][i] ** 2", "hidden[row][i]"),
        ("back(row, i) * x[row]", "back(row, i)"),
        ("moved(c, () => 1)", "c"),
        ("start_b.slice(0, width)", "start_b.slice(-width)"),
        ("weight * x + b[i]), c)", "weight * x + b[i]), 0)"),
    ],
)
def test_a_wrong_epoch_is_noticed(bare, change):
    assert NETWORK.count(change[0]) == 1
    for setting in ((1, 0.1, 10), (3, 0.1, 10)):
        wrong = trained(bare, NETWORK.replace(*change), *setting)
        assert not np.allclose(wrong, trained_by_numpy(*setting), rtol=1e-9, atol=1e-9)


def test_no_random_number_is_drawn_and_nothing_is_kept():
    text = "".join(file.read_text("utf-8") for file in (ROOT / "docs" / "explorables").glob("*.js"))
    for word in ("Math.random", "crypto", "localStorage", "sessionStorage", "fetch(", "import ", "cookie"):
        assert word not in text


def test_a_term_to_be_sorted_that_no_table_has_is_named(project):
    asked = data.SortRound(id="first", terms=["ridge-alpha"] * 19 + ["ridge-alpa"])
    with pytest.raises(BuildError, match="the round 'first' asks for ridge-alpa, which no table has"):
        terms_of_round(project, asked)


def test_they_are_light():
    """The built scripts in gzip, without the data: each by itself, and all with what they share.

    Style, tables, questions and programs in Python are in it; all of it comes when an explorable comes near.
    """

    def size(name: str) -> int:
        (script,) = (SITE / "assets" / "explorables").glob(f"{name}.*.js")
        code = re.sub(r"^\{const DATA=.*\n", "{", script.read_text("utf-8"))
        return len(gzip.compress(code.encode(), 9))

    sizes = {name: size(name) for name in ENTRIES}
    assert max(sizes.values()) <= 4000, sizes
    assert size("shared") + sum(sizes.values()) <= 27_000, sizes
