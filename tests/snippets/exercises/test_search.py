"""The numbers of the questions on searching: against fits that are counted, draws, and the distributions of scipy."""

from itertools import product

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import binom, geom, loguniform, uniform
from sklearn.base import BaseEstimator
from sklearn.model_selection import GridSearchCV, cross_val_score

from tests.support.exercises import rows
from tests.support.snippets import printed, variables


class Counting(BaseEstimator):
    """A model that counts its fits."""

    fits = 0

    def __init__(self, C=1, gamma=1):
        self.C, self.gamma = C, gamma

    def fit(self, X, y=None):
        Counting.fits += 1
        return self

    def score(self, X, y=None):
        return 0.0


def fits_of(call, *arguments, **named):
    """How many models a call fits."""
    before = Counting.fits
    call(*arguments, **named)
    return Counting.fits - before


def search(costs, gammas, folds, **arguments):
    return GridSearchCV(Counting(), {"C": range(costs), "gamma": range(gammas)}, cv=folds, **arguments)


X = np.zeros((60, 1))


def test_grid_search_fits_as_often_as_is_computed():
    assert GridSearchCV(Counting(), {}).refit is True
    for row in rows("grid_fits"):
        costs, gammas, folds = row["costs"], row["gammas"], row["folds"]
        assert row["fits"] == fits_of(search(costs, gammas, folds).fit, X)
        assert row["no_refit"] == fits_of(search(costs, gammas, folds, refit=False).fit, X)
        combinations = list(product(range(costs), range(gammas)))
        assert row["combinations"] == len(combinations) == row["no_folds"] - 1
        assert row["fits"] == len(list(product(combinations, range(folds)))) + 1
        one_by_one = [("C", value) for value in range(costs)] + [("gamma", value) for value in range(gammas)]
        assert row["added"] == len(list(product(one_by_one, range(folds)))) + 1
    assert printed("exercises/grid_fits")[1] == "12 combinations and 61 fits"


def test_nested_cross_validation_fits_as_often_as_is_computed():
    for row in rows("nested_fits"):
        candidates, inner, outer = row["candidates"], row["inner"], row["outer"]
        if row["fits"] < 320:
            assert row["fits"] == fits_of(cross_val_score, search(candidates, 1, inner), X, cv=outer)
        trials = list(product(range(candidates), range(inner)))
        assert row["one_search"] == row["search"] == len(trials) + 1
        assert row["fits"] == len(list(product([*trials, "winner"], range(outer))))
        assert row["no_refit"] == row["fits"] - outer
        assert row["added"] == len(list(product(range(candidates), range(inner + outer))))
    assert printed("exercises/nested_fits")[1] == "31 fits for a search, 155 for 5 of them"


def test_a_grid_of_these_values_has_these_trials():
    for row in rows("grid_values"):
        grid = list(product(range(row["values"]), repeat=row["count"]))
        assert len(grid) == row["trials"] == row["as_random"]
        assert row["divided"] == pytest.approx(row["trials"] / row["count"], abs=0.005)


def test_a_log_scale_shares_its_trials_evenly():
    for row in rows("log_scale"):
        low, next_power = float(f"1e-{row['powers']}"), float(f"1e-{row['less']}")
        share = loguniform(low, 1).cdf(next_power)
        assert row["inside"] == pytest.approx(row["trials"] * share)
        assert row["linear"] == pytest.approx(row["trials"] * uniform(low, 1 - low).cdf(next_power), abs=1e-4)
        marks = len(np.arange(-row["powers"], 1))
        assert row["ends_counted"] == pytest.approx(row["trials"] / marks, abs=0.005)


def test_a_hit_is_as_likely_as_scipy_says():
    for row in rows("chance_of_a_hit"):
        hits = binom(row["trials"], row["best"] / 100)
        assert row["hit"] == pytest.approx(hits.sf(0), abs=0.0005)
        assert row["all_miss"] == pytest.approx(hits.pmf(0), abs=0.0005)
        assert row["added"] == pytest.approx(hits.mean())
        assert row["one_misses"] == pytest.approx(1 - row["one_trial"]) == 1 - row["best"] / 100


