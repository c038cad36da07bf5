"""The site by keyboard alone, with real key presses: all is reached and seen, nothing holds the focus."""

import pytest

from tests.axe import ROWS
from tests.conftest import until

PAGES = ("", "parameters/", "lookup/", "labs/02_overfitting/")
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
PREPARE = """(rows) => {
  [...document.querySelectorAll("tbody tr")].slice(rows).forEach((row) => row.remove());
  const able = "a[href], button, input, select, textarea, summary, [tabindex]";
  const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const found = [...document.querySelectorAll(able)].filter((e) => {
    if (e.type === "radio" && !e.checked) return false;
    return shown(e) || (e.matches(".md-toggle, .md-option") && shown(e.nextElementSibling)) ||
      e.matches(".headerlink") && shown(e.parentElement);
  });
  window.stops = found.filter((e) => !e.matches("#__search, .md-skip"));
  return window.stops.length;
}"""
HERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const seen = at.matches(".md-option, .md-toggle") ? at.nextElementSibling : at;
  const style = getComputedStyle(seen);
  const box = seen.getBoundingClientRect();
  const header = document.querySelector(".md-header");
  const inHeader = header.contains(at) || at.matches(".md-skip");
  const top = inHeader ? 0 : header.getBoundingClientRect().bottom;
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  let ground = [255, 255, 255];
  for (let e = parseFloat(style.outlineOffset) < 0 ? seen : seen.parentElement; e; e = e.parentElement) {
    const [r, g, b, a = 1] = numbers(getComputedStyle(e).backgroundColor);
    if (a > 0.5) { ground = [r, g, b]; break; }
  }
  const [one, two] = [light(numbers(style.outlineColor)), light(ground)].sort((x, y) => y - x);
  return {
    name: `${at.tagName.toLowerCase()}${at.id ? "#" + at.id : ""}.${at.className} ${
      (at.ariaLabel || at.textContent).trim().slice(0, 40)}`,
    stop: window.stops.indexOf(at),
    visible: seen.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      box.width > 0 && box.height > 0,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || at.matches(".md-search__input"),
    contrast: at.matches(".md-search__input") ? 21 : (one + 0.05) / (two + 0.05),
    clear: box.top >= top - 1 || box.height > innerHeight - top,
    inside: box.top < innerHeight - 8 && box.bottom > top + 8 && box.left < innerWidth - 8 && box.right > 8,
  };
}"""


@pytest.fixture
def open_page(chromium, address):
    contexts = []

    def visit(location="", size="desk", **options):
        context = chromium.new_context(
            viewport=SIZES[size],
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address + location)
        return page

    yield visit
    for context in contexts:
        context.close()


def walk(page, key: str) -> tuple[list[str], set[int]]:
    """Presses the key until the focus leaves the page. Returns what was wrong, and the stops that were made."""
    total = page.evaluate(PREPARE, ROWS)
    wrong, made = [], set()
    for _ in range(total + 20):
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if here and "md-search__input" in here["name"]:  # on a phone it opens, once its style sheet has come
            until(page, "document.activeElement.checkVisibility({ opacityProperty: true })")
            here = page.evaluate(HERE)
        if here is None:
            return wrong, made
        made.add(here["stop"])
        faults = [what for what in ("visible", "ring", "clear", "inside") if not here[what]]
        faults += ["contrast"] if here["contrast"] < 3 else []
        wrong += [f"{here['name']}: not {', '.join(faults)}"] if faults else []
    return [*wrong, f"a trap: after {total + 20} presses the focus is on {here['name']}"], made


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("location", PAGES)
def test_tab_reaches_everything_that_is_seen_and_leaves_the_page(open_page, location, size, key):
    page = open_page(location, size)
    wrong, made = walk(page, key)
    names = page.evaluate("window.stops.map((e) => e.outerHTML.slice(0, 120))")
    assert len(names) > 30
    assert [name for number, name in enumerate(names) if number not in made] == []
    assert not wrong, "\n".join(wrong)


def test_the_skip_link_comes_first_and_skips(open_page):
    page = open_page("parameters/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_the_menu_of_a_phone_opens_closes_and_leads_on(open_page, key):
    page = open_page("", "phone")
    shown = "document.querySelector('.md-sidebar--primary').checkVisibility({ visibilityProperty: true })"
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "__drawer":
            break
    assert not page.evaluate(shown)
    page.keyboard.press(key)
    assert page.evaluate(shown)
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    assert not page.evaluate(shown)
    assert page.evaluate("document.activeElement.id") == "__drawer"
    page.keyboard.press(key)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#*")


def test_the_menu_of_a_phone_closes_when_the_focus_leaves_it(open_page):
    page = open_page("", "phone")
    shown = "document.querySelector('.md-sidebar--primary').checkVisibility({ visibilityProperty: true })"
    page.locator("#__drawer").press("Space")
    assert page.evaluate(shown)
    page.locator(".md-sidebar--primary a").last.focus()
    page.keyboard.press("Tab")
    assert not page.evaluate(shown)
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_search_by_keyboard(open_page):
    page = open_page()
    box = "document.activeElement.matches('.md-search__input')"
    page.keyboard.press("Control+k")
    assert page.evaluate(box)
    page.keyboard.press("Escape")
    assert not page.evaluate(box) and not page.evaluate("document.querySelector('#__search').checked")
    page.keyboard.press("Control+k")
    page.keyboard.type("learning rate", delay=20)
    page.wait_for_selector(".md-search-result__link")
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(first.split("?")[0].split("#")[0] + "*")


def test_results_are_seen_also_where_the_search_was_there_before_it_was_opened(open_page):
    """The theme hides the list while the search is closed, and shows it only if it hears of the opening."""
    page = open_page()
    page.hover(".md-search__input")
    until(page, "document.querySelector('.md-search-result__list')?.hidden")
    for close, query in (("Escape", "ridge"), ("Tab", "learning rate")):
        page.keyboard.press("Control+k")
        page.keyboard.type(query, delay=20)
        page.wait_for_selector(".md-search-result__link")
        page.keyboard.press(close)
        page.evaluate("document.querySelector('.md-search__input').value = ''")
        until(page, "document.querySelector('.md-search-result__list').hidden")


def test_single_letters_do_nothing_even_when_the_theme_has_its_script(open_page, address):
    page = open_page()
    page.keyboard.press("Control+k")
    page.keyboard.type("ridge", delay=20)
    page.wait_for_selector(".md-search-result__link")
    page.keyboard.press("Escape")
    for key in "fs/np.,?jk":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url == address
    assert not page.evaluate("document.querySelector('#__search').checked")
    assert page.evaluate("document.activeElement === document.body")


def test_the_scheme_is_switched_by_arrow_keys(open_page):
    page = open_page(color_scheme="light")
    option = page.locator(".md-option:checked")
    option.focus()
    seen = []
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        name = page.evaluate("document.activeElement.ariaLabel")
        seen.append((name, page.get_attribute("body", "data-md-color-scheme")))
    assert seen == [
        ("Scheme: light", "default"),
        ("Scheme: dark", "slate"),
        ("Scheme: as the system", "default"),
    ]


def test_enter_copies_and_says_so(open_page):
    page = open_page("parameters/")
    page.locator(".copy").first.focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelector('[role=status]').textContent.trim() === 'Copied'")
    assert "import numpy" in page.evaluate("navigator.clipboard.readText()")
    until(page, "document.querySelector('[role=status]').checkVisibility({ opacityProperty: true })")


def test_a_fold_opens_and_closes_by_enter(open_page):
    page = open_page("labs/02_overfitting/")
    fold = page.locator("article details").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.evaluate("(fold) => fold.open")
    page.keyboard.press("Enter")
    assert not fold.evaluate("(fold) => fold.open")
