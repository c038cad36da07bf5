"""How hyperparameters are chosen and searched for: each snippet against a closed form, scikit-learn or scipy."""

import functools
import warnings

import numpy as np
import pytest

from tests.support.snippets import printed, seeds, variables

OTHER_SEEDS = range(11, 17)


def powers(x, highest):
    return x[:, None] ** np.arange(1, highest + 1)


# how they are chosen


def training_and_validation(got):
    """MSE of each candidate on both sets, by scikit-learn: {name: (training, validation)}."""
    from sklearn.linear_model import LinearRegression
    from sklearn.neighbors import KNeighborsRegressor

    train, valid = (got["x_train"], got["y_train"]), (got["x_valid"], got["y_valid"])
    errors = {}
    for name, candidates in (("degree", range(13)), ("k", range(1, 26))):
        errors[name] = [], []
        for candidate in candidates:
            if name == "degree":
                model, low, high = LinearRegression(), train[0].min(), train[0].max()
                columns = [
                    np.polynomial.legendre.legvander(2 * (x - low) / (high - low) - 1, candidate)
                    for x in (train[0], valid[0])
                ]
            else:
                model, columns = KNeighborsRegressor(candidate), [x[:, None] for x in (train[0], valid[0])]
            model.fit(columns[0], train[1])
            for column, y, found in zip(columns, (train[1], valid[1]), errors[name], strict=True):
                found.append(np.mean((model.predict(column) - y) ** 2))
    return errors


def test_training_loss_chooses_most_complex_prints():
    lines = []
    errors = training_and_validation(variables("training_loss_chooses_most_complex"))
    for name, first in (("degree", 0), ("k", 1)):
        for rows, mse in zip(("training", "validation"), errors[name], strict=True):
            lines.append(f"{rows:10} chooses {name} = {np.argmin(mse) + first}, MSE {min(mse):.3f}")
        chosen = int(np.argmin(errors[name][0]))
        lines.append(f"validation MSE of {name} = {chosen + first}: {errors[name][1][chosen]:.3f}")
    assert printed("training_loss_chooses_most_complex") == lines


@pytest.mark.claim("training-error-takes-the-most-flexible")
@seeds(OTHER_SEEDS)
def test_training_error_takes_the_most_flexible(seed):
    got = variables("training_loss_chooses_most_complex", seed)
    errors = training_and_validation(got)
    for name, model, candidates in (("degree", "polynomial", range(13)), ("k", "nearest_neighbors", range(1, 26))):
        fitted = [got[model](candidate, got["x_train"]) for candidate in candidates]
        assert np.allclose([np.mean((values - got["y_train"]) ** 2) for values in fitted], errors[name][0])
    assert got["chosen"]["training"] == 1, "the last candidates are those for k"
    training, validation = errors["degree"]
    assert np.all(np.diff(training) <= 1e-12)
    assert 0 < np.argmin(validation) < 12
    training, validation = errors["k"]
    assert np.argmin(training) == 0 and training[0] == 0 < training[1]
    assert np.argmin(validation) > 0


def test_training_error_of_knn_need_not_rise_at_each_k():
    falls = 0
    for seed in OTHER_SEEDS:
        training, _ = training_and_validation(variables("training_loss_chooses_most_complex", seed))["k"]
        falls += np.any(np.diff(training) < 0)
    assert falls > 0


def folds_by_scikit_learn(got):
    from sklearn.model_selection import PredefinedSplit, cross_val_score
    from sklearn.neighbors import KNeighborsRegressor

    X, split = got["x"][:, None], PredefinedSplit(np.tile(np.arange(5), 12))
    return np.array(
        [
            -cross_val_score(KNeighborsRegressor(k), X, got["y"], cv=split, scoring="neg_mean_squared_error")
            for k in range(1, 31)
        ]
    ).T


@pytest.mark.claim("each-row-is-validated-once")
@seeds([1, 2])
def test_cross_validation(seed):
    """The split of scikit-learn judges each row once, by a model that was fitted without it."""
    got = variables("cross_validation", seed)
    assert np.allclose(got["mse"], folds_by_scikit_learn(got))


def test_cross_validation_prints():
    mse = folds_by_scikit_learn(variables("cross_validation"))
    mean = mse.mean(axis=0)
    assert printed("cross_validation") == [
        *(f"fold {fold + 1} alone: k = {np.argmin(mse[fold]) + 1}" for fold in range(5)),
        f"mean of the folds: k = {np.argmin(mean) + 1}, MSE {mean.min():.3f}",
        f"at k = 1: {mean[0]:.3f}, at k = 30: {mean[-1]:.3f}",
    ]


