"""Hunts after counter-examples to the claims on least squares, ridge and the lasso."""

import itertools

import numpy as np
import pytest

from tests.support.hunts import assert_share, falls, generators, regressions, rises

LAMBDAS = np.append(0, 10.0 ** np.arange(-5, 5))


def polynomial_columns(x: np.ndarray, degree: int) -> np.ndarray:
    """Legendre polynomials up to `degree`, at x moved into -1 to 1: they span what the powers of x span."""
    spread = np.ptp(x) or 1
    return np.polynomial.legendre.legvander((x - x.min()) / spread * 2 - 1, degree)


def squares_left(X: np.ndarray, y: np.ndarray) -> float:
    """The least sum of squares."""
    return float(np.sum((X @ np.linalg.lstsq(X, y, rcond=None)[0] - y) ** 2))


def ridge(X: np.ndarray, y: np.ndarray, strength: float) -> np.ndarray:
    """As least squares on further rows; with strength 0 the shortest solution."""
    rows = np.vstack([X, np.sqrt(strength) * np.eye(X.shape[1])])
    return np.linalg.lstsq(rows, np.append(y, np.zeros(X.shape[1])), rcond=None)[0]


@pytest.mark.hunt("degree-decides-count")
def test_the_training_error_never_rises_with_the_degree():
    for draw in regressions(rows=(2, 15)):
        errors = [squares_left(polynomial_columns(draw.X[:, 0], degree), draw.y) for degree in range(10)]
        assert not rises(errors), draw
    points = np.linspace(-1, 1, 30)
    assert all(np.linalg.matrix_rank(polynomial_columns(points, d)) == d + 1 for d in range(10)), "no number is idle"


@pytest.mark.hunt("least-squares-line")
def test_the_rows_alone_decide_on_one_line():
    for draw in regressions(without=("one row",)):
        x, y, rng = draw.X[:, 0], draw.y, draw.rng
        if np.ptp(x) == 0:  # the claim needs two different values
            x, y = np.append(x, x[0] + 1), np.append(y, rng.normal())
        middle, spread = x.mean(), x.std()
        slope = np.mean((x - middle) * (y - y.mean())) / spread**2
        found = np.linalg.lstsq(np.c_[x, np.ones(len(x))], y, rcond=None)[0]
        assert np.allclose(found, [slope, y.mean() - slope * middle], rtol=1e-6, atol=1e-6 * (1 + np.abs(y).max()))
        order = rng.permutation(len(x))
        again = np.polyfit(x[order], y[order], 1)
        assert np.allclose(found, again, rtol=1e-6, atol=1e-6 * (1 + np.abs(y).max())), "another order of the rows"
        # every other line, also far away or close by, leaves more squares
        moves = rng.normal(size=(200, 2)) * 10.0 ** rng.uniform(-2, 2, size=(200, 1)) * (1 + np.abs(y).max())
        moved = moves[:, :1] / spread * (x - middle) + moves[:, 1:]
        residuals = y - slope * (x - middle) - y.mean()
        assert np.all(np.sum((residuals - moved) ** 2, axis=1) > np.sum(residuals**2)), draw


