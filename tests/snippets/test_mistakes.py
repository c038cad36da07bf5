"""docs/data/mistakes.yml: each planted mistake runs, shows in the output, and is caught by the test that it names."""

import re
import time

import pytest

from pipeline.content.mistakes import Mistake, mistakes
from pipeline.content.project import Project
from tests.support.planted import changed, first_case, named, plant
from tests.support.snippets import ROOT, printed, run

MISTAKES = mistakes(Project(ROOT))
SECONDS = 20
"""How long a program may take with its mistake. It takes two at most, where no other test runs beside it."""
NUMBER = re.compile(r"\d+\.\d+|\d{3,}")
"""A number that is said of the output: a decimal, or one of three digits or more."""
EACH = pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)


def test_there_are_enough():
    assert len(MISTAKES) >= 10


def mutated(mistake: Mistake) -> dict[str, str]:
    return changed(mistake.program, mistake.was, mistake.becomes)


@EACH
def test_it_is_one_place_in_one_line(mistake):
    assert mutated(mistake)
    assert "\n" not in mistake.was + mistake.becomes and len(mistake.becomes) < 80


@EACH
def test_it_runs_and_prints_something_else(mistake):
    start = time.perf_counter()
    _, lines = run(mutated(mistake)["numbers"], mistake.program)
    assert time.perf_counter() - start < SECONDS
    assert lines and lines != printed(mistake.program)
    told, shown = NUMBER.findall(mistake.mistake), " ".join([*lines, *printed(mistake.program)])
    assert [number for number in told if number not in NUMBER.findall(shown)] == [], "these numbers are not printed"


@EACH
def test_the_test_that_it_names_notices(mistake, monkeypatch):
    [function] = named(mistake.test)
    case = first_case(function)
    assert set(case) <= {"seed"}
    function(**case)
    plant(monkeypatch, mistake.program, mutated(mistake))
    with pytest.raises(AssertionError):
        function(**case)