def test_no_smaller_number_of_trials_is_enough():
    for row in rows("trials_for_a_hit"):
        best, chance = row["best"] / 100, row["chance"] / 100
        assert row["trials"] == geom(best).ppf(chance)
        assert binom(row["rounded_down"], best).sf(0) < chance <= binom(row["trials"], best).sf(0)
        assert 0.002 < row["exact"] - row["rounded_down"] < 0.998  # so that two decimals do not hide the rounding
        assert row["may_miss"] == pytest.approx(1 - chance) and row["one_misses"] == pytest.approx(1 - best)
        assert sum([best] * (row["added"] - 1)) < chance - 1e-9 <= sum([best] * row["added"])
        assert binom(row["one_in"], best).mean() == pytest.approx(1, abs=best)
        assert binom(row["one_in"], best).pmf(0) == pytest.approx(1 / 3, abs=0.05)
    assert printed("exercises/trials_for_a_hit")[1] == "58.40 trials, so 59"


def expected_smallest(draw, n, lowest, highest):
    """The mean of the smallest of n draws from a distribution between two bounds."""
    return lowest + quad(lambda value: draw.sf(value) ** n, lowest, highest)[0]


def test_the_winner_among_equals_is_the_expected_smallest_draw():
    for row in rows("best_of_equals"):
        lowest, highest, n = row["lowest"], row["highest"], row["settings"]
        error = uniform(lowest, highest - lowest)
        assert row["winner"] == pytest.approx(expected_smallest(error, n, lowest, highest))
        mirrored = uniform(-highest, highest - lowest)
        assert row["largest"] == pytest.approx(-expected_smallest(mirrored, n, -highest, -lowest))
        assert error.mean() == pytest.approx(row["error"]) and row["too_good"] == row["error"] - row["winner"]
        assert row["width"] == highest - lowest and row["gap"] * row["parts"] == row["width"]


def halving(candidates, steps, stay):
    """The steps of each candidate, one by one, until one is left; `stay` says whether it goes on where it stopped."""
    had, made, target = [0] * candidates, 0, steps
    while True:
        for candidate in range(len(had)):
            had[candidate] *= stay
            while had[candidate] < target:
                had[candidate] += 1
                made += 1
        if len(had) == 1:
            return made, target
        had, target = had[: len(had) // 2], 2 * target


def test_halving_spends_what_is_counted_step_by_step():
    for row in rows("halving_budget"):
        candidates, steps = row["candidates"], row["steps"]
        assert halving(candidates, steps, stay=True) == (row["spent"], row["last"])
        assert halving(candidates, steps, stay=False) == (row["from_the_start"], row["last"])
        assert row["all_to_the_end"] == candidates * row["last"]
        assert row["first_round"] == sum([steps] * candidates) and row["twice"] == 2 * steps
        assert row["half"] * steps == row["later_round"]
        assert row["spent"] == row["first_round"] + row["rounds"] * row["later_round"]


# what is read in figures


def test_grid_and_random_search_try_these_degrees_and_rates():
    got = variables("two_loops")
    tried = {name: [got["settings"][trial] for trial in got[name]] for name in ("grid", "random")}
    degrees = {name: {degree for degree, _ in settings} for name, settings in tried.items()}
    rates = {name: {rate for _, rate in settings} for name, settings in tried.items()}
    assert [len(settings) for settings in tried.values()] == [12, 12]
    assert degrees == {"grid": {1, 4, 7}, "random": set(range(1, 10)) - {5}}
    assert len(rates["grid"]) == 4 and len(rates["random"]) == 6
    assert got["settings"][got["validation"].argmin()] in tried["random"]


def test_lower_edge_of_the_band_is_lowest_in_the_valley():
    got = variables("bayesian_optimization")
    edge = dict(zip(got["grid"].round(2), got["guess"] - 2 * got["spread"], strict=True))
    width = dict(zip(got["grid"].round(2), got["spread"], strict=True))
    lowest = min(edge, key=edge.get)
    assert abs(lowest) < 0.25 and lowest == pytest.approx(got["tried"][-1])
    assert min(edge[2.5], edge[-5.0], edge[-6.0]) > edge[lowest] + 0.1
    assert abs(max(width, key=width.get) + 5) < 0.3 and max(got["losses"]) == got["losses"][0]


def test_halton_has_a_trial_in_each_strip_and_random_search_has_not():
    got = variables("quasi_random")
    strips = {name: np.floor(16 * got["draws"][name][1][:, 0]) for name in ("random", "Halton")}  # the drawing shown
    assert len(set(strips["Halton"])) == 16
    counts = np.bincount(strips["random"].astype(int), minlength=16)
    assert counts.min() == 0 and sum(counts == 2) > 1 and counts.sum() == 16
