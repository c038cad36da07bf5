"""Browsers of 2022 lose nothing: no script or style needs what is newer, but where there is another way for them."""

import re

import pytest

from tests.support import frame
from tests.support.built_site import FOLDER, LOCATIONS, ROOT, html_of
from tests.support.pages import PHONE, until

SCRIPTS = sorted([*(ROOT / "docs" / "assets").rglob("*.js"), *(ROOT / "docs" / "explorables").glob("*.js")])
NEWER = {
    "findLast, findLastIndex": r"\.findLast(Index)?\(",
    "copies of arrays": r"\.to(Sorted|Reversed|Spliced)\(|\.with\(",
    "groupBy, withResolvers, fromAsync": r"\b(Object|Map)\.groupBy\b|\bwithResolvers\b|\bfromAsync\b",
    "sets combined": r"\.(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(",
    "iterators with methods": (
        r"\.(values|keys|entries)\(\)\s*\.(map|filter|take|drop|some|every|find|reduce|toArray)\("
    ),
    "size of URLSearchParams": r"\b(query|params|search(Params)?)\.size\b|URLSearchParams\([^)]*\)\.size\b",
    "lookbehind in a pattern": r"\(\?<[=!]",
    "flag v of a pattern": r"/[a-uw-z]*v[a-z]*(?=[\s,;).])(?<=[^/]/v)",
    "structuredClone, scheduler": r"\bstructuredClone\(|\bscheduler\.",
    "setHTMLUnsafe, popover, anchors": r"\bsetHTMLUnsafe\b|\bshowPopover\b|\bstartViewTransition\b",
}
"""What came to browsers in 2022 or later, and a pattern that finds it in a script."""
PLANTED = {
    "findLast, findLastIndex": "heads.findLast((head) => head)",
    "copies of arrays": "rows.toSorted()",
    "groupBy, withResolvers, fromAsync": "Object.groupBy(rows, kind)",
    "sets combined": "seen.union(other)",
    "iterators with methods": "map.values().map(twice)",
    "size of URLSearchParams": "query.size ? 1 : 2",
    "lookbehind in a pattern": r"/(?<![a-z])word/",
    "flag v of a pattern": "/[a-z]/v;",
    "structuredClone, scheduler": "structuredClone(state)",
    "setHTMLUnsafe, popover, anchors": "menu.showPopover()",
}


@pytest.mark.parametrize("name", NEWER)
def test_no_script_uses_what_is_newer(name):
    assert re.search(NEWER[name], PLANTED[name]), "the pattern finds what it is for"
    assert [script.name for script in SCRIPTS if re.search(NEWER[name], script.read_text("utf-8"))] == []


def styles() -> list[str]:
    """All styles as browsers get them: the files, and those in the pages."""
    inside = [style for location in LOCATIONS for style in re.findall(r"<style>(.*?)</style>", html_of(location), re.S)]
    return [file.read_text("utf-8") for file in FOLDER.rglob("*.css")] + inside


def test_each_mask_is_written_with_its_prefix_too():
    """Without it Chromium before 120 shows the key as a square."""
    blocks = [block for style in styles() for block in re.findall(r"{([^{}]*)}", style)]
    masked = [block for block in blocks if re.search(r"(?<![\w-])mask(-image)?:", block)]
    assert masked and [block for block in masked if "-webkit-mask" not in block] == []


WITHOUT_HAS = """() => addEventListener("DOMContentLoaded", () => {
  // As a browser does that does not know :has(): it drops a rule with it, and in :is() or :where() only that part.
  const part = /:has\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)/g;
  const forget = (sheet) => {
    for (let i = sheet.cssRules.length - 1; i >= 0; i--) {
      const rule = sheet.cssRules[i];
      if (rule.conditionText?.includes(":has(")) sheet.deleteRule(i);
      else if (rule.selectorText?.includes(":has(")) {
        if (/:(is|where)\\([^()]*:has\\(/.test(rule.selectorText))
          rule.selectorText = rule.selectorText.replace(part, ":not(*)");
        else sheet.deleteRule(i);
      } else if (rule.cssRules && !rule.selectorText) forget(rule);
    }
  };
  [...document.styleSheets].forEach(forget);
  window.forgotten = true;
})"""


@pytest.fixture
def visit_without_has(pages, address):
    """Opens a page as a browser shows it that does not know :has()."""
    opened = []

    def visit(location, **options):
        page = pages.open(**options)
        opened.append(page)
        page.add_init_script(f"({WITHOUT_HAS})()")
        page.goto(address + location)
        assert page.evaluate("window.forgotten")
        return page

    yield visit
    for page in opened:
        pages.close(page)


def test_without_has_the_menu_of_a_phone_opens_and_leads_on(visit_without_has):
    page = visit_without_has("", viewport=PHONE, has_touch=True)
    page.locator(frame.MENU_BUTTON).tap()
    until(page, f"document.querySelector('{frame.MENU}').getBoundingClientRect().left >= 0")
    page.locator(f"{frame.MENU} a", has_text="The difference").tap()
    page.wait_for_url("**/difference/")


@pytest.mark.parametrize("location", ["", "parameters/", "lookup/", "learning-rate/"])
def test_without_has_no_page_is_wider_than_its_window(visit_without_has, location):
    page = visit_without_has(location, viewport={"width": 320, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_has_every_row_is_shown(visit_without_has):
    page = visit_without_has("lookup/#ridge-alpha")
    until(page, "document.querySelector('#ridge-alpha').getBoundingClientRect().bottom <= innerHeight")
