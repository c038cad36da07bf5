"""What hyperparameters do: the snippets of docs/effects.md against closed forms, scikit-learn and other draws."""

import itertools

import numpy as np
import pytest

from tests.support.snippets import printed, seeds, variables

OTHER_SEEDS = range(20, 30)
"""Ten draws that no page shows: what the page says of "ten other draws" is said of these."""


@pytest.mark.claim("ridge-degrees-of-freedom")
@seeds([1, *OTHER_SEEDS])
def test_ridge_degrees_of_freedom(seed):
    """The trace of the matrix that maps y to the fitted values, by scikit-learn and less the intercept."""
    from sklearn.linear_model import Ridge

    got = variables("ridge_degrees_of_freedom", seed)
    for strength, freedom, error in zip(got["lambdas"], got["freedom"], got["error"], strict=True):
        model = Ridge(alpha=strength, solver="svd").fit(got["X"], np.eye(30))
        assert freedom == pytest.approx(np.trace(model.predict(got["X"])) - 1, rel=1e-5)
        model.fit(got["X"], got["y"])
        assert np.count_nonzero(model.coef_) == 12
        assert error == pytest.approx(np.mean((model.predict(got["X"]) - got["y"]) ** 2), rel=1e-5)
    assert np.all(np.diff(got["freedom"]) < 0) and np.all(np.diff(got["error"]) > 0)
    assert 9 < got["freedom"][0] < 12 and got["freedom"][-1] < 0.5


def test_ridge_degrees_of_freedom_prints():
    got, lines = variables("ridge_degrees_of_freedom"), []
    x = got["x"]
    A = np.stack([x**power - np.mean(x**power) for power in range(1, 13)], axis=1)
    for exponent in range(-6, 3):
        strength = 10.0**exponent
        hat = A @ np.linalg.solve(A.T @ A + strength * np.eye(12), A.T)
        residuals = got["y"] - got["y"].mean() - hat @ got["y"]
        lines.append(f"lambda = {strength:6g}: 12 weights, {np.trace(hat):5.2f} degrees of freedom, ")
        lines[-1] += f"training MSE {residuals @ residuals / 30:.3f}"
    assert printed("ridge_degrees_of_freedom") == lines


def test_without_a_penalty_the_degrees_of_freedom_are_the_weights():
    s = variables("ridge_degrees_of_freedom")["s"]
    assert np.sum(s**2 / (s**2 + 1e-30)) == pytest.approx(12)


def test_ridge_shortens_the_weights_but_not_each_of_them():
    from sklearn.linear_model import Ridge

    grew = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(30, 4)) @ rng.normal(size=(4, 4))
        y = rng.normal(size=30)
        paths = np.array([Ridge(alpha=alpha).fit(X, y).coef_ for alpha in 10.0 ** np.arange(-3, 4)])
        assert np.all(np.diff(np.linalg.norm(paths, axis=1)) < 0)
        assert np.all(paths != 0)
        grew += np.any(np.diff(np.abs(paths), axis=0) > 1e-3)
    assert grew > 5


def test_lasso_empties_at_last_and_weights_may_come_back():
    """The whole path, which is piecewise linear: on each piece the set of weights that are not 0 stays the same."""
    from sklearn.linear_model import Lasso, lars_path

    back, counts = 0, []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(30, 8)) @ rng.normal(size=(8, 8))
        X, y = X - X.mean(axis=0), rng.normal(size=30)
        y = y - y.mean()
        alphas, _, path = lars_path(X, y, method="lasso")
        assert alphas[0] == pytest.approx(np.abs(X.T @ y).max() / 30)
        assert not Lasso(alpha=alphas[0] * 1.0001).fit(X, y).coef_.any()
        used = (path[:, 1:] != 0) | (path[:, :-1] != 0)  # pieces from the strongest penalty to none
        counts.append(used.sum(axis=0)[[0, 2, -1]])
        back += np.any(used[:, :-1] & ~used[:, 1:])
    assert np.all(np.array(counts)[:, :2] < 8) and np.all(np.array(counts)[:, -1] == 8)
    assert back > 5


