"""The story: scrolling alone moves its explorable, and without script it is a page to be read."""

import re
from itertools import pairwise

import pytest

from tests.support.explorables import SITE, Tab, columns

STEPS = 8
STEP = ".steps > p"


@pytest.fixture(scope="module")
def tab(chromium, address):
    tab = Tab(chromium, address, clock=False)
    yield tab
    assert tab.complaints == []
    tab.close()


def read_step(tab, number: int) -> None:
    """Scrolls until a step is where its reader has it: in the middle, or on a phone in the lower part."""
    tab.page.locator(STEP).nth(number).evaluate(
        """(step) => {
          const { top, height } = step.getBoundingClientRect(), share = innerWidth < 960 ? 0.75 : 0.5;
          scrollBy({ top: top + Math.min(height, 60) / 2 - innerHeight * share, behavior: "instant" });
        }"""
    )
    tab.page.locator(f"{STEP}:nth-child({number + 1}).now").wait_for()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (768, 1024), (360, 740), (320, 568)])
def test_each_step_shows_the_state_that_it_speaks_of(tab, width, height):
    tab.load("story/", width=width, height=height)
    place, table = tab.come_to("many-knobs"), columns("degree_and_penalty")
    assert tab.page.locator(STEP).count() == STEPS
    seen = []
    for number in range(STEPS):
        read_step(tab, number)
        text = tab.page.locator(STEP).nth(number).inner_text()
        degree, penalty = place.number("degree"), place.text("penalty")
        seen.append((degree, penalty))
        if named := re.search(r"(?<=You choose degree )\d", text):
            assert degree == int(named[0])
            row = next(i for i in range(90) if table["degree"][i] == degree and table["penalty"][i] == 0)
            if degree < 9 or "training error is" in text:
                assert f"{table['training MSE'][row]:.3f}" in text
        plot = place.element.locator("svg").first.bounding_box()
        assert 0 <= plot["y"] < height / 2, "the plot is seen while its step is read"
    assert seen == [
        (0, "none"),
        (1, "none"),
        (3, "none"),
        (9, "none"),
        (9, "none"),
        (3, "none"),
        (9, "0.001"),
        (3, "none"),
    ]
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width


def test_back_up_the_story_goes_back(tab):
    tab.load("story/")
    place = tab.come_to("many-knobs")
    for number, degree in ((3, 9), (1, 1), (2, 3)):
        read_step(tab, number)
        assert place.number("degree") == degree


def test_the_links_of_the_steps_set_the_state_by_keyboard(tab):
    tab.load("story/")
    place = tab.come_to("many-knobs")
    tab.page.locator(f"{STEP} a", has_text="a penalty of 0.001").focus()
    tab.page.keyboard.press("Enter")
    assert place.text("penalty") == "0.001"


def test_without_script_it_is_a_figure_and_a_text(chromium, address):
    tab = Tab(chromium, address, clock=False, java_script_enabled=False)
    tab.load("story/")
    assert tab.page.locator(".story img").filter(visible=True).count() == 1
    assert tab.page.locator(STEP).filter(visible=True).count() == STEPS
    tops = tab.page.locator(STEP).evaluate_all("(steps) => steps.map((step) => step.getBoundingClientRect().top)")
    assert max(b - a for a, b in pairwise(tops)) < 250, "no empty screens between the steps"
    tab.close()


def test_the_degree_that_it_chooses_is_the_best_of_all():
    table = columns("degree_and_penalty")
    free = [i for i in range(90) if table["penalty"][i] == 0]
    assert table["degree"][min(free, key=lambda i: table["validation MSE"][i])] == 3
    text = (SITE / "story" / "index.html").read_text("utf-8")
    assert all(f"{table['validation MSE'][i]:.3f}" in text for i in free if table["degree"][i] in (3, 9))
