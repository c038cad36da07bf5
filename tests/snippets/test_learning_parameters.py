"""The routes by which parameters are learned: each program against a closed form, a second method or scikit-learn."""

import itertools

import numpy as np
import pytest

from tests.support.snippets import printed, seeds, variables

SEEDS = range(8)


# line_descent


@pytest.mark.claim("training-turns-the-parameters")
@seeds([7, *SEEDS])
def test_line_descent(seed):
    got = variables("line_descent", seed)
    x, y, path = got["x"], got["y"], np.array(got["path"])
    X = np.stack([x, np.ones_like(x)], axis=1)
    hessian = 2 * X.T @ X / len(x)
    best = np.linalg.pinv(X) @ y
    shrinks = np.eye(2) - 0.1 * hessian  # what a step does to the distance from the best line
    for step in (0, 1, 2, 10, 40):
        expected = best + np.linalg.matrix_power(shrinks, step) @ (np.array([-1, -1]) - best)
        assert path[step, :2] == pytest.approx(expected, rel=1e-9)
        assert path[step, 2] == pytest.approx(np.mean((X @ expected - y) ** 2), rel=1e-9)
    assert np.all(np.diff(path[:, 2]) < 0) and np.all(np.diff(path[:, :2], axis=0) != 0)
    assert got["learning_rate"] == 0.1


def test_line_descent_prints():
    got = variables("line_descent")
    rows = [(step, *got["path"][step]) for step in (0, 1, 5, 40)]
    lines = [f"step {step:2}: m = {m:5.2f}, c = {c:5.2f}, loss {loss:5.2f}" for step, m, c, loss in rows]
    assert printed("line_descent") == [*lines, "the learning rate is still 0.1"]


# closed_form_or_steps


@pytest.mark.claim("closed-form-needs-none")
@seeds(SEEDS)
def test_closed_form_or_steps(seed):
    from sklearn.linear_model import LinearRegression

    got = variables("closed_form_or_steps", seed)
    X, y, descend = got["X"], got["y"], got["descend"]
    model = LinearRegression().fit(X[:, 1:], y)
    assert np.allclose(got["exact"], [model.intercept_, *model.coef_], atol=1e-10)
    limit = 2 / np.linalg.eigvalsh(2 * X.T @ X / len(y))[-1]
    for share in (0.1, 0.5, 0.9):
        assert np.allclose(descend(X, share * limit, 2000), got["exact"], atol=1e-8)
    assert np.abs(descend(X, 0.1, 5) - got["exact"]).max() > 0.1, "too few steps, other weights"

    twice = got["twice"]
    # the shortest of all that fit shares the weight equally between the copies
    shared = [model.intercept_, model.coef_[0], model.coef_[1] / 2, model.coef_[1] / 2]
    assert np.allclose(got["shortest"], shared, atol=1e-10)
    assert np.allclose(descend(twice, 0.1, 2000), shared, atol=1e-8)


def test_closed_form_or_steps_prints():
    got = variables("closed_form_or_steps")
    X, y = got["X"], got["y"]
    exact, *_ = np.linalg.lstsq(X, y, rcond=None)
    values, vectors = np.linalg.eigh(2 * X.T @ X / len(y))

    def after(n_steps):  # from zero, each eigenvector's share of the way shrinks by (1 - rate * eigenvalue)
        return exact - vectors @ ((1 - 0.1 * values) ** n_steps * (vectors.T @ exact))

    rows = {"closed form": exact, "  5 steps": after(5), " 50 steps": after(50), "500 steps": after(500)}
    copied = np.array([*exact[:2], exact[2] / 2, exact[2] / 2])
    lines = [f"{name:13} " + " ".join(f"{w:7.4f}" for w in weights) for name, weights in rows.items()]
    lines.append("one column copied: rank 3 of 4")
    for name in ("shortest fit", "500 steps"):
        lines.append(f"{name:13} " + " ".join(f"{w:7.4f}" for w in copied))
    assert printed("closed_form_or_steps") == lines


# start_decides


def exact_fits(A, b, start):
    """The exact solution nearest to the start."""
    inverse = A.T @ np.linalg.inv(A @ A.T)
    return inverse @ b + start - inverse @ (A @ start)


