"""Every page, opened once with scripts and once without: on a desk and a phone, in large text, on paper, by axe.

All faults of a page are collected before its test fails, each with the condition under which it was found.
"""

from collections import Counter

import pytest

from tests.support import axe, frame
from tests.support.built_site import LOCATIONS, ROOT
from tests.support.page_checks import check, install
from tests.support.pages import DESK, until, watched

LOW = 300
"""The height of the windows: what is measured does not depend on it, and a low window is painted in less time."""
PAPER = {"width": 605, "height": LOW}
"""A4 is as wide between the margins of 25 mm that the style sheet sets, in pixels of CSS."""
WIDE = {"width": 1280, "height": LOW}
NARROW = {"width": 320, "height": LOW}
LONG_LISTS = ".values, .names-list, .models"
"""Lists of which a sample is looked at: there are 1,655 rows in the lookup."""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
"""What WCAG 1.4.12 lets a reader set."""
KINDS = {
    *("", "404.html", "choosing/", "claims/", "difference/", "explore/", "glossary/", "labs/01_three_ways/"),
    *("libraries/scikit-learn/", "lookup/", "lookup/linear/", "lookup/names/", "parameters/", "questions/diagnose/"),
    *("references/", "rule/"),
}
"""A page of each kind. On these axe looks at the side columns and in all states, on the others at what is their own."""
OF_ONE_MAKE = {page for page in LOCATIONS if page.startswith(("lookup/", "questions/"))} - KINDS - {"lookup/checks/"}
"""The other families, lists of names, and questions, made by the same code: they are looked at in `make proof`."""
WITHOUT_SIDES = {"exclude": [selector.strip() for selector in frame.SIDES.split(",")]}
STAGES = [
    ("1280 px", WIDE, "", ("smallTargets", "clippedWords", "coveredCode", "crampedCells", "unreachableAreas")),
    ("spaced, 1280 px", WIDE, SPACED, ("sidewaysScroll", "clippedWords")),
    ("spaced, 320 px", NARROW, SPACED, ("sidewaysScroll", "clippedWords")),
    (
        "320 px",
        NARROW,
        "",
        ("smallTargets", "smallText", "sidewaysScroll", "clippedWords", "coveredCode", "unreachableAreas"),
    ),
]
"""The conditions that a page must bear with its folds open: their name, the window, a style, the checks."""


def faults(page, names, condition: str, argument=None) -> list[str]:
    """What the checks of these names find, each fault with the condition and the check."""
    return [f"{condition}, {name}: {fault}" for name in names for fault in check(page, name, argument)]


