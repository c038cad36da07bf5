"""Likelihood, Newton, Bayesian fitting, standard errors, optimizers: each program against a second method.

At the end, what the pages on how parameters are learned say in passing.
"""

import inspect
import re

import numpy as np
import pytest

from tests.support.hunts import classifications, generators, regressions
from tests.support.snippets import ROOT, printed, seeds, variables

SEEDS = range(8)


# standard_error


@pytest.mark.claim("standard-error")
@seeds([4, *SEEDS])
def test_standard_error(seed):
    from scipy.stats import linregress, t

    got = variables("standard_error", seed)
    x, y = got["x"], got["y"]
    theirs = linregress(x, y)
    assert got["slope"] == pytest.approx(theirs.slope) and got["error"] == pytest.approx(theirs.stderr)
    assert t.ppf(0.975, df=28) == pytest.approx(2.05, abs=0.005)
    true_error = 3 / np.sqrt(np.sum((x - x.mean()) ** 2))
    assert got["slopes"].std() == pytest.approx(true_error, rel=0.05)
    assert got["errors"].mean() == pytest.approx(true_error, rel=0.03)
    assert got["inside"].mean() == pytest.approx(0.95, abs=0.01)
    assert got["errors_more"].mean() == pytest.approx(true_error / 2, rel=0.03)
    assert 0.6 * true_error < got["again"].std() < 1.5 * true_error


def test_standard_error_prints():
    from scipy.stats import bootstrap, linregress

    got, line = variables("standard_error"), variables("line_fit")
    assert np.array_equal(got["x"], line["x"]) and np.array_equal(got["y"], line["y"])
    fit = linregress(got["x"], got["y"])
    resampled = bootstrap(
        (got["x"], got["y"]),
        lambda x, y: linregress(x, y).slope,
        paired=True,
        vectorized=False,
        n_resamples=3000,
        method="percentile",
        rng=np.random.default_rng(0),
    )
    assert got["again"].std() == pytest.approx(resampled.standard_error, rel=0.06)
    size = np.sum((got["x"] - got["x"].mean()) ** 2)
    slopes = (got["others"] - got["others"].mean(axis=1, keepdims=True)) @ (got["x"] - got["x"].mean()) / size
    errors = np.array([linregress(got["x"], row).stderr for row in got["others"][:500]])
    assert np.allclose(got["errors"][:500], errors) and np.allclose(got["slopes"], slopes)
    share = np.mean(np.abs(slopes - 3) / got["errors"] < 2.05)
    true_error = 3 / np.sqrt(size)
    assert printed("standard_error") == [
        f"slope {fit.slope:.2f}, standard error {fit.stderr:.2f}",
        f"95% interval: {fit.slope - 2.05 * fit.stderr:.2f} to {fit.slope + 2.05 * fit.stderr:.2f}",
        f"10,000 bootstrap fits: the slopes spread by {got['again'].std():.2f}",
        f"10,000 new data sets: the slopes spread by {slopes.std():.2f}",
        f"intervals that contain the true slope: {100 * share:.1f}%",
        f"average standard error: {true_error:.2f} from 30 rows, {got['errors_more'].mean():.2f} from 120",
    ]


@pytest.mark.hunt("standard-error")
def test_hunt_of_a_design_whose_intervals_miss_too_often():
    """Columns with ties, gaps and far points; steep, flat and no slope; loud and soft noise; from 3 rows on."""
    from scipy.stats import t

    shares = []
    for rng in generators():
        n = rng.integers(3, 40)
        x = rng.choice([rng.normal(size=n), rng.integers(0, 3, size=n), rng.standard_cauchy(size=n)])
        x = x + np.arange(n) * (np.ptp(x) == 0)
        slope, noise = rng.choice([0, 1, -50]), rng.choice([0.01, 1, 100])
        y = slope * x + rng.normal() + rng.normal(0, noise, size=(400, n))
        x = x - x.mean()
        size = x @ x
        found = y @ x / size
        left = np.sum((y - y.mean(axis=1, keepdims=True) - found[:, None] * x) ** 2, axis=1)
        error = np.sqrt(np.maximum(left, 0) / (n - 2) / size)
        shares.append(np.mean(np.abs(found - slope) < t.ppf(0.975, n - 2) * error))
    assert min(shares) > 0.90 and max(shares) < 0.99 and np.mean(shares) == pytest.approx(0.95, abs=0.003)


# maximum_likelihood


