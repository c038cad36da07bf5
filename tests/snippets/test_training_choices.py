"""Rates, penalties, bias and variance, clusters, scale: the snippets against closed forms and second methods."""

import itertools

import numpy as np
import pytest

from tests.support.snippets import printed, seeds, variables

pytestmark = pytest.mark.slow


OTHER_SEEDS = range(20, 30)
"""Ten draws that no page shows."""


# learning-rate


@pytest.mark.claim("limit-on-a-parabola")
def test_parabola_prints():
    """On the parabola t steps multiply the start by (1 - 2 rate) ** t; log cosh ends in a cycle of two points."""
    lines = []
    for rate in (0.1, 0.5, 0.9, 1.0, 1.1):
        first, last = (3 * (1 - 2 * rate) ** steps for steps in (1, 40))
        lines.append(f"parabola, rate {rate}: step 1 {first + 0:4.1f}, step 40 {last:8.3f}")
    w, path = 3.0, []
    for _ in range(40):
        w = w - 1.9 * (1 - 2 / (np.exp(2 * w) + 1))
        path.append(w)
    lines.append(f"log cosh, rate 1.9: steps 39 and 40 {path[-2]:6.3f} {path[-1]:6.3f}")
    low, high = 0.1, 3.0  # the cycle: 2 w = 3 tanh(w)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if 3 * np.tanh(middle) > 2 * middle else (low, middle)
    lines.append(f"log cosh, rate 3.0: steps 39 and 40 {low:6.3f} {-low:6.3f}")
    assert printed("parabola") == lines


@pytest.mark.claim("limit-on-a-parabola")
def test_a_rate_over_the_limit_need_not_run_away():
    """log cosh from many starts at rates over its limit 2: the steps stay bounded; on the parabola they do not."""
    got = variables("parabola")
    for rate in (2.5, 3.0, 5.0, 20.0):
        w = np.linspace(-50, 50, 1001)
        for _ in range(2000):
            w = w - rate * got["flattening"](w)
        assert np.abs(w).max() < rate
    assert abs(got["descend"](got["parabola"], 1.01)[-1]) > 3


def train_by_rows(got, rate):
    """The same steps with another form of the gradient: a sum over rows of outer products."""
    x, y = got["x"][:, 0], got["y"][:, 0]
    w, b, v = got["start"][0], got["start"][1], got["start"][2] / np.sqrt(20)
    losses = []
    for order in got["batches"]:
        for rows in order.reshape(20, 10):
            units = np.tanh(np.outer(x[rows], w) + b)
            wrong = units @ v - y[rows]
            through = wrong[:, None] * (1 - units**2) * v
            v = v - rate / 5 * np.einsum("r,ru->u", wrong, units)
            w, b = w - rate / 5 * np.einsum("r,ru->u", x[rows], through), b - rate / 5 * through.sum(axis=0)
        losses.append(np.mean((np.tanh(np.outer(x, w) + b) @ v - y) ** 2))
        if losses[-1] > 100:
            break
    return losses


@pytest.mark.claim("loss-curve-shows-the-rate")
def test_loss_curves_prints():
    got, lines = variables("loss_curves"), []
    for rate in (0.001, 0.03, 0.15):
        losses = train_by_rows(got, rate)
        assert np.allclose(losses, got["curves"][rate], rtol=1e-5)
        lines.append(f"rate {rate:5}: epoch 1 {losses[0]:.2f}, epochs 91 to 100 between ")
        lines[-1] += f"{min(losses[90:]):.3f} and {max(losses[90:]):.3f}"
    lines.append(f"rate   0.3: stopped, loss over 100 in epoch {len(train_by_rows(got, 0.3))}")
    assert printed("loss_curves") == lines


@pytest.mark.claim("loss-curve-shows-the-rate")
@seeds(OTHER_SEEDS)
def test_loss_curves_of_other_draws(seed):
    curves = variables("loss_curves", seed)["curves"]
    crawls, good, jumps = (np.array(curves[rate]) for rate in (0.001, 0.03, 0.15))
    assert crawls[-1] > 3 * good[-1]
    assert np.abs(np.diff(jumps[70:])).mean() > 1.5 * np.abs(np.diff(good[70:])).mean()
    assert len(curves[0.3]) < 100


def test_defaults_of_the_learning_rate():
    from sklearn.neural_network import MLPClassifier

    assert MLPClassifier().learning_rate_init == 0.001 and MLPClassifier().solver == "adam"


