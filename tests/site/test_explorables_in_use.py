"""Explorables in the hands of a reader: knobs, runs, addresses, and what each of them shows."""

import re

import numpy as np
import pytest

from tests.support.explorables import ANNOUNCEMENT, EACH, ENTRIES, EXAMPLES, STAGE, columns, gallery, home, until

PARAMETERS = {"who-turns": {"m", "c"}}
NEITHER = {"nothing-learned": {"a", "b"}}
"""The knobs of each that turn a parameter, or neither kind. All others turn a hyperparameter."""
RUNS = pytest.mark.parametrize(
    ("name", "button", "end"),
    [("who-turns", "all", "After 40 steps training has reached"), ("two-loops", "random", "Best so far: degree")],
)
"""Those that run, with the button that starts it, and how the sentence at the end begins."""
MALFORMED = ["pace=1", "rate=9", "step", "%00", "k=x", "k=", "t1=1e9", "t1=2.5", "round=1.5", "rate=0.3,step=12;", ""]
COLOR = "(line) => getComputedStyle(line).stroke"
BROKEN = re.compile("NaN|undefined|Infinity")


# every reader


def test_the_owner_of_each_knob_stands_beside_it_in_words(open_explorable, tab):
    open_explorable(next(iter(ENTRIES)), at=gallery())
    for name in ENTRIES:
        place = tab.come_to(name)
        owners = place.element.locator("input").evaluate_all(
            """(inputs) => inputs.map((input) => {
              const bin = input.parentElement.querySelector(".bin");
              return [input.name, bin.classList[1], getComputedStyle(bin, "::before").content !== "none"];
            })"""
        )
        for knob, owner, marked in owners:
            parameter, neither = (knob in kind.get(name, ()) for kind in (PARAMETERS, NEITHER))
            assert owner == ("found" if parameter else "neither" if neither else "chosen")
            assert marked == (owner != "neither")
        assert place.element.locator(".bin.found").count() and place.element.locator(".bin.chosen").count()


@EACH
def test_each_control_is_reached_by_keyboard_and_seen(open_explorable, tab, name):
    place = open_explorable(name, at=home(name))
    if place.element.locator(".tools").count():
        tab.come_to_tools(name)
    controls = place.element.locator(":is(input, button[name], textarea):enabled:visible")
    names = controls.evaluate_all("(controls) => controls.map(({ name }) => name)")
    controls.first.focus()
    for expected in names:
        while place.page.evaluate("document.activeElement.matches('summary')"):
            place.page.keyboard.press("Tab")  # the folds stand between the buttons
        focused = "[document.activeElement.name, getComputedStyle(document.activeElement).outlineStyle !== 'none']"
        assert place.page.evaluate(focused) == [expected, True]
        place.page.keyboard.press("Tab")
    while place.page.evaluate("document.activeElement.matches('summary')"):
        place.page.keyboard.press("Tab")
    assert not place.element.locator(STAGE).evaluate("(stage) => stage.contains(document.activeElement)")


@EACH
def test_at_the_ends_of_all_ranges_nothing_is_lost(open_explorable, name):
    place = open_explorable(name, reduced_motion="reduce")
    for end in ("min", "max"):
        for knob in place.element.locator("input").all():
            place.move(knob.get_attribute("name"), knob.get_attribute(end))
        if place.control("one").count():
            place.click("one")
        assert not BROKEN.search(place.snapshot())
        assert place.announcement or name == "sort-it"


def test_several_on_a_page_do_not_disturb_each_other(open_explorable, tab):
    first = open_explorable("who-turns", at=f"{gallery()}#other-rate:rate=0.5")
    places = {name: tab.come_to(name) for name in ENTRIES}
    assert places["other-rate"].number("rate") == 0.5 and first.number("rate") == 0.1
    first.click("one")
    assert "After 1 step" in first.announcement
    assert places["other-rate"].number("rate") == 0.5
    assert tab.page.locator("script[src*='/shared.']").count() == 1


# its state in the address