def best_of_coins(classifiers=1000, rows=100):
    """The distribution of the best number of hits: (mean, 2.5 %, 97.5 %), exactly."""
    from scipy.stats import binom

    below = binom.cdf(np.arange(rows + 1), rows, 0.5) ** classifiers
    return np.sum(1 - below), np.argmax(below >= 0.025), np.argmax(below >= 0.975)


@pytest.mark.claim("best-of-many-is-too-good")
@seeds(OTHER_SEEDS)
def test_coin_flips(seed):
    got = variables("coin_flips", seed)
    mean, low, high = best_of_coins()
    assert got["best"].mean() == pytest.approx(mean, abs=0.2)
    assert (got["low"], got["high"]) == pytest.approx((low, high), abs=1)
    assert 0.6 < got["accuracy"].max() < 0.76
    assert got["fresh"] == pytest.approx(0.5, abs=0.008)


def test_coin_flips_print():
    got = variables("coin_flips")
    mean, low, high = best_of_coins()
    right = [int(sum(a == b for a, b in zip(row, got["labels"], strict=True))) for row in got["guesses"]]
    assert printed("coin_flips") == [
        f"mean of 1,000 classifiers: {sum(right) / 100_000:.3f}",
        f"best of 1,000 classifiers: {max(right) / 100:.2f}",
        "the best one on fresh rows: 0.50",
        f"2,000 contests: best {mean / 100:.2f} on average, {low / 100:.2f} to {high / 100:.2f} in 95 of 100",
    ]


def nested_by_thresholds(seed):
    """Winning scores and nested scores with another classifier code: a threshold halfway between two sums."""
    rng, inner, outer = np.random.default_rng(seed), [], []

    def right(X, y, train, test):
        one, zero = X[train][y[train] == 1].mean(0), X[train][y[train] == 0].mean(0)
        return ((X[test] > (one + zero) / 2) == (one > zero)) == (y[test] == 1)[:, None]

    def score(X, y):
        place = np.arange(len(y)) % 5
        return np.mean([right(X, y, place != f, place == f).mean(0) for f in range(5)], axis=0)

    for _ in range(30):
        X, y = rng.normal(size=(40, 200)), rng.integers(2, size=40)
        inner.append(score(X, y).max())
        for fold in range(5):
            train = np.arange(40) % 5 != fold
            chosen = np.argmax(score(X[train], y[train]))
            outer.append(right(X, y, train, ~train)[:, chosen].mean())
    return np.mean(inner), np.mean(outer)


@pytest.mark.claim("nested-scores-are-honest")
def test_nested_cv():
    outer = []
    for seed in (1, 2, 3):
        got = variables("nested_cv", seed)
        assert np.mean(got["inner"]) > 0.68
        outer.append(np.mean(got["outer"]))
    assert np.mean(outer) == pytest.approx(0.5, abs=0.04)


def test_nested_cv_prints():
    inner, outer = nested_by_thresholds(0)
    assert printed("nested_cv") == [
        f"score of the winner of the search: {inner:.2f}",
        f"nested cross-validation:           {outer:.2f}",
        "truth:                             0.50",
    ]


def test_nested_cv_searches_as_scikit_learn_does():
    from sklearn.model_selection import PredefinedSplit, cross_val_score
    from sklearn.neighbors import NearestCentroid

    got = variables("nested_cv", 4)
    X, y, split = got["X"], got["y"], PredefinedSplit(np.tile(np.arange(5), 8))
    scores = [cross_val_score(NearestCentroid(), X[:, [j]], y, cv=split).mean() for j in range(30)]
    assert max(scores) == pytest.approx(got["search"](X[:, :30], y, np.arange(40))[1])


def test_nested_cv_does_not_return_one_setting():
    got, several = variables("nested_cv", 5), 0
    for seed in range(5):
        rng = np.random.default_rng(seed)
        X, y = rng.normal(size=(40, 200)), rng.integers(2, size=40)
        chosen = {got["search"](X, y, np.flatnonzero(np.arange(40) % 5 != fold))[0] for fold in range(5)}
        several += len(chosen) > 1
    assert several == 5


