"""Each name of the five libraries is tried, or there is a reason why not; and the experiment itself can fail."""

import importlib

import numpy as np
import pytest

from tests.libraries import trial
from tests.libraries.conftest import PACKAGES


@pytest.mark.parametrize("library", PACKAGES)
def test_a_name_is_tried_or_has_a_reason(library, request):
    found, experiments = trial.tried(request.session.items)[library]
    module = importlib.import_module(f"tests.libraries.test_{library.lower()}")
    assert found == set(trial.names(library))
    assert {name.code for name in found - experiments} == set(module.NOT_TRIED)


def drawn(seed, setting=0, shift=0.0):
    """A run that is nothing but random draws, and a shift."""
    return np.random.default_rng([seed, setting]).normal(size=50) + shift


def test_a_setting_counts_only_beyond_the_seeds():
    assert not trial.changes_more_than_seeds(drawn, {}, {"setting": 1})
    assert trial.changes_more_than_seeds(drawn, {}, {"shift": 10.0})


def test_a_run_setting_that_acts_is_noticed():
    assert trial.changes_no_more_than_seeds(drawn, {}, {"shift": 0.0})
    assert not trial.changes_no_more_than_seeds(drawn, {}, {"shift": 10.0})