@pytest.mark.claim("start-decides")
@seeds(range(4))
def test_start_decides(seed):
    got = variables("start_decides", seed)
    A, b = got["A"], got["b"]
    slow, fast, random, *adagrad = got["fits"].values()
    shortest = exact_fits(A, b, np.zeros(20))
    limit = 2 / np.linalg.eigvalsh(A @ A.T)[-1]
    assert limit > 0.02
    assert np.allclose(slow, shortest, atol=1e-6) and np.allclose(fast, shortest, atol=1e-6)
    assert np.allclose(random, exact_fits(A, b, got["random"]), atol=1e-6)
    for weights in (slow, fast, random, *adagrad):
        assert np.abs(A @ weights - b).max() < 5e-4
    for one, other in itertools.combinations((slow, random, *adagrad), 2):
        assert np.linalg.norm(one - other) > 0.05
    assert all(np.linalg.norm(weights) > np.linalg.norm(shortest) for weights in (random, *adagrad))


def test_start_decides_prints():
    got = variables("start_decides")
    A, b = got["A"], got["b"]
    zero = exact_fits(A, b, np.zeros(20))
    fits = [zero, zero, exact_fits(A, b, got["random"])]
    for rate in (0.1, 0.5):  # Adagrad once more, written per coordinate, with the residual carried along
        w, sums = [0.0] * 20, [0.0] * 20
        residual = -b
        for _ in range(5000):
            for j, slope in enumerate(residual @ A):
                sums[j] += slope * slope
                w[j] -= rate * slope / (sums[j] ** 0.5 + 1e-8)
            residual = A @ w - b
        fits.append(np.array(w))
    lines = ["start, method, rate   error  length  distance"]
    for name, weights in zip(got["fits"], fits, strict=True):
        length, distance = np.sqrt(weights @ weights), np.sqrt((weights - zero) @ (weights - zero))
        lines.append(f"{name:21} {np.abs(A @ weights - b).max():.3f} {length:7.3f} {distance:9.3f}")
    assert printed("start_decides") == lines


# sgd_hovering


def spread(X, y, rate):
    """The stationary mean squared distance of one-row SGD: the covariance S solves E[(I-P) S (I-P)] + noise = S."""
    optimum, *_ = np.linalg.lstsq(X, y, rcond=None)
    noise = X @ optimum - y
    step, identity = np.zeros((4, 4)), np.eye(2)
    for x in X:
        move = identity - 2 * rate * np.outer(x, x)
        step += np.kron(move, move) / len(X)
    forced = sum((2 * rate * e) ** 2 * np.outer(x, x) for x, e in zip(X, noise, strict=True)) / len(X)
    return np.trace(np.linalg.solve(np.eye(4) - step, forced.ravel()).reshape(2, 2))


@pytest.mark.claim("sgd-hovers")
@seeds(range(4))
def test_sgd_hovering(seed):
    got = variables("sgd_hovering", seed)
    X, y, late, early = got["X"], got["y"], got["late"], got["early"]
    for rate, distance in zip((0.001, 0.01, 0.05), late, strict=False):
        assert distance == pytest.approx(spread(X, y, rate), rel=0.7 if rate == 0.001 else 0.3)
    assert late[0] < late[1] < late[2]
    assert late[3] < early[3] and late[3] < late[0]
    assert late[2] > early[2] / 2, "the largest constant rate gets no nearer"
    assert np.allclose(got["rates"][:, 3] * (1 + np.arange(20_000) / 50), 0.05)


def test_sgd_hovering_spread_grows_with_the_rate():
    rng = np.random.default_rng(0)
    for _ in range(5):
        X = np.column_stack([rng.normal(size=100), np.ones(100)])
        y = X @ rng.normal(size=2) + rng.normal(size=100)
        spreads = [spread(X, y, rate) for rate in (0.001, 0.003, 0.01, 0.03, 0.05)]
        assert np.all(np.diff(spreads) > 0)


def test_sgd_hovering_exceptions():
    """Rows that are fitted exactly leave no noise; a rate that decays too fast stops on the way."""
    rng = np.random.default_rng(1)
    X, truth = rng.normal(size=(200, 2)), np.array([3.0, -1.0])
    exact, stuck = np.zeros(2), np.zeros(2)
    for step, row in enumerate(rng.integers(200, size=4000)):
        exact = exact - 2 * 0.05 * (X[row] @ exact - X[row] @ truth) * X[row]
        stuck = stuck - 2 * 0.05 * 0.9**step * (X[row] @ stuck - X[row] @ truth) * X[row]
    assert np.allclose(exact, truth, atol=1e-9)
    assert np.linalg.norm(stuck - truth) > 0.5


