"""Accessibility of the states that a visit to a page does not have: an open menu, results, forced colors, no motion.

Each page as it stands is looked at in test_every_page.py. Here is also the proof that axe finds planted faults.
"""

import io
import re

import numpy as np
import pytest
from PIL import Image

from tests.support import axe, frame
from tests.support.page_checks import check, install, unfold
from tests.support.pages import until


@pytest.fixture(scope="module")
def page(pages):
    """One page for all. Without motion, so that no color is measured on its way from one scheme to the other."""
    page = pages.open(reduced_motion="reduce")
    yield page
    pages.close(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_the_menu_is_open(page, address, scheme):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address)
    page.evaluate(axe.AXE)
    page.locator(frame.MENU_SWITCH).press("Space")
    until(page, f"document.querySelector('{frame.MENU}').getBoundingClientRect().left >= 0")
    wrong, _ = axe.look(page, {(scheme, 320): axe.ALL_RULES})
    assert not wrong, "\n".join(wrong)


def test_axe_finds_nothing_while_results_are_shown(page, address):
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(address)
    axe.prepare(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("learning rate", delay=20)
    page.wait_for_selector(frame.SEARCH_RESULT)
    states = {("light", 1280): axe.ALL_RULES, ("light", 320): axe.ALL_RULES, ("dark", 1280): axe.COLOR_RULES}
    wrong, _ = axe.look(page, states, frame.SEARCH)
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
PLANTED_IN_ONE_STATE = {
    "dark at 1280 px": ("color-contrast", '<p class="dim">Gray on black is hard to read.</p>'),
    "light at 320 px": ("target-size", '<p class="low"><button>a</button><button>b</button></p>'),
    "light at 320 px, too": ("button-name", '<button class="narrow" type="button"></button>'),
}
FAULTY = """([html, css]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  document.querySelector("article").insertAdjacentHTML("beforeend", html);
}"""
CSS = """
.faint { color: #aaa; background: #fff }
.tiny { width: 12px; height: 12px; padding: 0 }
.close { line-height: 12px }
.box { width: 90px; height: 30px; overflow: scroll }
.wide { width: 900px; height: 300px }
@media (prefers-color-scheme: dark) { .dim { color: #444; background: #000 } }
.low button { width: 40px; height: 40px }
@media (max-width: 400px) { .low { line-height: 12px } .low button { width: 12px; height: 12px; padding: 0 } }
@media (min-width: 400px) { .narrow { display: none } }
"""


@pytest.fixture(scope="module")
def plant(page, address):
    """Puts faults on a small page."""

    def plant_on_page(html: str):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{address}404.html")
        axe.prepare(page)
        page.evaluate(FAULTY, [html, CSS])

    return plant_on_page


def test_a_planted_fault_is_found(page, plant):
    plant("".join(PLANTED.values()))
    wrong, _ = axe.look(page, {("light", 1280): axe.ALL_RULES})
    assert {rule for rule in PLANTED if any(f"rule='{rule}'" in one for one in wrong)} == set(PLANTED)


def test_a_fault_in_one_state_is_found_in_that_state(page, plant):
    plant("".join(html for _, html in PLANTED_IN_ONE_STATE.values()))
    wrong, _ = axe.look(page, axe.RULES_BY_STATE)
    found = {(one.split(":")[0].removeprefix("axe in "), re.search(r"rule='([\w-]+)'", one)[1]) for one in wrong}
    assert found == {(state.removesuffix(", too"), rule) for state, (rule, _) in PLANTED_IN_ONE_STATE.items()}


def show(page, address: str, width: int) -> None:
    """Loads the page in a window of that width, with all folds open."""
    page.emulate_media(forced_colors="none", color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    install(page)
    unfold(page)


def tree(page) -> list[tuple[str, str]]:
    """Role and name of everything that the browser tells assistive technology."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    told = [node for node in nodes if not node["ignored"]]
    return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in told]


@pytest.mark.parametrize("location", ["difference/", "search-methods/", "claims/"])
def test_a_table_is_still_a_table_where_it_is_drawn_as_cards(page, address, location):
    show(page, address + location, 320)
    roles = [role for role, _ in tree(page)]
    rows = page.locator("article table:not(.numbers) tbody tr").count()
    assert roles.count("table") == page.locator("article table").count()
    assert roles.count("rowheader") == rows > 0
    assert roles.count("cell") + roles.count("gridcell") == page.locator("article tbody td").count()


def test_nothing_moves_for_who_wants_no_motion(page, address):
    show(page, f"{address}parameters/", 1280)
    page.keyboard.press("Control+k")
    page.keyboard.type("ridge", delay=20)
    page.wait_for_selector(frame.SEARCH_RESULT)
    page.locator(".copy").first.dispatch_event("click")
    assert check(page, "motion") == []
    assert page.evaluate("document.getAnimations().length") == 0
    page.emulate_media(reduced_motion="no-preference")
    assert check(page, "motion"), "the check sees motion where there is some"


def spread(page, locator, width: float | None = None) -> float:
    """How far the darkest and the lightest point of an element, or of its first pixels, are apart, from 0 to 255."""
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    drawn = page.screenshot(clip={**box, "width": width or box["width"]})
    points = np.asarray(Image.open(io.BytesIO(drawn)).convert("L"), dtype=float)
    return points.max() - points.min()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colors_leave_marks_controls_and_focus_to_be_seen(page, address, scheme):
    for location, shown in {
        "rule/": {frame.LOGO: None, f"{frame.SCHEME_OPTION}:checked + label": None, ".bin.found": 9, ".bin.chosen": 9},
        "labs/02_overfitting/": {".copy": None, "summary": None, frame.FOOTER_LABEL: None},
    }.items():
        show(page, address + location, 1280)
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        for place, width in shown.items():
            assert spread(page, page.locator(f"{place}:visible").first, width) > 100, place
        page.locator("article a:visible").first.focus()
        page.keyboard.press("Tab")
        ring = page.evaluate(
            "(({ outlineStyle, outlineColor }) => [outlineStyle, outlineColor])"
            "(getComputedStyle(document.activeElement))"
        )
        assert ring[0] == "solid" and ring[1] != page.evaluate("getComputedStyle(document.body).backgroundColor")


PALE = """() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const canvas = document.body.appendChild(document.createElement("i"));
  canvas.style.background = "canvas";
  const paper = getComputedStyle(canvas).backgroundColor;
  canvas.remove();
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const { backgroundColor } = getComputedStyle(e);
      if ((numbers(backgroundColor)[3] ?? 1) > 0.5) return numbers(backgroundColor);
    }
    return numbers(paper);
  };
  const found = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = words.nextNode()); ) {
    const e = text.parentElement;
    if (!text.data.trim() || !e.checkVisibility({ visibilityProperty: true }) || e.closest("script, style")) continue;
    const style = getComputedStyle(e);
    const color = numbers(e.closest("svg") ? style.fill : style.color);
    const [one, two] = [color, ground(e)].map(light).sort((x, y) => y - x);
    const contrast = (one + 0.05) / (two + 0.05);
    if (contrast < 4.5)
      found.push(`${contrast.toFixed(1)}: ${text.data.trim().slice(0, 40)} in ${e.outerHTML.slice(0, 60)}`);
  }
  return found;
}"""


@pytest.mark.parametrize(("chosen", "system"), [("light", "dark"), ("dark", "light")])
def test_a_contrast_theme_rules_whatever_scheme_was_chosen(visit, chosen, system):
    page = visit("learning-rate/", color_scheme=system)
    page.evaluate("(chosen) => localStorage.setItem('scheme', chosen)", chosen)
    page.reload()
    assert frame.scheme(page) == chosen
    page.locator(".explorable").first.scroll_into_view_if_needed()
    until(page, "document.querySelector('.stage input') !== null")
    page.emulate_media(forced_colors="active", color_scheme=system)
    assert page.evaluate(PALE) == []