def test_neighbors_have_n_over_k_effective_parameters():
    from sklearn.neighbors import KNeighborsRegressor

    rng = np.random.default_rng(0)
    X = rng.normal(size=(24, 2))
    for k in (1, 2, 3, 8, 24):
        assert np.trace(KNeighborsRegressor(k).fit(X, np.eye(24)).predict(X)) == pytest.approx(24 / k)
    assert np.trace(KNeighborsRegressor(8, weights="distance").fit(X, np.eye(24)).predict(X)) == pytest.approx(24)
    tied = np.zeros((24, 1))
    assert np.trace(KNeighborsRegressor(4).fit(tied, np.eye(24)).predict(tied)) != pytest.approx(24 / 4)


def test_depth_lowers_the_training_error_until_the_tree_is_done():
    from sklearn.tree import DecisionTreeRegressor

    for seed in range(10):
        rng = np.random.default_rng(seed)
        X, y = rng.normal(size=(40, 2)), rng.normal(size=40)
        free = DecisionTreeRegressor(random_state=0).fit(X, y)
        errors = []
        for depth in range(1, free.get_depth() + 3):
            tree = DecisionTreeRegressor(max_depth=depth, random_state=0).fit(X, y)
            errors.append(np.mean((tree.predict(X) - y) ** 2))
        assert np.all(np.diff(errors) <= 1e-12) and errors[0] > errors[-3]
        assert errors[-3] == errors[-2] == errors[-1]


def gradient_flow(got, steps):
    """Gradient descent written as powers of a matrix, and ridge from its normal equations: no singular values."""
    X, y, rate = got["X"], got["y"], got["rate"]
    gram, right = X.T @ X, X.T @ y
    step = np.eye(30) - rate * gram
    reached = np.linalg.solve(gram, (np.eye(30) - np.linalg.matrix_power(step, steps)) @ right)
    ridge = np.linalg.solve(gram + np.eye(30) / (rate * steps), right)
    return [np.mean((got["X_valid"] @ weights - got["y_valid"]) ** 2) for weights in (reached, ridge)]


@pytest.mark.claim("early-stopping-like-ridge")
@seeds([0, *OTHER_SEEDS])
def test_early_stopping_like_ridge(seed):
    got = variables("early_stopping_like_ridge", seed)
    stopped, penalized = np.array(got["stopped"]), np.array(got["penalized"])
    assert np.allclose(got["weights"], got["formula"], atol=1e-8)
    for steps in (1, 2, 20, 300, 2000):
        assert [stopped[steps - 1], penalized[steps - 1]] == pytest.approx(gradient_flow(got, steps), rel=1e-6)
    assert stopped.argmin() not in (0, 1999)
    assert 0.9 < stopped.min() / penalized.min() < 1.1
    assert got["rate"] * got["s"][0] ** 2 < 2


def test_early_stopping_either_may_win():
    pairs = [variables("early_stopping_like_ridge", seed) for seed in OTHER_SEEDS]
    wins = [min(got["stopped"]) < min(got["penalized"]) for got in pairs]
    assert 0 < sum(wins) < len(wins)


def test_early_stopping_training_error_only_falls():
    got = variables("early_stopping_like_ridge")
    residual, errors = got["y"], []
    for _ in range(200):
        errors.append(residual @ residual)
        residual = residual - got["rate"] * got["X"] @ (got["X"].T @ residual)
    assert np.all(np.diff(errors) < 0)


def test_early_stopping_like_ridge_prints():
    got = variables("early_stopping_like_ridge")
    errors = np.array([gradient_flow(got, steps) for steps in range(1, 2001)])
    best = errors[:, 0].argmin()
    assert printed("early_stopping_like_ridge") == [
        "filter factors give the same: True",
        f"best stop, step {best + 1}: validation MSE {errors[best, 0]:.2f}",
        f"best ridge:         validation MSE {errors[:, 1].min():.2f}",
        f"after 2000 steps:   validation MSE {errors[-1, 0]:.2f}",
    ]


def logistic(X, y, X_valid, y_valid):
    """Loss, accuracy and length of the weights, by scipy's log of the sigmoid and another form of the gradient."""
    from scipy.special import expit, log_expit

    signs, weights, rows = 2 * y - 1, np.zeros(3), []
    for epoch in range(1, 3001):
        weights = weights + 2 * np.mean((expit(-signs * (X @ weights)) * signs)[:, None] * X, axis=0)
        if epoch <= 40 or epoch == 3000:
            scores = X_valid @ weights
            loss = -np.mean(log_expit(np.where(y_valid, scores, -scores)))
            rows.append((epoch, loss, np.mean((scores > 0) == y_valid), np.sqrt(weights @ weights)))
    return rows


