"""WCAG 2.2 AA as far as a machine can tell: axe on every page, both schemes, three widths, folds open."""

import re

import pytest
import yaml

from tests import axe
from tests.conftest import LOCATIONS, ROOT, until

SCHEMES = ("light", "dark")
WIDTHS = (320, 768, 1280)
REVIEWED = yaml.safe_load((ROOT / "tests" / "axe_reviewed.yml").read_text("utf-8"))
"""What axe cannot decide and a person has: the rule, patterns for the element and the message, and why it is right."""
SEEN: dict[str, list[axe.Finding]] = {}
"""The incomplete findings of each page that was looked at."""


def reviewed(finding: axe.Finding) -> list[int]:
    """The numbers of the entries that cover a finding."""
    pairs = {"rule": finding.rule, "element": finding.html, "message": finding.why}
    covers = [all(re.search(entry.get(part, ""), text) for part, text in pairs.items()) for entry in REVIEWED]
    return [number for number, yes in enumerate(covers) if yes]


def look(page, states, within="html") -> tuple[list[str], list[axe.Finding]]:
    """What is wrong on a prepared page in the given states, and all that axe leaves open."""
    wrong, left_open = [], []
    for scheme, width in states:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("new Promise(requestAnimationFrame)")
        violations, incomplete = axe.run(page, within)
        wrong += [f"{scheme}, {width} px: {one}" for one in violations]
        wrong += [f"{scheme}, {width} px, to be reviewed: {one}" for one in incomplete if not reviewed(one)]
        left_open += incomplete
    return wrong, left_open


@pytest.fixture(scope="module")
def page(chromium):
    """One page for all. Without motion, so that no color is measured on its way from one scheme to the other."""
    context = chromium.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("location", LOCATIONS)
def test_axe_finds_nothing_on_any_page(page, address, location):
    page.goto(address + location)
    axe.prepare(page)
    wrong, SEEN[location] = look(page, [(scheme, width) for scheme in SCHEMES for width in WIDTHS])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_while_the_menu_is_open(page, address, scheme):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address)
    page.evaluate(axe.AXE)
    page.locator("#__drawer").press("Space")
    until(page, "document.querySelector('.md-sidebar--primary').getBoundingClientRect().left >= 0")
    wrong, _ = look(page, [(scheme, 320)])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_while_results_are_shown(page, address, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address)
    page.evaluate(axe.AXE)
    page.keyboard.press("Control+k")
    page.keyboard.type("learning rate", delay=20)
    page.wait_for_selector(".md-search-result__link")
    wrong, _ = look(page, [(scheme, width) for scheme in SCHEMES], ".md-search")
    assert not wrong, "\n".join(wrong)


PLANTED = {
    "image-alt": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="30" height="30">',
    "color-contrast": '<p class="faint">Gray on white is hard to read.</p>',
    "button-name": '<button type="button"></button>',
    "label": '<input type="text">',
    "heading-order": "<h6>A heading out of order</h6>",
    "duplicate-id-aria": '<span id="twice">a</span><span id="twice">b</span><b role="img" aria-labelledby="twice"></b>',
    "target-size": '<p class="close"><button class="tiny">a</button><button class="tiny">b</button></p>',
    "scrollable-region-focusable": '<div class="box"><p class="wide">A line wider than its box by far</p></div>',
}
FAULTY = """([html, css]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  document.querySelector("article").insertAdjacentHTML("beforeend", html);
}"""
CSS = (
    ".faint{color:#aaa;background:#fff} .tiny{width:12px;height:12px;padding:0} .close{line-height:12px}"
    ".box{width:90px;height:30px;overflow:scroll} .wide{width:900px;height:300px}"
)


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_found(page, address, rule):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}404.html")
    axe.prepare(page)
    page.evaluate(FAULTY, [PLANTED[rule], CSS])
    wrong, _ = look(page, [("light", 1280)])
    assert any(f"rule='{rule}'" in one for one in wrong), wrong


def test_the_statement_and_the_list_of_reviewed_findings_say_what_was_found():
    """Only after all pages were looked at: no entry is out of date, and the page tells the numbers of this run."""
    assert set(SEEN) == set(LOCATIONS), "Run this file as a whole."
    used = {entry for findings in SEEN.values() for one in findings for entry in reviewed(one)}
    assert used == set(range(len(REVIEWED))), "an entry of axe_reviewed.yml covers nothing any more"
    states = len(SCHEMES) * len(WIDTHS)
    for row in (
        f"| Version of axe-core | {axe.version()} |",
        f"| Pages | {len(LOCATIONS)} |",
        f"| Runs: pages, times {len(SCHEMES)} schemes, times {len(WIDTHS)} widths | {len(LOCATIONS) * states} |",
        "| Violations | 0 |",
        f"| Kinds of finding that a person had to decide | {len(REVIEWED)} |",
    ):
        assert row in (ROOT / "docs" / "accessibility.md").read_text("utf-8"), f"docs/accessibility.md must say {row}"