@pytest.mark.parametrize(("rows", "size", "steps"), [(500, 32, 16), (200, 64, 4), (60, 60, 1), (7, 1, 7)])
def test_steps_of_an_epoch(rows, size, steps):
    order = np.arange(rows)
    assert len([order[start : start + size] for start in range(0, rows, size)]) == steps == -(-rows // size)


# early stopping, overfitting


@seeds(range(40))
def test_best_stop_and_best_ridge_are_near_each_other(seed):
    got = variables("early_stopping_like_ridge", seed)
    assert 0.9 < min(got["stopped"]) / min(got["penalized"]) < 1.1


@seeds(range(40))
def test_forest_levels_off_and_boosting_turns(seed):
    error = variables("number_of_trees", seed)["error"]
    assert error["forest"][-1] < 1.05 * min(error["forest"])
    assert error["boosting"][-1] > 1.08 * min(error["boosting"])


@seeds(range(40))
def test_loss_triples_and_accuracy_stays(seed):
    got = variables("loss_rises_accuracy_stays", seed)
    best = got["best"] - 1
    assert got["loss"][-1] > 3 * got["loss"][best]
    assert -0.01 <= round(got["wrong"][best] - got["wrong"][-1], 6) <= 0.04


@pytest.mark.parametrize("seed", [0, 20, 21, 22])
def test_a_small_fixed_penalty_still_has_a_peak(seed):
    rng = np.random.default_rng(seed)
    slopes = rng.normal(size=10) / np.sqrt(10)
    X, X_valid = rng.normal(size=(40, 10)), rng.normal(size=(500, 10))
    y, y_valid = (rows @ slopes + rng.normal(0, 0.3, size=len(rows)) for rows in (X, X_valid))
    median = {}
    for p in (20, 40, 80):
        errors = []
        for _ in range(20):
            V = rng.normal(size=(10, p)) / np.sqrt(10)
            F, F_valid = (X @ V).clip(0), (X_valid @ V).clip(0)
            found = []
            for strength in (0.0001, 0):
                gram = F @ F.T + strength * np.eye(40)
                weights = F.T @ np.linalg.solve(gram, y) if strength else np.linalg.pinv(F) @ y
                found.append(np.mean((F_valid @ weights - y_valid) ** 2))
            errors.append(found)
        median[p] = np.median(errors, axis=0)
    assert median[40][0] > 3 * max(median[20][0], median[80][0]), "a peak with the penalty"
    assert median[40][1] > median[40][0], "which is lower than without"


def test_boosting_keeps_the_trees_of_the_waiting_time():
    from sklearn.ensemble import GradientBoostingRegressor
    from sklearn.model_selection import train_test_split

    rng = np.random.default_rng(1)
    X = rng.uniform(-2, 2, size=(300, 3))
    y = np.sin(2 * X[:, 0]) + X[:, 1] + rng.normal(size=300)
    model = GradientBoostingRegressor(n_estimators=500, n_iter_no_change=10, validation_fraction=0.3, random_state=0)
    _, X_valid, _, y_valid = train_test_split(X, y, random_state=0, test_size=0.3)
    errors = [np.mean((p - y_valid) ** 2) for p in model.fit(X, y).staged_predict(X_valid)]
    assert len(errors) == model.n_estimators_ < 500
    assert np.argmin(errors) + 1 < model.n_estimators_


# bias and variance


def exact_parts(degree, noise=0.3):
    """Squared bias, variance and training error as expectations: the fit is a linear map of the targets."""
    x, x_new = np.linspace(-1, 1, 20), np.linspace(-1, 1, 200)
    basis = np.polynomial.legendre.legvander(x, degree)
    fit = np.linalg.pinv(basis)
    to_new, to_old = np.polynomial.legendre.legvander(x_new, degree) @ fit, basis @ fit
    bias = np.mean((to_new @ np.sin(4 * x) - np.sin(4 * x_new)) ** 2)
    left = np.mean((to_old @ np.sin(4 * x) - np.sin(4 * x)) ** 2) + noise**2 * (1 - (degree + 1) / 20)
    return bias, noise**2 * np.mean(np.sum(to_new**2, axis=1)), left


def test_bias_variance_prints():
    """The same draws, fitted in another basis."""
    rng = np.random.default_rng(0)
    x, x_new = np.linspace(-1, 1, 20), np.linspace(-1, 1, 200)
    sets, truth, lines = np.sin(4 * x) + rng.normal(0, 0.3, size=(5000, 20)), np.sin(4 * x_new), []
    for degree in range(11):
        basis = np.polynomial.legendre.legvander(x, degree)
        found = np.linalg.pinv(basis) @ sets.T
        fits = np.polynomial.legendre.legvander(x_new, degree) @ found
        new = truth[:, None] + rng.normal(0, 0.3, size=(200, 5000))
        bias, variance = np.mean((fits.mean(axis=1) - truth) ** 2), np.mean(fits.var(axis=1))
        if degree in (1, 3, 5, 10):
            total = bias + variance + 0.09
            lines.append(f"degree {degree:2}: bias^2 {bias:.3f} + variance {variance:.3f} + noise 0.090 = {total:.3f}")
            lines.append(f"  MSE on new rows {np.mean((fits - new) ** 2):.3f}, on training rows ")
            lines[-1] += f"{np.mean((basis @ found - sets.T) ** 2):.3f}"
    assert printed("bias_variance") == lines


@pytest.mark.claim("error-in-three-parts")
@seeds([0, *OTHER_SEEDS])
def test_bias_and_variance_are_what_they_should_be(seed):
    got = variables("bias_variance", seed)
    for degree in got["degrees"]:
        bias, variance, left = exact_parts(degree)
        assert got["squared_bias"][degree] == pytest.approx(bias, abs=0.002)
        assert got["variance"][degree] == pytest.approx(variance, rel=0.05)
        assert got["error"][degree] == pytest.approx(bias + variance + 0.09, abs=0.004)
        assert got["error_train"][degree] == pytest.approx(left, abs=0.004)
    sums = [sum(exact_parts(degree)[:2]) for degree in range(11)]
    assert np.argmin(sums) == 5 and np.all(np.diff([exact_parts(degree)[1] for degree in range(11)]) > 0)


# kinds of penalty


@pytest.mark.claim("corners-give-zeros")
def test_corners_prints():
    """Along each border the least loss is found by trying many more points, and on the diamond by its formula."""
    got = variables("corners")
    best, bent = got["best"], got["curvature"]

    def value(w):
        return np.einsum("ni,ij,nj->n", w - best, bent, w - best)

    angles = np.linspace(0, np.pi / 2, 400_001)  # the minimum lies in the first quadrant
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    length = np.abs(ring).sum(axis=1)
    borders = {"L1": ring / length[:, None], "L2": ring}
    borders["both"] = ring * ((-length + np.sqrt(length**2 + 8)) / 2)[:, None]
    at = borders["both"]
    assert np.allclose(np.abs(at).sum(axis=1) / 2 + np.sum(at**2, axis=1) / 2, 1)
    along = np.array([-1.0, 1.0])  # from the corner (1, 0) along the edge the loss rises
    assert along @ bent @ (np.array([1.0, 0.0]) - best) > 0
    lines = []
    for name in ("L1", "both", "L2"):
        a, b = borders[name][np.argmin(value(borders[name]))]
        lines.append(f"{name:4}: weights {a:.2f} and {b:.2f}")
    assert printed("corners") == lines


@pytest.mark.claim("corners-give-zeros")
def test_a_weak_l1_limit_may_touch_an_edge():
    got = variables("corners")
    wide = got["borders"]["L1"] * 1.9
    assert np.all(np.abs(wide[np.argmin(got["loss"](wide))]) > 0.1)


def penalized(gram, right, l1, l2):
    """The minimum of w' gram w / 2 - right w + l1 sum |w| + l2 sum w^2 / 2 in two weights, by all patterns of signs."""
    best = (np.inf, None)
    for signs in itertools.product((-1, 0, 1), repeat=2):
        used = np.flatnonzero(signs)
        w = np.zeros(2)
        matrix = gram[np.ix_(used, used)] + l2 * np.eye(len(used))
        w[used] = np.linalg.solve(matrix, right[used] - l1 * np.array(signs)[used])
        value = w @ gram @ w / 2 - right @ w + l1 * np.abs(w).sum() + l2 * w @ w / 2
        if np.all(np.sign(w[used]) == np.array(signs)[used]) and value < best[0]:
            best = (value, w)
    return best[1]


@pytest.mark.claim("elastic-net-shares")
def test_elastic_net_prints():
    rng, lines = np.random.default_rng(0), []
    for draw in (1, 2, 3, 4):
        signal = rng.normal(size=60)
        twin = signal + rng.normal(0, 0.05, size=60)
        y = signal + twin + rng.normal(0, 1, size=60)
        X = np.column_stack([signal, twin])
        X, y = X - X.mean(axis=0), y - y.mean()
        (a, b), (c, d) = (penalized(X.T @ X / 60, X.T @ y / 60, 0.2 * share, 0.2 * (1 - share)) for share in (1, 0.5))
        lines.append(f"draw {draw}: lasso {a:.2f} and {b:.2f}, elastic net {c:.2f} and {d:.2f}")
    assert printed("elastic_net") == lines


@pytest.mark.claim("elastic-net-shares")
@seeds(OTHER_SEEDS)
def test_elastic_net_shares_more_evenly(seed):
    pairs = np.array(variables("elastic_net", seed)["found"])
    lasso, net = (np.abs(np.subtract(*pairs[start::2].T)) for start in (0, 1))
    assert net.max() < 0.3 and lasso.max() > 0.7


@pytest.mark.claim("penalty-reads-units")
def test_units_and_intercept_prints():
    from sklearn.linear_model import LinearRegression, Ridge
    from sklearn.preprocessing import scale

    got = variables("units_and_intercept")
    price = got["price"]
    columns = [np.column_stack([unit * got["km"], got["rooms"]]) for unit in (1, 1000)]
    lines = ["price of the first row, with the distance in km and in m"]
    for strength in (0, 40):
        for name, change in (("as it is", lambda X: X), ("standardized", scale)):
            model = Ridge(alpha=40, solver="svd") if strength else LinearRegression()
            a, b = (model.fit(change(X), price).predict(change(X))[0] for X in columns)
            lines.append(f"penalty {strength:2}, {name:12}: {a:.1f} and {b:.1f}")
    lines.append("every price goes up by 100; with penalty 40 the prediction goes up by")
    lines.append("100.0 if the intercept is free")
    lines.append(f"{100 * 40 / (40 + 40):5.1f} if the intercept is penalized")  # rows / (rows + strength)
    assert printed("units_and_intercept") == lines


def test_linear_svc_and_liblinear_penalize_the_intercept():
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import SVC, LinearSVC

    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 2)) + 5
    y = X[:, 0] - X[:, 1] + 0.5 > 0
    free = SVC(kernel="linear", C=0.05, tol=1e-8).fit(X, y)
    bound = LinearSVC(C=0.05, loss="hinge", tol=1e-8, max_iter=10**6, random_state=0).fit(X, y)
    assert not np.allclose(free.intercept_, bound.intercept_, atol=0.02)
    fits = [LogisticRegression(C=0.05, solver=name, tol=1e-8).fit(X, y) for name in ("lbfgs", "liblinear")]
    assert abs(fits[1].intercept_[0]) < 0.9 * abs(fits[0].intercept_[0])