@pytest.mark.claim("loss-rises-accuracy-stays")
@seeds(OTHER_SEEDS)
def test_loss_rises_accuracy_stays(seed):
    got = variables("loss_rises_accuracy_stays", seed)
    loss, accuracy, best = np.array(got["loss"]), 1 - np.array(got["wrong"]), got["best"] - 1
    assert loss[-1] > 3 * loss[best]
    assert -0.01 <= round(accuracy[-1] - accuracy[best], 6) <= 0.04
    assert np.all(np.diff(loss[best + 20 :]) > 0)
    assert np.all(np.diff(got["sizes"]) > 0), "the weights of separable data grow on"
    assert np.array_equal(got["y"], got["X"][:, 0] + got["X"][:, 1] > 0)


def test_loss_rises_accuracy_stays_prints():
    got = variables("loss_rises_accuracy_stays")
    rows = logistic(got["X"], got["y"], got["X_valid"], got["y_valid"])
    lines = []
    for epoch, loss, accuracy, size in (min(rows, key=lambda row: row[1]), rows[-1]):
        lines.append(f"epoch {epoch:4}: validation loss {loss:.2f}, accuracy {accuracy:.3f}")
        lines.append(f"            length of the weight vector {size:.1f}")
    assert printed("loss_rises_accuracy_stays") == lines


@pytest.mark.claim("batch-size-noise")
@seeds([0, *OTHER_SEEDS])
def test_batch_size(seed):
    got = variables("batch_size", seed)
    spread = got["gradients"].var()
    lines = printed("batch_size", seed)[1:]
    for size, measured, formula, line in zip(got["sizes"], got["measured"], got["formula"], lines, strict=True):
        assert formula == pytest.approx(spread * (200 - size) / (size * 199))
        assert measured == pytest.approx(formula, rel=0.06, abs=1e-9)
        means = got["order"][:, :size].mean(axis=1)
        error = np.sqrt(formula / 20_000)
        assert abs(means.mean() - got["gradients"].mean()) < 5 * error + 1e-9
        updates = len(range(0, 200, size))
        assert line.startswith(f"batch size {size:3}: {updates:3} updates per epoch, mean {means.mean():.1f}, ")


@pytest.mark.parametrize("size", range(1, 8))
def test_batch_size_formula_by_enumeration(size):
    """Every batch of seven rows there is: the mean and the variance are exact."""
    rows = np.random.default_rng(3).normal(size=7)
    batches = [np.mean(batch) for batch in itertools.combinations(rows, size)]
    assert np.mean(batches) == pytest.approx(rows.mean())
    assert np.var(batches) == pytest.approx(rows.var() / size * (7 - size) / 6, abs=1e-12)


def test_batch_size_prints():
    got = variables("batch_size")
    x, y = got["x"], got["y"]
    bent = [np.mean((y - slope * x) ** 2) for slope in (-1e-5, 1e-5)]
    slope = (bent[1] - bent[0]) / 2e-5
    lines = [f"gradient of all rows: {slope:.1f}"]
    for size in (1, 10, 64, 100, 200):
        updates = len(range(0, 200, size))
        variance = np.square(got["order"][:, :size].mean(axis=1) - slope).mean()
        lines.append(f"batch size {size:3}: {updates:3} updates per epoch, mean {slope:.1f}, variance {variance:.2f}")
    assert printed("batch_size") == lines


@pytest.mark.claim("average-of-correlated")
@pytest.mark.parametrize("rho", [0, 0.3, 0.9, 1])
def test_correlated_average(rho):
    """The variance of an average is a quadratic form of the covariance matrix."""
    for B in (1, 2, 5, 20, 100):
        covariance = np.full((B, B), rho) + (1 - rho) * np.eye(B)
        assert np.full(B, 1 / B) @ covariance @ np.full(B, 1 / B) == pytest.approx(rho + (1 - rho) / B)


@seeds([0, 20, 21, 22])
def test_correlated_average_predictors(seed):
    predictors = variables("correlated_average", seed)["predictors"]
    expected = np.full((5, 5), 0.3) + 0.7 * np.eye(5)
    assert np.allclose(np.cov(predictors[:, :5].T), expected, atol=0.03)


