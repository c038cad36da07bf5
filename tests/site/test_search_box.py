"""The search as a reader uses it: what is typed, however and whenever, is found, shown and opened."""

import pytest

from tests.support import frame
from tests.support.page_checks import check, install
from tests.support.pages import until

LINKS = f"[...document.querySelectorAll('{frame.SEARCH_RESULT}')]"
BOX = f"document.querySelector('{frame.SEARCH_BOX}')"
SLOW = {"offline": False, "latency": 800, "downloadThroughput": -1, "uploadThroughput": -1}
"""The network of a reader far away: nearly a second for each answer."""


@pytest.fixture(scope="module")
def home(pages, address):
    """The home page, on which the search has come: for all tests that do not leave it."""
    page = pages.open()
    page.goto(address)
    yield page
    pages.close(page)


@pytest.fixture
def closed(home):
    """The same, its search box empty and closed."""
    home.locator(frame.SEARCH_BOX).fill("")
    home.keyboard.press("Escape")
    home.locator(frame.SEARCH_PANEL).wait_for(state="hidden")
    return home


def search(page, query: str) -> None:
    """Types a query into the box and waits until a result is shown."""
    page.keyboard.press("Control+k")
    page.keyboard.type(query, delay=20)
    page.wait_for_selector(frame.SEARCH_RESULT)


def is_open(page) -> bool:
    """Whether the search covers the page: its results are seen, or could be at once."""
    return page.locator(frame.SEARCH_PANEL).is_visible()


def first_results(count: int = 10) -> str:
    """An expression: the addresses of the first results that are seen, without the words that are marked there."""
    return f"{LINKS}.filter((a) => a.checkVisibility()).slice(0, {count}).map((a) => a.href.split(/[?#]/)[0] + a.hash)"


def test_what_is_typed_is_found(closed):
    closed.keyboard.press("Control+k")
    for query, expected in {
        "learning rate": "learning-rate/",
        "k-means": "hyperparameters/#k-in-k-means",
        "naive bayes alpha": "lookup/bayes-and-neighbors/#multinomial-naive-bayes-alpha",
        "comparison table": "difference/",
        "overfitting": "labs/02_overfitting/",
        "RidgeCV": "lookup/linear/#ridge-cv-chosen-alpha",
    }.items():
        closed.locator(frame.SEARCH_BOX).fill("")
        closed.locator(frame.SEARCH_BOX).press_sequentially(query, delay=20)
        until(closed, f"{first_results()}.some((place) => place.endsWith('{expected}'))")


def test_what_is_pasted_or_dictated_is_found_without_a_key(closed):
    closed.locator(frame.SEARCH_BOX).click()
    closed.keyboard.insert_text("learning rate")
    until(closed, f"{first_results()}.some((place) => place.endsWith('learning-rate/'))")


@pytest.mark.parametrize("wrong", ["404.html", "no-such-page", "labs/no/such/page/"])
def test_it_works_where_an_address_is_wrong_at_any_depth(pages, address, wrong):
    page = pages.open()
    page.goto(address + wrong)
    search(page, "epochs")
    page.locator(f"{frame.SEARCH_RESULT}.of-page:visible").first.click()
    page.wait_for_url(f"{address}epochs/**")
    pages.close(page)


def test_results_are_reached_by_arrow_keys_and_opened_by_enter(visit):
    page = visit("")
    search(page, "learning rate")
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(first.split("?")[0].split("#")[0] + "*")


def test_a_word_that_is_not_whole_is_found(visit):
    page = visit("")
    search(page, "iterat")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/learning-rate/**")


def test_results_are_shown_again_each_time_the_search_is_opened(visit):
    page = visit("")
    page.hover(frame.SEARCH_BOX)  # the search comes before it is opened
    until(page, f"performance.getEntriesByType('resource').some(({{ name }}) => {frame.SEARCH_FILES}.test(name))")
    for close, query in (("Escape", "ridge"), ("Tab", "learning rate"), ("Escape", "momentum")):
        assert not is_open(page)
        search(page, query)
        page.keyboard.press(close)
        if close == "Tab":  # from the box over all that the search has, to the page behind it
            page.locator("article a").first.focus()
        page.locator(frame.SEARCH_PANEL).wait_for(state="hidden")
        page.evaluate(f"{BOX}.value = ''")


def test_what_is_found_nowhere_is_said(closed):
    search(closed, "ridge")
    closed.locator(frame.SEARCH_BOX).fill("")
    closed.keyboard.type("qqqqqqqqqqqq", delay=20)
    until(closed, f"document.querySelector('{frame.SEARCH_STATUS}').textContent.startsWith('No ')")


def test_titles_of_results_are_no_larger_than_a_result_can_spare(closed):
    search(closed, "ridge")
    texts = f"{LINKS}.filter((a) => a.checkVisibility()).flatMap((a) => [a, ...a.querySelectorAll('*')])"
    with_words = f"{texts}.filter((e) => [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))"
    sizes = closed.evaluate(f"{with_words}.map((e) => parseFloat(getComputedStyle(e).fontSize))")
    assert 12 <= min(sizes) < max(sizes) <= 18


def test_no_rule_of_the_style_sheet_is_lost_while_searching(closed):
    install(closed)
    search(closed, "learning rate")
    check(closed, "unfold")
    assert check(closed, "lostRules", frame.source_css()) == []


@pytest.mark.parametrize("typed", [True, False], ids=["typed", "only pointed at"])
def test_what_was_typed_before_the_search_came_is_searched_and_nothing_opens_by_itself(visit, typed):
    page = visit("")
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    if typed:
        page.click(frame.SEARCH_BOX)
        page.locator(frame.SEARCH_BOX).press_sequentially("iterat")
        until(page, f"{first_results()}.some((place) => place.includes('/learning-rate/'))")
    else:
        page.hover(frame.SEARCH_BOX)
        until(page, f"performance.getEntriesByType('resource').some(({{ name }}) => {frame.SEARCH_FILES}.test(name))")
        page.wait_for_timeout(2_000)
    assert is_open(page) == typed


def test_it_is_fetched_when_somebody_goes_for_it_and_misses_no_key(visit):
    page = visit("parameters/")
    page.wait_for_load_state("networkidle")
    resources = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    fetched = f"{resources}.filter((name) => {frame.SEARCH_FILES}.test(name))"
    assert page.evaluate(fetched) == []
    page.route("**/*", lambda route: (page.wait_for_timeout(150), route.continue_()))
    page.locator(frame.SEARCH_BOX).focus()
    page.keyboard.type("batch size", delay=30)
    page.wait_for_selector(frame.SEARCH_RESULT)
    assert page.locator(frame.SEARCH_BOX).input_value() == "batch size"
    assert page.evaluate(fetched) != []
    until(page, f"{LINKS}.some((link) => /batch size/i.test(link.textContent))")
    page.unroute_all(behavior="wait")  # the names of the lookup are still on their way


def test_single_letters_are_no_commands_once_the_search_has_come(closed, address):
    search(closed, "ridge")
    closed.keyboard.press("Escape")
    closed.locator(frame.SEARCH_PANEL).wait_for(state="hidden")
    for key in "fs/np.,?jk":
        closed.keyboard.press(key)
    closed.wait_for_timeout(300)
    assert closed.url == address and not is_open(closed)
    assert closed.evaluate("document.activeElement === document.body")