@pytest.mark.hunt("same-minimizer")
def test_sums_and_means_of_squares_agree_and_absolute_errors_do_not():
    different = []
    for draw in regressions():
        x, y, rng = draw.X[:, 0], draw.y, draw.rng
        lines = rng.normal(size=(400, 2)) * (1 + np.abs(y).max())
        lines[0] = np.linalg.lstsq(np.c_[x, np.ones(len(x))], y, rcond=None)[0]
        residuals = y - lines[:, :1] * x - lines[:, 1:]
        squares = np.sum(residuals**2, axis=1)
        losses = squares, squares / len(x), np.sqrt(np.mean(residuals**2, axis=1))
        assert all(loss.argmin() == 0 or loss[0] <= loss.min() * (1 + 1e-9) for loss in losses), draw
        first, *others = (np.argsort(loss, kind="stable")[:5] for loss in losses)
        assert all(np.array_equal(first, other) for other in others), "the same lines lead"
    for rng in generators():
        x = rng.uniform(0, 3, size=30)
        y = 3 * x - 1 + rng.normal(0, 0.5, size=30)
        y[np.argsort(x)[-3:]] += 15
        # a line with the least sum of absolute errors goes through two of the points
        one, two = np.array(list(itertools.combinations(range(30), 2))).T
        slopes = (y[two] - y[one]) / (x[two] - x[one])
        errors = np.abs(y - slopes[:, None] * (x - x[one, None]) - y[one, None]).sum(axis=1)
        different.append(np.polyfit(x, y, 1)[0] - slopes[errors.argmin()] > 0.5)
    assert_share(different, 100)
    for draw in regressions(without=("one row",)):  # all points on one line: it is the best by each loss
        x, slope, height = draw.X[:, 0], *draw.rng.normal(size=2)
        lines = np.vstack([[slope, height], draw.rng.normal(size=(50, 2))])
        errors = np.abs(slope * x + height - lines[:, :1] * x - lines[:, 1:])
        assert errors[0].max() < 1e-9 * (1 + np.abs(x).max()) < errors[1:].max(axis=1).min()


@pytest.mark.hunt("closed-form-needs-none")
def test_steps_at_any_stable_rate_end_at_the_closed_form():
    for draw in regressions(without=("few rows", "one row", "constant column", "equal columns")):
        X, y = draw.X / np.abs(draw.X).max(), draw.y
        if np.linalg.cond(X) > 100:  # rows or columns that repeat: the claim needs independent columns
            X = np.vstack([X, np.eye(X.shape[1])])
            y = np.append(y, draw.rng.normal(size=X.shape[1]))
        exact = np.linalg.solve(X.T @ X, X.T @ y)
        hessian = 2 * X.T @ X / len(y)
        for share in draw.rng.uniform(0.02, 0.98, size=2):
            rate = share * 2 / np.linalg.eigvalsh(hessian)[-1]
            one_step = np.eye(len(exact)) - rate * hessian
            shift = rate * 2 * X.T @ y / len(y)
            for _ in range(30):  # each time twice as many steps
                one_step, shift = one_step @ one_step, one_step @ shift + shift
            assert np.allclose(shift, exact, rtol=1e-6, atol=1e-6 * (1 + np.abs(y).max())), draw


@pytest.mark.hunt("training-error-cannot-choose")
def test_the_training_error_of_ridge_never_falls_with_lambda():
    for draw in regressions():
        center = draw.rng.random() < 0.5
        X, y = (a - a.mean(axis=0) if center else a for a in (draw.X, draw.y))
        errors = [np.sum((X @ ridge(X, y, strength) - y) ** 2) for strength in LAMBDAS]
        assert not falls(errors), draw
    inside = []
    for rng in generators():
        errors = []
        x, x_valid = rng.uniform(-1, 1, size=(2, 25))
        y, y_valid = np.sin(3 * np.array([x, x_valid])) + rng.normal(0, 0.3, size=(2, 25))
        X, X_valid = (v[:, None] ** np.arange(1, 13) for v in (x, x_valid))
        U, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
        factors = s / (s**2 + 10.0 ** np.arange(-6, 4)[:, None])
        weights = (factors * (U.T @ (y - y.mean()))) @ Vt
        errors = np.mean((weights @ (X_valid - X.mean(axis=0)).T + y.mean() - y_valid) ** 2, axis=1)
        inside.append(errors.argmin() not in (0, 9))
    assert_share(inside, 98)


