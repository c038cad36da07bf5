"""The byte budgets: what a page costs before it is painted, and in all, when a reader with an empty cache opens it."""

import pytest

from benchmarks.weight import weigh
from tests.conftest import ROOT
from tests.test_site import nav_pages

HEAVIER = {
    "lookup/": (190_000, 190_000),
    "learning-rate/": (20_000, 31_000),
    "hard-cases/": (20_000, 31_000),
    "explore/": (20_000, 35_000),
}
"""Before the first paint, and in all. The first screen of the lookup is laid out before the rest has come; in that of
the others explorables come to life, each with 5,000 of script and data, and on the last with a second figure."""


def budget(location: str) -> tuple[int, int]:
    """Before the first paint and in all, in bytes of gzip -9."""
    whole = 20_000 if location in ("", "difference/") else 33_000 if location.startswith("labs/") else 26_000
    return HEAVIER.get(location, (20_000, whole))


@pytest.mark.parametrize("location", nav_pages())
def test_page_is_within_its_budget(chromium, site, location):
    weight = weigh(chromium, ROOT / "site", location)
    assert weight["before_paint"] <= budget(location)[0]
    assert weight["first_view"] <= budget(location)[1]
    assert weight["off_origin"] == 0
    assert weight["requests"] <= 8