@functools.cache
def selected(seed):
    """Mean accuracy over the draws of the snippet, by scikit-learn: selected before the split, and inside."""
    from sklearn.feature_selection import SelectKBest
    from sklearn.model_selection import PredefinedSplit, cross_val_score
    from sklearn.neighbors import NearestCentroid
    from sklearn.pipeline import make_pipeline

    rng, before, inside = np.random.default_rng(seed), [], []
    split = PredefinedSplit(np.tile(np.arange(5), 10))
    for _ in range(20):
        X, y = rng.normal(size=(50, 2000)), rng.integers(2, size=50)
        leaked = SelectKBest(k=10).fit_transform(X, y)
        before.append(cross_val_score(NearestCentroid(), leaked, y, cv=split).mean())
        honest = make_pipeline(SelectKBest(k=10), NearestCentroid())
        inside.append(cross_val_score(honest, X, y, cv=split).mean())
    return np.mean(before), np.mean(inside)


@pytest.mark.claim("selection-belongs-inside-the-folds")
@seeds([0, 1])
def test_selection_outside_cv(seed):
    got = variables("selection_outside_cv", seed)
    assert (np.mean(got["before"]), np.mean(got["inside"])) == pytest.approx(selected(seed))
    assert np.mean(got["before"]) > 0.85
    assert np.mean(got["inside"]) == pytest.approx(0.5, abs=0.06)


def test_selection_outside_cv_prints():
    before, inside = selected(0)
    assert printed("selection_outside_cv") == [
        f"columns chosen before the split:  {before:.2f}",
        f"columns chosen inside each fold:  {inside:.2f}",
    ]


# searching


def random_in_theory(trials=9):
    """Mean best squared distance on one axis for the grid and for random trials, and how often random wins."""
    place, far = (np.arange(1000) + 0.5) / 1000, (np.arange(2000) + 0.5) / 2000  # midpoints, for the integrals

    def misses(b, distance):
        return (1 - (np.minimum(1, b + distance) - np.maximum(0, b - distance))) ** trials

    chance = misses(place[:, None], far)
    random = np.mean(2 * far * chance)
    to_grid = np.abs(place[:, None] - np.array([1, 3, 5]) / 6).min(axis=1)
    return (1 / 6) ** 2 / 3, random, 1 - misses(place, to_grid).mean()


@pytest.mark.claim("random-search-tries-more-values")
@seeds(OTHER_SEEDS)
def test_random_search(seed):
    got = variables("random_search", seed)
    grid, random, wins = random_in_theory()
    assert got["best_grid"].mean() == pytest.approx(grid, abs=0.0003)
    assert got["best_random"].mean() == pytest.approx(random, abs=0.0005)
    assert np.mean(got["best_random"] < got["best_grid"]) == pytest.approx(wins, abs=0.02)
    assert [len(set(got[name][:, 0])) for name in ("grid", "random")] == [3, 9]


def test_random_search_prints():
    rng = np.random.default_rng(6)
    rng.uniform(size=(9, 2))
    best_a = rng.uniform(size=(20_000, 1))
    random = np.sort(np.abs(rng.uniform(size=(20_000, 9)) - best_a))[:, 0]
    grid = np.abs((best_a[:, 0] * 3) % 1 - 0.5) / 3  # each cell is a third wide, with its trial in the middle
    assert printed("random_search") == [
        "grid   9 trials, 3 values of a",
        "random 9 trials, 9 values of a",
        "mean loss of the best of nine trials, 20,000 repetitions:",
        f"grid   {grid @ grid / 20_000:.4f}",
        f"random {random @ random / 20_000:.4f}",
        f"random wins in {100 * np.mean(random < grid):.0f} %",
    ]


def test_where_both_matter_equally_the_grid_is_the_better_one():
    rng, steps = np.random.default_rng(0), np.array([1, 3, 5]) / 6
    grid = np.array([(a, b) for a in steps for b in steps])
    best = rng.uniform(size=(5000, 1, 2))
    by_grid = np.sum((grid - best) ** 2, axis=2).min(axis=1).mean()
    by_random = np.sum((rng.uniform(size=(5000, 9, 2)) - best) ** 2, axis=2).min(axis=1).mean()
    assert by_grid < 0.8 * by_random


