"""Explorables on their pages: in the place of a figure, for every reader, and nothing lost where they cannot run."""

import re

import numpy as np
import pytest

from tests import axe
from tests.conftest import until
from tests.test_explorables_numbers import columns, path_by_numpy

PLACES = {
    "who-turns": "learned/",
    "other-rate": "learning-rate/",
    "many-knobs": "effects/",
    "nothing-learned": "hard-cases/",
    "two-loops": "search-methods/",
    "sort-it": "rule/",
}
EACH = pytest.mark.parametrize("name", PLACES)
ALL = "explore/"


@pytest.fixture
def live(visit):
    """The page with an explorable that has come to life, in view."""

    def open_it(name: str, fragment: str = "", where: str = "", **options):
        page = visit((where or PLACES[name]) + fragment, **options)
        come_to(page, name)
        return page, page.locator(name)

    return open_it


def come_to(page, name: str) -> None:
    page.locator(name).scroll_into_view_if_needed()
    until(page, f"document.querySelector('{name}.live') !== null")


def knob(place, name: str):
    return place.locator(f"[name={name}]")


def number(place, name: str) -> float:
    return float(knob(place, name).evaluate("(knob) => knob.previousElementSibling.textContent"))


def said(place) -> str:
    return place.locator(".said").text_content()


def set_to(place, name: str, value: float) -> None:
    knob(place, name).evaluate(
        "(knob, value) => { knob.value = value; for (const type of ['input', 'change'])"
        " knob.dispatchEvent(new Event(type, { bubbles: true })); }",
        value,
    )


# in the place of the figure


@pytest.mark.parametrize("width", [320, 360, 540, 768, 1280])
@EACH
def test_it_takes_the_place_of_its_figure_and_moves_nothing(visit, name, width):
    page = visit(PLACES[name], viewport={"width": width, "height": 800})
    caption = f"document.querySelector('{name} ~ figcaption').getBoundingClientRect().top + scrollY"
    before = page.evaluate(caption)
    come_to(page, name)
    assert page.evaluate(caption) == before
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not page.locator(f"{name} > :is(picture, details):visible").count()


@pytest.mark.parametrize("width", [320, 900])
def test_all_are_on_one_page_and_move_nothing(visit, width):
    page = visit(ALL, viewport={"width": width, "height": 800})
    height = page.evaluate("document.documentElement.scrollHeight")
    for name in PLACES:
        come_to(page, name)
    assert page.evaluate("document.documentElement.scrollHeight") == height
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_its_scripts_come_when_it_comes_near(visit):
    page = visit(PLACES["who-turns"], viewport={"width": 1280, "height": 300})
    page.wait_for_load_state("networkidle")
    scripts = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/explorables/')).length"
    assert page.evaluate(scripts) == 0
    page.locator("who-turns").scroll_into_view_if_needed()
    until(page, f"{scripts} === 2")


@EACH
def test_without_script_and_on_paper_it_is_a_figure(visit, live, name):
    page = visit(PLACES[name], java_script_enabled=False)
    still = page.locator(f"{name} > :is(.only-light, details)")
    assert still.is_visible()
    page, place = live(name)
    page.emulate_media(media="print")
    assert place.locator("> :is(.only-light, details)").is_visible() and not place.locator(".stage").is_visible()


@EACH
def test_what_fails_leaves_the_figure_and_says_so_once(chromium, address, name):
    page, told = chromium.new_page(), []
    page.on("console", lambda message: told.append(message.text))
    page.add_init_script(
        "const { append } = Element.prototype; Element.prototype.append = function (...what) {"
        " if (this.className === 'stage') throw new Error('as planned'); append.apply(this, what); }"
    )
    page.goto(address + PLACES[name])
    page.locator(name).scroll_into_view_if_needed()
    until(page, f"customElements.get('{name}') !== undefined")
    page.wait_for_timeout(200)
    assert page.locator(f"{name} > :is(.only-light, details)").is_visible()
    assert told == [f"{name} stays a figure: as planned"]
    page.close()


