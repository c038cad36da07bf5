"""Hunts after counter-examples to the claims on gradient descent and its relatives, and on when to stop them."""

import itertools

import numpy as np
import pytest

from tests.support.hunts import DRAWS, assert_share, generators, regressions, thirty_or_all

STEPS = np.unique(np.geomspace(1, 3000, 60).astype(int))
"""The epochs after which the hunts look at a run of 3,000."""


def quadratics(*, smallest: float = 1e-3) -> list[tuple[np.random.Generator, np.ndarray, np.ndarray]]:
    """Random Hessians with eigenvalues from `smallest` to 1, some of them equal, each with its minimum."""
    drawn = []
    for rng in generators():
        size = rng.integers(1, 6)
        values = rng.choice([1.0, smallest, *10.0 ** rng.uniform(np.log10(smallest), 0, size=3)], size=size)
        turn, _ = np.linalg.qr(rng.normal(size=(size, size)))
        drawn.append((rng, (turn * values) @ turn.T * 10.0 ** rng.uniform(-3, 3), rng.normal(size=size)))
    return drawn


@pytest.mark.hunt("learning-rate-limit")
def test_below_the_limit_it_converges_and_above_it_diverges():
    for rng, hessian, minimum in quadratics():
        limit = 2 / np.linalg.eigvalsh(hessian)[-1]
        start = rng.normal(size=len(minimum))
        for share in (rng.uniform(0.01, 0.99), 0.999, 1.001, rng.uniform(1.01, 5)):
            one_step = np.eye(len(minimum)) - share * limit * hessian  # what a step does to the distance
            if share < 1:
                first = start - share * limit * hessian @ (start - minimum)
                assert np.allclose(first - minimum, one_step @ (start - minimum)), "a step against the gradient"
            for _ in range(40):  # each time twice as many steps, until it is plain where they lead
                one_step = one_step @ one_step
                distance = np.linalg.norm(one_step @ (start - minimum))
                if distance > 1e60 or distance < 1e-60:
                    break
            assert (distance < 1e-6) if share < 1 else (distance > 1e6), (share, hessian)


@pytest.mark.hunt("training-turns-the-parameters")
def test_a_stable_step_lowers_the_loss_and_moves_what_has_a_slope():
    unmoved = 0
    for draw in regressions(columns=(1, 1)):
        x, y, rng = draw.X[:, 0] / (1 + np.abs(draw.X).max()), draw.y / (1 + np.abs(draw.y).max()), draw.rng
        line = rng.choice([0.0, 1.0]) * rng.normal(size=2)
        columns = np.array([x, np.ones(len(x))])
        hessian = 2 * columns @ columns.T / len(x)
        rate = given = rng.uniform(0.05, 0.95) * 2 / np.linalg.eigvalsh(hessian)[-1]
        for _ in range(20):
            residuals = line @ columns - y
            # the slopes by a difference of losses, which is exact for a parabola
            slopes = [np.mean((residuals + c) ** 2) - np.mean((residuals - c) ** 2) for c in columns / 2]
            before, line = line, line - rate * np.array(slopes)
            loss, after = np.mean(residuals**2), np.mean((line @ columns - y) ** 2)
            if np.linalg.norm(slopes) < 1e-6:
                break
            assert after < loss, draw
            assert np.array_equal(np.sign(before - line), np.sign(slopes)) or np.min(np.abs(slopes)) < 1e-12, draw
            unmoved += np.min(np.abs(slopes)) < 1e-15
        assert rate == given
    assert unmoved, "the draws have lines on which a value stays where it is"


