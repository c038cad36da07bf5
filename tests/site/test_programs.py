"""The programs of the pages: their copy buttons copy what was tested, and what long ones print comes first."""

import re
import subprocess
import sys

import pytest

from tests.support.built_site import ROOT
from tests.support.pages import until
from tests.support.snippets import variables


def first_cell(name: str) -> str:
    """The program of a snippet, as it stands in its file."""
    source = (ROOT / "snippets" / f"{name}.py").read_text("utf-8")
    return re.search(r"# %% numbers\n(.*?)(?=\n# %%|\Z)", source, re.DOTALL)[1]


def copied(page, button) -> str:
    """What is in the clipboard after a click on the button."""
    page.evaluate("navigator.clipboard.writeText('')")
    button.click()
    until(page, "navigator.clipboard.readText().then((text) => text.length > 0)")
    return page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("location", ["rule/", "parameters/", "hyperparameters/"])
def test_the_copy_button_copies_the_tested_program(visit, location):
    page = visit(location)
    programs = page.locator(".program").all()
    assert programs
    for program in programs:
        name = program.get_attribute("id").removeprefix("program-").replace("-", "_")
        for summary in program.locator("> .program-code > summary").all():
            summary.click()
        text = copied(page, program.locator(".language-python .copy").first)
        assert text.strip() == first_cell(name).strip(), name


def test_a_copied_program_runs(visit, tmp_path):
    page = visit("parameters/")
    text = copied(page, page.locator("#program-line-fit .copy").first)
    (tmp_path / "pasted.py").write_text(text, "utf-8")
    ran = subprocess.run([sys.executable, "pasted.py"], cwd=tmp_path, capture_output=True, text=True)
    assert f"slope m = {variables('line_fit')['m']:.2f}" in ran.stdout


def test_of_a_long_program_the_output_is_seen_first_and_the_code_on_demand(visit):
    page = visit("epochs/", script=False)
    program = page.locator("#program-epochs-overfitting")
    output, code = program.locator(".language-text code"), program.locator(".language-python code")
    assert output.is_visible() and not code.first.is_visible()
    fold = program.get_by_text(
        f"The program: epochs_overfitting.py, {len(first_cell('epochs_overfitting').splitlines())} lines"
    )
    assert fold.bounding_box()["y"] > output.bounding_box()["y"]
    fold.focus()
    page.keyboard.press("Enter")
    assert code.first.is_visible() and not code.last.is_visible()
    program.get_by_text("The whole program, with its picture").click()
    assert code.last.is_visible()


def test_a_short_program_is_seen_above_its_output(visit):
    program = visit("parameters/", script=False).locator("#program-line-fit")
    output, code = program.locator(".language-text code"), program.locator(".language-python code").first
    assert code.bounding_box()["y"] < output.bounding_box()["y"]


SELECTED = """(selector) => {
  getSelection().selectAllChildren(document.querySelector(selector));
  return getSelection().toString();
}"""


def test_a_selected_program_is_copied_without_its_button_and_its_file_name(visit):
    page = visit("parameters/")
    text = page.evaluate(SELECTED, "#program-line-fit .language-python")
    assert text.strip() == first_cell("line_fit").strip()


COPIED = """(selector) => {
  const text = new DataTransfer();
  getSelection().selectAllChildren(document.querySelector(selector));
  const event = new ClipboardEvent("copy", { clipboardData: text, bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(event);
  return event.defaultPrevented ? text.getData("text/plain") : getSelection().toString();
}"""


def test_a_selected_formula_is_copied_as_its_latex_in_the_line(visit):
    """A browser alone copies one sign a line."""
    page = visit("learning-rate/")
    page.locator("h1").hover()
    page.locator(".citation-dialog").wait_for(state="attached")  # the script for readers of the text has come
    page.evaluate("document.querySelector('article math').parentElement.id = 'with-formula'")
    source = page.evaluate("document.querySelector('article math annotation').textContent")
    copied = page.evaluate(COPIED, "#with-formula")
    assert f"${source}$" in copied and max(map(len, copied.splitlines())) > len(source) + 2


def test_selected_rows_of_a_table_and_headings_are_copied_without_their_number_signs(visit):
    page = visit("difference/")
    assert page.locator("article .headerlink").count() > 5
    text = page.evaluate(SELECTED, "article")
    assert len(text) > 1_000
    assert "#" not in text and "Copy" not in text
