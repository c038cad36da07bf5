"""The self-test in a browser: a round by keyboard, what was wrong comes back, and the address is all that is kept."""

import json
import re

import pytest

from tests.support import axe
from tests.support.built_site import FOLDER
from tests.support.pages import DESK, PHONE, until, watched

BANK = {one["id"]: one for one in json.loads((FOLDER / "generated/questions/questions.json").read_text("utf-8"))}
TEXT = "#self-test-question"


@pytest.fixture(scope="module")
def tab(pages):
    page = pages.open()
    yield page
    pages.close(page)


@pytest.fixture
def begin(tab, address):
    """Opens the page with an address of its own in the one tab. Nothing may complain, and nothing be stored."""
    with watched(tab, address) as complaints:

        def open_round(fragment: str = ""):
            tab.goto("about:blank")
            tab.goto(f"{address}test-yourself/{fragment}")
            if fragment:
                tab.locator(f"#self-test {TEXT}").wait_for()
            return tab

        yield open_round
        assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert complaints == []


def asked(page) -> dict:
    """The question that is shown."""
    shown = page.evaluate("document.querySelector('#self-test-question').textContent")
    plain = "(html) => Object.assign(document.createElement('div'), { innerHTML: html }).textContent"
    return next(one for one in BANK.values() if page.evaluate(plain, one["question"]) == shown)


def choose(page, question: dict, right: bool) -> None:
    """Answers a question with radio buttons by keyboard."""
    place = question["right"] if right else (question["right"] + 1) % len(question["answers"])
    page.locator(f"#self-test input[value='{place}']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")


def verdict(page) -> str:
    return page.locator("#self-test .verdict").inner_text()


def has_focus(page, words: str) -> bool:
    return page.evaluate("document.activeElement.textContent") == words


def test_the_questions_are_fetched_when_somebody_starts(begin):
    page = begin()
    fetched = []
    page.on("request", note := lambda request: fetched.append(request.url.rsplit("/", 1)[-1]))
    page.wait_for_timeout(200)
    assert "questions.json" not in fetched and page.locator("#self-test [type=radio]:checked").input_value() == "10"
    page.locator("#self-test summary").click()
    page.get_by_role("button", name="None").click()
    page.get_by_role("button", name="Start").click()
    assert verdict(page) == "Choose an objective first."
    page.get_by_label("Count the parameters").check()
    page.get_by_label("Compare grid").check()
    page.get_by_label("5", exact=True).check()
    page.get_by_role("button", name="Start").click()
    page.locator(TEXT).wait_for()
    page.remove_listener("request", note)
    assert "questions.json" in fetched
    assert re.search(r"#test:count,search;5;\d+$", page.url)
    assert page.evaluate("document.activeElement.id") == "self-test-question"
    assert asked(page)["objective"] in ("count", "search")


def test_a_round_by_keyboard_in_which_a_wrong_one_comes_back(begin):
    page = begin("#test:define,correct;5;4")
    first, seen, done = asked(page), [], 0
    while page.locator(TEXT).count():
        question = asked(page)
        right = question != first or question in seen
        assert f"{done} of 5 done" in page.locator("#self-test .progress").inner_text()
        assert question["kind"] not in ("numeric", "order"), "choose another seed"
        choose(page, question, right)
        assert verdict(page).startswith("✓ Right." if right else "✗ Not right.")
        assert ("The right answer" in verdict(page)) is not right
        place = question["right"] if right else (question["right"] + 1) % len(question["answers"])
        marks = {place: "✓ Your answer" if right else "✗ Your answer", question["right"]: "✓ The right answer"} | (
            {place: "✓ Your answer"} if right else {}
        )
        shown = "[...document.querySelectorAll('#self-test label')].flatMap((label) => label.querySelector('.mark') ? "
        shown += "[[label.firstChild.value, label.querySelector('.mark').textContent]] : [])"
        assert {int(value): words for value, words in page.evaluate(shown)} == marks
        link = page.locator("#self-test .verdict a").last
        assert link.get_attribute("href").endswith(question["paragraph"])
        seen.append(question)
        done += right
        assert has_focus(page, "See the result" if done == 5 else "Next")
        page.keyboard.press("Enter")
    assert [seen.index(first), len(seen) - 1 - seen[::-1].index(first)] == [0, 4], "after three others"
    assert len(seen) == 6 and page.evaluate("document.activeElement.textContent") == "4 of 5 right at the first try."
    scores = re.findall(r"(\d) of (\d)", page.locator("#self-test ul").first.inner_text())
    assert sum(int(hits) for hits, _ in scores) == 4 and sum(int(of) for _, of in scores) == 5
    listed = page.locator("#self-test ul").nth(1).locator("a").first.get_attribute("href")
    assert listed.endswith(f"/questions/{first['objective']}/#q-{first['id']}")
    page.get_by_role("link", name="Try the wrong ones again").click()
    page.locator(TEXT).wait_for()
    assert page.url.endswith(f"#again:{first['id']}") and asked(page) == first
    page.go_back()
    until(page, "location.hash.startsWith('#test')")
    page.locator(TEXT).wait_for()
    assert asked(page) == first, "the same address has the same order"


def test_after_the_check_the_choice_stays_and_is_not_pale(begin):
    question = next(one for one in BANK.values() if one["kind"] == "mistake" and "<pre>" in one["question"])
    page = begin(f"#again:{question['id']}")
    choose(page, question, False)
    chosen = "document.querySelector('#self-test input:checked').value"
    before = page.evaluate(chosen)
    for label in page.locator("#self-test label").all():
        label.click(force=True)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate(chosen) == before and "0 of 1 done" in page.locator("#self-test .progress").inner_text()
    assert page.locator("#self-test :is(input, fieldset):disabled").count() == 0
    assert page.locator("#self-test input[aria-disabled=true]").count() == len(question["answers"])