@pytest.mark.hunt("optimizers-agree")
def test_three_optimizers_reach_the_one_minimum():
    moments, pulls, exact, starts = [], [], [], []
    for draw in regressions(columns=(2, 2), without=("few rows", "one row", "constant column", "equal columns")):
        X = (draw.X - draw.X.mean(axis=0)) / np.maximum(draw.X.std(axis=0), 1e-9)
        X = np.vstack([X, np.eye(2)])  # so the columns are independent, however many rows are equal
        y = np.append(draw.y / (1 + np.abs(draw.y).max()), [0, 0])
        moments.append(2 * X.T @ X / len(y))
        pulls.append(2 * X.T @ y / len(y))
        exact.append(np.linalg.lstsq(X, y, rcond=None)[0])
        starts.append(draw.rng.normal(size=2))
    moments, pulls, exact = np.array(moments), np.array(pulls), np.array(exact)
    rate = 1 / np.linalg.eigvalsh(moments)[:, -1:]
    for name in ("gradient descent", "Adagrad", "Adam, decaying", "Adam, constant"):
        weights, first, second, farthest = np.array(starts), 0.0, 0.0, 0.0
        for t in range(1, 5001):
            gradient = np.matvec(moments, weights) - pulls
            if name == "gradient descent":
                weights = weights - rate * gradient
            elif name == "Adagrad":
                second = second + gradient**2
                weights = weights - gradient / (np.sqrt(second) + 1e-8)
            else:
                first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
                step = first / (1 - 0.9**t) / (np.sqrt(second / (1 - 0.999**t)) + 1e-8)
                weights = weights - 0.05 * (1 - t / 5000 if name == "Adam, decaying" else 1) * step
            if t > 2500:
                farthest = np.maximum(farthest, np.abs(weights - exact).max())
        if name == "Adam, constant":
            assert 0.001 < farthest < 0.05, "it goes on jittering, by less than its rate"
        else:
            assert np.abs(weights - exact).max() < 1e-5, name


@pytest.mark.hunt("adam-keeps-its-rate")
def test_the_first_step_of_adam_and_the_scale_of_the_loss():
    for rng in generators():
        size, rate = rng.integers(1, 6), 10.0 ** rng.uniform(-4, 0)
        one, two = rng.uniform(0, 0.99), rng.uniform(0.5, 0.9999)
        gradients = rng.normal(size=(8, size)) * 10.0 ** rng.uniform(-3, 3, size=size)
        gradients = np.where(np.abs(gradients) < 1e-3, 1e-3, gradients)
        gradients[:, rng.integers(size)] *= rng.choice([0.0, 1.0])  # an entry without a slope
        scale = 10.0 ** rng.uniform(-0.5, 6)
        steps = []
        for g in (gradients, scale * gradients):
            first, second, taken = np.zeros(size), np.zeros(size), []
            for t, gradient in enumerate(g, 1):
                first, second = one * first + (1 - one) * gradient, two * second + (1 - two) * gradient**2
                taken.append(-rate * (first / (1 - one**t)) / (np.sqrt(second / (1 - two**t)) + 1e-8))
            steps.append(np.array(taken))
        assert np.allclose(steps[0][0], -rate * np.sign(gradients[0]), rtol=1e-4)
        assert np.allclose(steps[0], steps[1], rtol=1e-4, atol=1e-4 * rate), scale


@pytest.mark.hunt("start-decides")
def test_the_start_and_the_optimizer_pick_among_the_exact_solutions():
    for rng in generators():
        A, b, elsewhere = rng.normal(size=(3, 8)), rng.normal(size=3), rng.normal(size=8)
        if rng.random() < 0.2:
            A[2], b[2] = A[0], b[0]  # an equation that is there twice
        if rng.random() < 0.1:
            b[:] = 0
        shortest, hessian = np.linalg.pinv(A) @ b, A.T @ A
        for start in (np.zeros(8), A.T @ rng.normal(size=3), elsewhere):
            rate = rng.uniform(0.05, 0.95) * 2 / np.linalg.eigvalsh(hessian)[-1]
            one_step, shift = np.eye(8) - rate * hessian, rate * A.T @ b
            for _ in range(24):  # each time twice as many steps
                one_step, shift = one_step @ one_step, one_step @ shift + shift
            found = one_step @ start + shift
            untouched = start - np.linalg.pinv(A) @ (A @ start)
            assert np.allclose(A @ found, b, atol=1e-6) and np.allclose(found, shortest + untouched, atol=1e-6)
            assert (np.linalg.norm(found - shortest) > 1e-3) == (start is elsewhere), "the others find the shortest"
    slow, fast = (untouched_ends_of_adagrad(rate) for rate in (0.1, 1.0))
    assert_share(np.minimum(np.linalg.norm(slow, axis=1), np.linalg.norm(fast, axis=1)) > 0.01, 100)
    assert_share(np.linalg.norm(fast - slow, axis=1) > 0.01, 98)


