"""Explorables: the same numbers as numpy, the same place as their figures, and nothing lost where they cannot run."""

import gzip
import json

import numpy as np
import pytest

from pipeline import data
from pipeline.finish import explorables
from tests import axe
from tests.conftest import ROOT, until, variables

DESCENT = (ROOT / "docs" / "explorables" / "descent.js").read_text("utf-8")
PATH = """(told) => {
  const { x, y, m, c } = told.data, path = [{ m: m[0], c: c[0] }];
  for (let i = 1; i < told.steps; i++) path.push(descent.step(x, y, path.at(-1), told.rate));
  return path.map(({ m, c }) => [m, c, descent.loss(x, y, { m, c })]);
}"""
WHERE = "learned/"


def told(name: str) -> dict:
    return json.loads((ROOT / "docs" / "generated" / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def bare(chromium):
    """A page with nothing on it, where scripts may be tried."""
    page = chromium.new_page()
    yield page
    page.close()


def path_of(page, code: str, rate: float, steps: int) -> np.ndarray:
    given = {"data": told("line_descent"), "rate": rate, "steps": steps}
    return np.array(page.evaluate(f"(told) => {{ {code}; return ({PATH})(told) }}", given), float)


def path_by_numpy(rate: float, steps: int) -> np.ndarray:
    """The same in the language of matrices."""
    given = variables("line_descent")
    X, y, w = np.stack([given["x"], np.ones(20)], axis=1), given["y"], np.array([-1.0, -1.0])
    path = []
    for _ in range(steps):
        path.append([*w, np.mean((X @ w - y) ** 2)])
        w = w - rate * 2 / 20 * X.T @ (X @ w - y)
    return np.array(path)


@pytest.mark.parametrize(("rate", "steps"), [(0.01, 100), (0.1, 41), (0.3, 60), (0.6, 60), (0.9, 40)])
def test_each_step_is_that_of_numpy(bare, rate, steps):
    np.testing.assert_allclose(path_of(bare, DESCENT, rate, steps), path_by_numpy(rate, steps), rtol=1e-9)


def test_the_path_on_the_page_is_that_of_the_program(bare):
    shown = np.array([told("line_descent")[name] for name in ("m", "c", "loss")]).T
    np.testing.assert_allclose(path_of(bare, DESCENT, 0.1, 41), shown, rtol=1e-9)


@pytest.mark.parametrize(
    "change",
    [("(rate * 2 * slope)", "(rate * slope)"), ("residual * value", "value"), ("c - (rate", "c + (rate"), ("** 2", "")],
)
def test_a_wrong_step_is_noticed(bare, change):
    assert DESCENT.count(change[0]) == 1
    wrong = path_of(bare, DESCENT.replace(*change), 0.1, 41)
    assert not np.allclose(wrong, path_by_numpy(0.1, 41), rtol=1e-9)


@pytest.mark.parametrize("share", [0.005, 0.4, 0.9, 1.01])
def test_the_losses_at_other_rates_are_those_of_the_program(bare, share):
    given, data = variables("learning_rate"), told("learning_rate")
    start = {"data": data | {"m": [0], "c": [0]}, "rate": share * given["limit"], "steps": 100}
    path = np.array(bare.evaluate(f"(told) => {{ {DESCENT}; return ({PATH})(told) }}", start))
    np.testing.assert_allclose(path[:, 2], np.array(data[f"rate {share} of the limit"]) + given["lowest"], rtol=1e-9)


def test_limit_and_minimum_are_those_of_linear_algebra(bare):
    shape = bare.evaluate(f"({{ x, y }}) => {{ {DESCENT}; return descent.shape(x, y) }}", told("line_descent"))
    given = variables("line_descent")
    X = np.stack([given["x"], np.ones(20)], axis=1)
    assert shape["limit"] == pytest.approx(2 / np.linalg.eigvalsh(2 * X.T @ X / 20).max(), rel=1e-9)
    best = np.linalg.lstsq(X, given["y"], rcond=None)[0]
    assert [shape["best"]["m"], shape["best"]["c"]] == pytest.approx(best, rel=1e-9)


def test_no_random_number_is_drawn_and_nothing_is_kept(project):
    text = "".join(file.read_text("utf-8") for file in (ROOT / "docs" / "explorables").glob("*.js"))
    for word in ("Math.random", "crypto", "localStorage", "sessionStorage", "fetch(", "import ", "cookie"):
        assert word not in text


def test_they_are_light(project):
    total = 0
    for it in data.explorables(project):
        own = explorables.own(project, it).split(";", 1)[1]  # without the data
        size = len(gzip.compress(own.encode(), 9)) + len(
            gzip.compress(explorables.source(project, "shared").encode(), 9)
        )
        assert size <= 4000, it.id
        total += len(gzip.compress(own.encode(), 9))
    assert total + len(gzip.compress(explorables.source(project, "shared").encode(), 9)) <= 15_000


# on the page

PLACES = {"who-turns": WHERE, "other-rate": "learning-rate/"}


@pytest.fixture
def live(visit):
    """The page with an explorable that has come to life, in view."""

    def open_it(name: str = "who-turns", where: str = WHERE, fragment: str = "", **options):
        page = visit(where + fragment, **options)
        page.locator(name).scroll_into_view_if_needed()
        until(page, f"document.querySelector('{name}.live') !== null")
        return page, page.locator(name)

    return open_it


def number(place, name: str) -> float:
    return float(place.locator(f"[name={name}]").evaluate("(knob) => knob.previousElementSibling.value"))


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("name", PLACES)
def test_it_takes_the_place_of_its_figure_and_moves_nothing(visit, name, width):
    page = visit(PLACES[name], viewport={"width": width, "height": 800})
    caption = f"document.querySelector('{name} ~ figcaption').getBoundingClientRect().top + scrollY"
    before = page.evaluate(caption)
    page.locator(name).scroll_into_view_if_needed()
    until(page, f"document.querySelector('{name}.live') !== null")
    assert page.evaluate(caption) == before
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not page.locator(f"{name} picture:visible").count()


def test_its_scripts_come_when_it_comes_near(visit):
    page = visit(WHERE, viewport={"width": 1280, "height": 300})
    page.wait_for_load_state("networkidle")
    scripts = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/explorables/')).length"
    assert page.evaluate(scripts) == 0
    page.locator("who-turns").scroll_into_view_if_needed()
    until(page, f"{scripts} === 2")


def test_training_turns_the_blue_knobs_while_the_other_is_locked(live):
    page, place = live()
    place.get_by_role("button", name="Run").click()
    until(page, "document.querySelector('who-turns.running') !== null")
    assert place.locator("[name=rate]").is_disabled()
    until(page, "document.querySelector('who-turns .said').textContent.includes('has found')")
    expected = path_by_numpy(0.1, 41)[-1]
    assert (number(place, "m"), number(place, "c")) == pytest.approx(expected[:2], abs=0.006)
    assert number(place, "rate") == 0.1 and place.locator("[name=rate]").is_enabled()
    assert page.url.endswith("#who-turns:rate=0.1,step=40")


def test_one_step_is_one_step(live):
    _, place = live()
    place.get_by_role("button", name="One step").click()
    expected = path_by_numpy(0.1, 2)[-1]
    assert (number(place, "m"), number(place, "c")) == pytest.approx(expected[:2], abs=0.006)
    assert "After 1 step" in place.locator(".said").text_content()


def test_a_rate_above_the_limit_diverges_and_it_is_said(live):
    page, place = live(fragment="#who-turns:rate=0.9")
    place.get_by_role("button", name="Run").click()
    until(page, "document.querySelector('who-turns .said').textContent.includes('diverged')")
    assert place.locator("svg").first.is_visible()


def test_a_fragment_sets_the_state(live):
    _, place = live(fragment="#who-turns:rate=0.3,step=12")
    expected = path_by_numpy(0.3, 13)[-1]
    assert (number(place, "m"), number(place, "c")) == pytest.approx(expected[:2], abs=0.006)
    assert number(place, "rate") == 0.3


@pytest.mark.parametrize(
    "words", ["rate=9", "rate=x,step=3", "pace=1", "rate", "rate=0.3,step=12;", "%00", "step=1e9", ""]
)
def test_a_malformed_fragment_is_ignored(live, words):
    _, place = live(fragment=f"#who-turns:{words}")
    assert (number(place, "m"), number(place, "c"), number(place, "rate")) == (-1, -1, 0.1)


def test_it_works_by_keyboard_alone(live):
    page, place = live()
    knob = place.locator("[name=m]")
    knob.focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert number(place, "m") == pytest.approx(-0.9)
    assert "loss" in knob.get_attribute("aria-valuetext")
    for name in ("c", "rate", "one", "all", "reset"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == name
    page.keyboard.press("Enter")
    assert number(place, "m") == -1


def test_reduced_motion_jumps_to_the_end(live):
    _, place = live(reduced_motion="reduce")
    place.get_by_role("button", name="Run").click()
    assert "After 40 steps" in place.locator(".said").text_content()


def test_without_script_and_on_paper_it_is_a_figure(visit, live):
    page = visit(WHERE, java_script_enabled=False)
    assert page.locator("who-turns .only-light img").is_visible()
    page, place = live()
    page.emulate_media(media="print")
    assert place.locator(".only-light img").is_visible() and not place.locator(".stage").is_visible()


def test_what_fails_leaves_the_figure_and_says_so_once(chromium, address):
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script("SVGElement.prototype.setAttribute = () => { throw new Error('as planned') }")
    page.goto(address + WHERE)
    page.locator("who-turns").scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    assert page.locator("who-turns .only-light img").is_visible()
    assert said == ["who-turns stays a figure: as planned"]
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PLACES)
def test_axe_finds_nothing(live, name, scheme, width):
    page, _ = live(name, PLACES[name], color_scheme=scheme, viewport={"width": width, "height": 900})
    page.evaluate(axe.AXE)
    violations, _ = axe.run(page, name)
    assert not violations


def test_another_rate_and_other_epochs(live):
    page, place = live("other-rate", PLACES["other-rate"], "#other-rate:rate=0.37,epochs=100")
    assert "Arrived: slope 2.94 and intercept -0.98" in place.locator(".said").text_content()
    place.locator("[name=rate]").focus()
    page.keyboard.press("End")
    until(page, "document.querySelector('other-rate .said').textContent.includes('diverges')")
    assert page.url.endswith("#other-rate:rate=1.2,epochs=100")


def test_targets_are_large_enough_for_fingers(live):
    _, place = live(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    boxes = [target.bounding_box() for target in place.locator("input, button").all()]
    assert len(boxes) == 6 and min(box["height"] for box in boxes) >= 44


@pytest.mark.parametrize("name", PLACES)
def test_each_has_its_page_to_embed(chromium, address, name):
    page = chromium.new_page()
    page.goto(f"{address}embed/{name}/")
    page.wait_for_selector(f"{name}.live input")
    page.close()


@pytest.mark.parametrize("width", [320, 800])
def test_embedded_in_a_sandbox_of_another_origin(chromium, address, width):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_content(
        f'<iframe src="{address}embed/who-turns/" width="100%" height="1000" sandbox="allow-scripts"></iframe>'
    )
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Run").click()
    frame.locator(".said", has_text="has found").wait_for()
    assert frame.get_by_role("link", name="CC BY 4.0").is_visible()
    inner = page.frames[1]
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert inner.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert said == []
    context.close()
