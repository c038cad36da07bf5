"""Hunts after counter-examples to the claims on bias and variance, kinds of penalty, copies, and smoothed labels."""

import itertools

import numpy as np
import pytest

from tests.support.hunts import assert_share, classifications, falls, generators, regressions, rises, thirty_or_all


@pytest.mark.hunt("error-in-three-parts")
def test_the_parts_of_the_error_over_all_signs_of_the_noise():
    """Each row is moved up or down by the noise: with all signs there are, averages are exact."""
    bias_rises = 0
    for seed, rng in enumerate(generators()):
        n = rng.integers(2, 7)
        x, noise = rng.uniform(-1, 1, size=n), rng.uniform(0, 2)
        if seed % 4 == 1:
            x = np.round(3 * x) / 3  # inputs that repeat
        bent = rng.choice([0, 1, 3, 8])  # from no signal on
        new = rng.uniform(-1, 1, size=5)
        truth, at_new = np.sin(bent * x), np.sin(bent * new)
        signs = np.array(list(itertools.product((-1, 1), repeat=n)))
        variances, biases, elsewhere = [], [], []
        for degree in range(len(np.unique(x))):
            X, X_new = np.vander(x, degree + 1), np.vander(new, degree + 1)
            fit = np.linalg.pinv(X)
            fits = (truth + noise * signs) @ fit.T @ X_new.T  # a row for each training set
            error = np.mean([(fits - at_new - sign * noise) ** 2 for sign in (-1, 1)], axis=(0, 1))
            bias, variance = fits.mean(axis=0) - at_new, fits.var(axis=0)
            assert np.allclose(error, bias**2 + variance + noise**2), seed
            variances.append(variance)
            biases.append(np.mean((X @ fit @ truth - truth) ** 2))
            elsewhere.append(np.mean(bias**2))
        assert not any(falls(one, 1e-7) for one in np.transpose(variances)), seed
        assert not rises(biases), seed
        bias_rises += rises(elsewhere, 1e-3)
    assert bias_rises > 10, "between the training inputs the bias can rise"


@pytest.mark.hunt("corners-give-zeros")
def test_where_the_best_weights_within_a_limit_are_zero():
    corners = np.array([[1.0, 0], [0, 1], [-1, 0], [0, -1]])
    turned = np.roll(corners, -1, axis=0)

    def best_within(gram, right, limit):
        """On the diamond edge by edge; on the disk by halving the multiplier."""
        along = turned - corners
        slope = np.sum((limit * corners @ gram - right) * along, axis=1)
        bend = limit * np.einsum("ei,ij,ej->e", along, gram, along)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(bend > 1e-12 * np.trace(gram) * limit, np.clip(-slope / bend, 0, 1), slope < 0)
        tried = limit * np.where(share[:, None] == 1, turned, corners + share[:, None] * along)
        diamond = tried[np.argmin(np.sum(tried @ gram * tried, axis=1) / 2 - tried @ right)]
        values, turn = np.linalg.eigh(gram)
        low, high = 1e-15, 1e15
        for _ in range(200):
            middle = np.sqrt(low * high)
            long = np.sum((turn.T @ right / (np.maximum(values, 0) + middle)) ** 2) > limit**2
            low, high = (middle, high) if long else (low, middle)
        return diamond, turn @ (turn.T @ right / (np.maximum(values, 0) + high))

    for draw in regressions(columns=(2, 2)):
        X, y = draw.X / (1 + np.abs(draw.X).max()), draw.y / (1 + np.abs(draw.y).max())
        gram, right = X.T @ X, X.T @ y
        free = np.linalg.pinv(X) @ y
        limit = draw.rng.choice([0.1, 0.5, 0.9, 0.999]) * np.linalg.norm(free)
        if limit < 1e-6:
            continue  # without a signal the free weights are 0 and lie within each limit
        for kind, weights in zip(("L1", "L2"), best_within(gram, right, limit), strict=True):
            slopes = gram @ weights - right
            scale = 1e-6 * (1e-6 + np.abs(right).max())
            if kind == "L1":
                assert np.abs(weights).sum() == pytest.approx(limit)
                assert np.all(weights[np.abs(slopes) < np.abs(slopes).max() - scale] == 0), draw
            else:
                assert np.linalg.norm(weights) == pytest.approx(limit, rel=1e-4), draw
                assert np.all(np.abs(slopes[np.abs(weights) < 1e-9 * limit]) < scale), draw
    zeros = []
    for rng in generators():
        A = rng.normal(size=(2, 2))
        best = rng.normal(size=2)
        best *= rng.uniform(1.5, 3) / np.linalg.norm(best)  # outside both limits
        zeros.append([np.min(np.abs(w)) < 1e-9 for w in best_within(A @ A.T, A @ A.T @ best, 1.0)])
    assert_share(np.array(zeros)[:, 0], 63)
    assert_share(np.array(zeros)[:, 1], 0)