@pytest.mark.hunt("ridge-degrees-of-freedom")
def test_degrees_of_freedom_fall_as_lambda_grows():
    for draw in regressions():
        X = draw.X - draw.X.mean(axis=0)
        s = np.linalg.svd(X, compute_uv=False)
        s = s[s > 1e-9 * max(1, s[0])]
        strengths = np.sort(10.0 ** draw.rng.uniform(-3, 3, size=4))
        found = []
        for strength in strengths:
            fitted = X @ np.linalg.solve(X.T @ X + strength * np.eye(X.shape[1]), X.T)
            # move each target by 1: how much does its own fitted value follow?
            found.append(sum((fitted @ unit)[i] for i, unit in enumerate(np.eye(len(X)))))
            assert found[-1] == pytest.approx(np.sum(s**2 / (s**2 + strength)), rel=1e-6, abs=1e-9), draw
            assert ridge(X, draw.y, strength).size == X.shape[1]
            assert found[-1] <= min(X.shape[1], len(X))
        assert np.all(np.diff(found) < 0) or len(s) == 0, draw


@pytest.mark.hunt("degree-and-penalty")
def test_the_length_of_the_weights_never_rises_with_the_penalty_and_the_largest_one_may():
    largest_rises = []
    for draw in regressions(rows=(2, 20)):
        x = draw.X[:, 0] / max(np.abs(draw.X[:, 0]).max(), 1)
        degree = draw.rng.integers(1, 10)
        X = x[:, None] ** np.arange(1, degree + 1)
        X, y = X - X.mean(axis=0), draw.y - draw.y.mean()
        fits = [ridge(X, y, strength) for strength in 10.0 ** np.arange(-4, 4, 0.5)]
        assert not rises([np.linalg.norm(fit) for fit in fits], 1e-7), draw
        assert not falls([np.sum((X @ fit - y) ** 2) for fit in fits], 1e-7), draw
        assert all(fit.size == degree for fit in fits)
    for rng in generators():
        x = rng.uniform(-1, 1, size=rng.integers(8, 25))
        X = x[:, None] ** np.arange(1, rng.integers(3, 10))
        X, y = X - X.mean(axis=0), np.sin(3 * x) + rng.normal(0, 0.3, size=len(x))
        largest = [np.abs(ridge(X, y - y.mean(), s)).max() for s in 10.0 ** np.arange(-6, 3, 0.25)]
        # somewhere by more than 0.1%
        largest_rises.append(np.any(np.diff(largest) > 0.001 * np.array(largest[:-1])))
    assert_share(largest_rises, 11)


@pytest.mark.hunt("multiplier-from-bound")
def test_no_weights_within_the_bound_do_better_than_ridge_at_the_multiplier():
    for draw in regressions(columns=(1, 4), without=("few rows", "one row", "constant column", "equal columns")):
        X, y, rng = draw.X, draw.y, draw.rng
        if np.linalg.cond(X) > 1000:
            X, y = np.vstack([X, np.eye(X.shape[1])]), np.append(y, np.zeros(X.shape[1]))
        free = np.linalg.lstsq(X, y, rcond=None)[0]
        bound = (free @ free + 1e-3) * rng.choice([0.01, 0.3, 0.9, 1.5, 10])
        U, s, _ = np.linalg.svd(X, full_matrices=False)
        low, high = 0.0, 1e12
        for _ in range(120):
            middle = np.sqrt(low * high) if low else high / 1e3
            low, high = (middle, high) if np.sum((s * (y @ U) / (s**2 + middle)) ** 2) > bound else (low, middle)
        weights = ridge(X, y, high)
        binds = free @ free > bound
        assert (high > 1e-9) == binds and (weights @ weights == pytest.approx(bound, rel=1e-4)) == binds, draw
        others = rng.normal(size=(300, len(free)))
        others *= (np.sqrt(bound) * rng.uniform(size=(300, 1)) ** 0.3) / np.linalg.norm(others, axis=1, keepdims=True)
        near = weights + rng.normal(size=(300, len(free))) * 0.05 * np.sqrt(bound)
        near *= np.minimum(1, np.sqrt(bound) / np.linalg.norm(near, axis=1, keepdims=True))
        left = np.sum((np.vstack([others, near]) @ X.T - y) ** 2, axis=1)
        assert left.min() >= np.sum((X @ weights - y) ** 2) * (1 - 1e-6), draw