def halving_by_scikit_learn(got):
    """The lines of successive halving, with each candidate trained by SGDRegressor."""
    from sklearn.linear_model import SGDRegressor

    X, y, rows, rungs = got["X"], got["y"], got["rows"], [100, 200, 400, 800, 1600]
    errors = {}
    for rate in got["rates"]:
        model = SGDRegressor(learning_rate="constant", eta0=rate, penalty=None, fit_intercept=False, shuffle=False)
        done = 0
        for rung in rungs:
            model.partial_fit(X[rows[done:rung]], y[rows[done:rung]])
            done = rung
            errors[rate, rung] = np.mean((model.predict(got["X_valid"]) - got["y_valid"]) ** 2)
    lines, left, dropped, spent, before = [], list(got["rates"]), {}, 0, 0
    for rung in rungs:
        spent, before = spent + len(left) * (rung - before), rung
        left.sort(key=lambda rate: errors[rate, rung])
        lines.append(f"after {rung:4} steps, {len(left):2} left, best rate {left[0]:.4f}: ")
        lines[-1] += f"MSE {errors[left[0], rung]:.2f}"
        dropped.update(dict.fromkeys(left, rung))
        left = left[: len(left) // 2]
    best = min(got["rates"], key=lambda rate: errors[rate, 1600])
    lines.append(f"steps spent: {spent} instead of 25600")
    lines.append(f"best of all at the end, rate {best:.4f}: MSE {errors[best, 1600]:.2f}, ")
    lines[-1] += f"dropped after {dropped[best]} steps"
    return lines, dropped[best]


def test_successive_halving_prints():
    assert printed("successive_halving") == halving_by_scikit_learn(variables("successive_halving"))[0]


@pytest.mark.claim("halving-may-drop-a-late-bloomer")
def test_successive_halving():
    dropped = []
    for seed in OTHER_SEEDS:
        got = variables("successive_halving", seed)
        dropped.append(got["last"][got["best"]])
        assert got["spent"] == 4800
        assert sorted(got["last"].values()) == [100] * 8 + [200] * 4 + [400] * 2 + [800, 1600]
    assert np.mean(np.array(dropped) == 100) > 0.7


def gaussian_process_search(got):
    """The trials that scikit-learn's Gaussian process makes with the same kernel, and their losses."""
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel
    from sklearn.linear_model import Ridge

    def loss(log_lambda):
        ridge = Ridge(alpha=10.0**log_lambda, solver="svd").fit(got["X"], got["y"])
        return np.log10(np.mean((ridge.predict(got["X_valid"]) - got["y_valid"]) ** 2))

    grid, tried = np.linspace(-6, 3, 181), [-6.0, 3.0]
    kernel = ConstantKernel(0.25, "fixed") * RBF(1.0, "fixed")
    for _ in range(8):
        losses = np.array([loss(value) for value in tried])
        process = GaussianProcessRegressor(kernel, alpha=1e-6, optimizer=None)
        process.fit(np.array(tried)[:, None], losses - losses.mean())
        guess, spread = process.predict(grid[:, None], return_std=True)
        tried.append(grid[np.argmin(guess - 2 * spread)])
    return tried, [loss(value) for value in tried], min(loss(value) for value in grid)


def test_bayesian_optimization_prints():
    tried, losses, lowest = gaussian_process_search(variables("bayesian_optimization"))
    lines = [
        f"trial {trial:2}: log10 lambda = {tried[trial - 1]:5.2f}, best MSE so far {10 ** min(losses[:trial]):.3f}"
        for trial in range(3, 11)
    ]
    assert printed("bayesian_optimization") == [*lines, f"a grid of 181 trials finds {10**lowest:.3f}"]


@pytest.mark.claim("ten-trials-can-be-enough")
def test_bayesian_optimization():
    near = []
    for seed in range(11, 31):
        got = variables("bayesian_optimization", seed)
        assert len(got["tried"]) == 10
        near.append(10 ** (min(got["losses"]) - min(map(got["loss"], got["grid"]))))
    assert np.mean(np.array(near) < 1.1) >= 0.9


def ridge_error(got, strength):
    from sklearn.linear_model import Ridge

    ridge = Ridge(alpha=strength, fit_intercept=False, solver="svd").fit(got["X_train"], got["y_train"])
    return np.mean((ridge.predict(got["X_valid"]) - got["y_valid"]) ** 2)


@pytest.mark.claim("validation-gradient-finds-a-penalty")
@seeds(range(8))
def test_hypergradient(seed):
    got = variables("hypergradient", seed)
    for place in (-4.0, -1.0, 2.0):
        mse, gradient = got["validation"](place)
        bent = (ridge_error(got, np.exp(place + 1e-4)) - ridge_error(got, np.exp(place - 1e-4))) / 2e-4
        assert mse == pytest.approx(ridge_error(got, np.exp(place)))
        assert gradient == pytest.approx(bent, rel=1e-3, abs=1e-6)
    start, end = ridge_error(got, 1.0), ridge_error(got, np.exp(got["log_lambda"]))
    assert end < start
    assert end < min(got["errors"]) * 1.5


def test_hypergradient_prints():
    got, lines, place = variables("hypergradient"), [], 0.0
    for step in range(101):
        if step % 25 == 0:
            lines.append(f"step {step:3}: lambda {np.exp(place):.3f}, MSE {ridge_error(got, np.exp(place)):.4f}")
        bent = ridge_error(got, np.exp(place + 1e-4)) - ridge_error(got, np.exp(place - 1e-4))
        place -= 10 * bent / 2e-4
    grid = np.linspace(np.log(1e-4), np.log(100), 2001)[::4]
    near = grid[np.argmin([ridge_error(got, np.exp(value)) for value in grid])]
    fine = np.linspace(near - 0.03, near + 0.03, 200)
    best = fine[np.argmin([ridge_error(got, np.exp(value)) for value in fine])]
    assert printed("hypergradient") == [
        *lines,
        f"2,001 fits: lambda {np.exp(best):.3f}, MSE {ridge_error(got, np.exp(best)):.4f}",
    ]


def test_hypergradient_can_stop_in_a_valley_that_is_not_the_lowest():
    stuck = []
    for seed in range(10):
        got = variables("hypergradient", seed)
        gradient = got["validation"](got["log_lambda"])[1]
        lowest = got["grid"][np.argmin(got["errors"])]
        stuck.append(abs(gradient) < 1e-6 and abs(lowest - got["log_lambda"]) > 1)
    assert 0 < sum(stuck) < 10


def log_evidence(got):
    from scipy.stats import multivariate_normal

    return [
        multivariate_normal(cov=0.09 * np.eye(25) + 0.09 / strength * got["X"] @ got["X"].T).logpdf(got["y"])
        for strength in got["lambdas"]
    ]


@pytest.mark.claim("evidence-chooses-a-penalty")
@seeds(range(20))
def test_evidence(seed):
    got = variables("evidence", seed)
    assert np.allclose(got["evidence"], log_evidence(got))
    assert np.all(np.diff(got["error"]) > 0)
    assert 0 < np.argmax(got["evidence"]) < len(got["lambdas"]) - 1


@pytest.mark.claim("ridge-is-the-most-probable-weight")
@seeds([3, 4, 5])
def test_ridge_is_the_most_probable_weight(seed):
    from scipy.optimize import minimize
    from scipy.stats import norm
    from sklearn.linear_model import Ridge

    got = variables("evidence", seed)
    for strength in (0.1, 1.0, 10.0, got["strength"]):
        deviation = np.sqrt(0.09 / strength)

        def surprise(w, deviation=deviation):
            return -norm.logpdf(got["y"], got["X"] @ w, 0.3).sum() - norm.logpdf(w, 0, deviation).sum()

        found = minimize(surprise, np.zeros(9), method="BFGS", options={"gtol": 1e-6}).x
        ridge = Ridge(alpha=strength, fit_intercept=False).fit(got["X"], got["y"])
        assert np.allclose(found, ridge.coef_, atol=1e-4)
    for name in ("weights", "most_probable"):  # of the program, at its last lambda
        assert np.allclose(got[name], found, rtol=0.01, atol=1e-5), name


def test_evidence_prints():
    from sklearn.linear_model import Ridge

    got, lines, errors = variables("evidence"), [], []
    X, y = got["X"], got["y"]
    for strength, evidence in zip(got["lambdas"], log_evidence(got), strict=True):
        ridge = Ridge(alpha=strength, fit_intercept=False, solver="svd").fit(X, y)
        errors.append(np.mean((ridge.predict(X) - y) ** 2))
        lines.append(f"lambda = {strength:7g}: training MSE {errors[-1]:.3f}, log evidence {evidence:6.1f}")
    best = got["lambdas"][np.argmax(log_evidence(got))]
    assert printed("evidence") == [
        *lines,
        f"lowest training MSE: lambda = {got['lambdas'][np.argmin(errors)]:g}",
        f"highest evidence:    lambda = {best:g}, prior variance {0.09 / best:.2f}",
    ]


def left_out_and_generalized(got):
    from sklearn.linear_model import RidgeCV

    X, y, lambdas = got["X"], got["y"], got["lambdas"]
    search = RidgeCV(alphas=lambdas, fit_intercept=False, store_cv_results=True).fit(X, y)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    generalized = []
    for strength in lambdas:
        shrink = s**2 / (s**2 + strength)
        residuals = y - U @ (shrink * (U.T @ y))
        generalized.append(len(y) * (residuals @ residuals) / (len(y) - shrink.sum()) ** 2)
    return search.cv_results_.mean(axis=0), generalized


@pytest.mark.claim("left-out-rows-need-no-refit")
@seeds(OTHER_SEEDS)
def test_gcv(seed):
    got = variables("gcv", seed)
    left_out, generalized = left_out_and_generalized(got)
    slow, fast, gcv = got["scores"].values()
    assert np.allclose(slow, left_out) and np.allclose(fast, left_out) and np.allclose(gcv, generalized)
    assert np.all(np.array(left_out) > 0.8 * np.array(gcv))


def test_gcv_need_not_take_the_smallest_penalty_as_the_training_error_does():
    places = [np.argmin(left_out_and_generalized(variables("gcv", seed))[1]) for seed in range(20)]
    assert np.mean(np.array(places) > 0) > 0.7


def test_gcv_prints():
    got = variables("gcv")
    left_out, generalized = left_out_and_generalized(got)
    names = ("leave-one-out, 40 fits", "leave-one-out, 1 fit", "GCV, 1 fit")
    assert printed("gcv") == [
        f"{name:22} lambda = {got['lambdas'][np.argmin(mse)]:g}, MSE {min(mse):.4f}"
        for name, mse in zip(names, (left_out, left_out, generalized), strict=True)
    ]


# what to tune first


def logistic(X, y, C):
    """Weights of penalized logistic regression, by scipy: sum of losses times C, plus half the squared norm."""
    from scipy.optimize import minimize

    signs = np.where(y, 1, -1)

    def loss(w):
        penalty = 0 if np.isinf(C) else w[1:] @ w[1:] / (2 * C)
        return np.logaddexp(0, -signs * (X @ w[1:] + w[0])).sum() + penalty

    return minimize(loss, np.zeros(X.shape[1] + 1), method="BFGS", options={"gtol": 1e-5}).x[1:]


@pytest.mark.claim("a-default-is-a-choice")
def test_default_is_a_choice():
    for seed in OTHER_SEEDS:
        got = variables("default_is_a_choice", seed)
        X, y = got["X"], got["y"]
        shrunk, free = np.linalg.norm(logistic(X, y, 1.0)), np.linalg.norm(logistic(X, y, np.inf))
        assert got["norm"] == pytest.approx(free, rel=1e-3)
        assert shrunk < 0.9 * free
        norms = [float(line.split()[-1]) for line in printed("default_is_a_choice", seed)]
        assert norms == pytest.approx([shrunk, shrunk, free], abs=2e-3)


def test_default_is_a_choice_prints():
    got = variables("default_is_a_choice")
    shrunk, free = (np.linalg.norm(logistic(got["X"], got["y"], C)) for C in (1.0, np.inf))
    assert printed("default_is_a_choice") == [
        f"nothing said: C = 1.0, norm of the weights {shrunk:.3f}",
        f"C = 1       : C = 1.0, norm of the weights {shrunk:.3f}",
        f"no penalty  : C = inf, norm of the weights {free:.3f}",
    ]


def ridge_by_hand(X, y, alpha):
    X, y = X - X.mean(axis=0), y - y.mean()
    return np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), X.T @ y)


