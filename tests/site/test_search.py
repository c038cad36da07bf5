"""What the search finds for questions as people type them, in a browser with the site's own worker and index."""

import zlib

import pytest
import yaml

from tests.support.lookup import LOADER, anchor, models
from tests.support.search import ask, open_search, rank
from tests.support.snippets import ROOT


@pytest.fixture(scope="module")
def queries() -> dict[str, list[dict]]:
    """The lists of queries; each query with the places that answer it."""
    return yaml.load((ROOT / "tests" / "queries.yml").read_text("utf-8"), LOADER)


@pytest.fixture(scope="module")
def search(chromium, address):
    """A page that answers questions."""
    page = open_search(chromium, address)
    yield page
    page.close()


@pytest.fixture(scope="module")
def ranks(search, queries) -> dict[str, dict[str, int | None]]:
    """For each list the rank of the right page, by query. Each query is asked once."""
    found = {}
    for name, asked in queries.items():
        answers = ask(search, [query["query"] for query in asked])
        found[name] = {
            query["query"]: rank(places, query["leads_to"]) for query, places in zip(asked, answers, strict=True)
        }
    return found


@pytest.mark.parametrize("lists", [["held_out"], ["tuned", "more", "held_out"]], ids=" and ".join)
def test_the_right_page_is_among_the_first(ranks, lists):
    asked = [(query, place) for name in lists for query, place in ranks[name].items()]
    missed = [query for query, place in asked if place is None or place > 3]
    assert len(missed) < 0.05 * len(asked), missed
    later = [query for query, place in asked if place != 1]
    assert len(later) < 0.16 * len(asked), later


def test_queries_lead_to_places_that_exist(site, queries):
    there = {page.location: page.ids for page in site.pages}
    for query in [query for asked in queries.values() for query in asked]:
        for place in query["leads_to"]:
            page, _, name = place.lstrip("/").partition("#")
            assert page in there and (not name or name in there[page]), (query["query"], place)


@pytest.mark.parametrize(
    "every", [pytest.param(15, id="a fifteenth"), pytest.param(1, id="all", marks=pytest.mark.proof)]
)
def test_a_term_is_found_by_its_name_and_leads_to_its_own_anchor(search, every):
    """Asked for each term of the lookup table, or for a sample that a hash of the ids draws."""
    named = {anchor(model, term): f"{term['term']} {model['model']}" for model in models() for term in model["terms"]}
    asked = {name: query for name, query in named.items() if zlib.crc32(name.encode()) % every == 0}
    lost = []
    for (name, query), places in zip(asked.items(), ask(search, list(asked.values())), strict=True):
        rows = next((group for group in places if group[0].count("/") == 2), [])
        if name not in [row.split("#")[1] for row in rows[:3]]:
            lost.append(query)
    assert len(lost) <= 0.01 * len(asked), lost
