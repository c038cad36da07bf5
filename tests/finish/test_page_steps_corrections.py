"""A page that was corrected since it was published says so, and no other page does."""

import pytest
from bs4 import BeautifulSoup

from pipeline.finish.page_steps.corrections import say_what_was_corrected
from tests.support.small_project import CORRECTIONS, add

ARTICLE = '<section class="cite"><p>Updated today.</p></section>'


@pytest.mark.parametrize("location", ["other/", ""])
def test_a_page_without_a_correction_stays_as_it_is(page_of, location):
    site, page = page_of(ARTICLE, location, source=f"{location.strip('/') or 'index'}.md")
    if location == "":
        add(site.project, "docs/data/corrections.yml", CORRECTIONS)
    say_what_was_corrected(site, page)
    assert str(page.article) == f"<article>{ARTICLE}</article>"


def test_each_correction_of_a_page_is_a_link_to_its_row(page_of):
    site, page = page_of(ARTICLE, "other/", source="other.md")
    older = CORRECTIONS.replace("rate\n", "older\n").replace("2026-11-23", "2026-11-21")
    add(site.project, "docs/data/corrections.yml", older + CORRECTIONS)
    say_what_was_corrected(site, page)
    said, updated = page.article.select(".cite > p")
    assert said.text == "Corrected on November 23, 2026, November 21, 2026." and updated.text == "Updated today."
    assert [link["href"] for link in said("a")] == ["../corrections/#row-rate", "../corrections/#row-older"]


def test_the_link_leads_to_the_row_on_the_built_page(unfinished_site):
    """What MkDocs made of the fragment: finish checks the link against the ids of the page."""
    html = (unfinished_site.folder / "corrections/index.html").read_text("utf-8")
    page = BeautifulSoup(html, "html.parser")
    assert page.select_one("td [id=row-rate]")["href"] == "../other/#deep"