@pytest.mark.hunt("ridge-is-the-most-probable-weight")
def test_no_weights_are_more_probable_than_those_of_ridge():
    for draw in regressions():
        X, y, rng = draw.X, draw.y / (1 + np.abs(draw.y).max()), draw.rng
        noise, prior = 10.0 ** rng.uniform(-2, 1, size=2)
        weights = ridge(X, y, noise / prior)
        # the mean of the weights, given y, when weights and y are normal together
        covariance = prior * X @ X.T + noise * np.eye(len(y))
        assert np.allclose(weights, prior * X.T @ np.linalg.solve(covariance, y), atol=1e-6), draw
        others = np.vstack([weights, weights + rng.normal(size=(200, len(weights))) * 10.0 ** rng.uniform(-2, 1)])
        likelihood = -np.sum((others @ X.T - y) ** 2, axis=1) / (2 * noise)
        density = likelihood - np.sum(others**2, axis=1) / (2 * prior)
        assert np.all(density[1:] < density[0]), draw


@pytest.mark.hunt("left-out-rows-need-no-refit")
def test_one_fit_gives_the_errors_of_all_fits_without_a_row():
    for draw in regressions(rows=(2, 10), columns=(1, 4), without=("one row",)):
        X, y = np.vstack([draw.X, draw.X[:1] + 1]), np.append(draw.y, 0.5)
        n, strength = len(y), 10.0 ** draw.rng.uniform(-2, 3)
        for intercept in (False, True):
            A = np.c_[X, np.ones(n)] if intercept else X
            penalty = strength * np.eye(A.shape[1])
            if intercept:
                penalty[-1, -1] = 0  # the intercept is not held back
            hat = A @ np.linalg.solve(A.T @ A + penalty, A.T)
            share = np.diag(hat)
            quick = (y - hat @ y) / (1 - share)
            for i in range(n):
                B, t = np.delete(A, i, axis=0), np.delete(y, i)
                error = y[i] - A[i] @ np.linalg.solve(B.T @ B + penalty, B.T @ t)
                assert quick[i] == pytest.approx(error, rel=1e-5, abs=1e-6 * (1 + np.abs(y).max())), draw
            gcv = np.mean((y - hat @ y) ** 2) / (1 - np.trace(hat) / n) ** 2
            low, high = np.mean((y - hat @ y) ** 2) / (1 - np.array([share.min(), share.max()])) ** 2
            assert low * (1 - 1e-9) <= gcv <= high * (1 + 1e-9), "each share replaced by their mean"


@pytest.mark.hunt("lasso-exact-zeros")
def test_coordinate_descent_ends_where_no_small_move_helps():
    draws = list(regressions(columns=(5, 5)))
    moments, pulls, starts = [], [], []
    for draw in draws:
        X = draw.X - draw.X.mean(axis=0)
        X = np.pad(X / np.where(X.std(axis=0) > 1e-9, X.std(axis=0), 1), ((0, 0), (0, 5 - X.shape[1])))
        y = (draw.y - draw.y.mean()) / max(draw.y.std(), 1e-9)
        moments.append(X.T @ X / len(y))
        pulls.append(X.T @ y / len(y))
        starts.append(draw.rng.normal(size=5))
    moments, pulls = np.array(moments), np.array(pulls)
    squares = np.einsum("ijj->ij", moments)
    largest = np.abs(pulls).max(axis=1, keepdims=True)
    for share in (0.02, 0.3, 0.8, 1.001):  # of the lambda from which on all are zero
        strength, weights = share * np.maximum(largest, 0.2), np.array(starts) * (squares > 1e-12)
        for _ in range(1500):
            for j in range(5):
                rest = pulls[:, j] - np.sum(moments[:, j] * weights, axis=1) + squares[:, j] * weights[:, j]
                shrunk = np.sign(rest) * np.maximum(np.abs(rest) - strength[:, 0], 0)
                weights[:, j] = np.where(squares[:, j] > 1e-12, shrunk / np.maximum(squares[:, j], 1e-12), 0)

        def loss(w, strength=strength):
            fit = np.einsum("...i,...ij,...j->...", w, moments, w) / 2 - np.sum(pulls * w, axis=-1)
            return fit + strength[:, 0] * np.abs(w).sum(axis=-1)

        rng = np.random.default_rng(0)
        moves = rng.normal(size=(300, *weights.shape)) * 10.0 ** rng.uniform(-3, 0, size=(300, 1, 1))
        assert np.all(loss(weights + moves) >= loss(weights) - 1e-7), share
        if share > 1:
            assert np.all(weights == 0), "exactly"