def test_sgd_hovering_prints():
    got = variables("sgd_hovering")
    X, y = got["X"], got["y"]
    rng = np.random.default_rng(0)
    rng.normal(size=500), rng.normal(size=500)
    rows = rng.integers(500, size=20_000)
    a, b = np.polyfit(X[:, 0], y, 1).tolist()
    lines = ["mean squared distance to the optimum", "learning rate   steps 2,000 to 4,000   10,000 to 20,000"]
    x, target = X[:, 0].tolist(), y.tolist()
    for name in ("0.001", "0.01", "0.05", "decaying"):
        m, c, distances = 0.0, 0.0, []
        for step, row in enumerate(rows.tolist()):
            rate = 0.05 / (1 + step / 50) if name == "decaying" else float(name)
            slope = 2 * (m * x[row] + c - target[row])
            m, c = m - rate * slope * x[row], c - rate * slope
            distances.append((m - a) ** 2 + (c - b) ** 2)
        early, late = np.mean(distances[2000:4000]), np.mean(distances[10_000:])
        lines.append(f"{name:15} {early:20.4f} {late:18.4f}")
    assert printed("sgd_hovering") == lines


# adam_first_step


@pytest.mark.claim("adam-keeps-its-rate")
@seeds(SEEDS)
def test_adam_first_step(seed):
    got = variables("adam_first_step", seed)
    X, y, adam = got["X"], got["y"], got["adam"]
    downhill = np.sign(X.T @ y)  # at zero the loss falls where a column agrees with y
    assert np.allclose(got["gradient"], [-2 * np.mean(x * y) for x in X.T])
    for rate in (0.001, 0.01, 0.1):
        for scale in (0.01, 1, 1000):
            assert np.allclose(adam(rate, scale, 1), rate * downhill, rtol=1e-4)
            assert np.allclose(adam(rate, scale, 50), adam(rate, 1, 50), atol=1e-4)
    assert np.linalg.norm(adam(0.001, 1, 200)) < 0.2 * np.sqrt(3) + 1e-9
    tiny = 1e-9 / np.abs(got["gradient"])  # gradients of 1e-9: epsilon is no longer small beside them
    for j in range(3):
        assert abs(adam(0.1, tiny[j], 1)[j]) == pytest.approx(0.1 / 11, rel=1e-6)


def test_adam_first_step_prints():
    got = variables("adam_first_step")
    X, y = got["X"], got["y"]

    def adam(rate, n_steps):  # from the definition: weighted means over the whole history
        weights, history = np.zeros(3), []
        for _ in range(n_steps):
            history.append(np.array([2 * np.mean((X @ weights - y) * x) for x in X.T]))
            age, past = np.arange(len(history))[::-1], np.array(history)
            mean = np.average(past, axis=0, weights=0.9**age)
            square = np.average(past**2, axis=0, weights=0.999**age)
            weights = weights - rate * mean / (np.sqrt(square) + 1e-8)
        return weights

    slope = np.array([-2 * np.mean(x * y) for x in X.T])
    rows = [
        ("gradient at the start", slope),
        ("gradient step, rate 0.1", -slope / 10),
        ("the same, loss times 1000", -slope * 100),
        ("Adam's first step, rate 0.1", -np.sign(slope) / 10),
        ("the same, loss times 1000", -np.sign(slope) / 10),
        ("Adam's first step, rate 0.01", -np.sign(slope) / 100),
        *((f"200 steps of Adam, rate {rate:g}", adam(rate, 200)) for rate in (0.001, 0.01, 0.1)),
    ]
    assert printed("adam_first_step") == [f"{n:30} " + " ".join(f"{w:8.3f}" for w in ws) for n, ws in rows]


def test_adam_and_gradient_descent_use_the_same_backpropagation():
    """Backpropagation gives the gradient; which optimizer takes the step is another matter."""
    got = variables("neural_network")
    rng = np.random.default_rng(5)
    start = [rng.normal(size=w.shape) for w in got["weights"]]
    losses = {}
    for name in ("descent", "signs"):
        weights = [w.copy() for w in start]
        for _ in range(100):
            losses[name], gradients = got["loss_and_gradients"](*weights)
            steps = [0.5 * g if name == "descent" else 0.01 * np.sign(g) for g in gradients]
            weights = [w - step for w, step in zip(weights, steps, strict=True)]
    first, _ = got["loss_and_gradients"](*start)
    assert max(losses.values()) < first - 0.05


# lasso_coordinate_descent