@pytest.mark.claim("log-loss-likelihood")
@seeds(SEEDS)
def test_maximum_likelihood(seed):
    from scipy.optimize import minimize_scalar
    from sklearn.metrics import log_loss

    got = variables("maximum_likelihood", seed)
    x, y, weights = got["x"], got["y"], got["weights"]
    assert got["likelihood"].argmax() == got["log_loss"].argmin()
    for row in (0, 40, 120, 200):
        p = 1 / (1 + np.exp(-weights[row] * x))
        assert got["log_loss"][row] == pytest.approx(log_loss(y, p))
        assert got["likelihood"][row] == pytest.approx(np.prod(p**y * (1 - p) ** (1 - y.astype(int))))
    best = minimize_scalar(lambda w: np.mean(np.logaddexp(0, w * x) - y * w * x), bounds=(0, 2), method="bounded").x
    assert abs(weights[got["log_loss"].argmin()] - best) <= 0.0051


def test_maximum_likelihood_prints():
    got = variables("maximum_likelihood")
    x, y = got["x"], got["y"]
    lines = ["weight  likelihood  log loss  exp(-40 x log loss)"]
    for weight in (0, 0.4, 0.76, 1.2, 2):
        product = 1.0
        for score, label in zip(weight * x, y, strict=True):
            product /= 1 + np.exp(-score if label else score)
        lines.append(f"{weight:6.2f}  {product:10.1e}  {-np.log(product) / 40:8.4f}  {product:19.1e}")
    score = [np.sum((y - 1 / (1 + np.exp(-w * x))) * x) for w in (0.755, 0.765)]
    assert score[0] > 0 > score[1], "the likelihood rises before 0.76 and falls behind it"
    lines += ["largest likelihood: at weight 0.76", "smallest log loss:  at weight 0.76"]
    assert printed("maximum_likelihood") == lines


@pytest.mark.hunt("log-loss-likelihood")
def test_hunt_of_labels_whose_likelihood_and_log_loss_disagree():
    for draw in classifications(rows=(4, 24)):
        weights = draw.rng.normal(0, draw.rng.choice([0.1, 1, 5]), size=(50, draw.X.shape[1]))
        scores = weights @ draw.X.T
        logs = -np.where(draw.y == 1, np.logaddexp(0, -scores), np.logaddexp(0, scores))
        loss = -logs.mean(axis=1)
        likelihood = np.exp(logs).prod(axis=1)
        assert np.allclose(likelihood, np.exp(-len(draw.y) * loss))
        order = np.argsort(loss)
        assert np.all(np.diff(likelihood[order]) <= 1e-12 * likelihood.max())


def test_separated_labels_have_no_most_probable_weight():
    x, y = np.array([-2.0, -1, 1, 3]), np.array([0, 0, 1, 1])
    losses = [np.mean(np.logaddexp(0, w * x) - y * w * x) for w in (1, 10, 100, 300)]
    assert np.all(np.diff(losses) < 0)


# normal_noise


@pytest.mark.claim("normal-noise-squared-error")
@seeds([1, *SEEDS])
def test_normal_noise(seed):
    from scipy.optimize import minimize_scalar
    from scipy.stats import laplace, norm

    got = variables("normal_noise", seed)
    x, y, slopes = got["x"], got["y"], got["slopes"]
    least_squares = np.sum(x * y) / np.sum(x**2)
    for sigma in (0.3, 1, 5):
        scores = got["normal"](sigma)
        assert scores[700] == pytest.approx(norm.logpdf(y, slopes[700] * x, sigma).sum())
        assert abs(slopes[scores.argmax()] - least_squares) <= 0.00051
    absolute = minimize_scalar(lambda m: np.abs(y - m * x).sum(), bounds=(1.5, 3), method="bounded").x
    for width in (0.3, 1, 5):
        scores = got["laplace"](width)
        assert scores[700] == pytest.approx(laplace.logpdf(y, slopes[700] * x, width).sum())
        assert abs(slopes[scores.argmax()] - absolute) <= 0.0011


def test_normal_noise_prints():
    got = variables("normal_noise")
    x, y = got["x"], got["y"]
    squares = np.sum(x * y) / np.sum(x**2)
    order = np.argsort(y / x)  # least absolute error: the median of y / x, each weighted by x
    absolute = (y / x)[order][np.searchsorted(np.cumsum(x[order]), x.sum() / 2)]
    rmse = np.sqrt(np.mean((y - squares * x) ** 2))
    lines = [f"{'least squared error':34} slope {squares:.3f}"]
    lines += [f"{f'most probable, normal, sigma {sigma}':34} slope {squares:.3f}" for sigma in (0.5, 1, 4)]
    lines += [f"{'least absolute error':34} slope {absolute:.3f}"]
    lines += [f"{f'most probable, Laplace, width {width}':34} slope {absolute:.3f}" for width in (0.5, 4)]
    assert printed("normal_noise") == [*lines, f"most probable sigma {rmse:.2f}, RMSE {rmse:.2f}"]