def faults_on_paper(page) -> list[str]:
    """What is wrong with the page as it comes, folds closed, when it is printed."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print", color_scheme="dark")  # paper is white, whatever the screen was
    found = faults(page, ["wrongOnPaper"], "printed")
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size(WIDE)
    return found


def faults_with_script(page) -> tuple[list[str], Counter]:
    """What is wrong with an open page, and the words that it shows."""
    install(page)
    check(page, "sampleRows", LONG_LISTS)
    found = faults_on_paper(page)
    check(page, "unfold")
    words = Counter(check(page, "words"))
    lost = check(page, "lostRules", frame.source_css())
    found += [f"a rule is lost: {selector}" for selector in lost]
    for condition, window, style, names in STAGES:
        page.set_viewport_size(window)
        check(page, "setStyle", style)
        check(page, "nextFrame")
        found += faults(page, names, condition)
    page.set_viewport_size(WIDE)
    check(page, "doubleText")
    found += faults(page, ("sidewaysScroll", "clippedWords"), "text twice as large")
    check(page, "restoreText")
    return found, words


def faults_without_script(page, expected: Counter) -> list[str]:
    """What is wrong with a page on which no script runs, where `expected` are the words that scripts leave on it."""
    install(page)
    check(page, "sampleRows", LONG_LISTS)
    check(page, "unfold")
    words = Counter(check(page, "words"))
    missing = expected - words
    found = [] if missing.total() <= expected.total() / 100 else [f"without script, words: {missing.most_common(30)}"]
    found += [] if words.total() > 100 else [f"without script, only {words.total()} words"]
    for window in (WIDE, NARROW):
        page.set_viewport_size(window)
        until(page, "checks.missingPictures().length === 0")
    page.set_viewport_size(WIDE)
    return found + faults(page, ["rawLatex"], "without script")


@pytest.fixture(scope="module")
def page(pages):
    page = pages.open(reduced_motion="reduce")
    yield page
    pages.close(page)


@pytest.fixture(scope="module")
def without_script(pages):
    page = pages.open(script=False, reduced_motion="reduce", viewport=WIDE)
    yield page
    pages.close(page)


@pytest.mark.parametrize(
    "location", [pytest.param(page, marks=[pytest.mark.proof] if page in OF_ONE_MAKE else []) for page in LOCATIONS]
)
def test_a_page_has_no_fault(page, without_script, address, location):
    page.set_viewport_size(DESK)
    with watched(page, address) as complaints:
        page.goto(address + location)
        found, words = faults_with_script(page)
        found += [f"complaint: {complaint}" for complaint in complaints]
    axe.prepare(page)
    if location in KINDS:
        found += axe.look(page, axe.RULES_BY_STATE)[0]
    else:
        found += axe.look(page, axe.FIRST_STATE, WITHOUT_SIDES)[0]
    without_script.goto(address + location)
    found += faults_without_script(without_script, words)
    assert not found, "\n".join(found)


def test_the_statement_says_what_is_looked_at():
    statement = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
    for row in (
        f"| Version of axe-core | {axe.version()} |",
        f"| Pages with all rules, in the light scheme, at 1280 pixels | {len(LOCATIONS) - len(OF_ONE_MAKE)} |",
        f"| Pages with the rules on color, in the dark scheme | {len(KINDS)} |",
        f"| Pages with the rules on sizes and names, at 320 pixels | {len(KINDS)} |",
        "| Violations | 0 |",
        f"| Kinds of finding that a person had to decide | {len(axe.REVIEWED)} |",
    ):
        assert row in statement, f"docs/accessibility.md must say {row}"


@pytest.mark.proof
def test_axe_finds_nothing_on_any_page_with_all_rules_in_all_states(page, address):
    wrong, used = [], set()
    for location in LOCATIONS:
        page.goto(address + location)
        axe.prepare(page)
        found, entries = axe.look(page, axe.ALL_STATES)
        wrong += [f"{location}: {fault}" for fault in found]
        used |= entries
    assert not wrong, "\n".join(wrong)
    assert used == set(range(len(axe.REVIEWED))), "an entry of axe_reviewed.yml covers nothing any more"


CSS = """
.tiny { width: 12px; height: 12px; padding: 0; font-size: 8px }
.low { width: 60px; height: 9px; overflow: hidden }
.fine { font-size: 11.9px }
.wide { width: 2000px }
.over { position: relative }
.over .copy { position: absolute; inset: 0 auto auto 0 }
.tight td { padding: 0; border: 0 }
.strip { width: 90px; overflow-x: auto }
"""
CELL = "<table><tr><td>one cell of a table</td></tr></table>"
PLANTED = {
    "smallTargets": '<p><button class="tiny">a</button><button class="tiny">b</button></p>',
    "clippedWords": '<nav class="low">Words that are higher than the box that holds them</nav>',
    "smallText": '<p class="fine">Fine print</p>',
    "sidewaysScroll": '<p class="wide">A line that does not break</p>',
    "coveredCode": '<div class="over"><button class="copy">Copy</button><code>import numpy</code></div>',
    "crampedCells": f'<div class="table tight">{CELL}</div>',
    "unreachableAreas": f'<div class="table strip"><p class="wide">{CELL}</p></div>',
    "missingPictures": '<img src="no-such-picture.svg" alt="" width="10" height="10">',
    "rawLatex": r"<p>The rate \(\eta\) is $x^2$.</p>",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(page, address, name):
    page.set_viewport_size(NARROW)
    page.goto(f"{address}404.html")
    install(page)
    assert check(page, name) == []
    plant = "(html) => document.querySelector('article').insertAdjacentHTML('beforeend', html)"
    page.evaluate(plant, PLANTED[name])
    check(page, "setStyle", CSS)
    until(page, f"checks.{name}().length > 0")


def test_a_lost_rule_is_found(page, address):
    page.goto(f"{address}404.html")
    install(page)
    rules = "h1.planted { color: red } i.never { color: red }"
    assert check(page, "lostRules", rules) == []
    page.evaluate("document.querySelector('h1').className = 'planted'")
    assert check(page, "lostRules", rules) == ["h1.planted"]


def test_a_page_is_printed_alike_from_the_light_scheme(page, address):
    page.goto(f"{address}parameters/")
    install(page)
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print", color_scheme="light")
    found = check(page, "wrongOnPaper")
    page.emulate_media(media="screen")
    assert found == []


def test_a_table_that_paper_would_cut_is_found(page, address):
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    page.goto(f"{address}corrections/")
    install(page)
    cells = "".join(f"<td>{number}</td>" for number in range(100_000, 100_120))
    plant = "(html) => document.querySelector('article').insertAdjacentHTML('beforeend', html)"
    page.evaluate(plant, f"<div class='numbers'><table class='numbers'><tr>{cells}</tr></table></div>")
    found = check(page, "wrongOnPaper")
    page.emulate_media(media="screen")
    assert any(fault.startswith("cut off: column 120 ") for fault in found)


def test_what_only_a_screen_may_have_is_found(page, address):
    page.emulate_media(media="screen", color_scheme="dark")
    page.goto(f"{address}parameters/")
    install(page)
    plant = "document.querySelector('article').insertAdjacentHTML('beforeend', '<p><a href=https://host.example/>a</a></p>')"
    page.evaluate(plant)
    found = {fault.split(":")[0] for fault in check(page, "wrongOnPaper")}
    page.emulate_media(color_scheme="light")
    assert found >= {"dark", "pale", "still there", "closed", "no address", "a dark figure", "no light figure"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_light_figures_are_loaded_before_the_page_is_printed(pages, address, scheme):
    page, fetched = pages.open(color_scheme=scheme), []
    page.on("requestfinished", lambda request: fetched.append(request.url.rsplit("/", 1)[1]))
    page.goto(f"{address}parameters/")
    figures = "[...document.querySelectorAll('.only-light img')].map((i) => i.getAttribute('src').split('/').pop())"
    wanted, before = page.evaluate(figures), len(fetched)
    page.pdf(format="A4")
    pages.close(page)
    loaded = {name.split(".")[0] for name in fetched if ".dark." not in name}
    assert len(wanted) > 1 and {name.split(".")[0] for name in wanted} <= loaded
    assert len(fetched) > before, "the figures below the screen come with the print"


def test_a_word_that_only_scripts_bring_is_found(without_script, address):
    without_script.goto(f"{address}404.html")
    found = faults_without_script(without_script, Counter({"learning": 5, "rate": 5}))
    assert any("words: " in fault for fault in found)


@pytest.mark.parametrize("fault", ["console.error('planted')", "fetch('nowhere.json')", "fetch('//other.example/')"])
def test_a_complaint_is_heard(page, address, fault):
    page.goto(f"{address}corrections/")
    with watched(page, address) as complaints:
        page.evaluate(f"void {fault}")
        page.wait_for_timeout(100)
        assert complaints