def lasso_by_hand(X, y, alpha):
    """Proximal gradient descent on the squared error over 2n plus alpha times the sum of the absolute weights."""
    X, y = X - X.mean(axis=0), y - y.mean()
    step, w = len(y) / np.linalg.norm(X, 2) ** 2, np.zeros(X.shape[1])
    for _ in range(2000):
        w = w - step * X.T @ (X @ w - y) / len(y)
        w = np.sign(w) * np.maximum(np.abs(w) - step * alpha, 0)
    return w


def test_scaling_of_penalties_prints():
    got, lines = variables("scaling_of_penalties"), []
    X, score = got["X"], got["score"]
    for name, fit, value, y in (
        ("Ridge(alpha=10)", ridge_by_hand, 10, score),
        ("Ridge(alpha=20)", ridge_by_hand, 20, score),
        ("Lasso(alpha=0.1)", lasso_by_hand, 0.1, score),
        ("LogisticRegression(C=0.1)", logistic, 0.1, score > 0),
        ("LogisticRegression(C=0.05)", logistic, 0.05, score > 0),
    ):
        once, again = fit(X, y, value)[0], fit(np.vstack([X, X]), np.concatenate([y, y]), value)[0]
        lines.append(f"{name:26}: first weight {once:.3f}, rows twice {again:.3f}")
    assert printed("scaling_of_penalties") == lines