def test_the_scale_of_a_column_does_not_matter_to_a_tree():
    from sklearn.tree import DecisionTreeRegressor

    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(80, 3)), rng.normal(size=80)
    units = 2.0 ** np.array([10, 0, -7])  # exact in binary, so that no tie is broken by rounding
    plain, scaled = (DecisionTreeRegressor(max_depth=4, random_state=0).fit(Z, y) for Z in (X, X * units))
    assert np.allclose(plain.predict(X), scaled.predict(X * units))


# augmentation


@pytest.mark.claim("noisy-copies-are-ridge")
def test_noisy_copies_prints():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(30, 3))
    y = X @ [2, -1, 0.5] + rng.normal(0, 1, size=30)

    def line(name, weights):
        return f"{name:25} " + " ".join(f"{weight:5.2f}" for weight in weights)

    lines = [line("no copies, no penalty:", np.linalg.lstsq(X, y, rcond=None)[0])]
    for copies in (1, 100, 10_000):
        noise = rng.normal(0, 0.7, size=(copies, 30, 3))
        noisy = X + noise
        gram, right = np.einsum("cri,crj->ij", noisy, noisy), np.einsum("cri,r->i", noisy, y)
        lines.append(line(f"{copies:6} noisy copies:", np.linalg.lstsq(gram, right, rcond=None)[0]))
    extra = np.sqrt(30) * 0.7 * np.eye(3)  # ridge as least squares with three more rows
    weights = np.linalg.lstsq(np.vstack([X, extra]), np.append(y, np.zeros(3)), rcond=None)[0]
    lines.append(line("ridge, lambda = 14.7:", weights))
    assert printed("noisy_copies") == lines