@EACH
def test_an_address_sets_the_state(open_explorable, name):
    place = open_explorable(name)
    start = place.snapshot()
    place.visit(EXAMPLES[name])
    state = place.snapshot()
    assert state != start
    for key, value in (word.split("=") for word in EXAMPLES[name].split(",")):
        if place.control(key).count():
            assert place.number(key) == float(value)
    assert open_explorable(name, EXAMPLES[name], at=home(name)).snapshot() == state


@EACH
def test_an_address_leads_to_its_explorable(tab, name):
    """Nobody scrolls. It is fetched because it is seen, and another than the first is far below."""
    tab.load(f"{gallery()}#{name}:{EXAMPLES[name]}")
    tab.page.locator(f"{name}.live").wait_for()
    box = tab.page.locator(name).bounding_box()
    assert 0 <= box["y"] + box["height"] / 2 <= 900


@EACH
def test_a_malformed_address_is_ignored(open_explorable, name):
    start = open_explorable(name).snapshot()
    place = open_explorable(name, MALFORMED[0])
    assert place.snapshot() == start
    place.visit(EXAMPLES[name])
    assert place.snapshot() != start
    broken = [EXAMPLES[name] + more for more in (";", ",pace=1", "e9", ",")]
    assert place.states_that_change_it(MALFORMED + broken) == []


@EACH
def test_what_somebody_did_comes_back_with_the_address(open_explorable, tab, name):
    place = open_explorable(name, reduced_motion="reduce")
    start = place.snapshot()
    if place.element.locator("input:enabled").count() and name != "two-loops":
        place.element.locator("input:enabled").first.focus()
        tab.page.keyboard.press("ArrowRight")
    else:
        place.element.get_by_role("button").first.click()
    assert f"#{name}:" in tab.url
    state = place.snapshot()
    assert state != start
    tab.page.reload()
    again = tab.come_to(name).snapshot()
    if name == "sort-it":  # the answered term is in its pile, and the next one is asked for
        assert again.count("<li") == 1 and "Term 2 of 20" in place.progress
    else:
        assert again == state


# a run


def test_training_turns_the_parameters_while_the_hyperparameter_is_locked(open_explorable, tab):
    place = open_explorable("who-turns")
    place.click("all")
    place.go_on()
    assert place.control("rate").is_disabled()
    place.finish()
    assert place.announcement.startswith("After 40 steps training has reached")
    assert (place.number("m"), place.number("c")) == pytest.approx(after_steps(40), abs=0.006)
    assert place.number("rate") == 0.1 and place.control("rate").is_enabled()
    assert tab.url.endswith("#who-turns:rate=0.1,step=40,m=-1,c=-1")


@pytest.mark.parametrize(("name", "button"), [("who-turns", "all"), ("two-loops", "one"), ("sort-it", "neither")])
def test_only_one_sentence_is_spoken_and_only_at_the_end(open_explorable, tab, name, button):
    place = open_explorable(name)
    assert place.element.locator("output, [role=status], [role=alert], [aria-live]").count() == 1
    place.element.locator(ANNOUNCEMENT).evaluate(
        "(place) => { globalThis.spoken = []; new MutationObserver(() => spoken.push(place.textContent))"
        ".observe(place, { childList: true, characterData: true, subtree: true }); }"
    )
    place.click(button)
    if name != "sort-it":
        place.go_on()
        place.finish()
    *emptied, sentence = tab.page.evaluate("spoken")
    assert emptied in ([], [""]) and sentence == place.announcement != ""


@RUNS
def test_another_width_and_scheme_while_it_runs(open_explorable, tab, name, button, end):
    place = open_explorable(name)
    line = place.element.locator(".line").first
    light = line.evaluate(COLOR)
    place.click(button)
    place.go_on()
    tab.page.set_viewport_size({"width": 340, "height": 700})
    tab.page.emulate_media(color_scheme="dark")
    until(tab.page, lambda: line.evaluate(COLOR) != light)
    place.go_on()
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 340
    place.finish()
    assert place.announcement.startswith(end)


