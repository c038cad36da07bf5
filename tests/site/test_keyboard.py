"""The site by keyboard alone, with real key presses: all is reached and seen, nothing holds the focus."""

import pytest

from tests.support import frame
from tests.support.page_checks import check, install
from tests.support.pages import DESK, PHONE, until

SIZES = {"desk": DESK, "phone": PHONE}
WALKS = [
    (location, size, key)
    for location in ("", "parameters/", "lookup/", "labs/02_overfitting/")
    for size in SIZES
    for key in ("Tab", "Shift+Tab")
]
SHORT_WALKS = {
    ("", "phone", "Tab"),
    ("parameters/", "desk", "Tab"),
    ("lookup/", "phone", "Tab"),
    ("labs/02_overfitting/", "desk", "Shift+Tab"),
}
"""Each page, each window and each direction once. The other walks are made in `make proof`."""
WATCH = """({ header, searchBox, skipLink, switches, schemeOption, notAStop }) => {
  const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const seenAs = (e) => (e.matches(switches) ? e.nextElementSibling : e);
  const able = "a[href], button, input, select, textarea, summary, [tabindex]";
  const stops = [...document.querySelectorAll(able)].filter((e) => {
    if (e.matches(notAStop) || (e.type === "radio" && !e.checked)) return false;
    return shown(e) || shown(seenAs(e)) || (e.matches(".headerlink") && shown(e.parentElement));
  });
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (seen, style) => {
    let ground = [255, 255, 255];
    for (let e = parseFloat(style.outlineOffset) < 0 ? seen : seen.parentElement; e; e = e.parentElement) {
      const [r, g, b, a = 1] = numbers(getComputedStyle(e).backgroundColor);
      if (a > 0.5) { ground = [r, g, b]; break; }
    }
    const [one, two] = [light(numbers(style.outlineColor)), light(ground)].sort((x, y) => y - x);
    return (one + 0.05) / (two + 0.05);
  };
  const made = new Set();
  // The element that has the focus: its name, and what is wrong with how it is seen; null where there is none.
  const here = () => {
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return null;
    made.add(at);
    const seen = seenAs(at), style = getComputedStyle(seen), box = seen.getBoundingClientRect();
    const bar = document.querySelector(header);
    const top = bar.contains(at) || at.matches(skipLink) ? 0 : bar.getBoundingClientRect().bottom;
    const isBox = at.matches(searchBox); // the frame around it shows its focus
    const must = {
      visible: shown(seen) && box.width > 0 && box.height > 0,
      ringed: isBox || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
      contrasting: isBox || contrast(seen, style) >= 3,
      clear: box.top >= top - 1 || box.height > innerHeight - top,
      inside: box.top < innerHeight - 8 && box.bottom > top + 8 && box.left < innerWidth - 8 && box.right > 8,
    };
    const words = (at.ariaLabel || at.textContent).trim().slice(0, 40);
    const name = `${at.tagName.toLowerCase()}#${at.id}.${at.className} ${words}`;
    return { name, isBox, faults: Object.keys(must).filter((what) => !must[what]) };
  };
  const missed = () => stops.filter((e) => !made.has(e)).map((e) => e.outerHTML.slice(0, 120));
  window.focus = { here, missed, count: stops.length };
}"""
SELECTORS = {
    "header": frame.HEADER,
    "searchBox": frame.SEARCH_BOX,
    "skipLink": frame.SKIP_LINK,
    "switches": frame.SWITCHES,
    "schemeOption": frame.SCHEME_OPTION,
    "notAStop": frame.NOT_A_STOP,
}
MENU_IS_SHOWN = f"document.querySelector('{frame.MENU}').checkVisibility({{ visibilityProperty: true }})"


@pytest.fixture
def open_page(visit):
    return lambda location="", size="desk", **options: visit(
        location, viewport=SIZES[size], reduced_motion="reduce", **options
    )


def walk(page, key: str) -> list[str]:
    """Presses the key until the focus leaves the page. Returns what was wrong on the way."""
    signs = page.locator("article .headerlink").count()  # behind each, "cite" is a stop that comes with the focus
    count = page.evaluate("window.focus.count") + signs
    wrong = [] if count > 30 else [f"only {count} stops"]
    for _ in range(count + 20):
        page.keyboard.press(key)
        here = page.evaluate("window.focus.here()")
        for _ in range(20):  # what comes near is laid out and scrolled to, and a search opens, within a moment
            if not here or not here["faults"]:
                break
            page.wait_for_timeout(50)
            here = page.evaluate("window.focus.here()")
        if here is None:
            return wrong + [f"missed: {stop}" for stop in page.evaluate("window.focus.missed()")]
        wrong += [f"{here['name']}: not {', '.join(here['faults'])}"] if here["faults"] else []
    return [*wrong, f"a trap: after {count + 20} presses the focus is on {here['name']}"]


