"""docs/data/mistakes.yml: what does not fit a program stops with file and line."""

import pytest

from pipeline.content.mistakes import mistakes
from pipeline.content.project import Project
from tests.support.small_project import SNIPPET, add, problems_of

FILE = "docs/data/mistakes.yml"
ENTRY = """\
- program: adds
  was: np.arange(4).sum()
  becomes: np.arange(4).prod()
  mistake: A product in place of a sum. The total is 0.
  test: test_it_adds
  why: It adds the four numbers by hand.
"""


@pytest.fixture
def small(tmp_path) -> Project:
    add(Project(tmp_path), "snippets/adds.py", SNIPPET)
    return Project(tmp_path)


def test_a_program_has_its_mistake_and_a_project_without_the_file_has_none(small):
    assert mistakes(Project(small.root)) == {}
    add(small, "snippets/more.py", SNIPPET)
    add(small, FILE, ENTRY.replace("adds\n", "more\n") + ENTRY)
    found = mistakes(small)
    assert list(found) == ["more", "adds"]
    assert (found["adds"].was, found["adds"].becomes) == ("np.arange(4).sum()", "np.arange(4).prod()")
    assert (found["adds"].test, found["adds"].why) == ("test_it_adds", "It adds the four numbers by hand.")


def test_a_text_may_be_taken_out(small):
    add(small, FILE, ENTRY.replace("was: np.arange(4).sum()", "was: .sum()").replace("np.arange(4).prod()", '""'))
    assert mistakes(small)["adds"].becomes == ""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("program: adds", "program: subtracts", "1: there is no program 'subtracts'"),
        ("sum()", "max()", "2: the numbers cell of snippets/adds.py has this text 0 times: np.arange(4).max()"),
        (
            "was: np.arange(4).sum()",
            "was: total",
            "2: the numbers cell of snippets/adds.py has this text 3 times: total",
        ),
        (
            "was: np.arange(4).sum()",
            "was: A line",
            "2: the numbers cell of snippets/adds.py has this text 0 times: A line",
        ),
        ("was: np.arange(4).sum()", 'was: ""', "2: 0.was: String should have at least 1 character"),
        ("  test: test_it_adds\n", "", "1: 0.test: Field required"),
        ("why: It adds the four numbers by hand.", "why:", "6: 0.why: Input should be a valid string"),
        ("  why: It", "  color: red\n  why: It", "6: 0.color: Extra inputs are not permitted"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(small, old, new, problem):
    assert old in ENTRY
    add(small, FILE, ENTRY.replace(old, new, 1))
    said = problems_of(lambda: mistakes(small))
    assert f"{FILE}:{problem}" in said and "\n    " in said, "with a hint"


def test_a_program_is_there_once(small):
    add(small, FILE, ENTRY * 2)
    assert problems_of(lambda: mistakes(small)).startswith(f"{FILE}:7: the program 'adds' is here twice\n")


def test_all_problems_are_named_together(small):
    add(small, FILE, ENTRY.replace("adds\n", "gone\n", 1) + ENTRY.replace("np.arange(4).sum()", "np.pi"))
    said = problems_of(lambda: mistakes(small))
    assert f"{FILE}:1: there is no program 'gone'" in said and f"{FILE}:8: the numbers cell" in said


def test_a_program_without_a_numbers_cell_has_no_text(small):
    add(small, "snippets/adds.py", SNIPPET.replace("# %% numbers\n", ""))
    add(small, FILE, ENTRY)
    assert f"{FILE}:2: the numbers cell of snippets/adds.py has this text 0 times" in problems_of(
        lambda: mistakes(small)
    )
