"""How the site, a page and an item are cited: another program than the writer reads each format."""

import json
from datetime import date

import pytest
import rispy
from pybtex.database import parse_string

from pipeline.content.citation import (
    FORMATS,
    Work,
    bibtex_title,
    citation_key,
    in_style,
    item_work,
    page_work,
    site_work,
    version_address,
)
from pipeline.content.front_matter import FrontMatter, SiteConfig
from tests.support.small_project import WORDS

SITE = SiteConfig(title="Parameter or Hyperparameter?", author="We & Others")
ADDRESS = "https://host.example/a_b/"
DAY = date(2026, 3, 7)


def page(title: str) -> Work:
    front = FrontMatter(title=title, description=WORDS, updated=DAY, minutes=5, objectives=["define"])
    return page_work(SITE, "1.2.3", front, ADDRESS, "a_b/")


WORKS = [
    site_work(SITE, "1.2.3", DAY, "https://host.example/"),
    page("50% of a_b & {c} cost $5, #1"),
    item_work(page("The rule"), "fig-a", "Does it overfit? [Figure]"),
]


@pytest.mark.parametrize(("title", "shown"), [("The rule", "The rule."), ("Does it overfit?", "Does it overfit?")])
def test_plain_text_has_version_day_and_address(title, shown):
    assert in_style("plain", [page(title)]) == [
        f"We & Others. {shown} In: Parameter or Hyperparameter? Version 1.2.3, March 7, 2026. {ADDRESS}"
    ]


def test_apa_is_as_the_manual_has_chapters_and_books():
    """Publication Manual, 7th edition, sections 10.2 and 10.3: a version stands in parentheses behind the title."""
    assert in_style("APA", [page("Does it overfit?"), WORKS[0]]) == [
        f"We & Others. (2026). Does it overfit? In Parameter or Hyperparameter? (Version 1.2.3). {ADDRESS}",
        "We & Others. (2026). Parameter or Hyperparameter? (Version 1.2.3). https://host.example/",
    ]


def test_bibtex_is_read_back_as_what_was_meant():
    entries = parse_string(FORMATS["bib"](WORKS), "bibtex").entries
    assert list(entries) == ["poh", "poh-a-b", "poh-a-b:fig-a"]
    assert [entry.type for entry in entries.values()] == ["misc", "incollection", "incollection"]
    assert dict(entries["poh-a-b"].fields) == {
        "title": r"50\% of a\_b \& \{c\} cost \$5, \#1",
        "booktitle": "Parameter or {Hyperparameter?}",
        "year": "2026",
        "month": "March",
        "note": "Version 1.2.3, updated 2026-03-07",
        "url": ADDRESS,
    }
    assert "booktitle" not in entries["poh"].fields
    assert [str(person) for person in entries["poh-a-b"].persons["author"]] == [r"{We \& Others}"], "no person"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Learning rate and batch size", "Learning rate and batch size"),
        ("SGD and Adam", "{SGD} and {Adam}"),
        ("kNN finds nothing [Claim]", "{kNN} finds nothing {[Claim]}"),
        ("“Training finds k” & A_B", r"{“Training} finds k” \& {A\_B}"),
    ],
)
def test_braces_keep_the_capitals_that_a_style_would_lower(title, written):
    assert bibtex_title(title) == written


def test_ris_is_read_back_as_what_was_meant():
    text = FORMATS["ris"](WORKS)
    assert all(line == "" or line[2:6] == "  - " for line in text.splitlines()), "RIS has no other lines"
    whole, part, item = rispy.loads(text)
    assert (whole["type_of_reference"], part["type_of_reference"]) == ("ELEC", "CHAP")
    assert part == {
        "type_of_reference": "CHAP",
        "id": "poh-a-b",
        "authors": ["We & Others,"],
        "title": "50% of a_b & {c} cost $5, #1",
        "secondary_title": "Parameter or Hyperparameter?",
        "year": "2026",
        "date": "2026/03/07",
        "edition": "1.2.3",
        "language": "en",
        "urls": [ADDRESS],
    }
    assert item["urls"] == [f"{ADDRESS}#fig-a"]


def test_csl_json_has_the_fields_that_the_schema_of_csl_asks_for():
    whole, part, item = json.loads(FORMATS["csl.json"](WORKS))
    assert (whole["type"], part["type"]) == ("book", "chapter") and "container-title" not in whole
    assert part["author"] == [{"literal": "We & Others"}] and part["issued"] == {"date-parts": [[2026, 3, 7]]}
    assert (item["id"], item["title"]) == ("poh-a-b:fig-a", "Does it overfit? [Figure]")


def test_all_formats_list_the_works_in_the_same_order():
    """A page's script finds an item by its place."""
    for ending, write in FORMATS.items():
        text = write(WORKS)
        places = [text.index(title) for title in ("https://host.example/", "cost", "Does it overfit")]
        assert places == sorted(places), ending


@pytest.mark.parametrize(
    ("location", "key"),
    [("", "poh-home"), ("learning-rate/", "poh-learning-rate"), ("labs/01_three_ways/", "poh-labs-01-three-ways")],
)
def test_the_key_is_made_of_the_name_of_the_page(location, key):
    assert citation_key(location) == key


def test_only_while_mike_publishes_the_address_of_a_version_is_another_one(monkeypatch):
    monkeypatch.delenv("MIKE_DOCS_VERSION", raising=False)
    assert version_address("https://host.example/a/latest/") == "https://host.example/a/latest/"
    monkeypatch.setenv("MIKE_DOCS_VERSION", "v0.9")
    assert version_address("https://host.example/a/latest/") == "https://host.example/a/v0.9/"
    assert version_address("https://host.example/latest/") == "https://host.example/v0.9/"