@pytest.mark.claim("penalties-do-not-carry-over")
@seeds(OTHER_SEEDS)
def test_scaling_of_penalties(seed):
    from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge
    from sklearn.svm import SVR

    got = variables("scaling_of_penalties", seed)
    X, y, n = got["X"], got["score"], len(got["score"])
    XX, yy = np.vstack([X, X]), np.concatenate([y, y])
    assert np.allclose(Ridge(alpha=10).fit(X, y).coef_, Ridge(alpha=20).fit(XX, yy).coef_)
    assert not np.allclose(Ridge(alpha=10).fit(X, y).coef_, Ridge(alpha=10).fit(XX, yy).coef_, rtol=1e-2)
    assert np.allclose(Lasso(alpha=0.1).fit(X, y).coef_, Lasso(alpha=0.1).fit(XX, yy).coef_)
    one = LogisticRegression(C=0.1, tol=1e-8).fit(X, y > 0).coef_
    assert np.allclose(one, LogisticRegression(C=0.05, tol=1e-8).fit(XX, yy > 0).coef_, atol=1e-4)
    assert not np.allclose(one, LogisticRegression(C=0.1, tol=1e-8).fit(XX, yy > 0).coef_, rtol=1e-2)
    half = SVR(kernel="linear", C=0.005, tol=1e-6).fit(XX, yy).coef_
    assert np.allclose(SVR(kernel="linear", C=0.01, tol=1e-6).fit(X, y).coef_, half, atol=1e-3)
    elastic = ElasticNet(alpha=10 / n, l1_ratio=0, tol=1e-10, max_iter=100_000).fit(X, y).coef_
    assert np.allclose(Ridge(alpha=10).fit(X, y).coef_, elastic, atol=1e-5)
    # the program: the first weight, from the rows once and twice
    shown = [line.split() for line in printed("scaling_of_penalties", seed)]
    once, again = ({words[0].strip(":"): float(words[i].strip(",")) for words in shown} for i in (-4, -1))
    for name, for_twice in (
        ("Ridge(alpha=10)", "Ridge(alpha=20)"),
        ("Lasso(alpha=0.1)", "Lasso(alpha=0.1)"),
        ("LogisticRegression(C=0.1)", "LogisticRegression(C=0.05)"),
    ):
        assert again[for_twice] == pytest.approx(once[name], abs=2e-3)
    assert once["Ridge(alpha=10)"] == pytest.approx(ridge_by_hand(X, y, 10)[0], abs=1e-3)
    assert again["Ridge(alpha=10)"] > 1.02 * once["Ridge(alpha=10)"]
    assert again["LogisticRegression(C=0.1)"] > 1.02 * once["LogisticRegression(C=0.1)"]