def test_long_lines_of_code_scroll_sideways_and_are_reached_by_keyboard(begin):
    page = begin()
    page.set_viewport_size({**PHONE, "width": 320})
    page.evaluate("location.hash = '#again:loop-that-climbs'")
    code = page.locator("#self-test pre > code")
    code.wait_for()
    assert code.evaluate("(code) => [code.scrollWidth > code.clientWidth, code.tabIndex]") == [True, 0]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size(DESK)


def test_the_same_address_asks_the_same_and_another_seed_asks_others(begin):
    orders = []
    for seed in (7, 7, 8):
        page = begin(f"#test:all;20;{seed}")
        orders.append(
            (
                asked(page)["id"],
                page.evaluate("[...document.querySelectorAll('#self-test label')].map((e) => e.innerText)"),
            )
        )
    assert orders[0] == orders[1] != orders[2]


@pytest.mark.parametrize(
    ("name", "typed", "right"),
    [
        ("dense-layer", "1,010", True),
        ("dense-layer", "1 010", True),
        ("dense-layer", "1000", False),
        ("step-on-a-parabola", "5,2", True),
        ("winner-among-equals", "22 %", True),
        ("odds-at-a-temperature", "73.1%", True),
        ("odds-at-a-temperature", "0,731", True),
        ("odds-at-a-temperature", "731", False),
    ],
)
def test_a_number_is_read_as_people_type_it(begin, name, typed, right):
    page = begin(f"#again:{name}")
    page.keyboard.press("Tab")
    field = page.locator("#self-test input[type=text]")
    field.fill("about ten")
    field.press("Enter")
    assert verdict(page) == "Type a number first."
    field.fill(typed)
    field.press("Enter")
    assert verdict(page).startswith("✓ Right." if right else "✗ Not right."), verdict(page)
    if name == "dense-layer" and not right:
        assert "forgets the 10 biases" in verdict(page), "the reason of this very mistake"


def test_steps_are_put_in_order_by_buttons(begin):
    (question,) = [one for one in BANK.values() if one["kind"] == "order"][:1]
    page = begin(f"#again:{question['id']}")
    page.get_by_role("button", name="Check").click()
    assert verdict(page).startswith("✗ Not right.") and "steps are in their place" in verdict(page)
    page.get_by_role("button", name="Next").click()
    shown = list(range(len(question["answers"])))
    for target, step in enumerate(question["right"]):
        for _ in range(shown.index(step) - target):
            page.locator("#self-test .steps li").nth(shown.index(step)).get_by_role("button", name="Move up").focus()
            page.keyboard.press("Enter")
            place = shown.index(step)
            shown[place - 1 : place + 1] = [step, shown[place - 1]]
            assert page.locator("#self-test .hint").inner_text() == f"Now step {place} of {len(shown)}."
            assert page.evaluate("document.activeElement.ariaLabel").startswith("Move up")
    page.get_by_role("button", name="Check").click()
    assert verdict(page).startswith("✓ Right.")


def test_a_figure_has_its_description_and_no_title(begin):
    question = next(one for one in BANK.values() if one["kind"] == "figure")
    page = begin(f"#again:{question['id']}")
    image = page.locator("#self-test img:visible")
    until(page, "[...document.querySelectorAll('#self-test img')].some((image) => image.naturalWidth)")
    assert image.count() == 1 and image.get_attribute("alt") == question["alt"]


@pytest.mark.parametrize("fragment", ["#again:no-such-question", "#test:nothing;10;1", "#test:all;0;1"])
def test_an_address_that_fits_no_question_leads_to_the_start(begin, tab, address, fragment):
    begin()
    tab.goto(f"{address}test-yourself/{fragment}")
    tab.get_by_role("button", name="Start").wait_for()
    until(tab, "document.querySelector('#self-test .verdict').textContent.startsWith('The address names')")


@pytest.mark.parametrize(
    "fragment", ["", "#again:dense-layer", "#again:three-polynomials", "#again:number-of-clusters-by-the-rule"]
)
def test_axe_finds_nothing_and_a_phone_need_not_scroll_sideways(begin, fragment):
    page = begin(fragment)
    if fragment:
        page.locator("#self-test input, #self-test .steps button").first.focus()
        for radio in page.locator("#self-test [type=radio]").all()[:1]:
            radio.check()
        for field in page.locator("#self-test [type=text]").all():
            field.fill("7")
        page.get_by_role("button", name="Check").click()
    else:
        page.locator("#self-test summary").click()
    axe.prepare(page)
    states = {("light", 1280): axe.ALL_RULES, ("light", 320): axe.ALL_RULES, ("dark", 1280): axe.COLOR_RULES}
    wrong, _ = axe.look(page, states, "#self-test")
    assert not wrong, "\n".join(wrong)
    page.set_viewport_size({**PHONE, "width": 320})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size(DESK)


def test_without_script_the_page_leads_to_all_questions(visit, site):
    page = visit("test-yourself/", script=False)
    assert page.locator("#self-test").bounding_box() is None
    links = page.locator(".topics a").evaluate_all("(links) => links.map((link) => link.pathname.split('/course/')[1])")
    assert {f"questions/{one['objective']}/" for one in BANK.values()} == set(links)
