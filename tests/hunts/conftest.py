"""A hunt that takes too few draws is no hunt."""

import pytest

from tests.support import hunts


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    hunts.taken = 0
    result = yield
    if item.get_closest_marker("hunt"):
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        hunts.check_taken(parameters.get("draws", hunts.DRAWS))
    return result