# what the pages say in passing


def test_sixty_trials_and_the_best_twentieth():
    rng = np.random.default_rng(0)
    for hyperparameters in (1, 4):
        trials = rng.uniform(size=(4000, 60, hyperparameters)).prod(axis=2)  # any score will do
        border = np.quantile(rng.uniform(size=(200_000, hyperparameters)).prod(axis=1), 0.05)
        assert np.mean(trials.min(axis=1) < border) == pytest.approx(1 - 0.95**60, abs=0.015)
    assert 1 - 0.95**60 > 0.95 > 1 - 0.95**58


def test_sgd_classifier_penalizes_against_the_mean():
    from sklearn.linear_model import LogisticRegression, SGDClassifier

    got = variables("scaling_of_penalties", 3)
    X, y = got["X"], got["score"] > 0
    XX, yy = np.vstack([X, X]), np.concatenate([y, y])
    exact = LogisticRegression(C=1 / (0.1 * len(y)), tol=1e-8).fit(X, y).coef_
    for rows, labels in ((X, y), (XX, yy)):
        model = SGDClassifier(loss="log_loss", alpha=0.1, average=True, max_iter=2000, tol=None, random_state=0)
        assert np.allclose(model.fit(rows, labels).coef_, exact, rtol=0.05)


def test_a_penalty_depends_on_the_units_of_the_columns():
    from sklearn.linear_model import LinearRegression, Ridge

    got = variables("scaling_of_penalties", 2)
    X, y, units = got["X"], got["score"], np.array([10, 1, 1])
    plain, shrunk = LinearRegression(), Ridge(alpha=10)
    assert np.allclose(plain.fit(X, y).predict(X), plain.fit(X * units, y).predict(X * units))
    assert not np.allclose(shrunk.fit(X, y).predict(X), shrunk.fit(X * units, y).predict(X * units), atol=0.1)


