"""A snippet runs as a program. What it makes is on its page; what fails is named with its line."""

import json
from pathlib import Path

import pytest

from pipeline.content.errors import Problem
from tests.support.small_project import SNIPPET, run_snippets

pytestmark = pytest.mark.filterwarnings("ignore:invalid escape sequence")  # one of the bad snippets has one

NUMBERS = '"""It does."""\n\n# %% numbers\n'
DATA = "\n# %% data\n"

BAD = {
    "raises": (("total = ", "total = 1 / 0  # "), ":6", "ZeroDivisionError: division by zero"),
    "raises in a function": (
        ("total = np.arange(4).sum()", "def f():\n    1 / 0\n\n\ntotal = f()"),
        ":7",
        "ZeroDivisionError: division by zero",
    ),
    "raises in a library": (("np.arange(4).sum()", "np.zeros(3) @ np.zeros(4)"), ":6", "ValueError: matmul"),
    "raises in the picture": (("plt.title", "plt.heading"), ":13", "AttributeError: module 'matplotlib.pyplot'"),
    "has notes": (("total = ", "e = KeyError(1); e.add_note('Why'); raise e; t = "), ":6", "KeyError: 1"),
    "warns": (("total = ", "import warnings; warnings.warn('old'); total = "), ":6", "UserWarning: old"),
    "warns when it is compiled": (("total = ", "'\\d'; total = "), ":6", "SyntaxError: invalid escape sequence"),
    "is cut in the middle": (("# %% picture", "if True:\n# %% picture\n    pass"), ":9", "SyntaxError: expected an"),
    "exits": (("total = ", "import sys; sys.exit(3); total = "), ":6", "SystemExit: 3"),
    "ends its process": (("total = ", "import os; os._exit(3); total = "), "", "its process ended with status 3"),
    "prints nothing": (("print(", "str("), ":4", "the snippet prints nothing"),
    "prints white space": (("print(", "print(' ') or str("), ":4", "the snippet prints nothing"),
    "draws nothing": (
        ('plt.plot([0, total], [0, 1], color="C1")\nplt.title("A line")\n', ""),
        ":10",
        "the picture cell leaves 0 figures open",
    ),
    "draws twice": (("plt.show()", "plt.figure()\nplt.show()"), ":10", "the picture cell leaves 2 figures open"),
    "has a long title": (('"A line"', '"A line that goes on and on " * 4'), ":10", "leaves the figure at 7.2 x 4.05"),
    "has a label too long for phones": (
        ("plt.title", "plt.xlabel('A long label, ' * 5)\nplt.title"),
        ":10",
        "leaves the figure at 3.7 x 3.3",
    ),
    "has no glyph": (("A line", "\u4e2d"), ":10", "UserWarning: Glyph 20013"),
    "binds no data": (("data = {", "numbers = {"), ":17", "the data cell binds no dict named `data`"),
    "binds empty data": (('{"x": [0, total], "y": [0.5, 1]}', "{}"), ":17", "the data cell binds no dict"),
    "has a table as data": (('"y": [0.5, 1]', '"y": [[0.5, 1]]'), ":17", "data['y'] is not one-dimensional"),
    "has ragged data": (('"y": [0.5, 1]', '"y": [[1], [1, 2]]'), ":17", "data['y'] is not one-dimensional"),
    "has objects as data": (('"y": [0.5, 1]', '"y": [None, print]'), ":17", "data['y'] is not one-dimensional"),
}


@pytest.fixture(scope="module")
def bad_ones() -> dict[str, Problem]:
    """The one problem of each bad snippet; they run together."""
    sources = {}
    for name, ((old, new), _, _) in BAD.items():
        assert old in SNIPPET
        sources[name.replace(" ", "_")] = SNIPPET.replace(old, new, 1)
    made, problems = run_snippets(sources)
    assert made == {} and len(problems) == len(BAD)
    return {Path(problem.path).stem.replace("_", " "): problem for problem in problems}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_snippet_is_named_with_its_line_and_a_hint(bad_ones, name):
    _, line, message = BAD[name]
    problem = bad_ones[name]
    assert (f":{problem.line}" if problem.line else "") == line, problem
    assert message in problem.message and problem.hint


def test_what_a_snippet_makes():
    (made,), problems = list(run_snippets({"adds": SNIPPET})[0].values()), []
    assert problems == [] and set(made) == {
        *(".txt", ".csv", ".json", ".png", ".pdf"),
        *(".svg", ".dark.svg", ".narrow.svg", ".narrow.dark.svg"),
    }
    assert made[".txt"] == b"total 6\n"
    assert made[".csv"] == b"x,y\n0,0.5\n6,1\n"
    assert json.loads(made[".json"]) == {"x": [0, 6], "y": [0.5, 1.0]}
    assert made[".png"].startswith(b"\x89PNG") and made[".pdf"].startswith(b"%PDF")


def test_cells_share_their_variables_and_all_that_they_print_is_shown():
    code = f"{NUMBERS}a = 1\nprint('one', end=' ')\nprint(__name__){DATA}data = {{'a': a + 1}}\nprint('two')\n"
    made, problems = run_snippets({"prints": code})
    assert problems == [] and made["prints"] == {
        ".txt": b"one __main__\ntwo\n",
        ".csv": b"a\n2\n",
        ".json": b'{"a":[2]}\n',
    }


def test_a_snippet_runs_in_an_empty_folder_and_leaves_nothing():
    code = 'import os\n\nopen("left", "w").close()\nprint(os.listdir())\n'
    made, problems = run_snippets({"one": NUMBERS + code, "other": NUMBERS + code})
    assert problems == [] and made["one"] == made["other"] == {".txt": b"['left']\n"}
    assert not Path("left").exists()


def test_a_picture_can_be_shown_where_there_is_a_screen(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":7")
    made, problems = run_snippets({"adds": SNIPPET})
    assert problems == [] and ".svg" in made["adds"]