@pytest.mark.hunt("elastic-net-shares")
def test_equal_columns_get_equal_weights_from_the_elastic_net_and_any_split_from_lasso():
    for draw in regressions(columns=(1, 3)):
        X, y, rng = np.column_stack([draw.X, draw.X[:, 0]]), draw.y, draw.rng  # the last column is the first one again
        strength, share = 10.0 ** rng.uniform(-3, 3), rng.uniform(0, 0.99)
        weights = rng.normal(size=X.shape[1]) * 10.0 ** rng.uniform(-2, 2)
        weights[-1] = rng.choice([weights[-1], abs(weights[-1]) * np.sign(weights[0]), 0])

        def loss(w, share, X=X, y=y, strength=strength):
            size = share * np.abs(w).sum() + (1 - share) * np.sum(w**2) / 2
            return np.mean((X @ w - y) ** 2) / 2 + strength * size

        both = weights[0] + weights[-1]
        level, split = weights.copy(), weights.copy()
        level[[0, -1]] = both / 2  # for each pair of weights there is an equal pair with less of the elastic net's loss
        gain = loss(weights, share) - loss(level, share)
        least = strength * (1 - share) * (weights[0] - weights[-1]) ** 2 / 4
        assert gain >= least - 1e-9 * loss(weights, share) and least > 0, draw
        portion = rng.uniform()
        split[0], split[-1] = portion * both, (1 - portion) * both
        if weights[0] * weights[-1] >= 0:
            assert loss(split, 1) == pytest.approx(loss(weights, 1), rel=1e-9), draw
    closer = []
    for rng in generators():  # as in the program: strength 0.2, with a share of 1 or 0.5
        signal = rng.normal(size=60)
        X = np.column_stack([signal, signal + rng.normal(0, 0.05, size=60)])
        y = X.sum(axis=1) + rng.normal(size=60)
        gram, right = np.cov(X.T, ddof=0), (X - X.mean(axis=0)).T @ y / 60
        lasso, net = (
            abs(np.subtract(*least_of_two(gram + 0.2 * (1 - r) * np.eye(2), right, 0.2 * r))) for r in (1, 0.5)
        )
        closer.append(net < lasso)
    assert_share(closer, 100)


def least_of_two(gram: np.ndarray, right: np.ndarray, strength: float) -> np.ndarray:
    """The two weights with the least w' gram w / 2 - right' w + strength * sum |w|, by all patterns of signs."""
    found = []
    for signs in itertools.product((-1, 0, 1), repeat=2):
        used, w = np.flatnonzero(signs), np.zeros(2)
        w[used] = np.linalg.solve(gram[np.ix_(used, used)], (right - strength * np.array(signs))[used])
        if np.array_equal(np.sign(w), signs):
            found.append((w @ gram @ w / 2 - right @ w + strength * np.abs(w).sum(), tuple(w)))
    return np.array(min(found)[1])