@RUNS
def test_in_the_background_it_waits_and_then_goes_on(open_explorable, tab, name, button, end):
    """A browser draws no frame of a tab that nobody sees, but its timers go on."""
    place = open_explorable(name)
    tab.page.evaluate(
        """() => {
          const draw = requestAnimationFrame, waiting = [];
          globalThis.hide = () => { globalThis.requestAnimationFrame = (frame) => waiting.push(frame); };
          globalThis.show = () => {
            globalThis.requestAnimationFrame = draw;
            waiting.forEach((frame) => draw(frame));
          };
        }"""
    )
    place.click(button)
    place.go_on()
    tab.page.evaluate("hide()")
    place.go_on()
    before = place.progress
    place.go_on(5000)
    assert place.progress == before
    tab.page.evaluate("show()")
    place.finish()
    assert place.announcement.startswith(end)


@RUNS
def test_taken_out_and_put_back_it_can_be_used(open_explorable, tab, name, button, end):
    place = open_explorable(name)
    place.click(button)
    place.go_on()
    place.element.evaluate("(place) => { globalThis.taken = [place.nextSibling, place]; place.remove(); }")
    tab.page.clock.run_for(1000)
    tab.page.evaluate("taken[0].before(taken[1])")
    assert not place.running
    assert place.control("rate").is_enabled() and place.control(button).is_enabled()
    place.visit(EXAMPLES[name])
    state = place.snapshot()
    assert open_explorable(name, EXAMPLES[name]).snapshot() == state


@RUNS
def test_reduced_motion_jumps_to_the_end(open_explorable, name, button, end):
    place = open_explorable(name, reduced_motion="reduce")
    place.click(button)
    assert place.announcement.startswith(end)


# who-turns and other-rate


def after_steps(steps: int, rate: float = 0.1) -> tuple[float, float]:
    """Slope and intercept after some steps from the start of who-turns, in the language of matrices."""
    given = columns("line_descent")
    X = np.stack([given["x"], np.ones(len(given["x"]))], axis=1)
    w = np.array([-1.0, -1.0])
    for _ in range(steps):
        w = w - rate * 2 / len(X) * X.T @ (X @ w - given["y"])
    return tuple(w)


def mean_squared_error(given: dict, m: float, c: float) -> float:
    return np.mean((m * np.array(given["x"]) + c - given["y"]) ** 2)


def test_one_step_is_one_step(open_explorable):
    place = open_explorable("who-turns")
    place.click("one")
    assert (place.number("m"), place.number("c")) == pytest.approx(after_steps(1), abs=0.006)
    assert "After 1 step " in place.announcement


def test_an_address_repeats_the_steps(open_explorable):
    place = open_explorable("who-turns", "rate=0.3,step=12")
    assert (place.number("m"), place.number("c")) == pytest.approx(after_steps(12, 0.3), abs=0.006)
    assert place.progress.startswith("step 12, ")


def test_a_rate_above_the_limit_diverges_and_it_is_said(open_explorable):
    place = open_explorable("who-turns", "rate=0.9")
    place.click("all")
    place.go_on()
    place.finish()
    given, steps = columns("line_descent"), 0
    while mean_squared_error(given, *after_steps(steps, 0.9)) < 1e6:
        steps += 1
    assert steps < 40 and place.announcement.startswith(f"After {steps} steps: diverged. ")
    assert place.element.locator("svg").first.is_visible()


def test_a_parameter_can_be_turned_by_hand_and_by_keyboard(open_explorable, tab):
    place = open_explorable("who-turns")
    place.control("m").focus()
    for _ in range(10):
        tab.page.keyboard.press("ArrowRight")
    assert place.number("m") == pytest.approx(-0.9)
    assert "loss" in place.control("m").get_attribute("aria-valuetext")
    place.control("reset").press("Enter")
    assert place.number("m") == -1


def test_another_rate_and_other_epochs(open_explorable, tab):
    place = open_explorable("other-rate", "rate=0.37,epochs=100")
    assert "Arrived: slope 2.94 and intercept −0.98" in place.announcement
    place.control("rate").focus()
    tab.page.keyboard.press("End")
    assert "diverges" in place.announcement
    assert tab.url.endswith("#other-rate:rate=1.2,epochs=100")