@pytest.mark.claim("noisy-copies-are-ridge")
@seeds(OTHER_SEEDS)
def test_many_noisy_copies_are_near_ridge(seed):
    got = variables("noisy_copies", seed)
    assert np.allclose(got["weights"], got["ridge"](got["X"], got["y"], got["strength"]), atol=0.02)


@pytest.mark.claim("smoothing-ends-the-growth")
def test_label_smoothing_prints():
    """One number is trained, by symmetry; smoothed, it ends where the probability is the target."""
    lines = []
    for smoothing in (0, 0.1, 0.4):
        lines.append(f"smoothing {smoothing}")
        weight, goal = 0.0, 1 - smoothing / 2
        for step in range(1, 10_001):
            weight += 2 * (goal - 0.5 - np.tanh(weight / 2) / 2)
            if step in (100, 1000, 10_000):
                if smoothing:
                    assert weight == pytest.approx(np.log(goal / (1 - goal)), abs=1e-4)
                sure = 0.5 + np.tanh(weight / 2) / 2
                lines.append(f"  {step:5} steps: weight {weight:.2f}, probability of the true class {sure:.5f}")
    assert printed("label_smoothing") == lines


# penalty strengths


def newton(X, sign, strength):
    """The minimum of the sum of log losses + strength times the squared norm."""
    w = np.zeros(X.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-sign * (X @ w)))
        slope = -X.T @ (sign * (1 - p)) + 2 * strength * w
        w = w - np.linalg.solve((X.T * (p * (1 - p))) @ X + 2 * strength * np.eye(len(w)), slope)
    return w


@pytest.mark.claim("penalty-strengths-convert")
def test_penalty_conversions_prints():
    got = variables("penalty_conversions")
    X, y = got["X"], got["y"]
    ridge = np.linalg.solve(X.T @ X + 20 * np.eye(2), X.T @ y)
    lasso = penalized(2 * X.T @ X, 2 * X.T @ y, 40, 0)
    logistic = newton(X, got["sign"], 5)
    names = {
        "sum of squares + 20 sum w^2": ridge,
        "half their mean + 0.2 sum w^2": ridge,
        "Ridge(alpha=20)": ridge,
        "sum of squares + 40 sum |w|": lasso,
        "Lasso(alpha=0.4)": lasso,
        "sum of log losses + 5 sum w^2": logistic,
        "LogisticRegression(C=0.1)": logistic,
    }
    assert printed("penalty_conversions") == [f"{name:30} weights {w[0]:.3f} {w[1]:.3f}" for name, w in names.items()]


