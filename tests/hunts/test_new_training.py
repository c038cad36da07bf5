"""Hunts after counter-examples to the claims on rates, batches, boosting rounds, and settings across scale."""

import itertools

import numpy as np
import pytest

from tests.support.hunts import DRAWS, assert_share, generators, regressions, thirty_or_all

ten_or_all = pytest.mark.parametrize("draws", [10, pytest.param(DRAWS, marks=pytest.mark.proof)])
"""For the slowest: 10 draws in `make test`, all 300 in `make proof`."""


@pytest.mark.hunt("limit-on-a-parabola")
def test_a_parabola_has_a_sharp_limit_and_log_cosh_holds_the_steps():
    for seed, rng in enumerate(generators()):
        start = (rng.normal(), 0.0, rng.normal() * 1000, 1e-6)[seed % 4]
        for rate in (rng.uniform(0.001, 0.999), 1.0, rng.uniform(1.001, 3)):
            path = [start]
            for _ in range(60):
                # the slope of w^2 as a difference, which is exact for a parabola
                slope = (path[-1] + 0.5) ** 2 - (path[-1] - 0.5) ** 2 if abs(path[-1]) < 1e3 else 2 * path[-1]
                path.append(path[-1] - rate * slope)
            sizes = np.abs(path)
            if rate == 1:
                assert np.allclose(path[::2], start) and np.allclose(path[1::2], -start)
            elif start:
                grown = np.diff(sizes[sizes > 1e-6 * abs(start)])
                assert np.all(grown < 0) if rate < 1 else np.all(grown > 0), (start, rate)
            else:
                assert np.all(sizes == 0), "at the minimum it stays"
        rate = 10.0 ** rng.uniform(np.log10(2.001), 3)
        w, farthest = start, 0.0
        for _ in range(200):
            w = w - rate * np.tanh(w)  # log cosh curves by 1 at most, so its limit is 2
            farthest = max(farthest, abs(w))
        assert farthest <= max(abs(start), rate), (start, rate)


@pytest.mark.hunt("loss-curve-shows-the-rate")
@thirty_or_all
def test_what_four_rates_do_to_the_curve_of_a_small_network(draws):
    drawn = []
    for rng in generators(draws):
        x = rng.uniform(-1, 1, size=200)
        y = np.sin(4 * x) + rng.normal(0, 0.1, size=200)
        drawn.append((x, y, rng.normal(size=(3, 20)), rng.permuted(np.tile(np.arange(200), (100, 1)), axis=1)))
    x, y, start, batches = (np.array(parts) for parts in zip(*drawn, strict=True))

    def curves(rate, epochs):
        w, b, v = start[:, 0], start[:, 1], start[:, 2] / np.sqrt(20)
        losses = []
        for epoch in range(epochs):
            for step in range(20):
                rows = batches[:, epoch, 10 * step : 10 * step + 10]
                inputs = np.take_along_axis(x, rows, axis=1)
                hidden = np.tanh(inputs[..., None] * w[:, None] + b[:, None])
                slope = 2 * (np.matvec(hidden, v) - np.take_along_axis(y, rows, axis=1)) / 10
                back = slope[..., None] * v[:, None] * (1 - hidden**2)
                v = v - rate * np.vecmat(slope, hidden)
                w, b = w - rate * np.vecmat(inputs, back), b - rate * back.sum(axis=1)
            hidden = np.tanh(x[..., None] * w[:, None] + b[:, None])
            losses.append(np.mean((np.matvec(hidden, v) - y) ** 2, axis=1))
        return np.array(losses)

    with np.errstate(all="ignore"):  # some runs overflow, as the claim says
        crawls, good, jumps = (curves(rate, 100) for rate in (0.001, 0.03, 0.15))
        first = curves(0.3, 1)[0]
        spread = [np.ptp(curve[90:], axis=0) for curve in (jumps, good)]
    assert_share(crawls[-1] > 10 * good[-1], 100)
    assert_share(spread[0] > spread[1], 99)
    assert_share(~(first <= 100), 95)


@pytest.mark.hunt("rate-epochs-and-width")
@thirty_or_all
def test_which_settings_of_a_small_network_act_together(draws):
    drawn = [(rng.normal(0, 0.15, size=20), rng.normal(size=(3, 12))) for rng in generators(draws)]
    noise, start = (np.array(parts) for parts in zip(*drawn, strict=True))
    x = np.linspace(-1, 1, 20)
    y = np.sin(5 * x) + noise

    def losses(width, rate, epochs):
        """The MSE after each epoch, a column for each draw."""
        first = start[:, :2, :width] * [[2], [1]]
        last = np.concatenate([start[:, 2, :width] / 2, np.zeros((draws, 1))], axis=1)
        inputs, found = np.stack([x, np.ones(20)], axis=1), []
        for _ in range(epochs + 1):
            hidden = np.tanh(inputs @ first)
            residuals = np.matvec(hidden, last[:, :-1]) + last[:, -1:] - y
            found.append(np.mean(residuals**2, axis=1))
            back = residuals[..., None] * last[:, None, :-1] * (1 - hidden**2)
            outer = np.concatenate([np.vecmat(residuals, hidden), residuals.sum(axis=1, keepdims=True)], axis=1)
            first, last = first - rate * 2 / 20 * inputs.T @ back, last - rate * 2 / 20 * outer
        return np.array(found)

    for width in (1, 3, 8):
        ratio = losses(width, 0.01, 1000)[-1] / losses(width, 0.1, 100)[-1]
        assert_share(np.abs(ratio - 1) < 0.05, 100)
    assert_share(losses(8, 0.1, 1000)[-1] < losses(1, 0.1, 1000)[-1] / 8, 100)
    assert_share(losses(1, 0.5, 1000).max(axis=0) < 1000, 100)
    with np.errstate(all="ignore"):  # most of these runs overflow, as the claim says
        assert_share(~(losses(8, 0.5, 1000).max(axis=0) < 1000), 96)