@pytest.mark.hunt("normal-noise-squared-error")
def test_hunt_of_a_line_more_probable_than_that_of_least_squares():
    from scipy.stats import laplace, norm

    for draw in regressions(columns=(1, 3)):
        best = np.linalg.pinv(draw.X) @ draw.y
        sigma = draw.rng.choice([0.05, 1, 30])
        others = best + draw.rng.normal(0, draw.rng.choice([1e-3, 1, 100]), size=(30, len(best)))
        score = norm.logpdf(draw.y, draw.X @ best, sigma).sum()
        scores = norm.logpdf(draw.y, others @ draw.X.T, sigma).sum(axis=1)
        assert np.all(scores <= score + 1e-9 * (1 + abs(score)))
        errors = np.abs(draw.y - others @ draw.X.T)  # under Laplace noise: the less their sum, the more probable
        scores = laplace.logpdf(errors, 0, sigma * errors.max()).sum(axis=1)[np.argsort(errors.sum(axis=1))]
        assert np.all(np.diff(scores) <= 1e-9 * (1 + np.abs(scores).max()))


# newton


def logistic(X, y, penalty=0.0):
    """The weights of least log loss, by scipy's trust region, which neither program uses."""
    from scipy.optimize import minimize

    def loss(w):
        return np.mean(np.logaddexp(0, X @ w) - y * (X @ w)) + penalty / 2 * w @ w

    def gradient(w):
        return X.T @ (1 / (1 + np.exp(-X @ w)) - y) / len(y) + penalty * w

    def hessian(w):
        p = 1 / (1 + np.exp(-X @ w))
        return (X.T * p * (1 - p)) @ X / len(y) + penalty * np.eye(len(w))

    options = {"gtol": 1e-12, "maxiter": 500}
    return minimize(loss, np.zeros(X.shape[1]), jac=gradient, hess=hessian, method="trust-exact", options=options).x


@pytest.mark.claim("newton-is-irls")
@seeds(SEEDS)
def test_newton(seed):
    got = variables("newton", seed)
    X, y = got["X"], got["y"]
    exact = logistic(X, y)
    assert np.allclose(got["newton"], exact, atol=1e-6) and np.allclose(got["irls"], exact, atol=1e-6)
    rng = np.random.default_rng(1)
    for _ in range(5):  # anywhere near, both steps are the same
        weights = exact + rng.normal(0, 0.1, size=3) / [1, 1, 20]
        assert np.allclose(got["newton_step"](weights), got["irls_step"](weights), atol=1e-8)
    largest = 2 / np.linalg.eigvalsh((X.T / 4) @ X / 200)[-1]
    assert 0.01 < largest < 0.04, "0.015 is near the largest rate that is surely stable"


def test_newton_prints():
    got = variables("newton")
    X, y = got["X"], got["y"]
    exact, lines = logistic(X, y), []

    def row(name, weights):
        return f"{name:22} " + " ".join(f"{weight:8.4f}" for weight in weights)

    weights = np.zeros(3)
    for iteration in range(1, 9):  # once more, from the derivatives of the loss, summed row by row
        slope, curvature = np.zeros(3), np.zeros((3, 3))
        for x, label in zip(X, y, strict=True):
            p = 1 / (1 + np.exp(-x @ weights))
            slope += (p - label) * x
            curvature += p * (1 - p) * np.outer(x, x)
        weights = weights - np.linalg.inv(curvature) @ slope
        if iteration in (1, 2, 4, 6, 8):
            lines.append(row(f"Newton, iteration {iteration}", weights))
    assert np.allclose(weights, exact, atol=1e-7)
    lines.append(row("IRLS, iteration 8", exact))
    weights = np.zeros(3)
    for step in range(1, 20_001):
        weights = weights + 0.015 * np.mean((y - 0.5 - np.tanh(X @ weights / 2) / 2)[:, None] * X, axis=0)
        if step in (8, 1000, 20_000):
            lines.append(row(f"descent, step {step:,}", weights))
    assert printed("newton") == lines


@pytest.mark.hunt("newton-is-irls")
def test_hunt_of_rows_where_newton_and_irls_take_different_steps():
    from scipy.special import expit

    compared = 0
    for draw in classifications():
        weights = draw.rng.normal(0, 0.5, size=draw.X.shape[1])
        p = expit(draw.X @ weights)
        curvature = (draw.X.T * p * (1 - p)) @ draw.X
        if np.linalg.cond(curvature) > 1e8:
            continue  # the claim is about a curvature that can be inverted
        newton = weights - np.linalg.solve(curvature, draw.X.T @ (p - draw.y))
        root = np.sqrt(p * (1 - p))
        targets = draw.X @ weights + (draw.y - p) / root**2
        irls = np.linalg.lstsq(root[:, None] * draw.X, root * targets, rcond=None)[0]
        assert np.allclose(newton, irls, rtol=1e-6, atol=1e-6)
        compared += 1
    assert compared > 150


