"""A program with a change planted in it, and the tests that must notice."""

import importlib
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.support import snippets
from tests.support.snippets import ROOT, cells


def changed(program: str, was: str, becomes: str) -> dict[str, str]:
    """The cells of the program, with the change in its numbers cell."""
    true = cells(program)
    assert true["numbers"].count(was) == 1
    return {**true, "numbers": true["numbers"].replace(was, becomes)}


def plant(patch: pytest.MonkeyPatch, program: str, wrong: dict[str, str]) -> None:
    """From here on, tests that ask for the cells of this program get the wrong ones."""
    patch.setattr(snippets, "cells", lambda name: wrong if name == program else cells(name))


def named(name: str) -> list[Callable]:
    """The test functions of that name, in all modules of tests/snippets/."""
    files = sorted((ROOT / "tests" / "snippets").glob("test_*.py"))
    owners = [file.stem for file in files if re.search(rf"^def {name}\(", file.read_text("utf-8"), re.MULTILINE)]
    return [getattr(importlib.import_module(f"tests.snippets.{owner}"), name) for owner in owners]


def first_case(function: Callable) -> dict[str, Any]:
    """What pytest hands to a test at first: its seed, as a rule, or nothing."""
    given: dict[str, Any] = {}
    for mark in getattr(function, "pytestmark", []):
        if mark.name == "parametrize":
            names, cases = mark.args
            names = [names] if isinstance(names, str) else list(names)
            values = getattr(cases[0], "values", cases[0])  # pytest.param(...), or the value itself
            values = values if isinstance(values, tuple | list) else [values]
            values = [values] if len(names) == 1 != len(values) else values
            given.update(zip(names, values, strict=True))
    return given
