"""docs/data/mistakes.yml: each planted mistake runs, shows in the output, and is caught by the test that it names."""

import importlib
import re
import time
from collections.abc import Callable

import pytest

from pipeline.content.mistakes import Mistake, mistakes
from pipeline.content.project import Project
from tests.support import snippets
from tests.support.snippets import ROOT, cells, printed, run

MISTAKES = mistakes(Project(ROOT))
SECONDS = 20
"""How long a program may take with its mistake. It takes two at most, where no other test runs beside it."""
NUMBER = re.compile(r"\d+\.\d+|\d{3,}")
"""A number that is said of the output: a decimal, or one of three digits or more."""
EACH = pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)


def test_there_are_enough():
    assert len(MISTAKES) >= 10


def mutated(mistake: Mistake) -> dict[str, str]:
    """The cells of its program, with the mistake in the numbers cell."""
    true = cells(mistake.program)
    return {**true, "numbers": true["numbers"].replace(mistake.was, mistake.becomes)}


def named(name: str) -> list[tuple[Callable, list]]:
    """The test functions of that name, in all modules of this folder, each with the first of its seeds."""
    files = sorted((ROOT / "tests" / "snippets").glob("test_*.py"))
    owners = [file.stem for file in files if re.search(rf"^def {name}\(", file.read_text("utf-8"), re.MULTILINE)]
    found = [getattr(importlib.import_module(f"tests.snippets.{owner}"), name) for owner in owners]
    return [(function, arguments(function)) for function in found]


def arguments(function: Callable) -> list:
    """The seed that a test is called with: the first, or none where it takes none."""
    marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
    assert [mark.args[0] for mark in marks] in ([], ["seed"])
    return [mark.args[1][0].values[0] for mark in marks]


@EACH
def test_it_is_one_place_in_one_line(mistake):
    assert cells(mistake.program)["numbers"].count(mistake.was) == 1
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
    [(function, seed)] = named(mistake.test)
    function(*seed)
    wrong = {mistake.program: mutated(mistake)}
    monkeypatch.setattr(snippets, "cells", lambda name: wrong.get(name) or cells(name))
    with pytest.raises(AssertionError):
        function(*seed)
