"""The byte budgets: what a page costs before it is painted, and in all, when a reader with an empty cache opens it."""

import pytest

from benchmarks.weight import weigh
from tests.conftest import ROOT
from tests.test_site import nav_pages

HEAVIER = {"lookup/": 140_000}
"""The lookup table is as long as it is; its first screen is there after the first few kilobytes."""


def budget(location: str) -> dict[str, int]:
    """In bytes of gzip -9."""
    if location in HEAVIER:
        return {"before_paint": HEAVIER[location], "first_view": HEAVIER[location]}
    whole = 20_000 if location in ("", "difference/") else 33_000 if location.startswith("labs/") else 26_000
    return {"before_paint": 20_000, "first_view": whole}


@pytest.mark.parametrize("location", nav_pages())
def test_page_is_within_its_budget(chromium, site, location):
    weight = weigh(chromium, ROOT / "site", location)
    over = {of: (weight[of], limit) for of, limit in budget(location).items() if weight[of] > limit}
    assert not over
    assert weight["off_origin"] == 0
    assert weight["requests"] <= 8