@pytest.mark.claim("penalty-strengths-convert")
@pytest.mark.parametrize("seed", range(5))
def test_conversion_table_of_squared_losses(seed):
    """Each row of the table: the loss's factor, the penalty's factor, and the number from lambda."""
    from sklearn.linear_model import ElasticNet, Lasso, Ridge

    rng = np.random.default_rng(seed)
    n, strength = int(rng.integers(10, 80)), 10 ** rng.uniform(-1, 2)
    X, y = rng.normal(size=(n, 3)), rng.normal(size=n)
    wanted = np.linalg.solve(X.T @ X + strength * np.eye(3), X.T @ y)
    table = [
        (1, 1, strength),  # sum of squares + lambda
        (1 / 2, 1 / 2, strength),  # half the sum, half lambda
        (1 / n, 1, strength / n),  # mean
        (1 / (2 * n), 1 / 2, strength / n),  # half the mean, half alpha
        (1 / n, 1 / 2, 2 * strength / n),  # mean, half decay
    ]
    for loss, penalty, number in table:
        slope = loss * 2 * X.T @ (X @ wanted - y) + penalty * number * 2 * wanted
        assert np.allclose(slope, 0, atol=1e-9 * n)
    assert np.allclose(Ridge(strength, fit_intercept=False).fit(X, y).coef_, wanted)
    net = ElasticNet(strength / n, l1_ratio=1e-9, fit_intercept=False, tol=1e-10, max_iter=10**5).fit(X, y)
    assert np.allclose(net.coef_, wanted, atol=1e-6)
    lasso = Lasso(strength / (2 * n), fit_intercept=False, tol=1e-10, max_iter=10**5).fit(X, y).coef_
    slope = 2 * X.T @ (X @ lasso - y)  # of the sum of squares; lambda times the signs must balance it
    assert np.all(np.abs(slope) <= strength + 1e-5)
    assert np.allclose(slope[lasso != 0], -strength * np.sign(lasso[lasso != 0]), atol=1e-4 * strength)


@pytest.mark.claim("penalty-strengths-convert")
@pytest.mark.parametrize("seed", range(3))
def test_conversion_table_of_log_losses(seed):
    from sklearn.linear_model import LogisticRegression, SGDClassifier

    rng = np.random.default_rng(seed)
    n, strength = 60, 10 ** rng.uniform(0, 1)
    X = rng.normal(size=(n, 2))
    sign = np.where(X[:, 0] + rng.normal(size=n) > 0, 1, -1)
    wanted = newton(X, sign, strength)
    model = LogisticRegression(C=1 / (2 * strength), fit_intercept=False, tol=1e-10).fit(X, sign)
    assert np.allclose(model.coef_[0], wanted, atol=1e-4)
    steps = {"average": True, "max_iter": 3000, "tol": None, "random_state": 0, "fit_intercept": False}
    model = SGDClassifier(loss="log_loss", alpha=2 * strength / n, **steps).fit(X, sign)
    assert np.allclose(model.coef_[0], wanted, rtol=0.05, atol=0.01)


# interactions


@pytest.mark.claim("larger-batch-larger-rate")
def test_rate_and_batch_prints():
    """The same batches, with each of the 40 runs by itself."""
    rng, lines = np.random.default_rng(0), []
    X = rng.normal(size=(256, 10))
    y = X @ rng.normal(size=10) + rng.normal(0, 2, size=256)
    best_fit = np.linalg.solve(X.T @ X, X.T @ y)
    limit = 256 / np.linalg.norm(X, 2) ** 2
    for size in (4, 16, 64, 256):
        losses = []
        for share in 2.0 ** -np.arange(9, 0, -1):
            orders = [rng.permuted(np.tile(np.arange(256), (40, 1)), axis=1) for _ in range(4)]
            excess = []
            for run in range(40):
                w = np.zeros(10)
                for batch in np.concatenate([order[run] for order in orders]).reshape(-1, size):
                    w = w + 2 * share * limit * np.mean((y[batch] - X[batch] @ w)[:, None] * X[batch], axis=0)
                excess.append(np.sum((X @ (w - best_fit)) ** 2) / 256)
            losses.append(np.mean(excess))
        best = 2 ** (9 - int(np.argmin(losses)))
        lines.append(f"batch size {size:3}, {4 * 256 // size:3} steps: best rate limit / {best:2}, ")
        lines[-1] += f"MSE above its minimum {min(losses):.3f}"
    assert printed("rate_and_batch") == lines


@pytest.mark.claim("larger-batch-larger-rate")
@seeds(OTHER_SEEDS)
def test_best_rate_grows_with_the_batch(seed):
    best = variables("rate_and_batch", seed)["best"]
    assert best[4] > best[16] > best[64] >= best[256]
    assert best[4] >= 8 * best[64]


