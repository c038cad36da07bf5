"""The purged sheets: whatever a page shows, in any state, has all the rules that the theme and we wrote for it."""

import re
from pathlib import Path

import material
import pytest
from pipeline.finish.sheet import OF_OUR_OWN, WHEN_OPEN

from tests.conftest import ROOT, until
from tests.test_site import nav_pages

STOCK = sorted((Path(material.__file__).parent / "templates" / "assets" / "stylesheets").glob("*.css"))
LOST = """(stock) => {
  const apart = (text) => text.split(/,(?![^(]*\\))/).map((part) => part.trim());
  const says = (rule) => [...rule.style].some((name) => !name.startsWith("--"));
  const selectors = (rules) => [...rules].flatMap((rule) =>
    rule.selectorText ? (says(rule) ? apart(rule.selectorText) : []) : rule.cssRules ? selectors(rule.cssRules) : []);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(stock);
  const ours = new Set([...document.styleSheets].flatMap((one) => selectors(one.cssRules)));
  const state = /::?(?!is|where|not|has|root|nth|first-child|last-child)[a-z-]+(\\([^)]*\\))?/g;
  const bare = (selector) => selector.replace(state, "");
  const there = (selector) => { try { return document.querySelector(bare(selector)); } catch { return null; } };
  return [...new Set(selectors(sheet.cssRules))].filter((one) => !ours.has(one) && there(one));
}"""


def stock() -> str:
    sheets = [file.read_text("utf-8") for file in (*STOCK, ROOT / "docs" / "assets" / "site.css")]
    return "\n".join(sheets).replace(".focus-visible", ":focus-visible")


def lost(page, searching: bool = False) -> list[str]:
    """The selectors of the stock sheets that fit something on the page, states apart, and that its own sheets lack.

    Those for the open search box come with the search.
    """
    found = [selector for selector in page.evaluate(LOST, stock()) if not OF_OUR_OWN.search(selector)]
    return [selector for selector in found if searching or not WHEN_OPEN.search(selector)]


@pytest.mark.parametrize("location", [*nav_pages(), "404.html"])
def test_no_rule_is_lost_on_a_page(visit, location):
    page = visit(location)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    assert lost(page) == []


def test_no_rule_is_lost_while_searching(visit):
    page = visit("")
    page.keyboard.press("Control+k")
    page.keyboard.type("learning rate", delay=20)
    page.wait_for_selector(".md-search-result__link")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    assert lost(page, searching=True) == []
    page.locator(".md-search__input").fill("")
    page.keyboard.type("qqqqqqqqqqqq", delay=20)
    until(page, "document.querySelector('.md-search-result__meta').textContent.includes('No matching')")
    assert lost(page, searching=True) == []


def test_headings_of_results_are_no_larger_than_a_result_can_spare(visit):
    """The page's own headings have styles of their own, in whose name the theme's for results were once dropped."""
    page = visit("")
    page.keyboard.press("Control+k")
    page.keyboard.type("ridge", delay=20)
    page.wait_for_selector(".md-search-result h2")
    size = "(name) => parseFloat(getComputedStyle(document.querySelector(`.md-search-result ${name}`)).fontSize)"
    assert [page.evaluate(size, name) for name in ("h1", "h2")] == [16, 12.8]


def test_no_rule_is_lost_on_the_way_through_a_page(visit):
    page = visit("parameters/", viewport={"width": 360, "height": 740}, has_touch=True)
    page.locator("label.md-header__button[for=__drawer]").click()
    assert lost(page) == []
    page.keyboard.press("Escape")
    page.locator(".copy").first.click()
    page.wait_for_selector(".md-dialog--active")
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    page.locator("label[for^=__palette]:visible").click()
    assert lost(page) == []


def test_a_lost_rule_is_found(visit):
    page = visit("")
    page.evaluate("document.querySelector('h1').className = 'md-typeset md-banner'")
    assert any("md-banner" in selector for selector in lost(page))


def test_every_custom_property_that_is_read_is_there(site):
    declared = set(re.findall(r"(--[\w-]+)\s*:", stock()))
    for page in site.pages:
        addresses = {link["href"] for link in page.soup.select("link[rel=stylesheet]")}
        addresses.add(page.soup.select_one(".md-search")["data-needs"].split()[0])
        text = "".join(site.file_at(page, address).read_text("utf-8") for address in addresses)
        read = set(re.findall(r"var\(\s*(--[\w-]+)", text))
        assert read & declared <= set(re.findall(r"(--[\w-]+)\s*:", text)), page.location
