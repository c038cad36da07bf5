"""Citing in the browser: the entry beside an anchor, and the formats that it opens."""

import json

import pytest

from tests.site.test_programs import copied
from tests.support.pages import until

ITEMS = {
    "difference/": ["#row-how-found", "#the-table"],
    "learning-rate/": ["#claim-limit-on-a-parabola", "#fig-parabola", "#program-parabola"],
    "lookup/linear/": ["#linear-regression-coef"],
    "": ["#def-parameter"],
}
"""One of each kind."""


def open_citation(page, item: str):
    """The dialog that "cite" opens, once it has its text."""
    place = page.locator(item)
    place.scroll_into_view_if_needed()
    page.locator("article h1").hover()
    page.locator(".citation-dialog").wait_for(state="attached")
    own = place.locator(":scope > .headerlink, :scope > th > .headerlink")
    if own.count():
        own.focus()  # then "cite" comes behind the sign
    after = place.locator("xpath=following-sibling::*[1][contains(@class, 'cite-tools')]")
    (after if after.count() else place).locator(".cite-item").first.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    dialog.locator("h2", has_text="Cite: ").wait_for()
    return dialog


@pytest.mark.parametrize(("location", "item"), [(location, item) for location in ITEMS for item in ITEMS[location]])
def test_each_kind_of_item_is_cited_in_five_formats(visit, site, location, item):
    page = visit(location)
    dialog = open_citation(page, item)
    address = f"https://example.org/course/{location}{item}"
    for name, start in {
        "APA": site.about.author,
        "Plain text": site.about.author,
        "BibTeX": "@incollection{poh-",
        "RIS": "TY  - CHAP",
        "CSL-JSON": "[",
    }.items():
        dialog.get_by_label(name, exact=True).check()
        until(page, f"document.querySelector('dialog[open] code').textContent.startsWith({json.dumps(start)})")
        assert address in dialog.locator("code").text_content()
        assert dialog.locator("code").text_content().count("https://") == 1, "one entry, and not its neighbors"
    (entry,) = json.loads(dialog.locator("code").text_content())
    assert dialog.locator("h2").text_content() == f"Cite: {entry['title']}"
    page.keyboard.press("Escape")
    assert not page.locator("dialog[open]").count()


def test_by_keyboard_the_entry_comes_behind_the_sign_and_the_text_is_copied(visit):
    page = visit("difference/")
    page.locator("#row-how-found .headerlink").focus()
    page.locator("#row-how-found .cite-item").wait_for(state="attached")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "cite-item"
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    dialog.locator("code", has_text="row-how-found").wait_for()
    shown = dialog.locator("code").text_content()
    assert copied(page, dialog.get_by_role("button", name="Copy")) == shown


def test_without_script_the_files_are_linked(visit):
    page = visit("difference/", script=False)
    links = page.locator(".cite > p a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    names = page.locator(".cite > p a").evaluate_all("(links) => links.map((link) => link.getAttribute('download'))")
    assert names[:5] == [None, "poh-difference.bib", "poh-difference.ris", "", ""], "APA is read in the browser"
    assert links[:5] == ["page.apa.txt", "page.bib", "page.ris", "page.csl.json", "../site.bib"]