@pytest.mark.parametrize("name", ["who-turns", "other-rate"])
def test_the_limit_is_marked_where_a_thumb_at_the_limit_stands(open_explorable, name):
    place = open_explorable(name)
    x = np.array(columns(ENTRIES[name]["source"])["x"])
    X = np.stack([x, np.ones(len(x))], axis=1)
    limit = 2 / np.linalg.eigvalsh(2 * X.T @ X / len(x)).max()
    rate = place.control("rate")
    low, high, box = (*(float(rate.get_attribute(end)) for end in ("min", "max")), rate.bounding_box())
    thumb = box["x"] + 8 + (limit - low) / (high - low) * (box["width"] - 16)
    assert place.element.locator(".limit").bounding_box()["x"] == pytest.approx(thumb, abs=2)


# many-knobs


def test_coefficients_come_and_go_with_the_degree(open_explorable):
    place, table = open_explorable("many-knobs"), columns("degree_and_penalty")
    for degree in (0, 1, 9):
        place.move("degree", degree)
        items = place.element.locator(".strip li").all_text_contents()
        assert (len(items), sum(map(bool, items))) == (10, degree + 1)
        row = table["degree"].index(degree)
        for rows in ("training", "validation"):
            error = f"{rows} error {table[f'{rows} MSE'][row]:.2f}"
            assert error.replace("error ", "error is ") in place.announcement
            assert error in place.control("degree").get_attribute("aria-valuetext")


@pytest.mark.parametrize("judge", ["training", "validation"])
def test_each_error_chooses_the_lowest_of_all(open_explorable, judge):
    place, table = open_explorable("many-knobs", "degree=5,penalty=1"), columns("degree_and_penalty")
    place.click(judge)
    best = int(np.argmin(table[f"{judge} MSE"]))
    assert place.number("degree") == table["degree"][best]
    assert place.text("penalty") == str(table["penalty"][best] or "none")
    assert place.announcement.startswith(f"The {judge} error chose degree and penalty. ")


# nothing-learned


def test_the_errors_of_each_k_are_those_of_the_program(open_explorable):
    place, table = open_explorable("nothing-learned"), columns("knn_map")
    for row, k in enumerate(table["k"]):
        place.move("k", k)
        assert f"k = {k} is wrong on {100 * table['training'][row]:.0f}%" in place.announcement
        assert f"and {100 * table['validation'][row]:.0f}% of the validation rows" in place.announcement
        assert place.element.locator(".near").get_attribute("d").count("M") == k
    assert "none" in place.element.locator(".empty").text_content()


def test_a_click_on_the_map_moves_the_query(open_explorable, tab):
    place = open_explorable("nothing-learned")
    box = place.element.locator(".map .axes path").bounding_box()
    tab.page.mouse.click(box["x"] + box["width"] * (0.3 + 0.25) / 1.6, box["y"] + box["height"] * (1 - 0.75))
    assert (place.number("a"), place.number("b")) == pytest.approx((0.25, 0.75), abs=0.03)
    assert "a=0.2" in tab.url


# two-loops


def best_of(setting: int, opened: bool = False) -> str:
    """What is announced where this setting is the best of the trials."""
    table = columns("two_loops")
    chosen = (
        f"degree {table['degree'][setting]} and learning rate {table['rate'][setting]}, "
        f"with validation error {table['validation'][setting]:.3f}"
    )
    if opened:
        return f"Chosen: {chosen}. On the test set, opened once: {table['test'][setting]:.3f}."
    return f"Best so far: {chosen}."


@pytest.mark.parametrize("search", ["grid", "random"])
def test_a_search_finds_the_best_of_its_trials_and_the_test_set_is_opened_once(open_explorable, tab, search):
    place, table = open_explorable("two-loops"), columns("two_loops")
    place.click(search)
    place.go_on()
    assert place.control("degree").is_disabled() and place.control("rate").is_disabled()
    assert place.announcement == ""
    place.finish()
    best = min(table[search], key=lambda trial: table["validation"][trial])
    assert place.announcement == best_of(best)
    assert (place.number("degree"), place.number("rate")) == (table["degree"][best], table["rate"][best])
    assert place.control("grid").is_disabled()
    place.click("test")
    assert place.announcement.startswith(best_of(best, opened=True))
    assert tab.url.endswith("opened=1") and place.control("test").is_disabled()
    assert tab.page.evaluate("document.activeElement.name") == "reset"
    place.control("reset").press("Enter")
    assert "No trial yet" in place.announcement and place.control("grid").is_enabled()


