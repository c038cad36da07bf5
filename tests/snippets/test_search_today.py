"""Quasi-random search, TPE, several goals, importance, in-context learning: each program against a second method."""

import itertools

import numpy as np
import pytest

from tests.support.snippets import printed, seeds, variables

pytestmark = pytest.mark.slow


OTHER_SEEDS = range(11, 17)


# quasi-random search


def holes(trials, places) -> tuple[float, float]:
    """Mean and largest distance of the places from their nearest trial, by a tree."""
    from scipy.spatial import cKDTree

    distance = cKDTree(trials).query(places)[0]
    return distance.mean(), distance.max()


def halton(count: int, dimensions: int = 2):
    from scipy.stats.qmc import Halton

    return Halton(dimensions, scramble=False).random(count)


def middles(count: int):
    return np.array(list(itertools.product((np.arange(count) + 0.5) / count, repeat=2)))


@pytest.mark.claim("quasi-random-leaves-smaller-holes")
@seeds([0, *OTHER_SEEDS])
def test_quasi_random(seed):
    got = variables("quasi_random", seed)
    assert np.allclose(got["halton"], halton(16))
    assert got["mirrored"](6, 2) == 3 / 8
    random, shifted = got["draws"]["random"], got["draws"]["Halton"]
    assert all(len(set(np.floor(16 * trials[:, 0]))) == 16 for trials in shifted)
    tried = np.mean([len(set(np.floor(16 * trials[:, 0]))) for trials in random])
    assert tried == pytest.approx(16 * (1 - (15 / 16) ** 16), abs=0.3)
    places = middles(60)  # finer than those of the program
    largest = {name: np.mean([holes(t, places)[1] for t in draws[:100]]) for name, draws in got["draws"].items()}
    assert largest["grid"] < largest["Halton"] < largest["random"] - 0.03


def test_quasi_random_prints():
    rng, rows = np.random.default_rng(0), {"grid": [], "random": [], "Halton": []}
    places, steps = middles(40), (np.arange(4) + 0.5) / 4
    rows["grid"].append(np.array(list(itertools.product(steps, repeat=2))))
    for _ in range(300):
        rows["random"].append(rng.uniform(size=(16, 2)))
        rows["Halton"].append(np.mod(halton(16) + rng.uniform(size=2), 1))
    lines = ["16 trials   sixteenths of a tried   mean distance   largest hole"]
    for name, sets in rows.items():
        tried = np.mean([len(np.unique((t[:, 0] * 16).astype(int))) for t in sets])
        mean, largest = np.mean([holes(t, places) for t in sets], axis=0)
        lines.append(f"{name:9} {tried:23.1f} {mean:15.3f} {largest:14.3f}")
    assert printed("quasi_random") == lines


def test_plain_halton_points_of_many_hyperparameters_line_up_in_stripes():
    points = halton(17, 8)[:, 6:]  # bases 17 and 19
    assert np.corrcoef(points.T)[0, 1] == pytest.approx(1)


# TPE


def parzen_search(rng, best, width: float, matters, score=None):
    """The search of the snippet, value by value, with densities from scipy."""
    from scipy.stats import norm

    trials = list(rng.uniform(size=(10, 4)))
    score = score or (lambda trial: sum(m * (t - b) ** 2 for m, t, b in zip(matters, trial, best, strict=True)))
    losses = [score(trial) for trial in trials]
    while len(trials) < 60:
        order = sorted(range(len(trials)), key=lambda i: losses[i])
        split = len(trials) // 5
        good, rest = (np.array([trials[i] for i in part]) for part in (order[:split], order[split:]))
        places = rng.integers(split, size=(24, 4))
        near = np.array([[good[places[i, j], j] for j in range(4)] for i in range(24)])
        new = np.minimum(np.maximum(near + width * rng.normal(size=(24, 4)), 0), 1)
        lead = np.zeros(24)
        for group, sign in ((good, 1), (rest, -1)):
            for j in range(4):
                frequent = norm.pdf(new[:, j, None], group[:, j], width).sum(axis=1) + 1
                lead += sign * np.log(frequent / (len(group) + 1))
        trials.append(new[lead.argmax()])
        losses.append(score(trials[-1]))
    return np.array(trials), np.array(losses)