def untouched_ends_of_adagrad(rate: float) -> np.ndarray:
    """Where Adagrad ends from zero on random equations, less the part that the equations ask for."""
    drawn = [(rng.normal(size=(3, 8)), rng.normal(size=3)) for rng in generators()]
    A, b = (np.array(a) for a in zip(*drawn, strict=True))
    weights, sums = np.zeros((DRAWS, 8)), np.zeros((DRAWS, 8))
    for _ in range(3000):
        gradient = np.vecmat(np.matvec(A, weights) - b, A)
        sums += gradient**2
        weights = weights - rate * gradient / (np.sqrt(sums) + 1e-8)
    assert np.abs(np.matvec(A, weights) - b).max() < 0.02, "exact, too"
    return weights - np.matvec(np.linalg.pinv(A), np.matvec(A, weights))


@pytest.mark.hunt("sgd-hovers")
def test_the_mean_squared_distance_of_sgd_from_the_optimum():
    """Without drawing rows: the expected products of the distances obey a linear rule, here for all draws at once."""
    means, linears, squares, noises, cubics, limits = [], [], [], [], [], []
    identity, trace = np.eye(2), np.eye(2).ravel()
    for draw in regressions(columns=(1, 1), rows=(4, 12)):
        X = np.c_[draw.X[:, 0] / (1 + np.abs(draw.X).max()), np.ones(len(draw.X))]
        X = np.vstack([X, identity])  # columns that do not repeat each other, and rows that no line fits exactly
        y = np.append(draw.y / (1 + np.abs(draw.y).max()), draw.rng.normal(size=2))
        residuals = y - X @ np.linalg.solve(X.T @ X, X.T @ y)
        outer = X[:, :, None] * X[:, None]
        means.append(outer.mean(axis=0))
        linears.append(np.kron(means[-1], identity) + np.kron(identity, means[-1]))
        squares.append(np.mean([np.kron(one, one) for one in outer], axis=0))
        noises.append(np.mean(residuals[:, None] ** 2 * outer.reshape(len(X), 4), axis=0))
        cubics.append(np.mean((residuals[:, None] * X)[:, :, None] * outer.reshape(len(X), 1, 4), axis=0))
        limits.append(1 / np.max(np.sum(X**2, axis=1)))
    mean, linear, square, noise, cubic = (np.array(a) for a in (means, linears, squares, noises, cubics))
    limit = np.array(limits)[:, None]
    settled = []
    for share in (0.001, 0.01, 0.05, 0.1):  # constant rates
        rate = share * limit
        matrix = rate[..., None] * linear - rate[..., None] ** 2 * square
        settled.append(np.linalg.solve(matrix, (rate**2 * noise)[..., None])[..., 0] @ trace)
    assert np.all(settled[0] > 0) and np.all(np.diff(settled, axis=0) > 0), "farther off at a larger rate"

    distance = np.array([rng.normal(size=2) for rng in generators()])
    products, path = (distance[:, :, None] * distance[:, None]).reshape(-1, 4), []
    lowest = np.linalg.eigvalsh(mean)[:, :1]
    for step in range(1, 8001):  # a rate that decays like one over the step, and does not start too small
        rate = 1 / (lowest * step + 1 / limit)
        crossed = np.vecmat(distance, cubic).reshape(-1, 2, 2)
        crossed = (crossed + crossed.transpose(0, 2, 1)).reshape(-1, 4)
        grown = np.matvec(square, products) + noise - crossed
        products = products - rate * np.matvec(linear, products) + rate**2 * grown
        distance = distance - rate * np.matvec(mean, distance)
        if step in (500, 2000, 8000):
            path.append(products @ trace)
    assert np.all(path[2] < path[1]) and np.all(path[1] < path[0]), "it goes on approaching"
    assert np.all(path[2] < 0.3 * path[1])