@pytest.mark.hunt("training-error-takes-the-most-flexible")
def test_no_candidate_has_a_lower_training_error_than_the_most_flexible():
    for draw in regressions(rows=(2, 15)):
        X, y = draw.X, draw.y
        errors = [squares_left(polynomial_columns(X[:, 0], degree), y) for degree in range(8)]
        assert errors[-1] <= min(errors) + 1e-9 * max(1, *errors), draw
        distinct = np.unique(X, axis=0, return_index=True)[1]  # inputs that differ
        X, y = X[distinct], y[distinct]
        distances = ((X[:, None] - X) ** 2).sum(axis=2)
        nearest = np.argsort(distances, axis=1, kind="stable")
        by_k = [np.mean((y[nearest[:, :k]].mean(axis=1) - y) ** 2) for k in range(1, len(y) + 1)]
        assert by_k[0] == 0 and min(by_k) >= 0, draw


@pytest.mark.hunt("validation-gradient-finds-a-penalty")
def test_the_derivative_by_log_lambda_and_a_small_step_down():
    for draw in regressions(rows=(3, 20)):
        X, y, rng = draw.X / (1 + np.abs(draw.X).max()), draw.y / (1 + np.abs(draw.y).max()), draw.rng
        X_valid, y_valid = rng.normal(size=(12, X.shape[1])), rng.normal(size=12)
        identity = np.eye(X.shape[1])

        def error(log_lambda, X=X, y=y, X_valid=X_valid, y_valid=y_valid, identity=identity):
            residuals = X_valid @ np.linalg.solve(X.T @ X + np.exp(log_lambda) * identity, X.T @ y) - y_valid
            return np.mean(residuals**2)

        at = rng.uniform(-5, 5)
        H = X.T @ X + np.exp(at) * identity
        weights = np.linalg.solve(H, X.T @ y)
        slope = 2 * np.mean((X_valid @ weights - y_valid) * (X_valid @ np.linalg.solve(H, -np.exp(at) * weights)))
        measured = error(at + 1e-30j).imag / 1e-30  # a step along the imaginary axis gives the derivative
        assert slope == pytest.approx(measured, rel=1e-6, abs=1e-10), draw
        if abs(slope) > 1e-6:
            assert error(at - 1e-3 * np.sign(slope)) < error(at), draw
    elsewhere = []
    for rng in generators():
        x, x_valid = rng.uniform(-1, 1, size=25), rng.uniform(-1, 1, size=200)
        y = np.sin(3 * x) + rng.normal(0, 0.3, size=25)
        y_valid = np.sin(3 * x_valid) + rng.normal(0, 0.3, size=200)
        U, s, Vt = np.linalg.svd(x[:, None] ** np.arange(1, 10), full_matrices=False)
        grid = np.linspace(np.log(1e-4), np.log(100), 401)
        weights = (s / (s**2 + np.exp(grid)[:, None]) * (U.T @ y)) @ Vt
        errors = np.mean((weights @ (x_valid[:, None] ** np.arange(1, 10)).T - y_valid) ** 2, axis=1)
        at = int(np.argmin(np.abs(grid)))  # lambda 1, where the walk starts
        while 0 < at < 400 and min(errors[at - 1], errors[at + 1]) < errors[at]:
            at += 1 if errors[at + 1] < errors[at - 1] else -1
        elsewhere.append(errors[at] > errors.min() * 1.0001)
    assert_share(elsewhere, 16)