@pytest.mark.claim("smaller-rate-more-trees")
def test_rate_and_trees_prints():
    """The predictions are added up tree by tree."""
    got, lines = variables("rate_and_trees"), []
    from sklearn.ensemble import GradientBoostingRegressor

    for rate in (0.03, 0.1, 0.3, 1.0):
        model = GradientBoostingRegressor(learning_rate=rate, n_estimators=300, max_depth=2, random_state=0)
        trees = model.fit(got["X"], got["y"]).estimators_[:, 0]
        total, errors = np.full(1000, got["y"].mean()), []
        for tree in trees:
            total = total + rate * tree.predict(got["X_valid"])
            errors.append(np.mean((total - got["y_valid"]) ** 2))
        lines.append(f"rate {rate:4}: best with {np.argmin(errors) + 1:3} trees, ")
        lines[-1] += f"validation MSE {min(errors):.2f}, with 40 trees {errors[39]:.1f}"
    assert printed("rate_and_trees") == lines


@pytest.mark.claim("smaller-rate-more-trees")
@seeds(OTHER_SEEDS)
def test_a_smaller_rate_needs_more_trees(seed):
    best = variables("rate_and_trees", seed)["best"]
    assert best[0.03] > best[0.1] > best[0.3] > best[1.0]


@pytest.mark.claim("small-gamma-leaves-the-product")
def test_c_and_gamma_prints():
    """The kernel is written out, and handed over as a matrix."""
    from sklearn.svm import SVC

    got, answers = variables("c_and_gamma"), {}
    X, y, X_valid, y_valid = (got[name] for name in ("X", "y", "X_valid", "y_valid"))
    lines = ["validation accuracy"]
    gammas = (0.0001, 0.001, 0.01, 0.1, 1, 10)
    lines.append("    C  gamma: " + " ".join(f"{gamma:6}" for gamma in gammas))

    def squared_distances(A):
        return np.sum(A**2, axis=1)[:, None] + np.sum(X**2, axis=1) - 2 * A @ X.T

    for C in (1, 10, 100, 1000, 10_000):
        for gamma in gammas:
            model = SVC(C=C, kernel="precomputed").fit(np.exp(-gamma * squared_distances(X)), y)
            answers[C, gamma] = model.predict(np.exp(-gamma * squared_distances(X_valid)))
        scores = [np.mean(answers[C, gamma] == y_valid) for gamma in gammas]
        lines.append(f"{C:5}         " + " ".join(f"{score:6.2f}" for score in scores))
    linear = SVC(C=0.2, kernel="precomputed").fit(X @ X.T, y).predict(X_valid @ X.T)
    for C, gamma in ((100, 0.001), (1000, 0.0001)):
        same = np.mean(answers[C, gamma] == linear)
        lines.append(f"C {C:4}, gamma {gamma:6}: a linear SVM with C = 2 * 0.1 gives {same:.0%} of the answers")
    assert printed("c_and_gamma") == lines


@pytest.mark.claim("small-gamma-leaves-the-product")
@seeds(OTHER_SEEDS)
def test_only_the_product_counts_for_a_small_gamma(seed):
    from sklearn.svm import SVC

    got = variables("c_and_gamma", seed)
    X, y, X_valid = got["X"], got["y"], got["X_valid"]
    linear = SVC(C=0.2, kernel="linear", tol=1e-6).fit(X, y).decision_function(X_valid)
    for gamma in (1e-4, 1e-5):
        wide = SVC(C=0.1 / gamma, gamma=gamma, tol=1e-6).fit(X, y).decision_function(X_valid)
        assert np.mean(np.sign(wide) == np.sign(linear)) > 0.99


# effects, tuning


def test_more_leaves_never_raise_the_training_error_and_larger_ones_may_lower_it():
    from sklearn.tree import DecisionTreeRegressor

    rose = fell = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        X, y = rng.normal(size=(40, 2)), rng.normal(size=40)

        def error(X=X, y=y, **limit):
            return np.mean((DecisionTreeRegressor(random_state=0, **limit).fit(X, y).predict(X) - y) ** 2)

        leaves = [error(max_leaf_nodes=count) for count in range(2, 42)]
        assert np.all(np.diff(leaves) <= 1e-12)
        rows = np.diff([error(min_samples_leaf=count) for count in range(1, 15)])
        rose, fell = rose + np.sum(rows > 1e-9), fell + np.sum(rows < -1e-9)
    assert rose > 2 * fell > 0


def test_the_search_for_neighbors_changes_predictions_only_where_distances_tie():
    from sklearn.neighbors import KNeighborsClassifier

    rng = np.random.default_rng(0)
    whole = rng.integers(0, 4, size=(200, 3)), rng.integers(0, 4, size=(300, 3))
    label = rng.integers(0, 2, size=200)
    for X, new, ties in ((*whole, True), (rng.normal(size=(200, 3)), rng.normal(size=(300, 3)), False)):
        answers = [
            KNeighborsClassifier(5, algorithm=name, leaf_size=size).fit(X, label).predict(new)
            for name, size in (("brute", 30), ("kd_tree", 30), ("kd_tree", 5))
        ]
        same = [np.array_equal(answers[0], other) for other in answers[1:]]
        assert same == [not ties, not ties]


