"""What the hunts draw from: every extreme is there, each draw is what its extreme says, and too few are refused."""

import numpy as np
import pytest

from tests.support import hunts


def test_the_draws_of_rows_and_targets_are_what_their_extremes_say():
    draws = list(hunts.regressions())
    assert len(draws) == 300 and {draw.extreme for draw in draws} == set(hunts.EXTREMES)
    for draw in draws:
        X, y = draw.X, draw.y
        n, p = X.shape
        assert len(y) == n
        holds = {
            "ties": np.array_equal(X, np.round(X)),
            "duplicate rows": n < 4 or len(np.unique(X, axis=0)) < n,
            "no signal": np.ptp(y) == 0,
            "few rows": n < p,
            "one row": n == 1,
            "centered": np.allclose(X.mean(axis=0), 0) and abs(y.mean()) < 1e-9,
            "constant column": np.ptp(X, axis=0).min() == 0,
            "equal columns": np.array_equal(X[:, 0], X[:, -1]),
        }
        assert holds.get(draw.extreme, True), draw


def test_the_draws_of_rows_and_classes_are_what_their_extremes_say():
    draws = list(hunts.classifications())
    assert len(draws) == 300 and {draw.extreme for draw in draws} == set(hunts.CLASS_EXTREMES)
    for draw in draws:
        counts = np.bincount(draw.y, minlength=2)
        assert (counts.min() == 0) == (draw.extreme == "one class")
        assert counts.min() == 1 or draw.extreme != "rare class"
        assert len(draw.X) < draw.X.shape[1] or draw.extreme != "few rows"


def test_extremes_that_a_claim_leaves_out_are_left_out():
    assert {draw.extreme for draw in hunts.regressions(without=("ties", "one row"))} == {*hunts.EXTREMES} - {
        "ties",
        "one row",
    }
    with pytest.raises(AssertionError, match="tise"):
        list(hunts.regressions(without=("tise",)))


def test_a_hunt_that_takes_too_few_draws_is_refused():
    hunts.taken = 0
    list(hunts.generators(299))
    with pytest.raises(AssertionError, match="at least 300 draws, this one has taken 299"):
        hunts.check_taken()
    list(hunts.generators(1))
    hunts.check_taken()


def test_a_share_is_held_to_what_is_stated():
    hunts.assert_share([True] * 249 + [False] * 51, 83)
    for hits, percent in (([True] * 240 + [False] * 60, 83), ([True] * 299 + [False], 100), ([False] * 30, 50)):
        with pytest.raises(AssertionError):
            hunts.assert_share(hits, percent)


def test_rises_and_falls_allow_for_rounding_alone():
    assert hunts.rises([1, 0.5, 0.6]) and not hunts.rises([1, 0.5, 0.5 + 1e-12])
    assert hunts.falls([1, 2, 1.9]) and not hunts.falls([1, 2, 2 - 1e-12])
