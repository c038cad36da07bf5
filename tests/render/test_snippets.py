"""A snippet is a docstring and named cells. What is not is named with its line."""

from pathlib import Path

import pytest

from pipeline.content.project import Project
from pipeline.render.snippets import Cell, Snippet, read_snippet, read_snippets
from tests.support.small_project import SNIPPET, add, problems_of


def read(source: str) -> Snippet:
    return read_snippet(Path("adds.py"), "snippets/adds.py", source)


def test_cells_are_what_stands_between_their_marks():
    snippet = read(SNIPPET)
    picture = SNIPPET.split("# %% picture\n")[1].split("\n# %% data")[0]
    assert (snippet.name, snippet.claim, snippet.has_picture) == ("adds", "It adds.", True)
    assert snippet.cells == {
        "numbers": Cell("numbers", 4, 'import numpy as np\n\ntotal = np.arange(4).sum()\nprint(f"total {total}")\n'),
        "picture": Cell("picture", 10, picture),
        "data": Cell("data", 17, 'data = {"x": [0, total], "y": [0.5, 1]}\n'),
    }


def test_a_snippet_needs_numbers_only():
    snippet = read('"""It counts."""\n# %% numbers\nfrom sklearn import svm\nprint(1)')
    assert list(snippet.cells) == ["numbers"] and not snippet.has_picture and snippet.needs_scikit_learn
    assert not read(SNIPPET).needs_scikit_learn


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("# %% picture", "# %% image", ":9: unknown cell 'image'"),
        ("# %% picture", "# %% numbers", ":9: the cell 'numbers' is here twice"),
        ("# %% numbers\n", "", ":8: the first cell is not 'numbers'"),
        ("# %% ", "# ", ": the first cell is not 'numbers'"),
        ("# %% numbers\n", "# %% picture\nplt.show()\n# %% numbers\n", ":11: the cell 'picture' is here twice"),
        ("# %% numbers", "# %% data", ":16: the cell 'data' is here twice"),
        ('"""It adds."""\n', "", ":1: the snippet has no docstring"),
        ("total = np", "total == = np", ":6: not valid Python"),
        ("plt.show()\n", "", ":10: the picture cell does not end with plt.show()"),
    ],
)
def test_a_bad_form_is_named_with_its_line_and_a_hint(old, new, problem):
    assert old in SNIPPET
    source = SNIPPET.replace(old, new) if old == "# %% " else SNIPPET.replace(old, new, 1)
    said = problems_of(lambda: read(source))
    assert said.startswith(f"snippets/adds.py{problem}") and said.splitlines()[1].startswith("    "), said


def test_all_bad_snippets_and_names_are_told_together(tmp_path):
    project = Project(tmp_path)
    for name, source in {
        "a": "x = 1\n",
        "b": "x = = 1\n",
        "good": SNIPPET,
        "good_too": SNIPPET,
        "Good": SNIPPET,
    }.items():
        add(project, f"snippets/{name}.py", source)
    assert len(list(project.snippets.iterdir())) == 5, "this file system cannot hold the case; use one that can"
    said = problems_of(lambda: read_snippets(project))
    assert [line for line in said.splitlines() if not line.startswith("    ")] == [
        "snippets/a.py:1: the snippet has no docstring",
        "snippets/b.py:1: not valid Python: invalid syntax",
        "snippets/good.py: its name differs from Good.py only in case",
    ]


def test_snippets_are_read_in_the_order_of_their_names(tmp_path):
    project = Project(tmp_path)
    for name in ("b", "a", "c"):
        add(project, f"snippets/{name}.py", SNIPPET)
    assert [snippet.name for snippet in read_snippets(project)] == ["a", "b", "c"]


def test_the_numbers_come_first():
    said = problems_of(lambda: read('"""It adds."""\n\n# %% data\ndata = {}\n\n# %% numbers\nprint(1)\n'))
    assert said.startswith("snippets/adds.py:3: the first cell is not 'numbers'")