@pytest.mark.hunt("early-stopping-like-ridge")
def test_steps_from_zero_are_filter_factors_and_the_best_stop_is_about_the_best_ridge():
    for draw in regressions():
        X, y = draw.X, draw.y
        U, s, Vt = np.linalg.svd(X, full_matrices=False)
        rate = draw.rng.uniform(0.05, 1.1) * 2 / s[0] ** 2 if s[0] else 0.1
        weights, steps = np.zeros(X.shape[1]), draw.rng.integers(1, 60)
        for _ in range(steps):
            weights = weights - rate * X.T @ (X @ weights - y)
        kept = s > 1e-12 * max(s[0], 1)
        exact = np.divide(U.T @ y, s, where=kept, out=np.zeros(len(s)))
        formula = Vt.T @ ((1 - (1 - rate * s**2) ** steps) * exact)
        assert np.allclose(weights, formula, rtol=1e-6, atol=1e-8 * (1 + np.abs(weights).max())), draw
    close = []
    for rng in generators():
        slopes = 2 * rng.normal(size=30) / np.sqrt(30)
        X = rng.normal(size=(40, 30))
        y = X @ slopes + rng.normal(size=40)
        U, s, Vt = np.linalg.svd(X, full_matrices=False)
        rate = 0.2 / s[0] ** 2
        steps = np.unique(np.geomspace(1, 2000, 200).astype(int))[:, None]
        best = []
        for factors in (1 - (1 - rate * s**2) ** steps, s**2 / (s**2 + 1 / (rate * steps))):
            weights = (factors / s * (U.T @ y)) @ Vt
            best.append(1 + np.sum((weights - slopes) ** 2, axis=1).min())  # the expected squared error on a new row
        close.append(abs(best[0] / best[1] - 1) < 0.1)
    assert_share(close, 99)


def logistic_descent(kernels: np.ndarray, labels: np.ndarray, rate: float):
    """3,000 epochs of logistic regression from zero, for many data sets at once; yields what weighs each row."""
    duals = np.zeros(labels.shape)
    scores = np.zeros(labels.shape)
    for epoch in range(1, 3001):
        duals = duals - rate * (1 / (1 + np.exp(-scores)) - labels) / labels.shape[1]
        scores = np.einsum("kij,kj->ki", kernels, duals, optimize=True) if kernels.ndim == 3 else scores
        if epoch in STEPS:
            yield duals, scores


@pytest.mark.hunt("validation-turns")
@thirty_or_all
def test_validation_accuracy_turns_in_most_draws(draws):
    kernels, new_kernels, labels, new_labels = [], [], [], []
    for rng in generators(draws):
        frequencies, phases = rng.normal(size=(2, 200)) / 0.7, rng.uniform(0, 2 * np.pi, size=200)
        points = rng.uniform(-2, 2, size=(560, 2))
        label = (points[:, 1] > np.sin(2 * points[:, 0])) ^ (rng.random(560) < 0.1)
        X = np.cos(points @ frequencies + phases)
        kernels.append(X[:60] @ X[:60].T)
        new_kernels.append(X[60:] @ X[:60].T)
        labels.append(label[:60])
        new_labels.append(label[60:])
    labels, new_labels, new_kernels = np.array(labels), np.array(new_labels), np.array(new_kernels)
    training, validation = [], []
    for duals, scores in logistic_descent(np.array(kernels), labels, 0.05):
        training.append(np.mean((scores > 0) == labels, axis=1))
        validation.append(np.mean((np.matvec(new_kernels, duals) > 0) == new_labels, axis=1))
    training, validation = np.array(training), np.array(validation)
    best, each = validation.argmax(axis=0), np.arange(draws)
    turned = (validation[-1] < validation[best, each] - 0.02) & (training[-1] > training[best, each])
    assert_share(turned, 83)


@pytest.mark.hunt("nothing-turns")
@thirty_or_all
def test_few_weights_and_many_rows_lose_little(draws):
    X, labels = [], []
    for rng in generators(draws):
        points = rng.uniform(-2, 2, size=(1500, 2))
        labels.append((points[:, 1] > 0.5 * points[:, 0]) ^ (rng.random(1500) < 0.1))
        X.append(np.c_[points, np.ones(1500)])
    X, labels = np.array(X), np.array(labels)
    weights, accuracies = np.zeros((draws, 3)), []
    rows, known = X[:, :500], labels[:, :500]
    for epoch in range(1, 3001):
        error = 1 / (1 + np.exp(-np.matvec(rows, weights))) - known
        weights = weights - 0.05 * np.vecmat(error, rows) / 500
        if epoch in STEPS:
            accuracies.append(np.mean((np.matvec(X[:, 500:], weights) > 0) == labels[:, 500:], axis=1))
    lost = np.max(accuracies, axis=0) - accuracies[-1]
    assert_share(lost <= 0.02, 100)


