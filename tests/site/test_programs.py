"""The built site in a real Chromium: search, copy, schemes, the phone menu, folds; and no request to anybody else."""

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT, until, variables

PAGES = ["", "parameters/", "hyperparameters/", "difference/", "labs/01_three_ways/", "404.html"]


def scheme(page) -> str:
    return page.get_attribute("body", "data-md-color-scheme")


@pytest.mark.parametrize("location", PAGES)
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_page_scrolls_sideways_or_misses_a_picture(visit, location, width):
    page = visit(location, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    until(page, "[...document.images].filter(i => i.offsetParent).every(i => i.complete)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    broken = page.evaluate("[...document.images].filter(i => i.offsetParent && !i.naturalWidth).map(i => i.src)")
    assert broken == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("learning rate", "learning-rate/"),
        ("k-means", "hyperparameters/#k-in-k-means"),
        ("naive bayes", "lookup/#multinomial-naive-bayes-alpha"),
        ("comparison table", "difference/"),
        ("overfitting", "labs/02_overfitting/"),
        ("RidgeCV", "labs/01_three_ways/"),
    ],
)
def test_search_finds_by_typing(visit, query, expected):
    page = visit("")
    page.keyboard.press("Control+k")
    page.locator(".md-search__input").press_sequentially(query, delay=20)
    page.wait_for_selector(".md-search-result__link")
    found = [link.get_attribute("href") for link in page.locator(".md-search-result__link:visible").all()]
    assert any(link.endswith(expected) for link in found[:10]), found[:10]


def test_search_suggests_and_enter_opens_the_result(visit):
    page = visit("")
    page.click(".md-search__input")
    page.locator(".md-search__input").press_sequentially("iterat", delay=20)
    until(page, "document.querySelector('[data-md-component=search-suggest]').textContent.trim() === 'iterations'")
    page.wait_for_selector(".md-search-result__link")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/learning-rate/**")


@pytest.mark.parametrize("typed", [True, False], ids=["typed", "only pointed at"])
def test_what_was_typed_before_the_search_came_is_completed_and_nothing_opens_by_itself(visit, typed):
    page = visit("")
    slow = {"offline": False, "latency": 800, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    if typed:
        page.click(".md-search__input")
        page.locator(".md-search__input").press_sequentially("iterat")
        until(page, "document.querySelector('[data-md-component=search-suggest]').textContent.trim() === 'iterations'")
    else:
        page.hover(".md-search__input")
        until(page, "Boolean(window.__md_scope)")
        page.wait_for_timeout(300)
    assert page.locator("#__search").is_checked() == typed


@pytest.mark.parametrize("location", ["rule/", "parameters/", "hyperparameters/"])
def test_copy_button_copies_the_tested_code(visit, location):
    page = visit(location)
    programs = page.locator(".program")
    assert programs.count() >= 1
    for number in range(programs.count()):
        program = programs.nth(number)
        name = program.get_attribute("id").removeprefix("program-").replace("-", "_")
        code = program.locator(".language-python").first
        code.locator(".copy").click()
        until(page, "navigator.clipboard.readText().then(text => text.length > 0)")
        copied = page.evaluate("navigator.clipboard.readText()")
        page.evaluate("navigator.clipboard.writeText('')")
        assert copied.strip() == first_cell(name).strip(), name


def test_a_long_program_shows_how_it_begins_and_on_demand_all_of_it(visit):
    page = visit("epochs/", java_script_enabled=False)
    block = page.locator("#program-epochs-overfitting > .language-python")
    hidden = block.locator("code").bounding_box()["height"]
    switch = block.get_by_label(f"All {len(first_cell('epochs_overfitting').splitlines())} lines")
    switch.focus()
    page.keyboard.press("Space")
    assert block.locator("code").bounding_box()["height"] > hidden + 100
    switch.click()
    assert block.locator("code").bounding_box()["height"] == hidden


def first_cell(name: str) -> str:
    source = (ROOT / "snippets" / f"{name}.py").read_text("utf-8")
    return re.search(r"# %% numbers\n(.*?)(?=\n# %%|\Z)", source, re.DOTALL)[1]


def test_copied_code_runs(visit, tmp_path):
    page = visit("parameters/")
    page.locator("#program-line-fit .copy").first.click()
    until(page, "navigator.clipboard.readText().then(text => text.length > 0)")
    (tmp_path / "pasted.py").write_text(page.evaluate("navigator.clipboard.readText()"), "utf-8")
    ran = subprocess.run([sys.executable, "pasted.py"], cwd=tmp_path, capture_output=True, text=True)
    assert f"slope m = {variables('line_fit')['m']:.2f}" in ran.stdout


@pytest.mark.parametrize(("system", "expected"), [("light", "default"), ("dark", "slate")])
def test_scheme_follows_the_system(visit, system, expected):
    assert scheme(visit("", color_scheme=system)) == expected


def test_scheme_switch_works_and_persists(visit):
    page = visit("parameters/")
    assert scheme(page) == "default"
    assert (
        page.locator("#fig-line-fit .only-light").is_visible() and page.locator("#fig-line-fit .only-dark").is_hidden()
    )
    for _ in range(2):  # system, light, dark
        page.locator("label[for^=__palette]:visible").click()
    assert scheme(page) == "slate"
    assert (
        page.locator("#fig-line-fit .only-dark").is_visible() and page.locator("#fig-line-fit .only-light").is_hidden()
    )
    page.reload()
    assert scheme(page) == "slate"


def test_phone_menu_opens_and_leads_on(visit):
    page = visit("", viewport={"width": 360, "height": 740}, has_touch=True)
    link = page.locator(".md-nav--primary a", has_text="The difference")
    assert not link.is_visible() or link.bounding_box()["x"] < 0
    page.locator("label.md-header__button[for=__drawer]").click()
    page.wait_for_timeout(400)
    assert link.bounding_box()["x"] >= 0
    link.click()
    page.wait_for_url("**/difference/")


