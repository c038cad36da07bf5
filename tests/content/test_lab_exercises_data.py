"""docs/data/lab_exercises.yml: what does not fit the labs, or is not Python, stops with file and line."""

import pytest

from pipeline.content.lab_exercises import lab_exercises
from pipeline.content.project import Project
from tests.support.small_project import LAB, add, problems_of

FILE = "docs/data/lab_exercises.yml"
HEADINGS = "\n# %% [markdown]\n# ### Exercise 1: add\n\n# %% [markdown]\n# ### Exercise 2: add more\n"
ENTRIES = """\
# Two exercises.
- lab: 01_lab
  exercise: 1
  asks: Leave the sum in `total`.
  starter: |
    total = 0
  check: |
    assert total == 3, "Add both numbers."
  hints: [There is a sign for it., It is a plus.]
- lab: 01_lab
  exercise: 2
  needs: [1]
  asks: Leave the sum in `more`.
  starter: |
    # your code
  check: |
    assert more == 4, "Add one to it."
  hints: [There is a sign for it., It is a plus.]
"""


@pytest.fixture
def small(tmp_path) -> Project:
    for name in ("01_lab", "02_lab"):
        add(Project(tmp_path), f"docs/labs/{name}.py", LAB + HEADINGS)
    add(Project(tmp_path), "docs/labs/03_lab.py", LAB)
    return Project(tmp_path)


def test_the_exercises_of_a_lab_are_in_its_order(small):
    first, second = ENTRIES.removeprefix("# Two exercises.\n").split("- lab:")[1:]
    add(small, FILE, "".join(f"- lab:{entry}" for entry in (second, first)))
    found = lab_exercises(small)
    assert {lab: [entry.exercise for entry in entries] for lab, entries in found.items()} == {"01_lab": [1, 2]}
    assert found["01_lab"][1].needs == (1,) and found["01_lab"][0].starter == "total = 0\n"


def test_the_labs_are_in_their_order(small):
    add(small, FILE, ENTRIES.replace("01_lab", "02_lab") + ENTRIES)
    assert [*lab_exercises(small)] == ["01_lab", "02_lab"]


def test_a_project_without_the_file_has_none(small):
    assert lab_exercises(small) == {}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("lab: 01_lab", "lab: 09_lab", "2: there is no lab '09_lab'"),
        ("lab: 01_lab", "lab: 03_lab", "3: there is no exercise 1 of 03_lab"),
        ("exercise: 2", "exercise: 3", "11: there is no exercise 3 of 01_lab"),
        ("exercise: 2", "exercise: 1", "11: exercise 1 of 01_lab is here twice"),
        ("exercise: 2", "exercise: 1", "2: exercise 2 of 01_lab has no entry"),
        ("exercise: 2", "exercise: two", "11: 1.exercise: Input should be a valid integer"),
        ("needs: [1]", "needs: [2]", "12: exercise 2 of 01_lab cannot need exercise 2"),
        ("needs: [1]", "needs: [0]", "12: exercise 2 of 01_lab cannot need exercise 0"),
        ("total = 0", "total =", "5: the starter of exercise 1 of 01_lab is not Python: invalid syntax (code, line 1)"),
        ("starter: |\n    total = 0", 'starter: "\\0"', "5: the starter of exercise 1 of 01_lab is not Python: "),
        ("    assert more", "    pass\n    return more", "16: the check of exercise 2 of 01_lab is not Python: "),
        ("hints: [There is a sign for it., ", "hints: [", "9: 0.hints: List should have at least 2 items"),
        ("It is a plus.]", "One., Two., Three.]", "9: 0.hints: List should have at most 3 items"),
        ("asks: Leave the sum in `total`.", 'asks: ""', "4: 0.asks: String should have at least 1 character"),
        ("  asks: Leave the sum in `total`.\n", "", "2: 0.asks: Field required"),
        ("  hints: [There", "  color: red\n  hints: [There", "9: 0.color: Extra inputs are not permitted"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(small, old, new, problem):
    assert old in ENTRIES
    add(small, FILE, ENTRIES.replace(old, new, 1))
    said = problems_of(lambda: lab_exercises(small))
    assert f"{FILE}:{problem}" in said and "\n    " in said, "with a hint"


def test_all_problems_are_told_at_once(small):
    wrong = ENTRIES.replace("total = 0", "total = (").replace("needs: [1]", "needs: [7]")
    add(small, FILE, wrong)
    assert problems_of(lambda: lab_exercises(small)).count(FILE) == 2


def test_a_project_without_labs_has_no_exercises(tmp_path):
    add(Project(tmp_path), FILE, ENTRIES)
    assert "    There are no labs." in problems_of(lambda: lab_exercises(Project(tmp_path)))
