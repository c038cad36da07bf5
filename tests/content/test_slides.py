"""The data of the deck: what a slide names is there, and the minutes are those of the class."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline.content.project import Project
from pipeline.content.slides import deck
from tests.support.small_project import ROOT, edit, problems_of

FILE = "docs/data/slides.yml"
WRONG = {
    "objectives: [tell-apart,": "objectives: [fly,",
    "[linear-regression-coef,": "[linear-regression-wings,",
    "explorable: one-knob": "explorable: no-knob",
    "state: Just below the limit": "state: On the limit",
    "figure: ridge": "figure: bridge",
    "page: choosing.md": "page: losing.md",
    "question: a-default-counts": "question: true-slope",
    "more: epochs.md": "more: years.md",
    "Welcome everybody.": "Welcome *everybody.",
}
"""What is written in place of what is right; each is a fault of its own."""


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("slides")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("generated", "assets", "explorables"))
    shutil.copytree(ROOT / "snippets", root / "snippets")
    return root


@pytest.fixture
def project(source) -> Project:
    shutil.copy(ROOT / FILE, source / FILE)
    return Project(source)


def test_the_deck_fits_the_class(project):
    slides = deck(project)
    assert 12 <= len(slides) <= 15 and sum(slide.minutes for slide in slides) == 45
    assert slides[0].kind == "title" and slides[-1].kind == "end"
    assert {"definitions", "rule", "comparison", "figure", "explorable", "question"} <= {slide.kind for slide in slides}


def test_everything_that_is_not_there_is_named_with_its_line(project):
    lines = (ROOT / FILE).read_text("utf-8").splitlines()
    for right, wrong in WRONG.items():
        edit(project, FILE, right, wrong)
    told = problems_of(lambda: deck(project))
    places = {int(place) for place in re.findall(rf"^{re.escape(FILE)}:(\d+): slide '", told, re.MULTILINE)}
    assert places == {number for number, line in enumerate(lines, 1) if any(right in line for right in WRONG)}


def test_the_minutes_are_counted(project):
    edit(project, FILE, "minutes: 5", "minutes: 6")
    assert "the slides take 46 minutes" in problems_of(lambda: deck(project))


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("  - id: goals", "  - id: title", "the id 'title' is here twice"),
        ("kind: rule", "kind: ruler", "ruler"),
        ("    kind: figure\n    figure: ridge", "    kind: figure\n    picture: ridge", "slides.yml"),
    ],
)
def test_a_slide_of_no_kind_or_with_a_field_of_another_kind_is_refused(project, right, wrong, told):
    edit(project, FILE, right, wrong)
    assert told in problems_of(lambda: deck(project))


def test_a_project_without_slides_has_none(tmp_path):
    assert deck(Project(tmp_path)) == []
