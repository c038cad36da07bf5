"""Puts the tables that render wrote as HTML into their places."""

from bs4 import BeautifulSoup

from pipeline.finish.site import Page, Site
from pipeline.problems import Problems

PLACE = "data-generated"
"""The attribute of a place, which names the file for it."""


def insert(site: Site, page: Page) -> None:
    """Replaces each `<div data-generated="lookup_trees.html">`. Raises Problems where there is no such file."""
    problems = []
    for place in page.article.select(f"[{PLACE}]"):
        name = place[PLACE]
        file = site.project.generated / name
        if file.exists():
            place.replace_with(*BeautifulSoup(file.read_text("utf-8"), "html.parser").contents)
        else:
            remedy = "Mend the name, or run `make render`: docs/generated/ has what can stand there."
            problems.append(site.problem(page, name, f"the page has a place for '{name}', which is not there", remedy))
    if problems:
        raise Problems(*problems)
