"""What the search finds for questions as people type them, in a browser with the site's own worker and index."""

import pytest
import yaml

from pipeline import data
from tests.conftest import ROOT
from tests.searching import ask, rank

QUERIES = yaml.safe_load((ROOT / "tests" / "queries.yml").read_text("utf-8"))


@pytest.mark.parametrize("lists", [["held_out"], ["tuned", "more", "held_out"]], ids=" and ".join)
def test_the_right_page_is_among_the_first(chromium, address, lists):
    asked = [query for name in lists for query in QUERIES[name]]
    found = ask(chromium, address, [query["query"] for query in asked])
    ranks = {query["query"]: rank(places, query["leads_to"]) for query, places in zip(asked, found, strict=True)}
    missed = [query for query, place in ranks.items() if place is None or place > 3]
    assert len(asked) >= 100
    assert len(missed) <= 0.05 * len(asked), missed
    later = [query for query, place in ranks.items() if place != 1]
    assert len(later) <= 0.16 * len(asked), later


def test_queries_lead_to_places_that_exist(site):
    there = {page.location: page.ids for page in site.pages}
    for query in [query for asked in QUERIES.values() for query in asked]:
        for place in query["leads_to"]:
            page, _, anchor = place.lstrip("/").partition("#")
            assert page in there and (not anchor or anchor in there[page]), (query["query"], place)


def test_a_term_is_found_by_its_name_and_leads_to_its_own_anchor(chromium, address, project):
    terms = [(model, term) for model in data.models(project) for term in model.terms]
    found = ask(chromium, address, [f"{term.term} {model.model}" for model, term in terms])
    lost = []
    for (model, term), places in zip(terms, found, strict=True):
        rows = next((page for page in places if page[0].startswith("lookup/")), [])
        if f"lookup/#{data.anchor(model, term)}" not in rows[:3]:
            lost.append(f"{term.term} {model.model}")
    assert len(lost) <= 0.01 * len(terms), lost


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("hyper-parameter", "hyperparameter"),
        ("hyper parameter", "hyperparameter"),
        ("regularisation", "regularization"),  # codespell:ignore
        ("over fitting", "overfitting"),
        ("What is the learning rate?", "learning rate"),
    ],
)
def test_another_spelling_finds_the_same_first(chromium, address, typed, same):
    one, other = ask(chromium, address, [typed, same])
    assert one[0][0] == other[0][0]


def test_a_query_of_no_words_finds_nothing_and_breaks_nothing(chromium, address):
    answers = ask(chromium, address, ["", "?!", "^~*", "+-:", "xqzzyvw", "learning rate"])
    assert answers[:5] == [[]] * 5
    assert answers[5]