def ridge_fit(X: np.ndarray, y: np.ndarray, strength: float, free: bool = True) -> np.ndarray:
    """Intercept and weights, the intercept free or penalized too."""
    A = np.column_stack([np.ones(len(y)), X])
    penalty = strength * np.diag([0 if free else 1, *[1] * X.shape[1]])
    return np.linalg.solve(A.T @ A + penalty, A.T @ y)


@pytest.mark.hunt("penalty-reads-units")
def test_what_a_unit_and_a_shift_of_the_targets_change():
    changed = 0
    for draw in regressions():
        rng = draw.rng
        X, y = draw.X / (1 + np.abs(draw.X).max()), draw.y / (1 + np.abs(draw.y).max())
        strength, unit = 10.0 ** rng.uniform(-1, 2), rng.choice([0.1, 1000.0])
        units = np.ones(X.shape[1])
        units[0] = unit
        fits = [ridge_fit(Z, y, strength) for Z in (X, X * units)]
        gap = np.abs(fits[0][0] + X @ fits[0][1:] - fits[1][0] - X * units @ fits[1][1:]).max()
        if abs(fits[0][1]) < 1e-9:
            assert gap < 1e-9, draw
        elif abs(fits[0][1]) > 1e-4:
            assert gap > 1e-12, draw
            changed += 1
        plain = [Z @ np.linalg.lstsq(Z, y, rcond=None)[0] for Z in (X, X * units)]
        assert np.allclose(*plain, atol=1e-6), "without a penalty"
        varied = X[:, X.std(axis=0) > 1e-9]
        if varied.shape[1]:
            scaled = [(Z - Z.mean(axis=0)) / Z.std(axis=0) for Z in (varied, varied * unit)]
            again = [Z @ ridge_fit(Z, y, strength)[1:] for Z in scaled]
            assert np.allclose(*again, atol=1e-6), "standardized"
        up, new = rng.normal(), rng.normal(size=X.shape[1])
        low, high = (ridge_fit(X, y + more, strength) for more in (0, up))
        assert (high - low) @ [1, *new] == pytest.approx(up, abs=1e-6), "a free intercept"
        low, high = (ridge_fit(X - X.mean(axis=0), y + more, strength, free=False) for more in (0, up))
        follows = len(y) / (len(y) + strength)
        assert (high - low) @ [1, *new] == pytest.approx(follows * up, abs=1e-6), "a penalized one"
    assert changed > 150


@pytest.mark.hunt("penalty-strengths-convert")
def test_what_three_classes_of_scikit_learn_minimize():
    """No move lowers the written sum, and its slopes are balanced."""
    from sklearn.linear_model import Lasso, LogisticRegression, Ridge

    for draw in regressions():
        X, y = draw.X / (1 + np.abs(draw.X).max()), draw.y / (1 + np.abs(draw.y).max())
        alpha, n = 10.0 ** draw.rng.uniform(-2, 1), len(y)
        ridge = Ridge(alpha, fit_intercept=False).fit(X, y).coef_
        assert np.allclose(2 * X.T @ (X @ ridge - y) + 2 * alpha * ridge, 0, atol=1e-6), draw
        alpha = alpha / 100
        lasso = Lasso(alpha, fit_intercept=False, tol=1e-12, max_iter=10**5).fit(X, y).coef_
        slopes = 2 * X.T @ (X @ lasso - y)  # of the sum of squares; 2 n alpha times the signs must balance it
        used = lasso != 0
        assert np.all(np.abs(slopes) <= 2 * n * alpha * (1 + 1e-6) + 1e-6), draw
        assert np.allclose(slopes[used], -2 * n * alpha * np.sign(lasso[used]), rtol=1e-4, atol=1e-5), draw
        factor = 10.0 ** draw.rng.uniform(-3, 3)  # of loss and penalty alike
        others = np.vstack([ridge, ridge + draw.rng.normal(size=(50, len(ridge)))])
        sums = np.sum((others @ X.T - y) ** 2, axis=1) + 100 * alpha * np.sum(others**2, axis=1)
        assert np.argmin(sums) == np.argmin(factor * sums) == 0, draw
    for draw in classifications(without=("one class",)):
        X, sign, C = draw.X, 2 * draw.y - 1, 10.0 ** draw.rng.uniform(-2, 1)
        model = LogisticRegression(C=C, fit_intercept=False, tol=1e-9, solver="newton-cholesky").fit(X, sign)
        w = model.coef_[0]
        slopes = -X.T @ (sign / (1 + np.exp(sign * (X @ w)))) + w / C  # of the sum of log losses + sum w^2 / (2 C)
        assert np.allclose(slopes, 0, atol=1e-4 * (1 + np.abs(w).max() / C)), draw