def test_the_spread_between_folds_says_little_about_which_setting_is_better():
    """Two strengths of ridge: their difference is often smaller than the spread between folds, and still right."""
    small = right = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        weights = rng.normal(size=5) * 0.5
        X = rng.normal(size=(50, 5))
        y = X @ weights + rng.normal(size=50)
        scores = {}
        for strength in (0.01, 100):
            scores[strength] = []
            for fold in range(5):
                test = np.arange(50) % 5 == fold
                A = X[~test]
                found = np.linalg.solve(A.T @ A + strength * np.eye(5), A.T @ y[~test])
                scores[strength].append(np.mean((X[test] @ found - y[test]) ** 2))
        means = {strength: np.mean(values) for strength, values in scores.items()}
        winner = min(means, key=means.get)
        risk = {}
        for strength in scores:
            found = np.linalg.solve(X.T @ X + strength * np.eye(5), X.T @ y)
            risk[strength] = np.sum((found - weights) ** 2)
        if abs(means[0.01] - means[100]) < np.std(scores[winner], ddof=1):
            small, right = small + 1, right + (winner == min(risk, key=risk.get))
    assert small > 20 and right > 0.8 * small


# clusters


def silhouette(X, labels):
    apart, values = np.sqrt(((X[:, None] - X) ** 2).sum(axis=2)), []
    for row, label in enumerate(labels):
        own = np.flatnonzero(labels == label)
        inside = apart[row, own].sum() / max(len(own) - 1, 1)
        outside = min(apart[row, labels == other].mean() for other in set(labels) - {label})
        values.append((outside - inside) / max(outside, inside) if len(own) > 1 else 0)
    return np.mean(values)


def bic_of(X, mixture):
    """From the density: weights, means and one variance for each of k round bells."""
    k, log = mixture.n_components, []
    for weight, mean, variance in zip(mixture.weights_, mixture.means_, mixture.covariances_, strict=True):
        log.append(np.log(weight / (2 * np.pi * variance)) - ((X - mean) ** 2).sum(axis=1) / (2 * variance))
    return (4 * k - 1) * np.log(len(X)) - 2 * np.logaddexp.reduce(log, axis=0).sum()


@pytest.mark.claim("three-scores-for-k")
def test_number_of_clusters_prints():
    from sklearn.mixture import GaussianMixture

    got, lines = variables("number_of_clusters"), []
    rng = np.random.default_rng(0)
    rng.normal(0, 0.8, size=(90, 2)), rng.normal(0, 1.5, size=(90, 2))
    for name, X in (("three groups", got["three"]), ("one group", got["one"])):
        shape = [silhouette(X, got["k_means"](X, k).labels_) for k in range(2, 7)]
        bics = []
        for k in range(1, 7):
            settings = {"covariance_type": "spherical", "n_init": 5, "random_state": 0}
            bics.append(bic_of(X, GaussianMixture(k, **settings).fit(X)))
        low, high = X.min(axis=0), X.max(axis=0)
        flat, logs = rng.uniform(low, high, size=(10, 90, 2)), []
        for Z in (X, *flat):
            models = [got["k_means"](Z, k) for k in range(1, 7)]
            logs.append([np.log(np.sum((Z - m.cluster_centers_[m.labels_]) ** 2)) for m in models])
        gaps = np.mean(logs[1:], axis=0) - logs[0]
        lines += [
            name,
            f"  largest silhouette, {max(shape):.2f}: k = {2 + np.argmax(shape)}",
            f"  smallest BIC:             k = {1 + np.argmin(bics)}",
            f"  largest gap:              k = {1 + np.argmax(gaps)}",
        ]
        spread = np.std(logs[1:], axis=0) * np.sqrt(1.1)
        assert gaps[0] >= gaps[1] - spread[1], "the rule of the authors stops at 1 on both"
    assert printed("number_of_clusters") == lines


@pytest.mark.claim("three-scores-for-k")
@seeds([20, 21, 22, 23, 24])
def test_gap_and_bic_can_answer_one(seed):
    shape, bics, gaps = variables("number_of_clusters", seed)["scores"]["one group"]
    assert np.argmin(bics) == 0 and np.argmax(gaps) == 0
    assert max(shape) < 0.5 < max(variables("number_of_clusters", seed)["scores"]["three groups"][0])


# scale