def test_newton_can_go_too_far_and_a_shorter_step_helps():
    """Far from the minimum a full step overshoots: on log cosh w from 2 it runs away."""
    w = 2.0
    for _ in range(4):
        w = w - np.tanh(w) * np.cosh(w) ** 2
        if abs(w) > 100:
            break
    assert abs(w) > 100
    w = 2.0
    for _ in range(60):
        step = -np.tanh(w) * np.cosh(w) ** 2
        while np.log(np.cosh(w + step)) > np.log(np.cosh(w)):
            step /= 2
        w = w + step
    assert abs(w) < 1e-6


def test_newton_arrives_on_a_quadratic_in_one_step():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(20, 4)), rng.normal(size=20)
    w = rng.normal(size=4)
    assert np.allclose(w - np.linalg.solve(X.T @ X, X.T @ (X @ w - y)), np.linalg.lstsq(X, y, rcond=None)[0])


def test_poisson_regression_is_fitted_by_reweighted_least_squares():
    from sklearn.linear_model import PoissonRegressor

    rng = np.random.default_rng(0)
    X = np.column_stack([np.ones(200), rng.normal(size=200)])
    y = rng.poisson(np.exp(X @ [0.5, 0.8]))
    w = np.zeros(2)
    for _ in range(20):
        mean = np.exp(X @ w)
        root = np.sqrt(mean)
        w = np.linalg.lstsq(root[:, None] * X, root * (X @ w + (y - mean) / mean), rcond=None)[0]
    model = PoissonRegressor(alpha=0, tol=1e-10, max_iter=1000).fit(X[:, 1:], y)
    assert np.allclose(w, [model.intercept_, *model.coef_], atol=1e-5)


# lbfgs


@pytest.mark.claim("lbfgs-memory")
@seeds(SEEDS)
def test_lbfgs(seed):
    got = variables("lbfgs", seed)
    exact = logistic(got["X"], got["y"], penalty=0.01)
    for memory, n_steps in ((1, 80), (5, 60), (20, 45)):
        assert np.allclose(got["minimize"](memory, n_steps), exact, atol=2e-3)
    assert np.abs(got["minimize"](0, 40) - exact).max() > 0.05
    rng = np.random.default_rng(0)
    w = rng.normal(size=20)
    loss, gradient = got["loss_and_gradient"](w)
    for j in range(20):
        moved = w + 1e-6 * np.eye(20)[j]
        assert (got["loss_and_gradient"](moved)[0] - loss) / 1e-6 == pytest.approx(gradient[j], abs=1e-4)


def test_lbfgs_guess_is_that_of_the_two_loops():
    """The matrix form of the program against the two-loop recursion of Nocedal and Wright."""
    got = variables("lbfgs")
    rng = np.random.default_rng(0)
    A = rng.normal(size=(20, 20))
    curvature = A @ A.T + np.eye(20)
    kept = [(step, curvature @ step) for step in rng.normal(size=(5, 20))]
    gradient = rng.normal(size=20)
    q, shares = gradient, []
    for step, change in reversed(kept):
        shares.append(step @ q / (step @ change))
        q = q - shares[-1] * change
    step, change = kept[-1]
    q = q * (step @ change) / (change @ change)
    for step, change in kept:
        q = q + (shares.pop() - change @ q / (step @ change)) * step
    assert np.allclose(got["inverse_curvature"](kept) @ gradient, q)


def test_lbfgs_prints():
    got = variables("lbfgs")
    exact, lines = logistic(got["X"], got["y"], penalty=0.01), []
    for memory in (0, 1, 5, 20):
        a, b = (np.abs(got["minimize"](memory, n) - exact).max() for n in (20, 40))
        lines.append(f"memory {memory:2}: off by {a:.3f} after 20 steps, {b:.3f} after 40")
    assert printed("lbfgs") == lines


@pytest.mark.hunt("lbfgs-memory")
def test_hunt_of_labels_where_the_memory_decides_the_end():
    from scipy.optimize import minimize

    for draw in classifications(rows=(4, 20), columns=(1, 3)):
        X, y = draw.X, draw.y

        def loss(w, X=X, y=y):
            scores = X @ w
            slope = X.T @ (1 / (1 + np.exp(-np.clip(scores, -500, 500))) - y) / len(y) + 0.1 * w
            return np.mean(np.logaddexp(0, scores) - y * scores) + 0.05 * w @ w, slope

        start = draw.rng.normal(size=X.shape[1])
        options = {"ftol": 1e-15, "gtol": 1e-9, "maxiter": 2000}
        ends = [
            minimize(loss, start, jac=True, method="L-BFGS-B", options={**options, "maxcor": memory}).x
            for memory in (1, 3, 20)
        ]
        assert np.allclose(ends[0], ends[2], atol=1e-4) and np.allclose(ends[1], ends[2], atol=1e-4)