@pytest.mark.claim("lasso-exact-zeros")
@seeds(SEEDS)
def test_lasso_coordinate_descent(seed):
    from sklearn.linear_model import Lasso

    got = variables("lasso_coordinate_descent", seed)
    X, y, lasso = got["X"], got["y"], got["lasso"]
    assert np.allclose([*X.mean(axis=0), y.mean()], 0), "centered, in place of an intercept"
    assert np.allclose(lasso(0), np.linalg.lstsq(X, y, rcond=None)[0], atol=1e-10)
    for strength in (0.05, 0.1, 0.5, 1, 2):
        weights = lasso(strength)
        theirs = Lasso(alpha=strength, tol=1e-12, max_iter=100_000).fit(X, y).coef_
        assert np.allclose(weights, theirs, atol=1e-8)
        assert np.array_equal(weights == 0, theirs == 0)
        # the conditions for a minimum of half the mean squared error plus lambda times the absolute weights
        pull = X.T @ (y - X @ weights) / 60
        assert np.all(np.abs(pull) <= strength + 1e-9)
        assert np.allclose(pull[weights != 0], strength * np.sign(weights[weights != 0]), atol=1e-9)
    largest = np.abs(X.T @ y).max() / 60
    assert np.all(lasso(largest * 1.001) == 0) and np.sum(lasso(largest * 0.99) != 0) == 1
    assert np.all(lasso(0) != 0)


def test_lasso_coordinate_descent_a_weight_can_come_back():
    """More zeros at a larger lambda is the rule and no law."""
    from sklearn.linear_model import lars_path

    rng = np.random.default_rng(0)
    found = False
    for _ in range(300):
        X = rng.normal(size=(20, 6)) @ rng.normal(size=(6, 6))
        y = rng.normal(size=20)
        _, _, path = lars_path(X, y, method="lasso")  # from the largest lambda down
        zeros = np.sum(np.abs(path) < 1e-12, axis=0)
        found |= bool(np.any(np.diff(zeros[1:-1]) > 0))
    assert found


def test_lasso_coordinate_descent_prints():
    from sklearn.linear_model import Lasso, LinearRegression

    got, lines = variables("lasso_coordinate_descent"), []
    for strength in (0, 0.1, 0.5, 2):
        model = Lasso(alpha=strength, tol=1e-12) if strength else LinearRegression()
        weights = model.fit(got["X"], got["y"]).coef_
        shown = " ".join(f"{w:5.2f}" if abs(w) > 1e-12 else "    0" for w in weights)
        lines.append(f"lambda = {strength:3}: {shown},  zeros: {np.sum(np.abs(weights) < 1e-12)}")
    assert printed("lasso_coordinate_descent") == lines


# svm_dual


@pytest.mark.claim("svm-solves-multipliers")
@seeds(SEEDS)
def test_svm_dual(seed):
    from sklearn.svm import SVC

    got = variables("svm_dual", seed)
    X, y, dual, C = got["X"], got["y"], got["dual"], got["C"]
    model = SVC(C=C, gamma=got["gamma"], tol=1e-10).fit(X, y)
    theirs = np.zeros(60)
    theirs[model.support_] = model.dual_coef_[0]
    assert np.allclose(dual, theirs, atol=1e-4)
    assert got["bias"] == pytest.approx(model.intercept_[0], abs=1e-4)
    assert np.array_equal(np.flatnonzero(got["kept"]), np.sort(model.support_))
    assert abs(dual.sum()) < 1e-9 and np.all((dual * y >= 0) & (dual * y <= C))
    # the conditions of an optimum: margin over 1 without a multiplier, under 1 at C, exactly 1 in between
    margin = y * (got["kernel"](X, X) @ dual + got["bias"])
    assert np.all(margin[~got["kept"]] > 1 - 1e-6)
    assert np.all(margin[dual * y > C - 1e-9] < 1 + 1e-6)
    between = got["kept"] & (dual * y < C - 1e-9)
    assert np.allclose(margin[between], 1, atol=1e-6)
    # rows without a multiplier are not needed, neither for predictions nor for the fit
    new = np.random.default_rng(99).uniform(-2, 2, size=(50, 2))
    again = SVC(C=C, gamma=got["gamma"], tol=1e-10).fit(X[got["kept"]], y[got["kept"]])
    scores = got["kernel"](new, X[got["kept"]]) @ dual[got["kept"]] + got["bias"]
    assert np.allclose(again.decision_function(new), scores, atol=1e-4)
    assert np.allclose(got["scores"], model.decision_function([[0, 0], [2, 0]]), atol=1e-4)


