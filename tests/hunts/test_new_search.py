"""Hunts after counter-examples to the claims on quasi-random search, TPE, several goals, importance, and clusters."""

import itertools

import numpy as np
import pytest

from tests.support.hunts import DRAWS, assert_share, generators


def mirrored(number: int, base: int) -> float:
    """The digits of a number, mirrored at the point."""
    value, place = 0.0, 1.0
    while number:
        number, digit = divmod(number, base)
        place /= base
        value += digit * place
    return value


@pytest.mark.hunt("quasi-random-leaves-smaller-holes")
def test_shifted_halton_trials_hit_each_sixteenth_and_leave_smaller_holes():
    middles = (np.arange(25) + 0.5) / 25
    places = np.array(list(itertools.product(middles, repeat=2)))
    halton = np.array([[mirrored(i, 2), mirrored(i, 3)] for i in range(16)])
    largest = []
    for seed, rng in enumerate(generators()):
        shift = rng.uniform(size=2)
        trials = (halton + shift) % 1
        for first in (trials[:, 0], (halton[:, 0] + seed % 16 / 16) % 1):  # the second ones lie on the edges
            assert len(set(np.floor(16 * first))) == 16, shift
        pair = trials, rng.uniform(size=(16, 2))
        largest.append([np.min(np.sum((places[:, None] - one) ** 2, axis=2), axis=1).max() ** 0.5 for one in pair])
    shifted, random = np.array(largest).T
    assert np.mean(random - shifted) > 5 * np.std(random - shifted) / DRAWS**0.5
    assert_share(shifted < random, 84)


@pytest.mark.hunt("tpe-learns-from-its-trials")
def test_tpe_against_random_trials_on_valleys():
    """All searches at once: 10 random trials, then 50 where the good ones are dense."""

    def densities(x, trials):
        bumps = np.exp(-(((x[:, :, None] - trials[:, None]) / 0.1) ** 2) / 2) / (0.1 * np.sqrt(2 * np.pi))
        return np.log((bumps.sum(axis=2) + 1) / (trials.shape[1] + 1)).sum(axis=2)

    each = np.arange(DRAWS)
    for as_in_the_program in (True, False):
        drawn = list(generators())
        best = np.array([rng.uniform(size=(1, 4)) for rng in drawn])
        idle = np.array([rng.integers(2, size=(1, 4)) for rng in drawn])
        matters = np.array([rng.uniform(0, 2, size=(1, 4)) for rng in drawn]) * idle + [1, 0, 0, 0]
        matters = np.array([1, 0.3, 0.1, 0]) if as_in_the_program else matters
        random = np.array([rng.uniform(size=(60, 4)) for rng in drawn])
        trials = np.array([rng.uniform(size=(10, 4)) for rng in drawn])
        places = np.array([rng.uniform(size=(50, 24, 4)) for rng in drawn])
        moves = np.array([rng.normal(0, 0.1, size=(50, 24, 4)) for rng in drawn])

        def losses(trials, matters=matters, best=best):
            return np.sum(matters * (trials - best) ** 2, axis=2)

        for step in range(50):
            split = trials.shape[1] // 5
            ranked = np.take_along_axis(trials, np.argsort(losses(trials), axis=1)[..., None], axis=1)
            good, rest = ranked[:, :split], ranked[:, split:]
            near = good[each[:, None, None], (places[:, step] * split).astype(int), np.arange(4)]
            new = np.clip(near + moves[:, step], 0, 1)
            chosen = np.argmax(densities(new, good) - densities(new, rest), axis=1)
            trials = np.concatenate([trials, new[each, chosen][:, None]], axis=1)
        lead = losses(random).min(axis=1) - losses(trials).min(axis=1)
        assert np.mean(lead) > 4 * np.std(lead) / DRAWS**0.5, as_in_the_program
        if as_in_the_program:
            assert_share(lead > 0, 94)


@pytest.mark.hunt("two-goals-leave-a-front")
def test_the_lowest_sums_are_on_the_front_and_some_of_the_front_are_lowest_at_no_price():
    off_the_hull = []
    for seed, rng in enumerate(generators()):
        count = rng.integers(1, 30)
        goals = rng.normal(size=(count, 2))
        if seed % 3 == 1:
            goals = rng.integers(0, 4, size=(count, 2)).astype(float)  # ties and equal trials
        if seed % 7 == 2:
            goals[:, rng.integers(2)] = 1.0  # a goal that all reach alike
        no_worse = np.all(goals[:, None] <= goals, axis=2)
        dominated = np.any(no_worse & np.any(goals[:, None] < goals, axis=2), axis=0)
        front = set(np.flatnonzero(~dominated))
        lowest = set()
        for price in 10.0 ** rng.uniform(-4, 4, size=300):
            sums = goals[:, 1] + price * goals[:, 0]
            lowest |= set(np.flatnonzero(sums == sums.min()))
        assert lowest and lowest <= front, seed
        again = rng.uniform(size=(60, 2))  # 60 trials with two goals that have nothing to do with each other
        kept = again[np.argsort(again[:, 0])]
        kept = kept[kept[:, 1] == np.minimum.accumulate(kept[:, 1])]
        above = any(
            one[0] < two[0] < three[0]
            and two[1] > one[1] + (three[1] - one[1]) * (two[0] - one[0]) / (three[0] - one[0]) + 1e-12
            for one, two, three in itertools.combinations(kept, 3)
        )
        off_the_hull.append(above)
    assert_share(off_the_hull, 60)