def test_an_address_repeats_the_trials(open_explorable):
    place, table = open_explorable("two-loops", "t1=27,t2=3,opened=1"), columns("two_loops")
    assert place.announcement.startswith(best_of(27, opened=True)) and "2 of 12 trials" in place.progress
    assert (place.number("degree"), place.number("rate")) == (table["degree"][27], table["rate"][27])


def test_a_trial_by_hand_is_looked_at_and_the_best_is_kept(open_explorable):
    place = open_explorable("two-loops", "t1=27", reduced_motion="reduce")
    place.move("rate", 0)
    place.control("one").press("Enter")
    score = columns("two_loops")["validation"][24]
    assert place.announcement == f"This trial: validation error {score:.2f}. {best_of(27)}"
    assert place.number("rate") == 0.003
    place.control("one").press("Enter")
    assert "2 of 12 trials" in place.progress, "the same trial does not count twice"


def test_divergence_is_said(open_explorable):
    place = open_explorable("two-loops", "t1=71")
    assert "divergence" in place.announcement and ">10" in place.element.locator(".trials").text_content()


# sort-it


def kind(bin_: str) -> str:
    return "hyperparameter" if "hyper" in bin_ else bin_ if bin_ == "parameter" else "neither"


def other_than(right: str) -> str:
    return "neither" if right == "parameter" else "parameter"


def term(place) -> str:
    return place.element.locator(".term").text_content()


def test_an_address_asks_for_a_term(open_explorable):
    place = open_explorable("sort-it", "round=2,term=3")
    assert term(place) == columns("sort_it")["term"][22] and "Term 3 of 20" in place.progress


def test_twenty_are_sorted_each_with_its_reason_and_then_another_twenty(open_explorable, tab):
    place, table = open_explorable("sort-it"), columns("sort_it")
    for row in range(20):
        assert term(place) == table["term"][row]
        right = kind(table["bin"][row])
        place.click(other_than(right) if row == 3 else right)
        answer = "No" if row == 3 else "Yes"
        assert place.announcement.startswith(f"{answer}: {table['bin'][row]}. {table['reason'][row]}")
        tab.page.keyboard.press("Enter")  # the focus is on what comes next
    assert place.progress == "Term 1 of 20"
    assert term(place) == table["term"][20]


def test_the_last_of_twenty_says_how_many_were_right(open_explorable):
    place, table = open_explorable("sort-it", "round=3,term=19"), columns("sort_it")
    place.click(kind(table["bin"][58]))
    place.click("next")
    place.click(other_than(kind(table["bin"][59])))
    assert "That was the last: 1 of 2 right." in place.announcement
    piled = place.element.locator(".piles li")
    assert piled.count() == 20 and piled.filter(has_text="✗").count() == 1
    place.click("again")
    assert term(place) == table["term"][40] and not piled.count()
    place.click("more")
    assert term(place) == table["term"][0], "after the last round comes the first"


# one-knob


def test_one_knob_finds_the_coefficients_that_numpy_finds(open_explorable):
    place, told = open_explorable("one-knob"), columns("two_kinds")
    for degree in (0, 1, 3, 9):
        place.move("degree", degree)
        found = place.element.evaluate("(element) => element.coefficients")
        np.testing.assert_allclose(found, np.polyfit(told["x"], told["y"], degree)[::-1], rtol=1e-6, atol=1e-8)
        assert place.element.locator(".dial:not(.off)").count() == degree + 1
        error = np.mean((np.polyval(found[::-1], told["x"]) - told["y"]) ** 2)
        assert f"is {error:.3f}." in place.announcement
        assert place.element.locator(".count").inner_text().startswith(f"{degree + 1} coefficient")