@pytest.mark.claim("average-of-correlated")
def test_correlated_average_prints():
    covariance, lines = np.cov(variables("correlated_average")["predictors"].T, bias=True), ["correlation: 0.3"]
    for B in (1, 2, 5, 20, 100):
        exact = (0.3 * B * (B - 1) + B) / B**2
        lines.append(f"B = {B:3}: variance {covariance[:B, :B].mean():.2f}, formula {exact:.3f}")
    assert printed("correlated_average") == lines


@pytest.mark.claim("number-of-trees")
@seeds(OTHER_SEEDS)
def test_number_of_trees(seed):
    got = variables("number_of_trees", seed)
    forest, boosting = np.array(got["error"]["forest"]), np.array(got["error"]["boosting"])
    assert forest[-1] / forest.min() < 1.02
    assert forest[-1] < 0.8 * forest[0]
    assert boosting[-1] > 1.08 * boosting.min()
    assert 5 < boosting.argmin() < 100


def test_number_of_trees_expected_error_of_a_forest_falls():
    """Over random choices of B trees the mean squared error is a + b / B with b > 0: the trees are drawn alike."""
    got = variables("number_of_trees")
    trees, y = got["trees"], got["y_valid"]
    spread = trees.var(axis=0, ddof=1).mean()
    floor = np.mean((trees.mean(axis=0) - y) ** 2) - spread / 200
    assert spread > 0
    rng = np.random.default_rng(0)
    for B in (1, 2, 5, 20):
        chosen = [np.mean((trees[rng.choice(200, B)].mean(axis=0) - y) ** 2) for _ in range(400)]
        assert np.mean(chosen) == pytest.approx(floor + spread / B, rel=0.03)


def test_number_of_trees_boosting_lowers_the_training_error():
    got = variables("number_of_trees")
    errors = [np.mean((p - got["y"]) ** 2) for p in got["boosting"].staged_predict(got["X"])]
    assert np.all(np.diff(errors) <= 1e-12)


def test_number_of_trees_prints():
    """Whole models of each size instead of the stages and parts of one."""
    from sklearn.ensemble import GradientBoostingRegressor, RandomForestRegressor

    got, lines = variables("number_of_trees"), []

    def score(model):
        return np.mean((model.fit(got["X"], got["y"]).predict(got["X_valid"]) - got["y_valid"]) ** 2)

    for name, last, kind in (
        ("forest", 200, lambda n: RandomForestRegressor(n, random_state=0)),
        ("boosting", 400, lambda n: GradientBoostingRegressor(n_estimators=n, random_state=0)),
    ):
        best = np.argmin(got["error"][name]) + 1
        lines.append(f"{name}, best number {best}: MSE {score(kind(best)):.1f}")
        for count in (1, 10, 100, last):
            lines.append(f"  {count:3} trees: MSE {score(kind(count)):.1f}")
    assert printed("number_of_trees") == lines


@pytest.mark.claim("dropout-no-parameters")
@seeds([0, *OTHER_SEEDS])
def test_dropout(seed):
    """All 256 masks, each with its probability, give mean and spread of the next weighted sum exactly."""
    got = variables("dropout", seed)
    hidden, weights = got["hidden"], got["weights"]
    masks = np.array(list(itertools.product((0, 1), repeat=8)))
    before = weights.copy()
    for p in (0, 0.2, 0.5, 0.8):
        chance = np.prod(np.where(masks, 1 - p, p), axis=1)
        outputs = masks @ (hidden * weights) / (1 - p)
        mean = chance @ outputs
        spread = np.sqrt(max(chance @ (outputs - mean) ** 2, 0))
        assert mean == pytest.approx(got["predict"]())
        sampled = got["train_output"](p)
        assert sampled.mean() == pytest.approx(mean, abs=5 * spread / np.sqrt(200_000) + 1e-9)
        assert sampled.std() == pytest.approx(spread, rel=0.02, abs=1e-9)
    assert np.array_equal(weights, before)
    assert got["predict"].__code__.co_argcount == 0