@pytest.mark.hunt("evidence-chooses-a-penalty")
def test_the_evidence_turns_where_there_is_a_signal():
    lambdas = 10.0 ** np.arange(-5, 4)
    inside = {}
    for signal in (1, 0):
        tops = []
        for rng in generators():
            x = rng.uniform(-1, 1, size=25)
            y = signal * np.sin(3 * x) + rng.normal(0, 0.3, size=25)
            U, s, _ = np.linalg.svd(x[:, None] ** np.arange(1, 10), full_matrices=True)
            along = U.T @ y
            squares = np.append(s**2, np.zeros(25 - len(s)))
            variances = 0.09 * (1 + squares / lambdas[:, None])  # of y along each direction
            evidence = -0.5 * np.sum(along**2 / variances + np.log(2 * np.pi * variances), axis=1)
            tops.append(int(evidence.argmax()))
        inside[signal] = np.array(tops)
    assert_share((inside[1] > 0) & (inside[1] < 8), 100)
    assert_share(inside[0] == 8, 65)


@pytest.mark.hunt("marginal-likelihood-turns")
def test_the_marginal_likelihood_peaks_inside_where_there_is_a_signal():
    scales = np.geomspace(0.02, 20, 40)
    peaks, lowest = {1: [], 0: []}, {1: [], 0: []}
    for rng in generators():
        x = np.sort(rng.uniform(0, 6, size=30))
        kernels = np.exp(-((x[:, None] - x) ** 2) / (2 * scales[:, None, None] ** 2))
        factors = np.linalg.cholesky(kernels + 0.04 * np.eye(30))
        noise = rng.normal(0, 0.2, size=30)
        for signal in (1, 0):
            y = signal * np.sin(2 * x) + noise
            half = np.linalg.solve(factors, y[:, None])[..., 0]
            likelihood = -0.5 * np.sum(half**2, axis=1) - np.log(np.einsum("kii->ki", factors)).sum(axis=1)
            peaks[signal].append(int(likelihood.argmax()))
            dual = np.linalg.solve(factors.transpose(0, 2, 1), half[..., None])[..., 0]
            errors = np.mean((np.einsum("kij,kj->ki", kernels, dual) - y) ** 2, axis=1)
            lowest[signal].append(int(errors.argmin()))
    peak, low = np.array(peaks[1]), np.array(lowest[1])
    assert_share((peak > 0) & (peak < 39) & (scales[low] < scales[peak] / 5), 100)
    assert_share(np.isin(peaks[0], (0, 39)), 96)


@pytest.mark.hunt("double-descent")
def test_the_peak_without_a_penalty_and_with_a_small_or_a_tuned_one():
    n, lambdas = 20, np.append([0, 0.0001], 10.0 ** np.arange(-3, 4))
    peaks = {"none": [], "small": [], "tuned": []}
    for rng in generators():
        slopes = rng.normal(size=10) / np.sqrt(10)
        X, X_valid = rng.normal(size=(n, 10)), rng.normal(size=(100, 10))
        y, y_valid = X @ slopes + rng.normal(0, 0.3, size=n), X_valid @ slopes + rng.normal(0, 0.3, size=100)
        errors = {}
        for p in (n // 2, n, 4 * n):
            V = rng.normal(size=(8, 10, p)) / np.sqrt(10)
            F, F_valid = np.maximum(X @ V, 0), np.maximum(X_valid @ V, 0)
            U, s, Vt = np.linalg.svd(F, full_matrices=False)
            factors = s[:, None] / np.maximum(s[:, None] ** 2 + lambdas[:, None], 1e-300)
            weights = (factors * (y @ U)[:, None]) @ Vt
            left = np.mean((weights @ F_valid.transpose(0, 2, 1) - y_valid) ** 2, axis=2)
            errors[p] = np.median(left, axis=0)
        for name, pick in (("none", lambda e: e[0]), ("small", lambda e: e[1]), ("tuned", lambda e: e[1:].min())):
            before, at, after = (pick(errors[p]) for p in (n // 2, n, 4 * n))
            peaks[name].append(at > 1.2 * before and at > 1.2 * after)
    assert_share(peaks["none"], 100)
    assert_share(peaks["small"], 100)
    assert_share(peaks["tuned"], 0)
