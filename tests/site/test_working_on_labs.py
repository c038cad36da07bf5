"""Labs that are worked on in the page: the cells run, each exercise has hints, and a solution passes its check."""

import re

import pytest

from pipeline.content.lab_exercises import lab_exercises
from pipeline.content.run_assets import present_assets
from tests.support import axe
from tests.support.built_site import ROOT
from tests.support.pages import PHONE, until
from tests.support.running import says

LABS = sorted(path.stem for path in (ROOT / "docs" / "labs").glob("*.py"))
OTHERWISE = {
    "01_three_ways": "['copy_X', 'fit_intercept', 'n_jobs', 'positive']",  # LinearRegression has got `tol` since
    "03_network": "width 16,  65 parameters: validation 0.820",  # long trainings, in which the last digits of sums grow
}
"""What a cell prints with the versions in the browser, and otherwise on the page."""
SOLUTIONS = """() => [...document.querySelectorAll("details.solution")].map((fold) =>
  [...fold.querySelectorAll(".language-python code")].map((code) => code.textContent)
    .filter((text) => !text.includes("plt.")).join("\\n"))"""


@pytest.fixture(autouse=True)
def assets(project):
    assert present_assets(project), "Pyodide is not here: run `make test`, which gets it, or `make run-assets`."


def begin(page) -> str:
    page.locator(".run [name=run]").first.click()
    return says(page, ".run:not(.answer)", "has a field for your code now")


@pytest.mark.parametrize("name", LABS)
def test_every_solution_passes_its_check_and_no_starter_does(project, visit, name):
    page = visit(f"labs/{name}/")
    said, different = begin(page), page.locator(".filename", has_text="Printed here")
    if name in OTHERWISE:
        assert "One cell prints something else" in said and different.count() == 1
        assert OTHERWISE[name] in different.locator("+ pre").text_content()
    else:
        assert re.match(r"All \d+ cells of this lab print here what the page prints\.", said)
    exercises, solutions = lab_exercises(project)[name], page.evaluate(SOLUTIONS)
    assert len(exercises) == len(solutions) == page.locator(".run.answer").count()
    for exercise, solution in zip(exercises, solutions, strict=True):
        place = page.locator(".run.answer").nth(exercise.exercise - 1)
        field = place.locator("textarea")
        selector = f".run.answer:has(#answer-{exercise.exercise})"
        assert field.input_value() == exercise.starter.rstrip()
        place.locator("[name=check]").click()
        until(page, f"/Not yet|error/.test(document.querySelector('{selector} [role=status]').textContent)")
        field.fill(solution)
        place.locator("[name=check]").click()
        assert says(page, selector, "passes the check").startswith("✓ Right")


def test_hints_come_one_at_a_time_and_are_spoken(project, visit):
    page = visit(f"labs/{LABS[1]}/")
    page.locator(".run [name=run]").first.click()
    place, hints = page.locator(".run.answer").first, lab_exercises(project)[LABS[1]][0].hints
    for number, hint in enumerate(hints, 1):
        button = place.locator("[name=hint]")
        assert button.text_content() == f"Hint {number} of {len(hints)}"
        button.click()
        shown = place.locator(".run-hints li").all_text_contents()
        assert len(shown) == number and shown[-1] == hint.replace("`", "")
        assert page.evaluate("document.activeElement.textContent") == shown[-1]
    assert not button.is_visible()


def test_an_endless_answer_is_stopped_and_the_next_one_is_checked_all_the_same(visit):
    page = visit(f"labs/{LABS[1]}/")
    begin(page)
    place = page.locator(".run.answer").first
    solution = page.evaluate(SOLUTIONS)[0]
    place.locator("textarea").fill("while True:\n    pass")
    place.locator("[name=check]").click()
    says(page, ".run.answer", "Running.")
    place.locator("[name=stop]").click()
    assert "You stopped it." in says(page, ".run.answer", "stopped")
    place.locator("textarea").fill(solution)
    place.locator("[name=check]").click()
    says(page, ".run.answer", "passes the check")


def test_axe_finds_nothing_where_somebody_works(visit):
    page = visit(f"labs/{LABS[1]}/", viewport=PHONE)
    begin(page)
    page.locator("[name=hint]").first.click()
    page.locator("[name=check]").first.click()
    says(page, ".run.answer", "Not yet")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    axe.prepare(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for part in (".run:not(.answer)", ".run.answer"):
            violations, incomplete = axe.run(page, within=part)
            assert violations == [] and [one for one in incomplete if not axe.reviewed(one)] == []