@pytest.mark.claim("tpe-learns-from-its-trials")
@seeds(OTHER_SEEDS)
def test_tpe(seed):
    lowest = variables("tpe", seed)["lowest"]
    random, tpe = (np.array(lowest[name]) for name in ("random", "TPE"))
    assert tpe[:, 59].mean() < 0.5 * random[:, 59].mean()
    assert np.mean(tpe[:, 59] < random[:, 59]) > 0.7
    spread = np.sqrt(np.var(random[:, 9]) / 100 + np.var(tpe[:, 9]) / 100)
    assert abs(tpe[:, 9].mean() - random[:, 9].mean()) < 4 * spread, "the first ten are random in both"


def test_tpe_prints():
    rng, matters, found = np.random.default_rng(0), [1, 0.3, 0.1, 0], {"random": [], "TPE": []}
    for _ in range(100):
        best = rng.uniform(size=4)
        random = [
            sum(m * (t - b) ** 2 for m, t, b in zip(matters, x, best, strict=True)) for x in rng.uniform(size=(60, 4))
        ]
        losses = parzen_search(rng, best, 0.1, matters)[1]
        for name, values in (("random", random), ("TPE", losses)):
            found[name].append([min(values[:n]) for n in (10, 20, 40, 60)])
    random, tpe = (np.mean(found[name], axis=0) for name in ("random", "TPE"))
    assert printed("tpe") == [
        f"mean loss of the best of {n}: random {a:.4f}, TPE {b:.4f}"
        for n, a, b in zip((10, 20, 40, 60), random, tpe, strict=True)
    ]


def test_tpe_has_no_lead_on_a_score_that_is_pure_noise():
    rng, best = np.random.default_rng(0), np.full(4, 0.3)
    random, tpe = [], []
    for _ in range(40):
        trials, scores = parzen_search(rng, best, 0.1, np.ones(4), score=lambda trial: rng.normal())
        tpe.append(np.sum((trials[scores.argmin()] - best) ** 2))
        random.append(np.sum((rng.uniform(size=4) - best) ** 2))
    assert np.mean(tpe) > np.mean(random) - 0.1


# several goals


def staircase(size, error) -> list[int]:
    """The front: from few weights to many, each error is lower than all before. Of equal trials all stay."""
    front, lowest, last = [], np.inf, None
    for i in sorted(range(len(size)), key=lambda i: (size[i], error[i])):
        if error[i] < lowest or (size[i], error[i]) == last:
            front.append(i)
            lowest, last = error[i], (size[i], error[i])
    return front


def lower_hull(size, error) -> list[int]:
    """The trials that some price above zero makes the lowest, by the line between each two others."""
    kept = []
    for i in staircase(size, error):
        between = any(
            size[a] < size[i] < size[b]
            and error[i] > error[a] + (error[b] - error[a]) * (size[i] - size[a]) / (size[b] - size[a])
            for a in staircase(size, error)
            for b in staircase(size, error)
        )
        if not between:
            kept.append(i)
    return kept


@pytest.mark.claim("two-goals-leave-a-front")
@seeds(OTHER_SEEDS)
def test_pareto_front(seed):
    got = variables("pareto_front", seed)
    assert sorted(got["front"]) == sorted(staircase(got["width"], got["mse"]))
    assert len(got["front"]) > 2
    hull = {got["width"][i] for i in lower_hull(got["width"], got["mse"])}
    assert got["picked"] <= hull <= {got["width"][i] for i in got["front"]}
    assert hull < {got["width"][i] for i in got["front"]}, "some trials of the front are the lowest at no price"


@pytest.mark.claim("two-goals-leave-a-front")
def test_the_lowest_sum_lies_on_the_front_whatever_the_price_and_the_ties():
    for seed in range(400):
        rng = np.random.default_rng(seed)
        count = rng.integers(1, 30)
        goals = rng.normal(size=(count, 2)) if seed % 2 else rng.integers(0, 4, size=(count, 2)).astype(float)
        front = staircase(*goals.T)
        for price in 10 ** rng.uniform(-3, 3, size=10):
            sums = goals[:, 1] + price * goals[:, 0]
            assert set(np.flatnonzero(sums == sums.min())) <= set(front)