@pytest.mark.hunt("noisy-copies-are-ridge")
def test_copies_with_all_signs_of_the_noise_give_the_weights_of_ridge():
    near, far = [], []
    for draw in regressions(columns=(1, 4), rows=(1, 12)):
        X, y, rng = draw.X / (1 + np.abs(draw.X).max()), draw.y / (1 + np.abs(draw.y).max()), draw.rng
        (n, p), spread = X.shape, rng.uniform(0.1, 2)
        signs = np.array(list(itertools.product((-1, 1), repeat=p)))  # mean 0, uncorrelated, equal variance
        copies = (X + spread * signs[:, None]).reshape(-1, p)
        found = np.linalg.lstsq(copies, np.tile(y, len(signs)), rcond=None)[0]
        wanted = np.linalg.solve(X.T @ X + n * spread**2 * np.eye(p), X.T @ y)
        assert np.allclose(found, wanted, atol=1e-7), draw
        # with an intercept, which gets no noise and no penalty
        ones = np.column_stack([copies, np.ones(len(copies))])
        found = np.linalg.lstsq(ones, np.tile(y, len(signs)), rcond=None)[0]
        assert np.allclose(found, np.roll(ridge_fit(X, y, n * spread**2), -1), atol=1e-7), draw
        for off, number in ((far, 20), (near, 2000)):
            noisy = (X + rng.normal(0, spread, size=(number, n, p))).reshape(-1, p)
            weights = np.linalg.lstsq(noisy, np.tile(y, number), rcond=None)[0]
            off.append(np.linalg.norm(weights - wanted))
    assert np.mean(near) < 0.2 * np.mean(far), "more and more copies come closer"