def test_dropout_original_scaling_predicts_the_same():
    """Srivastava et al.: keep with probability q, no division while training, weights times q at test time."""
    got, keep = variables("dropout"), 0.8
    masks = np.array(list(itertools.product((0, 1), repeat=8)))
    chance = np.prod(np.where(masks, keep, 1 - keep), axis=1)
    trained = chance @ (masks @ (got["hidden"] * got["weights"]))
    assert trained == pytest.approx(got["hidden"] @ (keep * got["weights"]))


def test_dropout_is_not_exact_behind_a_bent_activation():
    got = variables("dropout")
    masks = np.array(list(itertools.product((0, 1), repeat=8)))
    outputs = masks @ (got["hidden"] * got["weights"]) / 0.5
    assert abs(np.tanh(outputs).mean() - np.tanh(got["predict"]())) > 0.01


def test_dropout_prints():
    got = variables("dropout")
    variance, lines = np.sum((got["hidden"] * got["weights"]) ** 2), []
    for p in (0, 0.2, 0.5, 0.8):
        spread = np.sqrt(variance * p / (1 - p))
        lines.append(f"p = {p:3}: 8 weights, training mean {got['predict']():.1f}, spread {spread:.1f}")
    lines.append(f"prediction, whatever p was: {got['hidden'] @ got['weights']:.1f}")
    assert printed("dropout") == lines


@pytest.mark.claim("double-descent")
@seeds(OTHER_SEEDS)
def test_double_descent(seed):
    got = variables("double_descent", seed)
    plain, penalized = (dict(zip(got["counts"], got[name], strict=True)) for name in ("plain", "penalized"))
    first = min(plain[p] for p in plain if p < 40)
    assert max(plain, key=plain.get) == 40
    assert plain[40] > 5 * plain[20] and plain[40] > 3 * plain[80]
    assert plain[5] > first, "it falls before it rises"
    assert plain[800] < plain[160] < plain[50]
    assert penalized[40] < 1.15 * penalized[20], "no peak with a tuned penalty"
    assert penalized[40] < 1.15 * penalized[30]


def test_double_descent_may_end_at_the_lowest_error():
    """On nine of the ten other draws, and on the page's."""
    draws = [variables("double_descent", seed)["plain"] for seed in (0, *OTHER_SEEDS)]
    lowest = [np.argmin(plain) == 12 for plain in draws]
    assert lowest[0] and sum(lowest[1:]) == 9


def test_double_descent_is_the_shortest_solution_and_ridge():
    """The last drawing of the features, against the pseudo-inverse and scikit-learn."""
    from sklearn.linear_model import Ridge

    got = variables("double_descent")
    F, y = got["F"], got["y"]
    assert np.allclose(got["weights"][0], np.linalg.pinv(F) @ y)
    assert np.allclose(F @ got["weights"][0], y), "800 features fit 40 rows exactly"
    for strength, weights in zip(got["lambdas"], got["weights"][1:], strict=True):
        assert np.allclose(weights, Ridge(alpha=strength, fit_intercept=False).fit(F, y).coef_, atol=1e-8)


def test_double_descent_prints():
    """The same draws, solved with lstsq, and with ridge as least squares on rows that are appended."""
    rng = np.random.default_rng(0)
    slopes = rng.normal(size=10) / np.sqrt(10)
    sets = []
    for rows in (40, 500):
        X = rng.normal(size=(rows, 10))
        sets.append((X, X @ slopes + rng.normal(0, 0.3, size=rows)))
    (X, y), (X_valid, y_valid) = sets
    lines = []
    for p in (5, 10, 20, 30, 36, 40, 44, 50, 60, 80, 160, 320, 800):
        errors = []
        for _ in range(20):
            V = rng.normal(size=(10, p)) / np.sqrt(10)
            F, F_valid = (X @ V).clip(0), (X_valid @ V).clip(0)
            found = [np.linalg.lstsq(F, y, rcond=None)[0]]
            gram = F @ F.T
            for exponent in range(-4, 4):
                found.append(F.T @ np.linalg.solve(gram + 10.0**exponent * np.eye(40), y))
            errors.append([np.mean((F_valid @ weights - y_valid) ** 2) for weights in found])
        plain, *ridge = np.median(errors, axis=0)
        lines.append(f"p = {p:3}: no penalty {plain:5.2f}, best ridge {min(ridge):.2f}")
    assert printed("double_descent") == lines