def test_best_k_grows_with_the_rows_and_lambda_of_the_evidence_does_not():
    from sklearn.neighbors import KNeighborsRegressor

    def rows(rng, n):
        x = rng.uniform(0, 6, size=n)
        return x[:, None], np.sin(x) + rng.normal(0, 0.4, size=n)

    best = {30: [], 300: []}
    for seed in range(8):
        rng = np.random.default_rng(seed)
        X_valid, y_valid = rows(rng, 500)
        for n, chosen in best.items():
            X, y = rows(rng, n)
            errors = [
                np.mean((KNeighborsRegressor(k).fit(X, y).predict(X_valid) - y_valid) ** 2) for k in range(1, 25, 2)
            ]
            chosen.append(np.argmin(errors))
    assert np.mean(best[300]) > np.mean(best[30]) + 2


def test_a_smaller_rate_in_boosting_needs_more_trees():
    from sklearn.ensemble import GradientBoostingRegressor

    for seed in range(3):
        rng = np.random.default_rng(seed)
        X = rng.uniform(0, 6, size=(300, 1))
        y = np.sin(X[:, 0]) + rng.normal(0, 0.4, size=300)
        best = []
        for rate in (0.05, 0.2):
            model = GradientBoostingRegressor(learning_rate=rate, n_estimators=150, max_depth=2, random_state=0)
            model.fit(X[:150], y[:150])
            best.append(np.argmin([np.mean((p - y[150:]) ** 2) for p in model.staged_predict(X[150:])]))
        assert best[0] > 2 * best[1]


def test_the_bias_of_the_best_score_grows_with_candidates_and_shrinks_with_rows():
    few, many, more_rows = best_of_coins(10)[0], best_of_coins(1000)[0], best_of_coins(1000, 1000)[0] / 10
    assert 50 < few < many and 50 < more_rows < many


def test_a_mean_for_scaling_leaks_far_less_than_selected_columns():
    from sklearn.neighbors import NearestCentroid
    from sklearn.preprocessing import scale

    rng, leaked = np.random.default_rng(0), []
    for _ in range(40):
        X, y = scale(rng.normal(size=(50, 20))), rng.integers(2, size=50)
        for fold in range(5):
            test = np.arange(50) % 5 == fold
            leaked.append(NearestCentroid().fit(X[~test], y[~test]).score(X[test], y[test]))
    assert np.mean(leaked) == pytest.approx(0.5, abs=0.06)


def test_names_in_the_table_of_what_is_tuned_automatically():
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF
    from sklearn.linear_model import BayesianRidge, LassoCV, LogisticRegression, LogisticRegressionCV, RidgeCV
    from sklearn.model_selection import GridSearchCV, TunedThresholdClassifierCV

    got = variables("scaling_of_penalties")
    X, y = got["X"], got["score"]
    assert RidgeCV().fit(X, y).alpha_ in RidgeCV().alphas
    assert LassoCV().fit(X, y).alpha_ > 0
    assert {"alpha_", "lambda_"} <= set(vars(BayesianRidge().fit(X, y)))
    assert GaussianProcessRegressor(RBF(), alpha=0.5).fit(X, y).kernel_.length_scale != RBF().length_scale
    assert hasattr(TunedThresholdClassifierCV(LogisticRegression()).fit(X, y > 0), "best_threshold_")
    assert GridSearchCV(LogisticRegression(), {"C": [1, 2]}).fit(X, y > 0).best_params_["C"] in (1, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its defaults are being renamed
        assert hasattr(LogisticRegressionCV(Cs=3, cv=3).fit(X, y > 0), "C_")


def test_solvers_agree_at_convergence_but_liblinear_penalizes_the_intercept():
    from sklearn.linear_model import LogisticRegression

    got = variables("default_is_a_choice", 3)
    X, y = got["X"] + 3, got["y"]
    fits = {
        solver: LogisticRegression(C=0.1, solver=solver, tol=1e-8, max_iter=10_000).fit(X, y)
        for solver in ("lbfgs", "newton-cg", "liblinear")
    }
    assert np.allclose(fits["lbfgs"].coef_, fits["newton-cg"].coef_, atol=1e-4)
    assert abs(fits["liblinear"].intercept_[0]) < 0.9 * abs(fits["lbfgs"].intercept_[0])