@pytest.mark.hunt("larger-batch-larger-rate")
@thirty_or_all
def test_the_best_rate_of_four_batch_sizes(draws):
    shares, best = 2.0 ** -np.arange(9, 0, -1), []  # of the largest rate that is stable with all rows
    for rng in generators(draws):
        X = rng.normal(size=(256, 10))
        y = X @ rng.normal(size=10) + rng.normal(0, 2, size=256)
        gram = X.T @ X / 256
        fit = np.linalg.solve(gram, X.T @ y / 256)
        residuals, limit = y - X @ fit, 1 / np.linalg.eigvalsh(gram)[-1]
        best.append([])
        for size in (4, 16, 64, 256):
            off = np.zeros((40, 9, 10)) - fit  # of 40 runs at nine rates
            for _ in range(4):
                order = rng.permuted(np.tile(np.arange(256), (40, 1)), axis=1)
                for rows in np.split(order, 256 // size, axis=1):
                    away = off @ X[rows].transpose(0, 2, 1) - residuals[rows][:, None]
                    off = off - (2 * limit * shares / size)[:, None] * (away @ X[rows])
            best[-1].append(shares[np.mean(np.sum(off @ gram * off, axis=2), axis=0).argmin()])
    grown = np.array(best)[:, [2, 3]] / np.array(best)[:, [0, 2]]
    assert_share((grown[:, 0] == 8) | (grown[:, 0] == 16), 100)
    assert_share((grown[:, 1] == 2) | (grown[:, 1] == 4), 100)


def boosted(X, y, X_valid, y_valid, rate, rounds=300):
    """The validation errors of trees of depth 2, each times the rate, on several data sets at once."""
    each, order = np.arange(len(X)), np.argsort(X, axis=1).transpose(0, 2, 1)
    ranked = np.take_along_axis(X.transpose(0, 2, 1), order, axis=2)

    def split(targets, inside):
        """Of all thresholds the one that leaves the least squares: the rows to its left, training and validation."""
        among = inside[each[:, None, None], order]
        sums = np.cumsum((targets * inside)[each[:, None, None], order], axis=2)
        counts = np.cumsum(among, axis=2)
        total, number = sums[:, :1, -1:], counts[:, :1, -1:]
        with np.errstate(divide="ignore", invalid="ignore"):
            explained = sums**2 / counts + (total - sums) ** 2 / (number - counts)
        explained = np.where(among & (counts < number), explained, -1)
        column, place = np.divmod(explained.reshape(len(X), -1).argmax(axis=1), X.shape[1])
        low, mine = ranked[each, column, place], X[each, :, column]
        high = np.where(inside & (mine > low[:, None]), mine, np.inf).min(axis=1)
        threshold = np.where(np.isfinite(high), (low + high) / 2, low)[:, None]
        return mine <= threshold, X_valid[each, :, column] <= threshold

    fitted, predicted = (np.repeat(y.mean(axis=1, keepdims=True), z.shape[1], axis=1) for z in (y, y_valid))
    errors = []
    for _ in range(rounds):
        targets = y - fitted
        left, left_valid = split(targets, np.ones_like(y, dtype=bool))
        for side, side_valid in ((left, left_valid), (~left, ~left_valid)):
            lower, lower_valid = split(targets, side)
            for leaf, leaf_valid in (
                (side & lower, side_valid & lower_valid),
                (side & ~lower, side_valid & ~lower_valid),
            ):
                sums, counts = ((z * leaf).sum(axis=1, keepdims=True) for z in (targets, np.ones_like(y)))
                value = rate * sums / np.maximum(counts, 1)
                fitted, predicted = fitted + value * leaf, predicted + value * leaf_valid
        errors.append(np.mean((predicted - y_valid) ** 2, axis=1))
    return np.array(errors)


@pytest.mark.hunt("smaller-rate-more-trees")
@ten_or_all
def test_the_best_number_of_trees_at_four_rates(draws):
    drawn = []
    for rng in generators(draws):
        rows = []
        for n in (300, 1000):
            X = rng.uniform(-2, 2, size=(n, 3))
            rows += [X, np.sin(2 * X[:, 0]) + X[:, 1] + rng.normal(size=n)]
        drawn.append(rows)
    rows = [np.array(part) for part in zip(*drawn, strict=True)]
    best = np.array([boosted(*rows, rate).argmin(axis=0) + 1 for rate in (0.03, 0.1, 0.3, 1.0)])
    assert_share(np.all(np.diff(best, axis=0) < 0, axis=0), 100)
    assert_share(best[0] > 6 * best[2], 100)


@pytest.mark.hunt("noise-scale-gain")
def test_the_gain_of_a_step_over_all_batches_there_are():
    """The mean loss after a step is a parabola in the rate: three rates give its lowest point."""
    measured = 0
    for draw in regressions(rows=(1, 5), columns=(1, 3)):
        X, y, rng = draw.X[:5], draw.y[:5], draw.rng
        X, y = X / (1 + np.abs(X).max()), y / (1 + np.abs(y).max())
        n, size, start = len(y), int(rng.integers(1, 5)), rng.normal(size=X.shape[1])
        slopes = 2 * (X @ start - y)[:, None] * X  # of each row's squared error
        drawn = np.array(list(itertools.product(range(n), repeat=size)))  # with replacement

        def gain(steps, X=X, y=y, start=start):
            """How far steps at their best common rate lower the loss, on average."""
            after = [np.mean(((start - rate * steps) @ X.T - y) ** 2) for rate in (0, 1, 2)]
            bend = after[0] - 2 * after[1] + after[2]
            down = 2 * after[1] - 1.5 * after[0] - 0.5 * after[2]
            return down**2 / (2 * bend)

        slope, hessian = slopes.mean(axis=0), 2 * X.T @ X / n
        pull = slope @ hessian @ slope
        if pull < 1e-6:
            continue  # the claim is about a start where the loss has a slope
        noise_scale = np.trace(hessian @ ((slopes - slope).T @ (slopes - slope) / n)) / pull
        share = gain(slopes[drawn].mean(axis=1)) / gain(slope[None])
        assert share == pytest.approx(1 / (1 + noise_scale / size), rel=1e-6), draw
        measured += 1
    assert measured > 250


@pytest.mark.hunt("best-rate-across-widths")
@ten_or_all
def test_the_best_rate_of_a_narrow_and_a_wide_network(draws):
    rates = (2.0 ** np.arange(-10, 5)).astype(np.float32)
    fell = {False: [], True: []}
    for rng in generators(draws):
        x = rng.normal(size=(40, 5)).astype(np.float32)
        y, drawn = np.sin(x[:, 0] + x[:, 1]), rng.normal(size=(6, 256)).astype(np.float32)
        for scaled in (False, True):
            best = []
            for width in (16, 256):
                faster = np.float32(width if scaled else 1)
                hidden = np.repeat(drawn[None, :5, :width] / np.sqrt(np.float32(5)), 15, axis=0)
                out = np.repeat(drawn[None, 5, :width] / np.sqrt(np.float32(width * faster)), 15, axis=0)
                with np.errstate(all="ignore"):  # large rates diverge
                    for _ in range(60):
                        units = np.tanh(x @ hidden)
                        slope = (np.matvec(units, out) - y) / np.float32(20)
                        back = x.T @ (slope[..., None] * out[:, None] * (1 - units**2))
                        out = out - (rates / faster)[:, None] * np.vecmat(slope, units)
                        hidden = hidden - (rates * faster)[:, None, None] * back
                    losses = np.mean((np.matvec(np.tanh(x @ hidden), out) - y) ** 2, axis=1)
                best.append(rates[np.where(np.isfinite(losses), losses, np.inf).argmin()])
            fell[scaled].append(best[1] / best[0])
    assert_share(np.array(fell[False]) <= 1 / 4, 100)
    assert np.sum(np.array(fell[True]) < 1 / 2) == (draws == DRAWS), "in one of the 300 draws"
    assert_share(np.array(fell[True]) <= 8, 100)


@pytest.mark.hunt("a-law-has-a-range")
@thirty_or_all
def test_a_law_from_small_runs_and_the_floor_that_it_misses(draws):
    from scipy.spatial import cKDTree

    off = {0: [], 0.1: []}
    for rng in generators(draws):
        for noise in off:
            measured = []
            for n in (50, 100, 200, 3200):
                errors = []
                for _ in range(10):
                    X, new = rng.uniform(size=(n, 2)), rng.uniform(size=(500, 2))
                    y = np.sin(3 * X.sum(axis=1)) + rng.normal(0, noise, size=n)
                    nearest = cKDTree(X).query(new)[1]
                    errors.append(np.mean((y[nearest] - np.sin(3 * new.sum(axis=1))) ** 2))
                measured.append(np.mean(errors))
            slope, height = np.polyfit(np.log([50, 100, 200]), np.log(measured[:3]), 1)
            off[noise].append(np.exp(height) * 3200**slope / measured[3])
    assert_share(np.abs(np.log(off[0])) < np.log(2), 100)
    assert_share(np.array(off[0.1]) < 1 / 2, 100)
