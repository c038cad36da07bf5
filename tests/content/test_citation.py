"""How a page is cited, as text and as BibTeX."""

from datetime import date

import pytest
from pybtex.database import parse_string

from pipeline.content.citation import bibtex_key, cite_as_bibtex, cite_as_text
from pipeline.content.front_matter import FrontMatter, SiteConfig
from tests.support.small_project import WORDS

SITE = SiteConfig(title="Parameter or Hyperparameter?", author="We & Others")
ADDRESS = "https://host.example/a_b/"


def front(title: str) -> FrontMatter:
    return FrontMatter(title=title, description=WORDS, updated=date(2026, 3, 7))


@pytest.mark.parametrize(("title", "shown"), [("The rule", "The rule."), ("Does it overfit?", "Does it overfit?")])
def test_a_page_is_cited_with_its_version_day_and_address(title, shown):
    assert cite_as_text(SITE, "1.2.3", front(title), ADDRESS) == (
        f"We & Others. {shown} In: Parameter or Hyperparameter? Version 1.2.3, March 7, 2026. {ADDRESS}"
    )


def test_bibtex_is_read_back_as_what_was_meant():
    title = "50% of a_b & {c} cost $5, #1"
    text = cite_as_bibtex(SITE, "1.2.3", front(title), ADDRESS, "a_b/")
    assert r"{50\% of a\_b \& \{c\} cost \$5, \#1}" in text
    entry = parse_string(text, "bibtex").entries["poh-a-b"]
    assert entry.type == "incollection"
    assert dict(entry.fields) == {
        "title": r"50\% of a\_b \& \{c\} cost \$5, \#1",
        "booktitle": "Parameter or Hyperparameter?",
        "year": "2026",
        "month": "March",
        "note": "Version 1.2.3, updated 2026-03-07",
        "url": ADDRESS,
    }
    assert [str(person) for person in entry.persons["author"]] == [r"{We \& Others}"], "an author that is no person"


@pytest.mark.parametrize(
    ("location", "key"),
    [("", "poh-home"), ("learning-rate/", "poh-learning-rate"), ("labs/01_three_ways/", "poh-labs-01-three-ways")],
)
def test_the_key_is_made_of_the_name_of_the_page(location, key):
    assert bibtex_key(location) == key