def test_scikit_learn_runs_lbfgs_by_default_and_its_solvers_agree():
    from sklearn.linear_model import LogisticRegression

    got = variables("newton")
    X, y = got["X"][:, 1:], got["y"]
    assert LogisticRegression().solver == "lbfgs"
    fits = [
        LogisticRegression(solver=solver, tol=1e-10, max_iter=10_000).fit(X, y)
        for solver in ("lbfgs", "newton-cg", "newton-cholesky")
    ]
    for fit in fits[1:]:
        assert np.allclose(fit.coef_, fits[0].coef_, atol=1e-4)


# posterior


@pytest.mark.claim("posterior-narrows")
@seeds(SEEDS)
def test_posterior(seed):
    from scipy.stats import norm
    from sklearn.linear_model import Ridge

    got = variables("posterior", seed)
    x, y = got["x"], got["y"]
    grid = np.linspace(-20, 20, 200_001)
    for n in (0, 1, 5, 50):  # prior times likelihood, summed up on a grid
        logs = norm.logpdf(grid, 0, 2)
        for a, b in zip(x[:n], y[:n], strict=True):
            logs = logs + norm.logpdf(b, grid * a, 1)
        density = np.exp(logs - logs.max())
        density /= density.sum()
        mean = density @ grid
        sd = np.sqrt(density @ (grid - mean) ** 2)
        assert got["posterior"](n) == pytest.approx((mean, sd), abs=1e-3)
    spreads = [got["posterior"](n)[1] for n in range(51)]
    assert np.all(np.diff(spreads) < 0)
    ridge = Ridge(alpha=0.25, fit_intercept=False).fit(x[:, None], y)
    assert got["posterior"](50)[0] == pytest.approx(ridge.coef_[0]) == got["ridge"]
    mean, sd = got["posterior"](50)
    assert got["draws"].mean() == pytest.approx(mean, abs=0.02) and got["draws"].std() == pytest.approx(sd, abs=0.02)


def test_posterior_prints():
    got = variables("posterior")
    x, y = got["x"], got["y"]
    lines = []
    for n in (0, 5, 50):
        precision = 0.25 + x[:n] @ x[:n]
        lines.append(f"{n:2} rows: slope {x[:n] @ y[:n] / precision:.2f} +- {precision**-0.5:.2f}")
    rng = np.random.default_rng(0)
    rng.uniform(size=50), rng.normal(size=50)
    mean, sd = x @ y / precision, precision**-0.5
    for width in (0.1, 0.3, 3):  # once more, with the posterior's formula in place of prior times likelihood
        at, visited, moves = 0.0, [], 0
        for _ in range(20_000):
            there = at + rng.normal(0, width)
            if np.log(rng.random()) < ((at - mean) ** 2 - (there - mean) ** 2) / sd**2 / 2:
                at, moves = there, moves + 1
            visited.append(at)
        kept = np.array(visited[2000:])
        share = f"{moves / 20_000:.0%}"
        lines.append(f"20,000 draws, width {width}: {kept.mean():.2f} +- {kept.std():.2f}, {share} accepted")
    assert printed("posterior") == [*lines, f"ridge, lambda 0.25: slope {mean:.2f}"]


@pytest.mark.hunt("posterior-narrows")
def test_hunt_of_a_row_that_widens_the_posterior_or_moves_it_from_ridge():
    for rng in generators():
        n = rng.integers(1, 12)
        prior_sd, noise_sd = rng.choice([0.01, 1, 100], size=2)
        x = rng.choice([rng.normal(size=n), rng.integers(-2, 3, size=n), np.full(n, 1.0), np.zeros(n)])
        y = rng.choice([rng.normal(size=n), np.zeros(n), 1000 * rng.normal(size=n)])
        precision = 1 / prior_sd**2
        weighted = 0.0
        for a, b in zip(x, y, strict=True):  # one row after the other, by Bayes' rule for normal densities
            narrower = precision + a**2 / noise_sd**2
            assert narrower > precision or a**2 / noise_sd**2 < 1e-12 * precision
            precision, weighted = narrower, weighted + a * b / noise_sd**2
        ridge = x @ y / (x @ x + noise_sd**2 / prior_sd**2)
        assert weighted / precision == pytest.approx(ridge, rel=1e-9, abs=1e-12)


def test_variational_normals_without_correlation_come_out_too_narrow():
    """The factors of the best factorized normal have the conditional, not the marginal variances."""
    covariance = np.array([[1.0, 0.8], [0.8, 1.0]])
    factors = 1 / np.diag(np.linalg.inv(covariance))
    assert np.all(factors < np.diag(covariance))


# momentum


