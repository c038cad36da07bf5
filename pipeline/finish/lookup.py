"""Puts the tables that render wrote as HTML into their places."""

from bs4 import BeautifulSoup

from pipeline.finish.site import Page, Site, new
from pipeline.problems import Problems

FORM = """<form class="lookup-form" role="search" aria-label="Look up a value"><label>Is … a parameter?
<input type="search" name="name" placeholder="alpha, batch size, n_clusters" autocomplete="off"
spellcheck="false"></label>
<label>Kind <select name="bin"><option value="">all kinds</option></select></label>
<output aria-live="polite">&nbsp;</output></form>"""
"""What docs/assets/lookup.js filters by. Without script it is not shown."""


def insert(site: Site, page: Page) -> None:
    """Replaces each `<div data-generated="lookup_trees.html">`. Raises Problems where there is no such file."""
    problems = []
    for region in page.article.select("#table-lookup"):
        region.insert_before(new(FORM))
    for place in page.article.select("[data-generated]"):
        name = place["data-generated"]
        file = site.project.generated / name
        if file.exists():
            place.replace_with(*BeautifulSoup(file.read_text("utf-8"), "html.parser").contents)
        else:
            remedy = "Mend the name, or run `make render`: docs/generated/ has what can stand there."
            problems.append(site.problem(page, name, f"the page has a place for '{name}', which is not there", remedy))
    if problems:
        raise Problems(*problems)
