"""The HTML of every page is valid: a strict parser finds no error, ids are unique, and what is named is there."""

from collections import Counter

import pytest
from tinyhtml5.parser import HTMLParser

from tests.support.built_site import LOCATIONS, html_of


def faults(html: str) -> list[str]:
    """What is wrong with a page as it is written, not as a forgiving parser would correct it."""
    parser = HTMLParser()
    root = parser.parse(html)
    found = [f"line {line}, column {column}: {what} {more}" for (line, column), what, more in parser.errors]
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    found += [f"the id '{name}' is there {times} times" for name, times in ids.items() if times > 1]
    headings = sum(element.tag.endswith("}h1") for element in elements)
    found += [f"{headings} headings of level 1"] if headings != 1 else []
    found += [] if root.get("lang") == "en" else ["no language"]
    known = set(ids)
    for element in elements:
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            named = (element.get(name) or "").split()
            found += [f"{name} names '{one}', which is not there" for one in named if one not in known]
    return found


@pytest.mark.parametrize("location", LOCATIONS)
def test_a_strict_parser_finds_nothing(location):
    assert faults(html_of(location)) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p id=a id=b>", "duplicate-attribute"),
        ("<p><div></div></p>", "unexpected-end-tag"),
        ("<b><i></b></i>", "adoption-agency"),
        ("<p id=a><p id=a>", "the id 'a' is there 2 times"),
        ("<h1>b</h1>", "2 headings"),
        ('<label for="none">a</label>', "which is not there"),
        ("&nosuch;", "named-entity"),
    ],
)
def test_the_strict_parser_sees_a_planted_fault(html, fault):
    page = '<!doctype html><html lang="en"><title>t</title><h1>a</h1>{}</html>'
    assert faults(page.format("")) == []
    assert any(fault in one for one in faults(page.format(html))), faults(page.format(html))