@pytest.mark.claim("momentum-same-end")
@seeds(SEEDS)
def test_momentum(seed):
    got = variables("momentum", seed)
    X, exact = got["X"], np.linalg.lstsq(got["X"], got["y"], rcond=None)[0]
    hessian = 2 * X.T @ X / 50
    for momentum, path in got["paths"].items():
        assert 2 * (1 + momentum) / np.linalg.eigvalsh(hessian)[-1] > 0.01, "stable"
        if momentum:
            assert np.allclose(path[-1], exact, atol=1e-5)
        # the path as powers of one matrix, which moves weights and velocity together
        eye = np.eye(2)
        move = np.block([[eye - 0.01 * hessian, momentum * eye], [-0.01 * hessian, momentum * eye]])
        state = np.concatenate([-exact, np.zeros(2)])
        for step in (1, 10, 300):
            expected = (np.linalg.matrix_power(move, step) @ state)[:2] + exact
            assert np.allclose(path[step], expected, atol=1e-8)
    arrivals = [np.flatnonzero(np.abs(path - exact).max(axis=1) > 0.01)[-1] for path in got["paths"].values()]
    plain, half, most, too_much = arrivals
    assert most < half < plain and most < too_much


def test_momentum_prints():
    got = variables("momentum")
    x, y = got["x"], got["y"]
    m, c = np.polyfit(x, y, 1)
    lines = []
    for momentum in (0, 0.5, 0.9, 0.99):
        a = b = before_a = before_b = 0.0  # written with the step before instead of a velocity
        last = 0
        for step in range(1, 8001):
            errors = a * x + b - y
            next_a = a - 0.01 * 2 * np.mean(errors * x) + momentum * (a - before_a)
            next_b = b - 0.01 * 2 * np.mean(errors) + momentum * (b - before_b)
            a, b, before_a, before_b = next_a, next_b, a, b
            if max(abs(a - m), abs(b - c)) > 0.01:
                last = step
        lines.append(f"momentum {momentum:4}: arrives at step {last + 1:4}, ends at m = {m:.3f}, c = {c:.3f}")
    assert printed("momentum") == lines


@pytest.mark.hunt("momentum-same-end")
def test_hunt_of_a_least_squares_fit_that_momentum_leads_elsewhere():
    """Below the limit 2 (1 + momentum) / largest eigenvalue, weights and velocity shrink to the minimum."""
    for draw in regressions(without=("few rows", "one row", "constant column", "equal columns")):
        hessian = 2 * draw.X.T @ draw.X / len(draw.y)
        values = np.linalg.eigvalsh(hessian)
        if values[0] < 1e-9 * values[-1]:
            continue  # more than one minimum
        momentum = draw.rng.uniform(0, 0.999)
        rate = draw.rng.uniform(0.01, 0.99) * 2 * (1 + momentum) / values[-1]
        for value in values:
            move = np.array([[1 - rate * value, momentum], [-rate * value, momentum]])
            assert np.abs(np.linalg.eigvals(move)).max() < 1


# decoupled_decay


@pytest.mark.claim("decoupled-decay")
@seeds(SEEDS)
def test_decoupled_decay(seed):
    got = variables("decoupled_decay", seed)
    train, alone = got["train"], (1 - 0.001 * 0.5) ** 2000
    assert np.allclose(train("descent", False), train("descent", True), atol=1e-12)
    inside, beside = train("Adam", False), train("Adam", True)
    assert inside[0] < 0.1 and inside[2] > 0.7, "the quiet weight is erased, the noisy one is spared"
    assert np.all(np.abs(beside - alone) < 0.15)


def test_decoupled_decay_prints():
    got = variables("decoupled_decay")
    noise = got["noise"]

    def adam(inside):  # from the definition: weighted means over the whole history, one weight at a time
        ends = []
        for column in noise.T:
            w, m, v = 1.0, 0.0, 0.0
            for t, g in enumerate(column, 1):
                g = g + 0.5 * w * inside
                m, v = m + 0.1 * (g - m), v + 0.001 * (g * g - v)
                w = w * (1 - 0.0005 * (not inside)) - 0.001 * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)) ** 0.5 + 1e-8)
            ends.append(w)
        return ends

    shares = 0.9995 ** np.arange(1999, -1, -1)
    descent = 0.9995**2000 - 0.001 * shares @ noise
    rows = {
        "size of the gradients": (0.1, 1, 10),
        "descent, L2 in the loss": descent,
        "descent, decoupled": descent,
        "Adam, L2 in the loss": adam(True),
        "Adam, decoupled (AdamW)": adam(False),
        "decay alone": 3 * [0.9995**2000],
    }
    assert printed("decoupled_decay") == [
        f"{name:28} " + " ".join(f"{w:6.2f}" for w in ws) for name, ws in rows.items()
    ]