@pytest.mark.claim("noise-scale-gain")
def test_noise_scale_prints():
    """The same batches; the best rate is read off the parabola through three losses."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(20_000, 5))
    y = X @ rng.normal(size=5) + rng.normal(0, 8, size=20_000)
    rows = -2 * X * y[:, None]
    slope, bend = -2 * X.T @ y / 20_000, 2 * X.T @ X / 20_000
    centered = rows - slope
    noise = np.einsum("ni,ij,nj->", centered, bend, centered) / 19_999
    scale, lines = noise / (slope @ bend @ slope), []
    lines.append(f"noise scale: {scale:.0f} rows")

    def best_gain(batches):
        losses = [np.mean(np.sum(w @ bend * w, axis=1) / 2 + w @ slope) for w in (-0.1 * batches, -0.2 * batches)]
        a, b, _ = np.polyfit([0, 0.1, 0.2], [0, *losses], 2)
        return b**2 / (4 * a)

    full = best_gain(slope[None])
    for size in (1, 4, 16, 64, 256, 1024):
        batches = rows[rng.integers(20_000, size=(2**20 // size, size))].mean(axis=1)
        lines.append(f"batch of {size:4}: {best_gain(batches) / full:.2f} of a full step's gain, ")
        lines[-1] += f"formula {size / (size + scale):.2f}"
    assert printed("noise_scale") == lines


@pytest.mark.claim("noise-scale-gain")
@seeds(OTHER_SEEDS)
def test_noise_scale_predicts_the_gain(seed):
    got = variables("noise_scale", seed)
    assert np.allclose(got["share"], got["formula"], atol=0.03)


@pytest.mark.claim("best-rate-across-widths")
def test_width_transfer_prints():
    """The steps of one vector of all weights, with slopes from sums over rows and units."""
    got = variables("width_transfer")
    x, y, drawn, lines = got["x"], got["y"][:, 0], got["drawn"], []
    for scaled in (False, True):
        lines.append("start and rates scaled:" if scaled else "one rate for all:")
        for width in (16, 64, 256, 1024):
            losses = []
            for rate in 2.0 ** np.arange(-10, 5):
                first, second = drawn[:5, :width] / np.sqrt(5), drawn[5, :width] / (width if scaled else width**0.5)
                rates = (rate * width, rate / width) if scaled else (rate, rate)
                for _ in range(60):
                    units = np.tanh(np.einsum("ri,iu->ru", x, first))
                    wrong = np.einsum("ru,u->r", units, second) - y
                    into = np.einsum("r,ri,ru,u->iu", wrong, x, 1 - units**2, second, optimize=True) / 20
                    second = second - rates[1] * np.einsum("r,ru->u", wrong, units) / 20
                    first = first - rates[0] * into
                    if np.abs(second).max() > 1e6:
                        break
                losses.append(np.mean((np.tanh(x @ first) @ second - y) ** 2))
            lines.append(f"  width {width:4}: best rate {2.0 ** (np.argmin(losses) - 10):g}")
    assert printed("width_transfer") == lines


@pytest.mark.claim("best-rate-across-widths")
@seeds(OTHER_SEEDS)
def test_best_rate_falls_with_the_width_unless_scaled(seed):
    best = variables("width_transfer", seed)["best"]
    assert 16 <= best[False, 16] / best[False, 1024] <= 128
    assert 1 / 8 <= best[True, 16] / best[True, 1024] <= 2


@pytest.mark.claim("a-law-has-a-range")
def test_scaling_law_prints():
    """The nearest rows by scikit-learn, and the line of the logarithms by its formula."""
    from sklearn.neighbors import KNeighborsRegressor

    rng, lines = np.random.default_rng(0), []
    sizes = (50, 100, 200, 800, 3200)
    for noise in (0, 0.1):
        measured = []
        for n in sizes:
            errors = []
            for _ in range(10):
                X, new = rng.uniform(size=(n, 2)), rng.uniform(size=(500, 2))
                y = np.sin(3 * (X[:, 0] + X[:, 1])) + rng.normal(0, noise, size=n)
                predicted = KNeighborsRegressor(1).fit(X, y).predict(new)
                errors.append(np.mean((predicted - np.sin(3 * (new[:, 0] + new[:, 1]))) ** 2))
            measured.append(np.mean(errors))
        a, b = np.log(sizes[:3]), np.log(measured[:3])
        slope = np.sum((a - a.mean()) * (b - b.mean())) / np.sum((a - a.mean()) ** 2)
        factor = np.exp(b.mean() - slope * a.mean())
        lines.append(f"noise {noise}, fitted to 50, 100 and 200 rows: MSE = {factor:.2f} * rows ^ {slope:.2f}")
        for n, value in zip(sizes[3:], measured[3:], strict=True):
            lines.append(f"  {n:4} rows: predicted {factor * n**slope:.5f}, measured {value:.5f}")
    assert printed("scaling_law") == lines


@pytest.mark.claim("a-law-has-a-range")
@seeds(OTHER_SEEDS)
def test_the_error_of_one_neighbor_falls_as_one_over_rows_to_a_floor(seed):
    """In two inputs the squared distance to the nearest of n rows is on average about 1 / (pi n)."""
    got = variables("scaling_law", seed)
    clean, noisy = (np.array(got["measured"][noise]) for noise in (0, 0.1))
    slope = np.polyfit(np.log(got["sizes"]), np.log(clean), 1)[0]
    assert -1.15 < slope < -0.85
    assert got["law"][0][-1] == pytest.approx(clean[-1], rel=0.45)
    assert noisy[-1] == pytest.approx(0.01, rel=0.15) and noisy[-1] > 2 * got["law"][0.1][-1]
