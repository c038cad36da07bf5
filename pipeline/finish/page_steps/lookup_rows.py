"""Puts the lookup tables, which render wrote as HTML, into their places."""

from bs4 import BeautifulSoup

from pipeline.content.errors import Collector
from pipeline.finish.page import BuiltPage, Site, attribute, problem_on

PLACEHOLDER = "data-generated"
"""The attribute of a place, which names the file for it."""


def insert_lookup_rows(site: Site, page: BuiltPage) -> None:
    """Replaces each `<div data-generated="lookup_trees.html">`. Raises BuildError where there is no such file."""
    problems = Collector()
    for place in page.article.select(f"[{PLACEHOLDER}]"):
        name = attribute(place, PLACEHOLDER)
        file = site.project.generated / name
        if site.project.files.exists(file):
            place.replace_with(*BeautifulSoup(site.project.files.read_text(file), "html.parser").contents)
        else:
            message = f"the page has a place for '{name}', which is not there"
            hint = "Fix the name, or run `make render`: docs/generated/ has what can go there."
            problems.found.append(problem_on(site, page, name, message, hint))
    problems.raise_any()
