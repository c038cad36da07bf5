"""How a page bears other conditions: small targets, large text, wide spacing, no motion, forced colors."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.axe import UNFOLD
from tests.conftest import LOCATIONS

TARGETS = """() => {
  const able = "a[href], button, input, select, summary, label[for]";
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && getComputedStyle(e).pointerEvents !== "none";
  const inLine = (e) => {
    if (getComputedStyle(e).display !== "inline") return false;
    let block = e.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const links = [...block.querySelectorAll(able)].map((link) => link.textContent).join("");
    return block.textContent.replace(/\\s/g, "").length > links.replace(/\\s/g, "").length;
  };
  const targets = [...document.querySelectorAll(able)].filter(shown)
    .map((e) => ({ e, box: e.getBoundingClientRect() })).filter(({ box }) => box.width > 0 && box.height > 0);
  const small = targets.filter(({ box }) => Math.min(box.width, box.height) < 23.9);
  const near = ({ x, y }, { left, right, top, bottom }) =>
    Math.hypot(x - Math.max(left, Math.min(x, right)), y - Math.max(top, Math.min(y, bottom))) < 12;
  const middle = ({ left, right, top, bottom }) => ({ x: (left + right) / 2, y: (top + bottom) / 2 });
  const crowded = (one) => {
    const here = middle(one.box);
    return targets.some((other) => other !== one && !one.e.contains(other.e) && !other.e.contains(one.e)
      && near(here, other.box)) || small.some((other) => {
      const there = middle(other.box);
      return other !== one && Math.hypot(here.x - there.x, here.y - there.y) < 24;
    });
  };
  return small.filter((one) => !inLine(one.e) && crowded(one))
    .map(({ e, box }) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${e.outerHTML.slice(0, 130)}`);
}"""
SIDEWAYS = "[document.documentElement.scrollWidth, innerWidth]"
LARGE = """(({ documentElement: root }) =>
  (root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px"))(document)"""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
    p{margin-bottom:2em!important}`);
  document.adoptedStyleSheets = [sheet];
}"""
CLIPPED = """() => {
  const places = "header, nav, table, button, summary, figcaption, footer, .filename, h1, h2, h3";
  const found = [];
  for (const place of document.querySelectorAll(places)) {
    const words = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let text; (text = words.nextNode()); ) {
      const holder = text.parentElement;
      if (!text.data.trim() || !holder.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (let e = holder; e !== document.body; e = e.parentElement) {
        const { overflowX, overflowY, position, clipPath } = getComputedStyle(e);
        const frame = e.getBoundingClientRect();
        for (const box of range.getClientRects()) {
          const wide = ["hidden", "clip"].includes(overflowX) &&
            (box.right > frame.right + 2 || box.left < frame.left - 2);
          const high = ["hidden", "clip"].includes(overflowY) &&
            (box.bottom > frame.bottom + 4 || box.top < frame.top - 4);
          if (wide || high) found.push(`${text.data.trim().slice(0, 60)} in ${e.tagName}.${e.className}`);
        }
        if (position === "fixed") break;
      }
    }
  }
  return [...new Set(found)];
}"""
COVERED = """() => [...document.querySelectorAll(".copy")].filter((button) => {
  const range = document.createRange();
  range.selectNodeContents(button.parentElement.querySelector("code"));
  const { left, right, top, bottom } = button.getBoundingClientRect();
  return [...range.getClientRects()].some((line) => line.left < right && line.right > left &&
    line.top < bottom && line.bottom > top);
}).map((button) => button.parentElement.textContent.slice(0, 60))"""
SMALL = """() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let text; (text = words.nextNode()); ) {
    const holder = text.parentElement, size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < 12 && text.data.trim() && holder.checkVisibility() && !holder.closest("svg, math"))
      found.push(`${size} px: ${text.data.trim().slice(0, 40)} in ${holder.outerHTML.slice(0, 60)}`);
  }
  return found.slice(0, 5);
}"""
MOVING = """() => {
  const moving = [];
  for (const e of document.querySelectorAll("*")) for (const part of [null, "::before", "::after"]) {
    const { transitionDuration: takes, animationName: runs, scrollBehavior } = getComputedStyle(e, part);
    const lasts = Math.max(...takes.split(",").map(parseFloat)) > 0;
    if (lasts || runs !== "none" || scrollBehavior === "smooth") moving.push(e.tagName + "." + e.className);
  }
  return [...new Set(moving)];
}"""


@pytest.fixture(scope="module")
def page(chromium):
    context = chromium.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def show(page, address: str, width: int, height: int = 900) -> None:
    """Loads the page with all folds open, and no field of a search on top."""
    page.emulate_media(forced_colors="none", color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    page.evaluate(UNFOLD)


@pytest.mark.parametrize("location", LOCATIONS)
def test_pages_bear_small_windows_large_text_and_wide_spacing(page, address, location):
    show(page, address + location, 360)
    wrong = [f"small at 360: {target}" for target in page.evaluate(TARGETS)]
    wrong += [f"small text at 360: {text}" for text in page.evaluate(SMALL)]
    page.set_viewport_size({"width": 1280, "height": 900})
    wrong += [f"small at 1280: {target}" for target in page.evaluate(TARGETS)]
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [f"clipped at {width}: {text}" for text in page.evaluate(CLIPPED)]
        wrong += [f"under the button at {width}: {code}" for code in page.evaluate(COVERED)]
    page.evaluate(SPACED)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        wide, window = page.evaluate(SIDEWAYS)
        wrong += [f"spaced, {width} px: {wide} px wide"] if wide > window else []
        wrong += [f"clipped at {width}, spaced: {text}" for text in page.evaluate(CLIPPED)]
    page.evaluate("document.adoptedStyleSheets = []")
    page.set_viewport_size({"width": 320, "height": 900})
    wide, window = page.evaluate(SIDEWAYS)
    wrong += [f"320 px: {wide} px wide"] if wide > window else []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(LARGE)
    wide, window = page.evaluate(SIDEWAYS)
    wrong += [f"text twice as large: {wide} px wide"] if wide > window else []
    wrong += [f"clipped, text twice as large: {text}" for text in page.evaluate(CLIPPED)]
    assert not wrong, "\n".join(wrong)


PLANTED = {
    TARGETS: '<p><button class="tiny">a</button><button class="tiny">b</button></p>',
    CLIPPED: '<nav class="low">Words that are higher than the box that holds them</nav>',
    SMALL: '<p class="fine">Fine print</p>',
    SIDEWAYS: '<p class="wide">A line that does not break</p>',
    COVERED: '<div class="over"><button class="copy">Copy</button><code>import numpy</code></div>',
}
CSS = """
.tiny { width: 12px; height: 12px; padding: 0; font-size: 8px }
.low { width: 60px; height: 9px; overflow: hidden }
.fine { font-size: 11.9px }
.wide { width: 2000px }
.over .copy { position: absolute }
"""
PLANT = """([html, css]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  document.querySelector("article").insertAdjacentHTML("beforeend", html);
}"""


@pytest.mark.parametrize(
    "check", PLANTED, ids=["small target", "clipped words", "small text", "wide page", "covered code"]
)
def test_a_planted_fault_is_found(page, address, check):
    show(page, f"{address}404.html", 360)
    before = page.evaluate(check)
    page.evaluate(PLANT, [PLANTED[check], CSS])
    after = page.evaluate(check)
    assert after > before if check is SIDEWAYS else len(after) > len(before) == 0


TABLES = """() => [...document.querySelectorAll("article .table, article pre > code, article math[display=block]")]
  .filter((area) => area.checkVisibility() && area.scrollWidth > area.clientWidth + 1)
  .map((area) => [area.tabIndex, area.matches(".table") ? area.ariaLabel : "", area.outerHTML.slice(0, 80)])"""


@pytest.mark.parametrize("width", [320, 600, 900])
@pytest.mark.parametrize("location", ["difference/", "search-methods/", "learned/", "lookup/"])
def test_what_scrolls_sideways_has_a_name_and_a_place_in_the_tab_order(page, address, location, width):
    show(page, address + location, width)
    areas = page.evaluate(TABLES)
    assert [
        area for stop, name, area in areas if stop != 0 or (name is not None and 'class="table' in area and not name)
    ] == []


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


CRAMPED = """() => [...document.querySelectorAll(".table :is(th, td)")].filter((cell) => cell.checkVisibility())
  .filter((cell) => { const { paddingLeft, textAlign, borderBottomWidth } = getComputedStyle(cell);
    return parseFloat(paddingLeft) < 6 || !["left", "start"].includes(textAlign) || !parseFloat(borderBottomWidth); })
  .map((cell) => cell.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("location", LOCATIONS)
def test_cells_of_tables_stand_apart_and_in_line(page, address, location):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address + location)
    page.evaluate(UNFOLD)
    assert page.evaluate(CRAMPED) == []


def test_nothing_moves_for_who_wants_no_motion(page, address):
    show(page, f"{address}parameters/", 1280)
    page.keyboard.press("Control+k")
    page.keyboard.type("ridge", delay=20)
    page.wait_for_selector(".md-search-result__link")
    page.locator(".copy").first.dispatch_event("click")
    assert page.evaluate(MOVING) == []
    assert page.evaluate("document.getAnimations().length") == 0
    page.emulate_media(reduced_motion="no-preference")
    assert len(page.evaluate(MOVING)) > 5, "the check sees motion where there is some"


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
        "rule/": {".md-logo": None, ".md-option:checked + label": None, ".bin.found": 9, ".bin.chosen": 9},
        "labs/02_overfitting/": {".copy": None, "summary": None, ".md-footer__direction": None},
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