@pytest.mark.hunt("smoothing-ends-the-growth")
def test_smoothed_labels_have_best_weights_and_separated_ones_have_none():
    for draw in classifications():
        X, rng = draw.X / (1 + np.abs(draw.X).max()), draw.rng
        if draw.extreme != "ties":
            X = np.column_stack([X, np.ones(len(X))])
        ways = rng.normal(size=(200, X.shape[1]))
        sides = X @ ways[0]
        X, sides = X[np.abs(sides) > 1e-3], sides[np.abs(sides) > 1e-3]  # the first way separates these rows
        if not len(X):
            continue
        y = (sides > 0).astype(float)
        if draw.extreme == "one class":
            X, y = X * np.sign(sides)[:, None], np.ones(len(X))
        sign = 2 * y - 1
        parts = ways[np.all(sign * (ways @ X.T) > 0, axis=1)]
        assert len(parts), "the classes are separated"
        rate = 4 / np.linalg.eigvalsh(X.T @ X)[-1]
        w = rng.normal(size=X.shape[1])
        for _ in range(20):  # without smoothing, from anywhere
            step = rate * X.T @ (sign / (1 + np.exp(sign * (X @ w))))
            assert np.all(parts @ step > 0), draw
            w = w + step
        smoothing = rng.choice([0.01, 0.1, 0.5, 0.99])
        target = y * (1 - smoothing) + smoothing / 2

        def loss(w, X=X, target=target):
            scores = w @ X.T
            return np.sum(np.logaddexp(0, scores) - target * scores, axis=-1)

        best = np.zeros(X.shape[1])
        for _ in range(100):  # Newton, with a step that is halved until it lowers the loss
            p = 1 / (1 + np.exp(-X @ best))
            slope = X.T @ (p - target)
            step = np.linalg.pinv((X.T * (p * (1 - p))) @ X, rcond=1e-10) @ slope
            if np.abs(slope).max() < 1e-9:
                break
            while loss(best - step) > loss(best) and np.abs(step).max() > 1e-12:
                step = step / 2
            best = best - step
        assert np.abs(X.T @ (1 / (1 + np.exp(-X @ best)) - target)).max() < 1e-6, draw
        others = best + rng.normal(size=(100, len(best))) * 10.0 ** rng.uniform(-2, 3, size=(100, 1))
        assert np.all(loss(others) >= loss(best) - 1e-9), draw
        # rows that differ in their side alone: the probability is the target
        size = rng.uniform(0.1, 10)
        weight = np.log((2 - smoothing) / smoothing) / size
        assert 1 / (1 + np.exp(-weight * size)) == pytest.approx(1 - smoothing / 2)
        ones = np.where(rng.random(rng.integers(1, 9)) < 0.5, size, -size)
        aims = (ones > 0) * (1 - smoothing) + smoothing / 2
        assert np.sum((1 / (1 + np.exp(-weight * ones)) - aims) * ones) == pytest.approx(0, abs=1e-9)


@pytest.mark.hunt("small-gamma-leaves-the-product")
@thirty_or_all
def test_a_small_gamma_leaves_a_linear_svm(draws):
    from sklearn.svm import SVC

    def squared_distances(A, B):
        return np.sum((A[:, None] - B) ** 2, axis=2)

    compared = 0
    for draw in classifications(rows=(4, 14), without=("one class",)):
        X, y, rng = draw.X / (1 + np.abs(draw.X).max()), draw.y, draw.rng
        new = rng.normal(size=(6, X.shape[1]))
        product, gamma = 10.0 ** rng.uniform(-1, 1), 10.0 ** rng.uniform(-7, -5)
        linear = SVC(C=2 * product, kernel="linear", tol=1e-6).fit(X, y)
        # the multipliers sum to 0 with their signs, so a constant taken from the kernel changes nothing;
        # kernel and C are scaled, since the library keeps single precision
        kernels = [np.expm1(-gamma * squared_distances(A, X)) / (2 * gamma) for A in (X, new)]
        wide = SVC(C=product / gamma * 2 * gamma, kernel="precomputed", tol=1e-6).fit(kernels[0], y)
        apart = [np.ptp(linear.decision_function(new)), np.ptp(wide.decision_function(kernels[1]))]
        assert apart[0] == pytest.approx(apart[1], rel=0.01, abs=0.01), draw
        inner = np.abs(linear.dual_coef_[0])
        if np.any((inner > 0.001 * product) & (inner < 1.999 * product)):  # otherwise the offset is not unique
            values = linear.decision_function(new), wide.decision_function(kernels[1])
            assert np.allclose(*values, rtol=0.01, atol=0.01), draw
            compared += 1
    assert compared > 150
    same = []
    for rng in generators(draws):  # as in the program: at least 99% of 1,000 answers
        X, new = rng.normal(size=(200, 2)), rng.normal(size=(1000, 2))
        y = (X[:, 1] > np.sin(2 * X[:, 0])) ^ (rng.random(200) < 0.1)
        wide = SVC(C=1000, gamma=0.0001).fit(X, y).predict(new)
        same.append(np.mean(wide == SVC(C=0.2, kernel="linear").fit(X, y).predict(new)) >= 0.99)
    assert_share(same, 100)