def test_one_knob_shows_itself_once_and_gives_way(open_explorable):
    place = open_explorable("one-knob", at="")
    assert place.number("degree") == 3
    place.page.clock.run_for(800)
    spoken = place.element.locator(ANNOUNCEMENT)
    assert place.number("degree") == 1 and place.announcement.startswith("At degree 1 ")
    assert spoken.get_attribute("aria-live") == "off", "nothing is read aloud for it"
    place.page.clock.run_for(1300)
    assert place.number("degree") == 3
    place.page.clock.run_for(10_000)
    assert place.number("degree") == 3 and "#" not in place.page.url
    assert spoken.get_attribute("aria-live") is None
    place = open_explorable("one-knob", at="")
    place.page.clock.run_for(800)
    place.control("degree").focus()
    place.page.keyboard.press("ArrowRight")
    place.page.clock.run_for(10_000)
    assert place.number("degree") == 2, "whoever takes the knob has it"


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}, {"state": "degree=9"}])
def test_one_knob_stays_still_for_who_wants_no_motion_or_came_by_an_address(open_explorable, options):
    state = options.pop("state", "")
    place = open_explorable("one-knob", state, at="", **options)
    before = place.number("degree")
    place.page.clock.run_for(10_000)
    assert place.number("degree") == before


# small-network


def small_network(width: int, rate: float, epochs: int) -> tuple[int, float]:
    """The epoch at which a run ends and its mean squared error there, in the language of matrices."""
    told = columns("small_network")
    x, y = np.array(told["x"]), np.array(told["y"])
    w, b, v = (np.array(told[name][:width]) for name in ("start_w", "start_b", "start_v"))
    c = told["start_c"][0]
    for epoch in range(epochs + 1):
        units = np.tanh(x[:, None] * w + b)
        residuals = units @ v + c - y
        error = float(residuals @ residuals / len(y))
        if epoch == epochs or error > 1000:
            return epoch, error
        inner = residuals[:, None] * v * (1 - units**2) * 2 * rate / len(y)
        outer = 2 * rate / len(y) * residuals
        w, b, v, c = w - x @ inner, b - inner.sum(0), v - units.T @ outer, c - outer.sum()
    raise AssertionError("A run ends.")


@pytest.mark.parametrize(("width", "rate", "epochs"), [(3, 0.1, 300), (1, 0.1, 1000), (12, 0.01, 100), (3, 0.1, 0)])
def test_a_small_network_reaches_what_numpy_reaches(open_explorable, width, rate, epochs):
    place = open_explorable("small-network", f"width={width},rate={rate},epochs={epochs}")
    _, error = small_network(width, rate, epochs)
    assert f"mean squared error is {error:.3f}." in place.announcement
    assert place.progress == f"epoch {epochs}, mean squared error {error:.3f}"
    said = (
        "At the start there are"
        if not epochs
        else f"After {epochs} epochs training has found {3 * width + 1} parameters"
    )
    assert place.announcement.startswith(said)
    assert place.element.locator(".trails").get_attribute("d").count("M") == 3 * width + 1
    assert ("it cannot do both" in place.announcement) == (width == 1)


@pytest.mark.parametrize(("width", "rate"), [(12, 0.4), (8, 0.5), (12, 1)])
def test_a_network_that_diverges_is_stopped_and_explained(open_explorable, width, rate):
    place = open_explorable("small-network", f"width={width},rate={rate},epochs=1000")
    epoch, error = small_network(width, rate, 1000)
    assert error > 1000 and place.announcement.startswith(f"After {epoch} epochs the run diverges")
    assert place.progress == f"epoch {epoch}, diverged" and not BROKEN.search(place.snapshot())


def test_a_network_on_its_way_to_divergence_is_not_said_to_have_found_anything(open_explorable):
    place = open_explorable("small-network", "width=8,rate=0.5,epochs=10")
    epoch, error = small_network(8, 0.5, 10)
    assert epoch == 10 and place.announcement.startswith(
        f"After 10 epochs the mean squared error is {error:.3f}, higher"
    )


def test_training_a_network_is_seen_and_can_be_paused(open_explorable):
    place = open_explorable("small-network")
    place.click("all")
    place.go_on()
    assert place.control("width").is_disabled() and "epoch 300" not in place.progress
    place.finish()
    assert place.control("width").is_enabled() and place.progress.startswith("epoch 300, ")
