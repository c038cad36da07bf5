"""The byte budgets: what a page costs before it is painted, and in all, when a reader with an empty cache opens it."""

import pytest

from benchmarks.server import serving
from benchmarks.weight import SHORT_QUIET, weigh_page
from tests.support.built_site import FOLDER, nav_pages

ROUND_TRIP = 14_600
"""What a server may send before it hears that the first of it has come."""
HEAVIER = {
    "lookup/": (26_000, 26_000),
    "references/": (21_000, 21_000),
    "references-l-z/": (20_500, 20_500),
}
"""Before the first paint, and in all. The lookup carries the old addresses of 1,655 rows, for readers without script.
Lists of works are laid out before the rest has come."""


def budget(location: str) -> tuple[int, int]:
    """Before the first paint and in all, in bytes of gzip -9."""
    if location in ("", "difference/"):
        return ROUND_TRIP, 26_000
    if location.startswith("lookup/") and location != "lookup/":
        return 26_000, 26_000  # a family's rows, or a letter's names, and nothing else
    return HEAVIER.get(location, (18_000, 26_000))


@pytest.fixture(scope="module")
def page(pages):
    page = pages.open(viewport={"width": 1280, "height": 800})
    yield page
    pages.close(page)


@pytest.mark.parametrize("location", nav_pages())
def test_page_is_within_its_budget(page, location):
    """A server of its own gives the page an address of its own, for which the browser has nothing in its cache."""
    page.goto("about:blank")  # the page before fetches nothing more
    with serving(FOLDER) as server:
        weight = weigh_page(page, server, location, SHORT_QUIET)
    before_paint, in_all = budget(location)
    limits = {"before_paint": before_paint, "first_view": in_all, "off_origin": 0, "requests": 8}
    assert {name: weight[name] for name, limit in limits.items() if weight[name] > limit} == {}


def test_nothing_is_cached_from_one_visit_to_the_next(page):
    weights = []
    for _ in range(2):
        page.goto("about:blank")
        with serving(FOLDER) as server:
            weights.append(weigh_page(page, server, "parameters/", SHORT_QUIET))
    assert weights[0] == weights[1] and weights[0]["requests"] > 2