def test_phone_shows_the_narrow_drawing_and_stacks_the_table(visit):
    page = visit("parameters/", viewport={"width": 360, "height": 740})
    image = page.locator("#fig-line-fit .only-light img")
    image.scroll_into_view_if_needed()
    assert image.evaluate("image => image.currentSrc").endswith("line_fit.narrow.svg")
    page = visit("difference/", viewport={"width": 360, "height": 740})
    row = page.locator("#row-produced-by")
    left, right = row.locator("td").nth(0).bounding_box(), row.locator("td").nth(1).bounding_box()
    assert left["y"] == right["y"] and right["x"] > left["x"], "the two kinds stay side by side"
    assert row.locator("td").nth(2).bounding_box()["y"] > left["y"]


def test_solutions_are_folded_and_open(visit):
    page = visit("labs/01_three_ways/")
    solution = page.locator("details.solution").first
    assert not solution.locator("pre").first.is_visible()
    solution.locator("summary").focus()
    page.keyboard.press("Enter")
    assert solution.locator("pre").first.is_visible()


def test_previous_and_next(visit):
    page = visit("parameters/")
    page.locator(".md-footer__link--next").click()
    page.wait_for_url("**/loss-and-optimizer/")
    page.locator(".md-footer__link--prev").click()
    page.wait_for_url("**/parameters/")


def test_a_wrong_address_gets_the_404_page_with_working_links(visit, address):
    page = visit("")
    page.goto(address + "404.html")
    page.locator("article a", has_text="Parameters").first.click()
    page.wait_for_url("**/parameters/")


def test_without_javascript_the_words_are_all_there(visit):
    page = visit("learning-rate/", java_script_enabled=False)
    for place in (
        "#program-learning-rate .language-python",
        "#fig-learning-rate .only-light img",
        "math",
        ".cite code",
    ):
        assert page.locator(place).first.is_visible(), place


def test_the_search_is_fetched_when_somebody_goes_for_it_and_misses_no_key(visit):
    page = visit("parameters/")
    page.wait_for_load_state("networkidle")
    resources = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    fetched = f"{resources}.filter((name) => /bundle|search/.test(name))"
    assert page.evaluate(fetched) == []
    page.route("**/*", lambda route: (page.wait_for_timeout(150), route.continue_()))
    page.locator(".md-search__input").focus()
    page.keyboard.type("batch size", delay=30)
    page.wait_for_selector(".md-search-result__link")
    assert page.locator(".md-search__input").input_value() == "batch size"
    assert len(page.evaluate(fetched)) >= 5
    found = "[...document.querySelectorAll('.md-search-result__link')].map((link) => link.textContent)"
    until(page, f"{found}.some((text) => /batch size/i.test(text))")


@pytest.mark.parametrize("location", ["", "parameters/", "lookup/", "labs/02_overfitting/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_comes(visit, location, width):
    page = visit(location, viewport={"width": width, "height": 800})
    page.wait_for_timeout(500)
    for _ in range(12):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(60)
    shifts = """new Promise((done) => new PerformanceObserver((list) => done(
        list.getEntries().filter((entry) => !entry.hadRecentInput).reduce((sum, entry) => sum + entry.value, 0),
    )).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done(0), 400))"""
    assert page.evaluate(shifts) < 0.01


def test_an_old_address_leads_on_and_nobody_else_reads_of_it(chromium, address):
    page = chromium.new_page()
    page.goto(f"{address}claims/")
    assert not page.locator(".moved").first.is_visible()
    page.goto(f"{address}claims/#on-choosing")
    line = page.locator(".moved:has(:target)")
    assert line.is_visible()
    until(page, "document.querySelector('.moved:has(:target)').getBoundingClientRect().bottom <= innerHeight")
    line.get_by_role("link").first.click()
    page.wait_for_url("**/claims-hard-cases/")
    page.close()