def test_pareto_front_prints():
    from sklearn.linear_model import Ridge

    rng, size, error = np.random.default_rng(0), [], []

    def sample(n):
        X = rng.uniform(-2, 2, size=(n, 2))
        return X, np.sin(2 * X[:, 0]) * X[:, 1] + rng.normal(0, 0.3, size=n)

    (X, y), (X_valid, y_valid) = sample(200), sample(400)
    for _ in range(60):
        width = int(np.exp(rng.uniform(np.log(3), np.log(100))))
        scale, penalty = 10 ** rng.uniform([-0.5, -3], [0.5, 1])
        slopes, shifts = scale * rng.normal(size=(2, width)), rng.uniform(0, 2 * np.pi, size=width)
        ridge = Ridge(penalty, fit_intercept=False, solver="svd").fit(np.cos(X @ slopes + shifts), y)
        size.append(width)
        error.append(np.mean((ridge.predict(np.cos(X_valid @ slopes + shifts)) - y_valid) ** 2))
    front = staircase(size, error)
    assert printed("pareto_front") == [
        *(f"{size[i]:2} weights: validation MSE {error[i]:.3f}" for i in front),
        f"on the front: {len(front)} of 60 trials",
        f"some price takes the trials with these weights: {sorted(size[i] for i in lower_hull(size, error))}",
    ]


# importance


def explained(table, axes: tuple[int, ...]) -> float:
    """The share of the variance that a regression on all levels of these hyperparameters, and their pairs, explains."""
    from sklearn.linear_model import LinearRegression

    levels = np.array(list(np.ndindex(table.shape)))
    codes = levels[:, list(axes)] @ 5 ** np.arange(len(axes))
    dummies = (codes[:, None] == np.unique(codes)).astype(float)
    return LinearRegression().fit(dummies, table.ravel()).score(dummies, table.ravel())


def shares_by_regression(table) -> dict[tuple[int, ...], float]:
    found: dict[tuple[int, ...], float] = {}
    for size in (1, 2, 3):
        for axes in itertools.combinations(range(3), size):
            inner = sum(share for other, share in found.items() if set(other) < set(axes))
            found[axes] = explained(table, axes) - inner
    return found


def scores_in_closed_form(got, rates):
    """Where gradient descent is after t steps, by the eigenvectors of its matrix instead of step by step."""
    X, y, X_valid, y_valid = (got[name] for name in ("X", "y", "X_valid", "y_valid"))
    values, vectors = np.linalg.eigh(X.T @ X / 40)
    right, table = vectors.T @ (X.T @ y[:, 0] / 40), np.zeros((5, 5, 5))
    for i, rate in enumerate(rates):
        for j, steps in enumerate((10, 30, 100, 300, 1000)):
            for k, decay in enumerate((0, 0.0001, 0.001, 0.01, 0.1)):
                bent = values + decay
                w = vectors @ (right * (1 - (1 - rate * bent) ** steps) / bent)
                table[i, j, k] = np.log(np.mean((X_valid @ w - y_valid[:, 0]) ** 2))
    return table


@pytest.mark.claim("importance-belongs-to-a-range")
@seeds(OTHER_SEEDS)
def test_importance(seed):
    got = variables("importance", seed)
    for place, rates in enumerate((np.geomspace(0.001, 1, 5), np.geomspace(0.3, 1, 5))):
        assert np.allclose(got["tables"][place], scores_in_closed_form(got, rates), atol=1e-6)
        expected = shares_by_regression(got["tables"][place])
        assert np.allclose([share[place] for share in got["shares"].values()], list(expected.values()), atol=1e-9)
        assert sum(share[place] for share in got["shares"].values()) == pytest.approx(1)
    wide, narrow = got["shares"]["rate"]
    assert wide == max(share[0] for share in got["shares"].values())
    assert narrow < 0.25 < wide - 0.2


