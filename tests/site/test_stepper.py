"""The rule as a stepper: a value, questions, a card; the way is in the address, and every way ends."""

import re
from typing import get_args

import pytest

from pipeline.content import data
from tests.support.pages import until

SCRIPT = "docs/assets/scripts/stepper.js"


def choose(page, words: str) -> None:
    page.locator("#stepper").get_by_role("button", name=words, exact=True).click()


def test_a_value_is_asked_about_and_lands_on_a_card(visit, address):
    page = visit("rule/")
    choose(page, "the dropout rate")
    for answer in ("No", "A setting", "The model", "No"):
        assert page.evaluate("document.activeElement.className") == "asked", "the question is where the keyboard is"
        choose(page, answer)
    card = page.locator("#stepper .card.chosen")
    assert card.locator(".verdict").inner_text() == "training hyperparameter"
    assert (
        "So the dropout rate is a training hyperparameter." in card.inner_text() and "Two more: " in card.inner_text()
    )
    assert page.evaluate("location.href") == f"{address}rule/?value=the+dropout+rate&way=no.setting.model.no#stepper"
    page.go_back()
    assert (
        page.locator("#stepper .asked").inner_text().startswith("A finer question: Does the prediction formula contain")
    )


def test_a_teacher_can_link_to_a_step_and_a_reader_can_go_back(visit):
    page = visit("rule/?value=beam+width&way=no.setting#stepper")
    assert (
        page.locator("#stepper .asked")
        .inner_text()
        .startswith("A finer question: What can changing “beam width” change")
    )
    page.locator("#stepper").get_by_role("link", name="change").first.click()
    assert page.locator("#stepper .asked").inner_text().startswith("Question 1: ")
    choose(page, "Ask about another value")
    page.locator("#stepper input").fill("my own")
    page.keyboard.press("Enter")
    assert "“my own”" in page.locator("#stepper .asked").inner_text()


def test_a_way_that_differs_from_ours_says_so(visit):
    page = visit("rule/?value=k+in+kNN&way=no.setting.model.no#stepper")
    page.locator("#stepper").get_by_role("link", name="see our way").click()
    page.locator("#stepper .card", has_text="structural hyperparameter").wait_for()


@pytest.mark.parametrize(
    "asked",
    [
        "value=%3Cimg%20src=x%3E&way=nonsense",
        "value=a&way=yes.yes.fit.more",
        "way=yes",
        "value=constructor&way=yes.yes.fit",
        "value=a&way=constructor",
    ],
)
def test_an_address_that_somebody_typed_does_no_harm(visit, asked):
    page = visit(f"rule/?{asked}#stepper")
    until(page, "document.querySelector('#stepper').children.length > 0")
    assert page.locator("#stepper img").count() == 0 and page.locator("#stepper :is(button, .card)").count() > 0


def test_every_category_is_reached_by_one_of_the_twelve_values(visit, project):
    page = visit("rule/")
    values = page.locator("#stepper .choices button").all_inner_texts()
    assert len(values) == 12
    ways = dict(re.findall(r'^    "([^"]+)": "([a-z ]+)",$', (project.root / SCRIPT).read_text("utf-8"), re.MULTILINE))
    reached = set()
    for value in values:
        page.goto(
            f"{page.url.split('?')[0]}?value={value.replace(' ', '+')}&way={ways[value].replace(' ', '.')}#stepper"
        )
        reached.add(page.locator("#stepper .verdict").inner_text())
    assert reached == set(get_args(data.Bin))


def test_without_script_the_figure_is_there_and_no_empty_box(visit):
    page = visit("rule/", script=False)
    assert page.locator("#figure-three-questions").is_visible()
    assert page.locator("#stepper").bounding_box()["height"] == 0