@pytest.mark.parametrize(
    ("location", "size", "key"),
    [pytest.param(*walk, marks=[] if walk in SHORT_WALKS else pytest.mark.proof) for walk in WALKS],
)
def test_tab_reaches_everything_that_is_seen_and_leaves_the_page(open_page, location, size, key):
    page = open_page(location, size)
    page.locator("h1").hover()
    page.locator(".citation-dialog").wait_for(state="attached")  # what is fetched for a reader has come
    install(page)
    check(page, "sampleRows", "article table")
    page.evaluate(WATCH, SELECTORS)
    wrong = walk(page, key)
    assert not wrong, "\n".join(wrong)


PLANTED = {
    "visible": '<button class="unseen">planted</button>',
    "ringed": '<button class="no-ring">planted</button>',
    "contrasting": '<button class="pale-ring">planted</button>',
    "inside": '<button class="outside">planted</button>',
    "missed": '<button class="skipped">planted</button>',
    "a trap": '<button class="trap">planted</button>',
}
"""Each fault, as it is called, and what has it. The trap is the last: nothing behind it is reached."""
PLANT = """(html) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.no-ring { outline: none !important } .pale-ring { outline: 2px solid #eee !important }
    .unseen { opacity: 0 } .outside { position: fixed; left: -500px }`);
  document.adoptedStyleSheets = [sheet];
  document.querySelector("article").insertAdjacentHTML("afterbegin", html);
  document.querySelector(".trap").addEventListener("keydown", (event) => event.preventDefault());
}"""


def test_planted_faults_are_found(open_page):
    page = open_page("corrections/")
    page.evaluate(PLANT, "".join(PLANTED.values()))
    page.evaluate(WATCH, SELECTORS)
    page.evaluate("document.querySelector('.skipped').tabIndex = -1")
    wrong = [*walk(page, "Tab"), *(f"missed: {stop}" for stop in page.evaluate("window.focus.missed()"))]
    assert [fault for fault in PLANTED if not any(fault in one and "planted" in one for one in wrong)] == []


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
    on_the_switch = f"document.activeElement.matches('{frame.MENU_SWITCH}')"
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate(on_the_switch):
            break
    assert not page.evaluate(MENU_IS_SHOWN)
    page.keyboard.press(key)
    assert page.evaluate(MENU_IS_SHOWN)
    assert page.evaluate(f"document.activeElement.closest('{frame.MENU}') !== null")
    page.keyboard.press("Escape")
    assert not page.evaluate(MENU_IS_SHOWN)
    assert page.evaluate(on_the_switch)
    page.keyboard.press(key)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#*")


def test_the_menu_of_a_phone_closes_when_the_focus_leaves_it(open_page):
    page = open_page("", "phone")
    page.locator(frame.MENU_SWITCH).press("Space")
    assert page.evaluate(MENU_IS_SHOWN)
    page.locator(f"{frame.MENU} a").last.focus()
    page.keyboard.press("Tab")
    assert not page.evaluate(MENU_IS_SHOWN)
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_the_scheme_is_switched_by_arrow_keys(open_page):
    page = open_page(color_scheme="light")
    page.locator(f"{frame.SCHEME_OPTION}:checked").focus()
    seen = []
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        seen.append((page.evaluate("document.activeElement.ariaLabel"), frame.scheme(page)))
    assert seen == [("Scheme: light", "light"), ("Scheme: dark", "dark"), ("Scheme: as the system", "light")]


def test_enter_copies_and_says_so(open_page):
    page = open_page("parameters/")
    page.locator(".copy").first.focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.toast').textContent === 'Copied'")
    assert "import numpy" in page.evaluate("navigator.clipboard.readText()")
    until(page, "document.querySelector('.toast').checkVisibility({ opacityProperty: true })")


def test_a_fold_opens_and_closes_by_enter(open_page):
    page = open_page("labs/02_overfitting/")
    solution = page.locator("details.solution").first
    solution.locator("summary").focus()
    page.keyboard.press("Enter")
    assert solution.locator("pre").first.is_visible()
    page.keyboard.press("Enter")
    assert not solution.locator("pre").first.is_visible()
