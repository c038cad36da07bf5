"""A lab is run as Jupyter runs it. What it shows is on its page, in files to take home, or is a problem with a line."""

import base64
import importlib
import io
import json
import multiprocessing
import os
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project
from pipeline.render.run_lab import build

for module in ("IPython.core.interactiveshell", "jupytext", "matplotlib.pyplot"):
    importlib.import_module(module)  # the processes that run the labs then find it loaded

HEAD = """\
# ---
# title: "Lab"
# description: "Seventy characters or more have to be here, since a page of the site has a description."
# updated: 2026-11-23
# minutes: 5
# objectives: [define]
# ---

# %% [markdown]
# # Lab
#
# See [the rule](../../rule/).

"""
FIRST_CELL = 14
"""The line of the first mark below the head."""


def run(folder: Path, body: str) -> dict[str, bytes] | list[Problem]:
    """What a lab makes, or what is wrong with it. It runs in a process of its own, as in the pipeline."""
    project = Project(folder)
    lab = project.docs / "labs" / "01_a.py"
    lab.parent.mkdir(parents=True)
    lab.write_text(HEAD + body, "utf-8")
    (folder / "site.yml").write_text("title: A site\nauthor: We\n", "utf-8")
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, context) as executor:
        return executor.submit(run_here, project, lab).result()


def run_here(project: Project, lab: Path) -> dict[str, bytes] | list[Problem]:
    work = project.root / "work"
    work.mkdir()
    os.chdir(work)
    try:
        return build(project, lab)
    except BuildError as error:
        return error.problems


def code_cells(files: dict[str, bytes]) -> list[dict]:
    return [cell for cell in json.loads(files["labs/01_a.ipynb"])["cells"] if cell["cell_type"] == "code"]


def test_outputs_stand_in_the_order_in_which_they_came(tmp_path):
    files = run(
        tmp_path,
        """\
# %% figure="line" alt="A <line>" caption="It rises."
import matplotlib.pyplot as plt

print("before")
plt.plot([0, 1])
plt.show()
print("after", end="")
print(".")
[0.1 + 0.2] * 2

# %%
6 * 7;

# %% figure="open" alt="A line that nobody showed"
plt.plot([1, 0])
_
""",
    )
    first, second, third = code_cells(files)
    before, image, after, result = first["outputs"]
    assert (before["text"], after["text"]) == ("before\n", "after.\n")
    assert image["data"]["text/html"] == (
        '<p><img alt="A &lt;line&gt;" src="../../generated/01_a_line.svg" title="It rises."></p>'
    )
    assert result["data"] == {"text/plain": "[0.30000000000000004, 0.30000000000000004]"}
    assert second["outputs"] == []
    assert [cell["execution_count"] for cell in (first, second, third)] == [1, 2, 3]
    again, _ = third["outputs"]
    assert (result["execution_count"], again["execution_count"]) == (1, 3) and again["data"] == result["data"]


def test_a_figure_is_drawn_in_two_widths_and_two_schemes_in_the_order_of_the_site(tmp_path):
    code = (
        '# %% figure="line" alt="A line"\nimport matplotlib.pyplot as plt\nplt.plot([0, 1], color="C1")\nplt.show()\n'
    )
    files = run(tmp_path, code)
    svgs = {name.removeprefix("generated/01_a_line"): file for name, file in files.items() if name.endswith(".svg")}
    assert set(svgs) == {".svg", ".dark.svg", ".narrow.svg", ".narrow.dark.svg"}
    widths = {name: re.search(rb'width="([\d.]+)pt"', svg)[1] for name, svg in svgs.items()}
    assert widths[".svg"] == widths[".dark.svg"] != widths[".narrow.svg"] == widths[".narrow.dark.svg"]
    assert b"#0072b2" in svgs[".svg"] and b"#0072b2" not in svgs[".dark.svg"], "the color of a parameter"


def test_cells_share_their_variables_and_keep_their_marks(tmp_path):
    files = run(tmp_path, '# %%\na = 2\n\n# %% tags=["solution"]\nprint(a + 1)\n')
    cells = code_cells(files)
    assert [output["text"] for output in cells[1]["outputs"]] == ["3\n"]
    assert [cell["metadata"] for cell in cells] == [{}, {"tags": ["solution"]}]
    assert [cell["id"] for cell in cells] == ["cell-2", "cell-3"]


def test_the_program_to_take_home_is_the_lab_without_what_is_for_the_teacher(tmp_path):
    rubric = '# %% [markdown] tags=["rubric"]\n# - 1 point: yes.\n\n'
    files = run(tmp_path, f"# %%\nprint(1)\n\n{rubric}# %%\nprint(2)\n\n{rubric}")
    assert files["generated/01_a.py"].decode() == HEAD + "# %%\nprint(1)\n\n# %%\nprint(2)\n\n"


def test_a_rubric_is_in_the_teacher_edition_only_and_moves_no_id(tmp_path):
    rubric = '# %% [markdown] tags=["rubric"]\n# - 1 point: yes.\n\n'
    files = run(tmp_path, f"# %%\nprint(1)\n\n{rubric}# %%\nprint(2)\n")
    ids = {name: [cell["id"] for cell in json.loads(files[name])["cells"]] for name in files if name.endswith("ipynb")}
    assert ids == {
        "generated/01_a.student.ipynb": ["about", "cell-1", "cell-2", "cell-3"],
        "generated/01_a.teacher.ipynb": ["about", "cell-1", "cell-2", "rubric-1", "cell-3"],
        "labs/01_a.ipynb": ["cell-1", "cell-2", "cell-3"],
    }


def test_a_figure_is_a_picture_in_the_teacher_edition(tmp_path):
    """A notebook that nobody has trusted yet shows a PNG and no SVG."""
    code = '# %% figure="line" alt="A line"\nimport matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.show()\nprint(1)\n'
    files = run(tmp_path, code)
    [cell] = [c for c in json.loads(files["generated/01_a.teacher.ipynb"])["cells"] if c.get("outputs")]
    picture, printed = cell["outputs"]
    assert picture["data"]["text/plain"] == "A line" and set(picture["data"]) == {"image/png", "text/plain"}
    with Image.open(io.BytesIO(base64.b64decode(picture["data"]["image/png"]))) as image:
        assert image.size == (720, 405)
    assert printed["text"] == "1\n" and cell["execution_count"] == 1


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("print(", "SyntaxError"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import warnings; warnings.warn('old')", "UserWarning: old"),
        ("import sys; print('oops', file=sys.stderr)", "an output of the kind stream stderr"),
        ("from IPython.display import HTML; HTML('<b>x</b>')", "an output of the kind text/plain, text/html"),
        ("from IPython.display import HTML; display(HTML('x'))", "an output of the kind text/plain, text/html"),
        ("import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()", "no name or no alt text"),
    ],
)
def test_a_bad_cell_is_named_with_file_line_and_message(tmp_path, code, what):
    [problem] = run(tmp_path, f"# %%\nprint(1)\n\n# %%\n{code}\n")
    assert (problem.path, problem.line) == ("docs/labs/01_a.py", FIRST_CELL + 3)
    assert what in problem.message
