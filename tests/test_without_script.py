"""With JavaScript off: the same words, every picture, folds and the menu that open, and no raw LaTeX."""

import re
from collections import Counter

import pytest

from tests.axe import UNFOLD
from tests.conftest import LOCATIONS, until

WORDS = """() => {
  for (const made of document.querySelectorAll(".copy, form, .lookup-form, .md-search, .md-dialog")) made.hidden = true;
  return document.body.innerText;
}"""
LATEX = re.compile(r"\\[a-zA-Z(\[]|\$\$|\$[^$\s][^$\n]*\$")
ENOUGH = 0.99


@pytest.fixture(scope="module")
def pages(chromium):
    """A page with script and one without."""
    contexts = [chromium.new_context(java_script_enabled=on, reduced_motion="reduce") for on in (True, False)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def words(page, address: str) -> Counter:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    page.evaluate(UNFOLD)
    return Counter(page.evaluate(WORDS).split())


@pytest.mark.parametrize("location", LOCATIONS)
def test_every_word_is_there(pages, address, location):
    with_script, without = (words(page, address + location) for page in pages)
    missing = with_script - without
    assert without.total() > 100
    assert missing.total() <= (1 - ENOUGH) * with_script.total(), missing.most_common(30)


@pytest.mark.parametrize("location", LOCATIONS)
def test_formulas_and_pictures_are_there(pages, address, location):
    page = pages[1]
    page.goto(address + location)
    page.evaluate(UNFOLD)
    prose = page.evaluate(
        """() => {
          for (const code of document.querySelectorAll("pre, code")) code.remove();
          return document.querySelector("article").innerText;
        }"""
    )
    assert LATEX.findall(prose) == []
    empty = (
        "[...document.images].filter((i) => i.checkVisibility() && !(i.complete && i.naturalWidth)).map((i) => i.src)"
    )
    until(page, f"{empty}.length === 0")


def test_a_fold_opens(pages, address):
    page = pages[1]
    page.goto(f"{address}labs/02_overfitting/")
    solution = page.locator("details").first
    assert not solution.locator("pre").first.is_visible()
    solution.locator("summary").click()
    assert solution.locator("pre").first.is_visible()


@pytest.mark.parametrize("by", ["finger", "keyboard"])
def test_the_menu_of_a_phone_opens_and_leads_on(pages, address, by):
    page = pages[1]
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    link = page.locator(".md-nav--primary a", has_text="The difference")
    assert not link.is_visible()
    if by == "finger":
        page.locator("label.md-header__button[for=__drawer]").click()
    else:
        page.locator("#__drawer").press("Space")
    link.click()
    page.wait_for_url("**/difference/")


def test_nothing_is_shown_that_needs_script(pages, address):
    page = pages[1]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}parameters/")
    for control in (".copy", ".md-search", ".md-header__option"):
        assert page.locator(control).count() and not page.locator(control).first.is_visible(), control