def test_svm_dual_another_c_other_multipliers():
    from sklearn.svm import SVC

    got = variables("svm_dual")
    counts = {C: SVC(C=C, gamma=0.5).fit(got["X"], got["y"]).support_.size for C in (0.1, 1, 10)}
    assert counts[0.1] > counts[1] > counts[10] == got["kept"].sum()


def test_svm_dual_prints():
    from sklearn.svm import SVC

    got = variables("svm_dual")
    model = SVC(C=10, gamma=0.5, tol=1e-10).fit(got["X"], got["y"])
    multipliers = np.abs(model.dual_coef_[0])
    inside, outside = model.decision_function([[0, 0], [2, 0]]).round(3)
    assert printed("svm_dual") == [
        f"rows: 60, support vectors kept: {len(model.support_)}, of these at C: {np.sum(multipliers > 10 - 1e-6)}",
        f"largest multiplier: {multipliers.max():.3f}, bias: {model.intercept_[0]:.3f}",
        "at (0, 0) and (2, 0), from",
        f"  all rows:        {inside} {outside}",
        f"  support vectors: {inside} {outside}",
    ]


# alternating_least_squares


def penalized(vectors, ratings, seen):
    """The objective, entry by entry, for users and items in one flat vector."""
    users, items = vectors[:40].reshape(20, 2), vectors[40:].reshape(15, 2)
    total = 0.1 * float(vectors @ vectors)
    for user, item in zip(*np.nonzero(seen), strict=True):
        total += (ratings[user, item] - users[user] @ items[item]) ** 2
    return total


@pytest.mark.claim("alternating-never-rises")
@seeds(SEEDS)
def test_alternating_least_squares(seed):
    from sklearn.linear_model import Ridge

    got = variables("alternating_least_squares", seed)
    users, items, ratings, seen = got["users"], got["items"], got["ratings"], got["seen"]
    assert np.all(np.diff(got["objective"]) < 1e-9)
    assert users.shape == (20, 2) and items.shape == (15, 2)
    flat = np.concatenate([users.ravel(), items.ravel()])
    assert got["objective"][-1] == pytest.approx(penalized(flat, ratings, seen))
    for item in range(15):
        mask = seen[:, item]
        ridge = Ridge(alpha=0.1, fit_intercept=False).fit(users[mask], ratings[mask, item])
        assert np.allclose(ridge.coef_, items[item])
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    turned = np.concatenate([(users @ turn).ravel(), (items @ turn).ravel()])
    assert penalized(turned, ratings, seen) == pytest.approx(got["objective"][-1]), "other vectors, same products"


def test_alternating_least_squares_prints():
    """The same start, but each half solved as one least-squares problem with extra rows for the penalty."""
    got = variables("alternating_least_squares")
    ratings, seen = got["ratings"], got["seen"]
    rng = np.random.default_rng(0)
    for shape in ((20, 2), (2, 15), (20, 15)):
        rng.normal(size=shape)
    rng.random((20, 15))
    items = rng.normal(size=(15, 2))

    def half(fixed, table, mask):
        extra = np.sqrt(0.1) * np.eye(2)
        rows = [
            np.linalg.lstsq(np.vstack([fixed[m], extra]), np.append(r[m], [0, 0]), rcond=None)[0]
            for r, m in zip(table, mask, strict=True)
        ]
        return np.array(rows)

    values = []
    for _ in range(30):
        users = half(items, ratings, seen)
        items = half(users, ratings.T, seen.T)
        values.append(penalized(np.concatenate([users.ravel(), items.ravel()]), ratings, seen))
    errors = ratings - users @ items.T
    assert printed("alternating_least_squares") == [
        f"ratings given: {np.count_nonzero(seen)} of 300",
        f"numbers found: {20 * 2} for users, {15 * 2} for items",
        f"objective after rounds 1, 5, 30: {values[0]:.1f}, {values[4]:.1f}, {values[29]:.1f}",
        f"RMSE on ratings given: {np.linalg.norm(errors[seen]) / np.sqrt(seen.sum()):.2f}",
        f"RMSE on ratings not given: {np.linalg.norm(errors[~seen]) / np.sqrt((~seen).sum()):.2f}",
        f"always guessing 0: {np.linalg.norm(ratings[~seen]) / np.sqrt((~seen).sum()):.2f}",
    ]