@pytest.mark.hunt("decoupled-decay")
def test_hunt_of_a_step_where_the_two_decays_differ_without_adam_or_agree_with_it():
    """Plain descent: equal at any loss. Adam's first step: the penalty inside cannot change its length."""
    for draw in regressions():
        weights = draw.rng.normal(size=draw.X.shape[1])
        rate, decay = draw.rng.choice([1e-3, 0.1]), draw.rng.choice([0.01, 1.0])
        slope = 2 * draw.X.T @ (draw.X @ weights - draw.y) / len(draw.y)
        inside = weights - rate * (slope + decay * weights)
        beside = (1 - rate * decay) * weights - rate * slope
        assert np.allclose(inside, beside, rtol=1e-12, atol=1e-9)
        bent = slope + decay * weights
        step = rate * bent / (np.abs(bent) + 1e-8)
        assert np.all(np.abs(step) <= rate * (1 + 1e-9)), "Adam's first step with an L2 penalty, of any strength"


# what the pages say in passing


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text("utf-8")


def test_scikit_learn_draws_the_biases_of_a_network_too():
    """parameters: zero biases at the start are a choice of the program, not a law."""
    from sklearn.neural_network import MLPClassifier

    rng = np.random.default_rng(0)
    network = MLPClassifier([4], learning_rate_init=1e-12, max_iter=1, random_state=0)
    network.partial_fit(rng.normal(size=(20, 3)), np.arange(20) % 2, classes=[0, 1])
    assert all(np.all(np.abs(bias) > 1e-3) for bias in network.intercepts_)
    assert "scikit-learn draw them at random" in page("parameters")


def test_a_pickled_ridge_holds_its_alpha():
    import pickle

    from sklearn.linear_model import Ridge

    model = Ridge(alpha=3.5).fit([[0.0], [1], [2]], [0.0, 1, 2])
    assert pickle.loads(pickle.dumps(model)).alpha == 3.5


def test_neurons_can_swap_places():
    got = variables("neural_network")
    W1, b1, W2, b2 = got["weights"]
    order = np.arange(len(b1))[::-1]
    swapped = got["loss_and_gradients"](W1[:, order], b1[order], W2[order], b2)[0]
    assert swapped == pytest.approx(got["loss_and_gradients"](W1, b1, W2, b2)[0])


def test_one_lowest_minimum_is_not_enough_for_descent():
    """gradient-descent: convexity is needed. w^4 - 2 w^2 + 0.3 w has one lowest point and two valleys."""
    ends = []
    for w in (1.5, -1.5):
        for _ in range(5000):
            w = w - 0.01 * (4 * w**3 - 4 * w + 0.3)
        ends.append(w)
    heights = [w**4 - 2 * w**2 + 0.3 * w for w in ends]
    assert ends == pytest.approx([0.960, -1.036], abs=1e-3) and heights[0] > heights[1] + 0.5
    assert "Without convexity, a second valley can catch the descent" in page("gradient-descent")


def test_adams_first_step_is_minus_the_rate_times_the_sign():
    got = variables("adam_first_step")
    assert np.allclose(got["adam"](0.1, 1, 1), -0.1 * np.sign(got["gradient"]), rtol=1e-6)
    assert "minus the rate times the sign" in page("gradient-descent")


def noisy_rows(seed=0):
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.normal(size=200), np.ones(200)])
    y = X @ [3, -1] + rng.normal(size=200)
    return rng, X, y, np.linalg.lstsq(X, y, rcond=None)[0]


def test_other_remedies_against_hovering():
    """Averaging the way, growing batches and SVRG come nearer than SGD at the same constant rate."""
    rng, X, y, optimum = noisy_rows()
    w, way = np.zeros(2), []
    for row in rng.integers(200, size=20_000):
        w = w - 0.05 * (X[row] @ w - y[row]) * X[row]
        way.append(w)
    hovering = np.mean(np.sum((np.array(way[10_000:]) - optimum) ** 2, axis=1))
    averaged = np.sum((np.mean(way[10_000:], axis=0) - optimum) ** 2)
    assert averaged < hovering / 20

    w = np.zeros(2)
    for step in range(1, 1500):
        rows = rng.integers(200, size=step)
        w = w - 0.05 * X[rows].T @ (X[rows] @ w - y[rows]) / step
    assert np.sum((w - optimum) ** 2) < hovering / 20

    anchor = np.zeros(2)
    for _ in range(60):
        full, w = X.T @ (X @ anchor - y) / 200, anchor
        for row in rng.integers(200, size=200):
            correction = (X[row] @ anchor - y[row]) * X[row] - full
            w = w - 0.02 * ((X[row] @ w - y[row]) * X[row] - correction)
        anchor = w
    assert np.sum((anchor - optimum) ** 2) < 1e-9


def test_absolute_and_squared_error_agree_on_points_of_a_line():
    got = variables("loss_choice")
    x = got["x"]
    losses = np.abs(got["m"] * x + got["c"] - (3 * x - 1)).sum(axis=2)
    i, j = np.unravel_index(losses.argmin(), losses.shape)
    assert (got["m"][i, 0, 0], got["c"][0, j, 0]) == pytest.approx(tuple(np.polyfit(x, 3 * x - 1, 1)))