def shares_of(table: np.ndarray) -> list[float]:
    """The shares of the variance: three settings, three pairs, and what is left for all three together."""
    rest, shares = table - table.mean(), []
    for axes in (axes for size in (1, 2, 3) for axes in itertools.combinations(range(3), size)):
        effect = rest.mean(axis=tuple({0, 1, 2} - set(axes)), keepdims=True)
        rest = rest - effect
        shares.append(np.mean(effect**2) / table.var())
    return shares


@pytest.mark.hunt("importance-belongs-to-a-range")
def test_shares_add_up_and_a_narrower_range_ranks_differently():
    for seed, rng in enumerate(generators()):
        shape = tuple(rng.integers(1, 6, size=3))
        table = rng.normal(size=shape) if seed % 3 else rng.integers(0, 2, size=shape).astype(float)
        if seed % 10 == 4:
            table = np.broadcast_to(rng.normal(size=(shape[0], 1, 1)), shape)  # only one of the three matters
        if np.ptp(table) < 1e-9:
            continue  # a score that does not vary has no shares
        assert sum(shares_of(table)) == pytest.approx(1), seed
    decays, steps = np.array([0, 0.0001, 0.001, 0.01, 0.1]), np.array([10, 30, 100, 300, 1000])
    by_range = {0.001: [], 0.3: []}
    for rng in generators():  # as in the program; gradient descent by the eigenvectors of its matrix
        x, x_valid = rng.uniform(-1, 1, size=40), rng.uniform(-1, 1, size=400)
        y = np.sin(3 * x) + rng.normal(0, 0.3, size=40)
        y_valid = np.sin(3 * x_valid) + rng.normal(0, 0.3, size=400)
        X, X_valid = (np.polynomial.chebyshev.chebvander(v, 9) for v in (x, x_valid))
        values, vectors = np.linalg.eigh(X.T @ X / 40)
        bent, right = values + decays[:, None], vectors.T @ X.T @ y / 40
        for lowest, found in by_range.items():
            rates = np.geomspace(lowest, 1, 5)[:, None, None, None]
            weights = right / bent * (1 - (1 - rates * bent) ** steps[:, None, None])
            table = np.log(np.mean((weights @ (X_valid @ vectors).T - y_valid) ** 2, axis=3))
            found.append(shares_of(table))
    wide, narrow = (np.array(found) for found in by_range.values())
    assert_share(wide[:, 0] > 0.4, 100)
    assert_share(narrow[:, 0] < 0.2, 100)


def k_means(rng: np.random.Generator, sets: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """The lowest inertia of five starts for each set of rows, and the clusters of the first set."""
    rows = np.repeat(sets, 5, axis=0)
    each, n = np.arange(len(rows)), rows.shape[1]
    middles = rows[each, rng.integers(n, size=len(rows))][:, None]

    def distances(middles):
        return np.sum((rows[:, :, None] - middles[:, None]) ** 2, axis=3)

    for _ in range(k - 1):  # a row far from all middles is the next one, more probably than a near one
        sums = np.cumsum(distances(middles).min(axis=2), axis=1)
        next_one = np.sum(sums < rng.random((len(rows), 1)) * sums[:, -1:], axis=1)
        middles = np.concatenate([middles, rows[each, next_one][:, None]], axis=1)
    for _ in range(15):
        mine = distances(middles).argmin(axis=2)[:, None] == np.arange(k)[:, None]
        sizes = mine.sum(axis=2)[..., None]
        middles = np.where(sizes > 0, mine @ rows / np.maximum(sizes, 1), middles)
    far = distances(middles)
    inertias = far.min(axis=2).sum(axis=1).reshape(-1, 5)
    return inertias.min(axis=1), far.argmin(axis=2)[inertias[0].argmin()]


@pytest.mark.hunt("three-scores-for-k")
@pytest.mark.parametrize("draws", [6, pytest.param(DRAWS, marks=pytest.mark.proof)])
@pytest.mark.filterwarnings("ignore")  # some of the mixtures stop before they have converged
def test_what_three_scores_say_of_three_groups_and_of_one(draws):
    from sklearn.metrics import silhouette_score
    from sklearn.mixture import GaussianMixture

    answers = {"three": [], "one": []}
    for rng in generators(draws):
        groups = np.repeat([[0, 0], [4, 0], [2, 3]], 30, axis=0) + rng.normal(0, 0.8, size=(90, 2))
        for name, X in (("three", groups), ("one", rng.normal(0, 1.5, size=(90, 2)))):
            flat = rng.uniform(X.min(axis=0), X.max(axis=0), size=(10, 90, 2))
            fits = [k_means(rng, np.concatenate([X[None], flat]), k) for k in range(1, 7)]
            shape = [silhouette_score(X, clusters) for _, clusters in fits[1:]]
            logs = np.log([inertias for inertias, _ in fits])
            settings = {"covariance_type": "spherical", "n_init": 5, "random_state": 0}
            bics = [GaussianMixture(k, **settings).fit(X).bic(X) for k in range(1, 7)]
            gaps = logs[:, 1:].mean(axis=1) - logs[:, 0]
            answers[name].append([2 + np.argmax(shape), 1 + np.argmin(bics), 1 + np.argmax(gaps)])
    silhouette, bic, gap = np.array(answers["three"]).T == 3
    assert_share(silhouette & gap, 100)
    assert_share(bic, 94)
    silhouette, bic, gap = np.array(answers["one"]).T == 1
    assert_share(silhouette, 0)
    assert_share(bic, 100)
    assert_share(gap, 97)