# for every reader


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@EACH
def test_axe_finds_nothing(live, name, scheme, width):
    page, _ = live(name, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.evaluate(axe.AXE)
    violations, _ = axe.run(page, name)
    assert not violations


@EACH
def test_targets_are_large_enough_for_fingers(live, name):
    _, place = live(name, has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    boxes = [target.bounding_box() for target in place.locator("input, button[name]").all()]
    assert len(boxes) >= 2 and min(box["height"] for box in boxes) >= 44


@EACH
def test_who_owns_a_knob_stands_beside_it_in_words(live, name):
    page, place = live(name)
    owners = page.evaluate(
        """(name) => [...document.querySelectorAll(`${name} input`)].map((input) => {
          const bin = input.parentElement.querySelector('.bin');
          return [input.name, bin.classList[1], getComputedStyle(bin, '::before').content !== 'none'];
        })""",
        name,
    )
    found = {"who-turns": {"m", "c"}}.get(name, set())
    neither = {"nothing-learned": {"a", "b"}}.get(name, set())
    for field, owner, marked in owners:
        assert owner == ("found" if field in found else "neither" if field in neither else "chosen")
        assert marked == (owner != "neither")
    assert place.locator(".bin.found").count() and place.locator(".bin.chosen").count()


@EACH
def test_each_control_is_reached_by_keyboard_and_seen(live, name):
    page, place = live(name)
    controls = place.locator(":is(input, button[name]):enabled")
    names = controls.evaluate_all("(all) => all.map(({ name }) => name)")
    controls.first.focus()
    for expected in names:
        assert page.evaluate("document.activeElement.name") == expected
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.embed > summary')")
    page.keyboard.press("Tab")
    assert not page.evaluate(f"document.querySelector('{name} .stage').contains(document.activeElement)")


@pytest.mark.parametrize(("name", "button"), [("who-turns", "all"), ("two-loops", "one"), ("sort-it", "neither")])
def test_only_one_sentence_is_spoken_and_only_at_the_end(live, name, button):
    page, place = live(name)
    assert place.locator("output, [role=status], [role=alert], [aria-live]").count() == 1
    page.evaluate(
        "(name) => { globalThis.spoken = 0; new MutationObserver(() => spoken++)"
        ".observe(document.querySelector(`${name} .said`), { childList: true, characterData: true, subtree: true }); }",
        name,
    )
    knob(place, button).click()
    if name != "sort-it":
        until(page, f"document.querySelector('{name}.running') !== null")
        until(page, f"document.querySelector('{name}.running') === null")
    assert 1 <= page.evaluate("spoken") <= 2, "emptied at the beginning, and said at the end"


@EACH
def test_at_the_ends_of_all_ranges_nothing_is_lost(live, name):
    page, place = live(name)
    for end in ("min", "max"):
        for each in place.locator("input").all():
            set_to(place, each.get_attribute("name"), each.get_attribute(end))
        if name in ("who-turns", "two-loops"):
            knob(place, "one").click()
            until(page, f"document.querySelector('{name}.running') === null")
        drawn = place.locator(".stage").evaluate("(stage) => stage.innerHTML")
        assert not re.search(r"NaN|undefined|Infinity", drawn)
        assert not re.search(r"NaN|undefined|Infinity", place.locator(".stage").inner_text())
        assert said(place) or name == "sort-it"


# its state


STATES = {
    "who-turns": ("rate=0.3,step=12", {"rate": 0.3, **dict(zip("mc", path_by_numpy(0.3, 13)[-1], strict=False))}),
    "other-rate": ("rate=0.37,epochs=100", {"rate": 0.37, "epochs": 100}),
    "many-knobs": ("degree=9,penalty=0.001", {"degree": 9, "penalty": 0.001}),
    "nothing-learned": ("k=1,a=0.2,b=0.8", {"k": 1, "a": 0.2, "b": 0.8}),
    "two-loops": ("t1=27,t2=3,opened=1", {"degree": 4, "rate": 0.1}),
    "sort-it": ("round=2,term=3", {}),
}


@EACH
def test_a_fragment_sets_the_state(live, name):
    words, numbers = STATES[name]
    _, place = live(name, f"#{name}:{words}")
    assert {field: number(place, field) for field in numbers} == pytest.approx(numbers, abs=0.006)
    if name == "sort-it":
        assert place.locator(".term").text_content() == columns("sort_it")["term"][22]
        assert "Term 3 of 20" in place.locator(".now").text_content()


@EACH
def test_what_somebody_did_comes_back_with_the_address(live, name):
    page, place = live(name, reduced_motion="reduce")
    place.locator("input:enabled, button:enabled").first.focus()
    page.keyboard.press("ArrowRight" if name not in ("two-loops", "sort-it") else "Tab")
    if name in ("two-loops", "sort-it"):
        place.get_by_role("button").first.click()
    assert f"#{name}:" in page.url
    fragment = page.url[page.url.index("#") :]
    _, again = live(name, fragment)
    settings = "(all) => all.map(({ value }) => value)"
    assert again.locator("input").evaluate_all(settings) == place.locator("input").evaluate_all(settings)


@pytest.mark.parametrize("words", ["rate=9", "pace=1", "step", "%00", "k=x", "t1=1e9", "rate=0.3,step=12;", ""])
@EACH
def test_a_malformed_fragment_is_ignored(live, name, words):
    _, place = live(name)
    _, other = live(name, f"#{name}:{words}")
    assert other.locator(".stage").inner_text() == place.locator(".stage").inner_text()


def test_several_on_a_page_do_not_disturb_each_other(live):
    page, first = live("who-turns", "#other-rate:rate=0.5", where=ALL)
    for name in PLACES:
        come_to(page, name)
    assert number(page.locator("other-rate"), "rate") == 0.5 and number(first, "rate") == 0.1
    knob(first, "one").click()
    assert "After 1 step" in said(first)
    assert number(page.locator("other-rate"), "rate") == 0.5
    assert len(page.evaluate("performance.getEntriesByType('resource').filter(({ name }) => /shared/.test(name))")) == 1


# while it runs


def test_training_turns_the_blue_knobs_while_the_other_is_locked(live):
    page, place = live("who-turns")
    knob(place, "all").click()
    until(page, "document.querySelector('who-turns.running') !== null")
    assert knob(place, "rate").is_disabled()
    until(page, "document.querySelector('who-turns .said').textContent.includes('has reached')")
    expected = path_by_numpy(0.1, 41)[-1]
    assert (number(place, "m"), number(place, "c")) == pytest.approx(expected[:2], abs=0.006)
    assert number(place, "rate") == 0.1 and knob(place, "rate").is_enabled()
    assert page.url.endswith("#who-turns:rate=0.1,step=40,m=-1,c=-1")


@pytest.mark.parametrize(("name", "button"), [("who-turns", "all"), ("two-loops", "random")])
def test_another_width_and_scheme_while_it_runs(live, name, button):
    page, place = live(name)
    color = f"getComputedStyle(document.querySelector('{name} .line')).stroke"
    light = page.evaluate(color)
    knob(place, button).click()
    until(page, f"document.querySelector('{name}.running') !== null")
    page.set_viewport_size({"width": 340, "height": 700})
    page.emulate_media(color_scheme="dark")
    until(page, f"{color} !== '{light}'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 340
    until(page, f"document.querySelector('{name}.running') === null", 30)
    assert re.search("After 40 steps|Best so far", said(place))


HELD = """
const real = requestAnimationFrame, waiting = [];
let held = false;
globalThis.requestAnimationFrame = (frame) => (held ? (waiting.push(frame), 1e9) : real(frame));
globalThis.hide = () => { held = true; };
globalThis.show = () => { held = false; waiting.splice(0).forEach((frame) => real(frame)); };
"""


@pytest.mark.parametrize(("name", "button"), [("who-turns", "all"), ("two-loops", "random")])
def test_in_the_background_it_waits_and_then_goes_on(chromium, address, name, button):
    """A browser draws no frame of a tab that nobody sees."""
    page = chromium.new_page()
    page.add_init_script(HELD)
    page.goto(address + PLACES[name])
    come_to(page, name)
    place = page.locator(name)
    knob(place, button).click()
    until(page, f"document.querySelector('{name}.running') !== null")
    page.evaluate("hide()")
    page.wait_for_timeout(100)
    before = place.locator(".now").text_content()
    page.wait_for_timeout(600)
    assert place.locator(".now").text_content() == before
    page.evaluate("show()")
    until(page, f"document.querySelector('{name}.running') === null", 30)
    assert re.search("After 40 steps|Best so far", said(place))
    page.close()


@pytest.mark.parametrize(("name", "button"), [("who-turns", "all"), ("two-loops", "random")])
def test_taken_out_and_put_back_it_can_be_used(live, name, button):
    page, place = live(name)
    knob(place, button).click()
    until(page, f"document.querySelector('{name}.running') !== null")
    page.evaluate(
        "(name) => { const place = document.querySelector(name), after = place.nextSibling;"
        " place.remove(); setTimeout(() => after.before(place), 300); }",
        name,
    )
    until(page, f"document.querySelector('{name}') !== null")
    assert place.evaluate("(place) => !place.classList.contains('running')")
    assert knob(place, "rate").is_enabled() and knob(place, button).is_enabled()
    words, numbers = STATES[name]
    page.evaluate(f"location.hash = '#{name}:{words}'")
    value = f"document.querySelector('{name} [name=rate]').previousElementSibling.textContent"
    until(page, f"{value}.startsWith({numbers['rate']})")


@pytest.mark.parametrize("name", ["who-turns", "two-loops"])
def test_reduced_motion_jumps_to_the_end(live, name):
    _, place = live(name, reduced_motion="reduce")
    knob(place, "all" if name == "who-turns" else "grid").click()
    assert re.search("After 40 steps|Best so far: degree 4 and learning rate 0.1", said(place))


# what each of them shows


def test_one_step_is_one_step(live):
    _, place = live("who-turns")
    knob(place, "one").click()
    expected = path_by_numpy(0.1, 2)[-1]
    assert (number(place, "m"), number(place, "c")) == pytest.approx(expected[:2], abs=0.006)
    assert "After 1 step" in said(place)


def test_a_rate_above_the_limit_diverges_and_it_is_said(live):
    page, place = live("who-turns", "#who-turns:rate=0.9")
    knob(place, "all").click()
    until(page, "document.querySelector('who-turns .said').textContent.includes('diverged')")
    assert place.locator("svg").first.is_visible()


def test_a_parameter_can_be_turned_by_hand_and_by_keyboard(live):
    page, place = live("who-turns")
    knob(place, "m").focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert number(place, "m") == pytest.approx(-0.9)
    assert "loss" in knob(place, "m").get_attribute("aria-valuetext")
    knob(place, "reset").press("Enter")
    assert number(place, "m") == -1


def test_another_rate_and_other_epochs(live):
    page, place = live("other-rate", "#other-rate:rate=0.37,epochs=100")
    assert "Arrived: slope 2.94 and intercept -0.98" in said(place)
    knob(place, "rate").focus()
    page.keyboard.press("End")
    until(page, "document.querySelector('other-rate .said').textContent.includes('diverges')")
    assert page.url.endswith("#other-rate:rate=1.2,epochs=100")


@pytest.mark.parametrize("name", ["who-turns", "other-rate"])
def test_the_limit_is_marked_where_a_thumb_at_the_limit_stands(live, name):
    _, place = live(name)
    x = np.array(columns({"who-turns": "line_descent", "other-rate": "learning_rate"}[name])["x"])
    X = np.stack([x, np.ones(len(x))], axis=1)
    limit = 2 / np.linalg.eigvalsh(2 * X.T @ X / len(x)).max()
    mark = place.locator(".limit").bounding_box()["x"]
    box = knob(place, "rate").bounding_box()
    low, high = (float(knob(place, "rate").get_attribute(end)) for end in ("min", "max"))
    at = box["x"] + 8 + (limit - low) / (high - low) * (box["width"] - 16)
    assert mark == pytest.approx(at, abs=2)


def test_coefficients_come_and_go_with_the_degree(live):
    _, place = live("many-knobs")
    told = columns("degree_and_penalty")
    for degree in (0, 1, 9):
        set_to(place, "degree", degree)
        items = place.locator(".strip li")
        filled = items.evaluate_all("(all) => all.filter((item) => item.textContent).length")
        assert (items.count(), filled) == (10, degree + 1)
        row = told["degree"].index(degree)
        for rows in ("training", "validation"):
            assert f"{rows} error {told[f'{rows} MSE'][row]:.2f}" in said(place)
            assert f"{rows} error {told[f'{rows} MSE'][row]:.2f}" in knob(place, "degree").get_attribute(
                "aria-valuetext"
            )


@pytest.mark.parametrize("judge", ["training", "validation"])
def test_each_error_chooses_the_lowest_of_all(live, judge):
    _, place = live("many-knobs", "#many-knobs:degree=5,penalty=1")
    told = columns("degree_and_penalty")
    knob(place, judge).click()
    best = int(np.argmin(told[f"{judge} MSE"]))
    assert number(place, "degree") == told["degree"][best]
    assert knob(place, "penalty").evaluate("(knob) => knob.previousElementSibling.textContent") == str(
        told["penalty"][best] or "none"
    )


def test_the_errors_of_each_k_are_those_of_the_program(live):
    page, place = live("nothing-learned")
    told = columns("knn_map")
    for row, k in enumerate(told["k"]):
        set_to(place, "k", k)
        assert f"k = {k} is wrong on {100 * told['training'][row]:.0f} %" in said(place)
        assert f"and {100 * told['validation'][row]:.0f} % of the validation rows" in said(place)
        assert (
            page.evaluate("document.querySelector('nothing-learned .near').getAttribute('d').split('M').length")
            == k + 1
        )
    assert "none" in place.locator(".empty").text_content()


def test_a_click_on_the_map_moves_the_query(live):
    page, place = live("nothing-learned")
    box = place.locator(".map .axes path").bounding_box()
    x, y = box["x"] + box["width"] * (0.3 + 0.25) / 1.6, box["y"] + box["height"] * (1 - 0.75)
    page.mouse.click(x, y)
    assert (number(place, "a"), number(place, "b")) == pytest.approx((0.25, 0.75), abs=0.03)
    assert "a=0.2" in page.url


def two_loops_says(setting: int, opened: bool = False) -> str:
    told = columns("two_loops")
    chosen = (
        f"degree {told['degree'][setting]} and learning rate {told['rate'][setting]}, "
        f"with validation error {told['validation'][setting]:.3f}"
    )
    return (
        f"Chosen: {chosen}. On the test set, opened once: {told['test'][setting]:.3f}."
        if opened
        else f"Best so far: {chosen}."
    )


@pytest.mark.parametrize("search", ["grid", "random"])
def test_a_search_finds_the_best_of_its_trials_and_the_test_set_is_opened_once(live, search):
    page, place = live("two-loops")
    told = columns("two_loops")
    knob(place, search).click()
    until(page, "document.querySelector('two-loops.running') !== null")
    assert knob(place, "degree").is_disabled() and knob(place, "rate").is_disabled()
    assert said(place) == ""
    until(page, "document.querySelector('two-loops.running') === null", 30)
    best = min(told[search], key=lambda trial: told["validation"][trial])
    assert said(place) == two_loops_says(best)
    assert (number(place, "degree"), number(place, "rate")) == (told["degree"][best], told["rate"][best])
    assert knob(place, "grid").is_disabled()
    knob(place, "test").click()
    assert said(place).startswith(two_loops_says(best, opened=True))
    assert page.url.endswith("opened=1") and knob(place, "test").is_disabled()
    assert page.evaluate("document.activeElement.name") == "reset"
    knob(place, "reset").press("Enter")
    assert "No trial yet" in said(place) and knob(place, "grid").is_enabled()


def test_a_trial_by_hand_is_looked_at_and_the_best_is_kept(live):
    _, place = live("two-loops", "#two-loops:t1=27", reduced_motion="reduce")
    set_to(place, "rate", 0)
    knob(place, "one").press("Enter")
    score = columns("two_loops")["validation"][24]
    assert said(place) == f"This trial: validation error {score:.2f}. {two_loops_says(27)}"
    assert number(place, "rate") == 0.003
    knob(place, "one").press("Enter")
    assert "2 of 12 trials" in place.locator(".now").text_content(), "the same trial does not count twice"


def test_divergence_is_said(live):
    _, place = live("two-loops", "#two-loops:t1=71", reduced_motion="reduce")
    assert "divergence" in said(place) and ">10" in place.locator(".trials").text_content()


def kind(bin_: str) -> str:
    return "hyperparameter" if "hyper" in bin_ else bin_ if bin_ == "parameter" else "neither"


def test_twenty_are_sorted_each_with_its_reason_and_then_another_twenty(live):
    page, place = live("sort-it")
    told = columns("sort_it")
    for row in range(20):
        assert place.locator(".term").text_content() == told["term"][row]
        right = kind(told["bin"][row])
        wrong = "neither" if right == "parameter" else "parameter"
        knob(place, wrong if row == 3 else right).click()
        assert said(place).startswith(f"{'No' if row == 3 else 'Yes'}: {told['bin'][row]}. {told['reason'][row]}")
        page.keyboard.press("Enter")  # the focus is on what comes next
    assert "Term 1 of 20; 0 of 0 right" in place.locator(".now").text_content()
    assert place.locator(".term").text_content() == told["term"][20]


def test_the_last_of_twenty_says_how_many_were_right(live):
    _, place = live("sort-it", "#sort-it:round=3,term=19")
    told = columns("sort_it")
    knob(place, kind(told["bin"][58])).click()
    knob(place, "next").click()
    knob(place, "neither" if kind(told["bin"][59]) == "parameter" else "parameter").click()
    assert "That was the last: 1 of 2 right." in said(place)
    assert place.locator(".piles li").count() == 20
    assert place.locator(".piles li", has_text="✗").count() == 1
    knob(place, "again").click()
    assert place.locator(".term").text_content() == told["term"][40] and not place.locator(".piles li").count()


# embedded elsewhere


@pytest.mark.parametrize("width", [320, 800])
@EACH
def test_embedded_in_a_sandbox_of_another_origin(chromium, address, name, width):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_content(
        f'<iframe src="{address}embed/{name}/" width="100%" height="1300" sandbox="allow-scripts"></iframe>'
    )
    frame = page.frame_locator("iframe")
    frame.locator(f"{name}.live button, {name}.live input").first.wait_for()
    if name == "who-turns":
        frame.get_by_role("button", name="Run").click()
        frame.locator(".said", has_text="has reached").wait_for()
    assert frame.get_by_role("link", name="CC BY 4.0").is_visible()
    assert frame.get_by_role("link", name="Parameter or Hyperparameter?").get_attribute("href").endswith(PLACES[name])
    inner = page.frames[1]
    assert inner.evaluate("parseFloat(getComputedStyle(document.querySelector('.said')).fontSize)") > 13
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert inner.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert complaints == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@EACH
def test_axe_finds_nothing_where_it_is_embedded(visit, name, scheme):
    page = visit(f"embed/{name}/", color_scheme=scheme)
    page.locator(f"{name}.live .stage").wait_for()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (min(map(int, re.findall(r"\d+", paper)[:3])) < 60) == (scheme == "dark"), paper
    page.evaluate(axe.AXE)
    violations, _ = axe.run(page)
    assert not violations


@EACH
def test_the_line_to_embed_it_is_offered(live, name):
    page, _ = live(name)
    embed = page.locator(f"{name} .embed")
    embed.locator("summary").click()
    embed.get_by_role("button").click()
    line = page.evaluate("navigator.clipboard.readText()")
    assert f'/embed/{name}/"' in line and line.startswith("<iframe") and 'sandbox="allow-scripts"' in line