def test_within_the_figure_five_of_six_lasso_weights_reach_zero():
    got = variables("lasso_coordinate_descent")
    strengths = np.linspace(0, 3, 31)
    path = np.abs([got["lasso"](strength, n_sweeps=100) for strength in strengths])
    assert np.sum(path[-1] == 0) == 5 and path[-1, 0] > 0.3
    assert np.all(np.diff(path, axis=0) < 1e-9), "each weight moves toward zero"
    largest = np.abs(got["X"].T @ got["y"]).max() / 60
    assert largest == pytest.approx(3.55, abs=0.01), "where the last weight becomes zero"


def test_the_defaults_of_the_usual_three_are_those_of_scikit_learn():
    """hyperparameters: the numbers and words in parentheses."""
    from sklearn import cluster, ensemble, linear_model, neighbors, neural_network, svm, tree

    rows = dict(re.findall(r"^\| ([^|]+?) \| (.+) \|$", page("hyperparameters"), re.MULTILINE))

    def default(model, name):
        return inspect.signature(model).parameters[name].default

    for start, model, defaults in (
        (
            "kNN",
            neighbors.KNeighborsClassifier,
            {"n_neighbors": 5, "weights": "uniform", "metric": "minkowski", "p": 2},
        ),
        ("ridge", linear_model.Ridge, {"alpha": 1, "fit_intercept": True}),
        ("lasso", linear_model.ElasticNet, {"alpha": 1, "l1_ratio": 0.5}),
        ("logistic", linear_model.LogisticRegression, {"C": 1, "class_weight": None}),
        ("support", svm.SVC, {"C": 1, "kernel": "rbf", "gamma": "scale"}),
        ("decision", tree.DecisionTreeClassifier, {"max_depth": None, "min_samples_leaf": 1, "ccp_alpha": 0}),
        (
            "random",
            ensemble.RandomForestClassifier,
            {"max_features": "sqrt", "min_samples_leaf": 1, "n_estimators": 100},
        ),
        ("random", ensemble.RandomForestRegressor, {"max_features": 1.0, "min_samples_leaf": 1, "n_estimators": 100}),
        (
            "gradient",
            ensemble.HistGradientBoostingClassifier,
            {"learning_rate": 0.1, "max_iter": 100, "max_leaf_nodes": 31},
        ),
        ("k-means", cluster.KMeans, {"n_clusters": 8, "n_init": "auto", "init": "k-means++"}),
        (
            "neural",
            neural_network.MLPClassifier,
            {"learning_rate_init": 0.001, "hidden_layer_sizes": (100,), "alpha": 0.0001, "solver": "adam"},
        ),
    ):
        row = next(cells for name, cells in rows.items() if name.startswith(start))
        for name, value in defaults.items():
            assert default(model, name) == value, (model, name)
            if isinstance(value, (int, float)) and not isinstance(value, bool) and name not in ("p", "max_features"):
                assert f"({value:g}" in row, (start, name)


def test_the_counts_of_layers_and_models_that_are_not_in_scikit_learn():
    def size(*shapes):
        return sum(np.prod(shape, dtype=int) for shape in shapes)

    text = page("layer-counts")
    d, heads, groups = 512, 8, 2
    shared = groups * d // heads
    assert f"= {size((d, d), d, (d, shared), shared, (d, shared), shared, (d, d), d)}$" in text
    attention = size((d, d), d, (d, d), d, (d, d), d, (d, d), d)
    layer = attention + size((d, 4 * d), 4 * d, (4 * d, d), d) + size(d, d, d, d)
    assert f"= {attention}$" in text and f"= {layer}$" in text
    for biases, count in ((1, 620), (2, 640)):
        assert size((20, 10), (20, 20), *biases * [20]) == count and f"= {count}$" in text
    assert size((784, 128)) == 100_352 and "100,352" in text


def test_the_free_numbers_of_a_pca_and_of_naive_bayes():
    """Of k perpendicular directions of length 1 in d columns, k d - k (k + 1) / 2 numbers are free."""
    d, k = 4, 2
    rng = np.random.default_rng(0)
    directions = np.linalg.qr(rng.normal(size=(d, k)))[0]
    rows = []
    for i in range(k):
        for j in range(i, k):  # the slopes of the conditions <v_i, v_j> = constant
            row = np.zeros((d, k))
            row[:, i] += directions[:, j]
            row[:, j] += directions[:, i]
            rows.append(row.ravel())
    free = d * k - np.linalg.matrix_rank(np.array(rows))
    assert free == k * d - k * (k + 1) // 2 == 5
    assert f"= {free + d}$" in page("parameter-counts")