@pytest.mark.claim("importance-belongs-to-a-range")
def test_the_shares_of_any_score_that_varies_add_up_to_one():
    for seed in range(300):
        rng = np.random.default_rng(seed)
        shape = (5, 5, 5)
        table = rng.normal(size=shape) if seed % 3 else rng.integers(0, 2, size=shape).astype(float)
        rest, total = table - table.mean(), 0.0
        for size in (1, 2, 3):
            for axes in itertools.combinations(range(3), size):
                effect = rest.mean(axis=tuple({0, 1, 2} - set(axes)), keepdims=True)
                rest, total = rest - effect, total + np.mean(effect**2) / table.var()
        assert total == pytest.approx(1) and np.allclose(rest, 0)


def test_importance_prints():
    got = variables("importance")
    tables = [scores_in_closed_form(got, rates) for rates in (np.geomspace(0.001, 1, 5), np.geomspace(0.3, 1, 5))]
    wide, narrow = (shares_by_regression(table) for table in tables)
    lines = ["share of the variance    rates 0.001 to 1    rates 0.3 to 1"]
    for axes, share in wide.items():
        label = " x ".join(("rate", "steps", "decay")[axis] for axis in axes)
        lines.append(f"{label:20} {abs(share):20.2f} {abs(narrow[axes]):17.2f}")
    assert printed("importance") == lines


# in-context learning


@pytest.mark.claim("context-stands-in-for-a-fit")
@seeds([1, 2, 3])
def test_in_context(seed):
    got = variables("in_context", seed)
    rate = 1 / (1 + (3 + 1 + 0.25) / 40)  # the best W for normal inputs is this times the identity
    assert np.allclose(got["W"], rate * np.eye(3), atol=0.03)
    none, context, fitted = (np.mean(values) for values in got["misses"].values())
    assert none == pytest.approx(3, rel=0.15) and context == pytest.approx(3 * (1 - rate), rel=0.15)
    assert fitted == pytest.approx(3 * 0.25 / (40 - 3 - 1), rel=0.15)


def test_in_context_predicts_as_one_step_of_gradient_descent_on_half_the_mse_does():
    got, rng = variables("in_context"), np.random.default_rng(0)
    X, y, query = rng.normal(size=(40, 3)), rng.normal(size=40), rng.normal(size=3)

    def half_mse(w):
        return np.mean((X @ w - y) ** 2) / 2

    slope = np.array([half_mse(h) - half_mse(-h) for h in 1e-4 * np.eye(3)]) / 2e-4
    assert got["predict"](query, X, y, 0.91 * np.eye(3)) == pytest.approx(query @ (0 - 0.91 * slope))
    assert got["predict"](query, X, y, got["W"]) == pytest.approx(query @ (0 - 0.91 * slope), abs=0.05)


def test_in_context_prints():
    from sklearn.linear_model import LinearRegression

    rng = np.random.default_rng(1)

    def tasks(count):
        slopes, X = rng.normal(size=(count, 3)), rng.normal(size=(count, 40, 3))
        noise = rng.normal(0, 0.5, size=(count, 40))
        return X, (X @ slopes[:, :, None])[:, :, 0] + noise, slopes

    X, y, slopes = tasks(20_000)
    queries = rng.normal(size=(20_000, 3))
    summaries = (y[:, None] @ X)[:, 0] / 40
    columns = np.hstack([queries[:, [i]] * summaries for i in range(3)])
    labels = (queries * slopes).sum(axis=1)
    W = LinearRegression(fit_intercept=False).fit(columns, labels).coef_.reshape(3, 3)
    lines = [f"20,000 tasks of 40 rows gave W the diagonal {np.diag(W).round(2)}"]
    for name, X, y, slopes in zip("ABC", *tasks(3), strict=True):
        guess = np.ones(3) @ W @ sum(x * label for x, label in zip(X, y, strict=True)) / 40
        lines.append(f"context {name}: predicted {guess:5.2f}, truth {slopes.sum():5.2f}")
    misses = []
    for X, y, slopes in zip(*tasks(2000), strict=True):
        query = rng.normal(size=3)
        fitted = LinearRegression(fit_intercept=False).fit(X, y).coef_
        misses.append([guess - query @ slopes for guess in (0, query @ W @ (X.T @ y) / 40, query @ fitted)])
    mse = np.mean(np.square(misses), axis=0)
    names = ("no context", "the context", "least squares")
    assert printed("in_context") == lines + [
        f"2,000 new tasks, from {name:13}: MSE {value:.2f}" for name, value in zip(names, mse, strict=True)
    ]