@pytest.mark.hunt("loss-rises-accuracy-stays")
@thirty_or_all
def test_the_validation_loss_rises_and_the_accuracy_stays(draws):
    X, labels = [], []
    for rng in generators(draws):
        points = rng.normal(size=(1200, 2))
        flipped = (rng.random(1200) < 0.1) & (np.arange(1200) >= 200)
        labels.append((points.sum(axis=1) > 0) ^ flipped)
        X.append(np.c_[points, np.ones(1200)])
    X, labels = np.array(X), np.array(labels)
    weights, losses, accuracies = np.zeros((draws, 3)), [], []
    rows, known = X[:, :200], labels[:, :200]
    for epoch in range(1, 3001):
        error = 1 / (1 + np.exp(-np.matvec(rows, weights))) - known
        weights = weights - 2 * np.vecmat(error, rows) / 200
        if epoch in STEPS:
            margins = np.where(labels[:, 200:], 1, -1) * np.matvec(X[:, 200:], weights)
            losses.append(np.logaddexp(0, -margins).mean(axis=1))
            accuracies.append(np.mean(margins > 0, axis=1))
    losses, accuracies = np.array(losses), np.array(accuracies)
    best = losses.argmin(axis=0)
    at_best = accuracies[best, np.arange(draws)]
    held = (losses[-1] > 3 * losses.min(axis=0)) & (np.abs(accuracies[-1] - at_best) <= 0.05)
    assert_share(held, 100)


@pytest.mark.hunt("batch-size-noise")
def test_the_mean_and_variance_of_all_batches_there_are():
    for draw in regressions(rows=(2, 7), columns=(2, 3)):
        n = len(draw.X)
        gradients = 2 * (draw.X @ draw.rng.normal(size=draw.X.shape[1]) - draw.y)[:, None] * draw.X
        size = int(draw.rng.integers(1, n + 1))
        means = np.array([gradients[list(batch)].mean(axis=0) for batch in itertools.combinations(range(n), size)])
        scale = 1 + np.abs(gradients).max()
        assert np.allclose(means.mean(axis=0) / scale, gradients.mean(axis=0) / scale), draw
        factor = (n - size) / (size * (n - 1)) if n > 1 else 0
        assert np.allclose(means.var(axis=0) / scale**2, gradients.var(axis=0) * factor / scale**2), draw
        left, updates = n, 0
        while left > 0:
            left, updates = left - size, updates + 1
        assert updates == int(np.ceil(n / size))


@pytest.mark.hunt("best-seed-elsewhere")
def test_the_winning_seed_is_average_on_an_unrelated_task_and_good_on_the_same_one():
    """For each of 300 pairs of tasks: 50 seeds, each one a small start of ten weights and an order of 40 rows."""
    seeds, size, ranks = 50, 10, {"same": [], "other": []}
    drawn = list(generators())
    data = {}
    starts = np.array([0.3 * rng.normal(size=(seeds, size)) for rng in drawn])
    orders = np.array([[rng.permutation(40) for _ in range(seeds)] for rng in drawn])
    tasks = np.array([rng.normal(size=(2, size)) for rng in drawn])
    for name, task in (("first", 0), ("same", 0), ("other", 1)):
        X = np.array([rng.normal(size=(40, size)) for rng in drawn])
        y = np.einsum("kij,kj->ki", X, tasks[:, task]) + np.array([rng.normal(0, 0.5, size=40) for rng in drawn])
        data[name] = X, y, tasks[:, task]
    errors = {}
    for name, (X, y, truth) in data.items():
        weights, draws = starts, np.arange(DRAWS)[:, None]
        for step in range(40):
            rows, targets = X[draws, orders[:, :, step]], y[draws, orders[:, :, step]]
            weights = weights - 0.02 * ((rows * weights).sum(axis=2) - targets)[..., None] * rows
        errors[name] = np.sum((weights - truth[:, None]) ** 2, axis=2)
    best = errors["first"].argmin(axis=1)[:, None]
    for name in ranks:
        ranks[name] = 1 + np.sum(errors[name] < np.take_along_axis(errors[name], best, axis=1), axis=1)
    assert np.mean(ranks["other"]) == pytest.approx(26, abs=0.5), "25.5 by chance, give or take 0.8"
    assert np.mean(ranks["same"]) == pytest.approx(7, abs=0.5)
