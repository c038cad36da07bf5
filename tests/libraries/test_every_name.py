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


@pytest.mark.parametrize(("shift", "more"), [(0, False), (0.05, False), (10, True)])
def test_a_setting_counts_only_beyond_the_seeds(shift, more):
    def run(seed, by=0.0):
        return np.random.default_rng([seed, round(100 * by)]).normal(size=50) + by

    assert trial.changes_more_than_seeds(run, {}, {"by": shift}) == more
    assert trial.changes_no_more_than_seeds(run, {}, {"by": shift}) != more or not more
