"""All of render: what it writes, and what is left when it stops in the middle."""

import os
import signal
import subprocess
import sys
import time

import nbformat
import pytest

from pipeline.content.project import Project
from pipeline.render.lookup_pages import NAME_PAGES
from tests.support.question_bank import FIGURE, OBJECTIVES
from tests.support.small_project import (
    HEAD,
    LAB,
    ROOT,
    SNIPPET,
    add,
    problems_of,
    render_quietly,
    tree,
    write_project,
)

pytestmark = pytest.mark.slow

NUMBERS = '"""It does."""\n\n# %% numbers\n'
RENDER = "import sys; from pathlib import Path; from pipeline.content.project import Project; "
RENDER += "from pipeline.render import render; render(Project(Path(sys.argv[1]))); print(sorted(sys.modules))"


def start_render(project: Project) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RENDER, str(project.root)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen(command, cwd=ROOT, text=True, start_new_session=True, **streams)


def test_everything_that_pages_show_or_offer_is_written(rendered):
    made = tree(rendered.generated)
    figure = [".svg", ".dark.svg", ".narrow.svg", ".narrow.dark.svg", ".png", ".pdf"]
    assert set(made) == {
        *(f"adds{suffix}" for suffix in (".md", ".py", ".ipynb", ".txt", ".csv", ".json", ".slide.png", *figure)),
        *("gallery.md", "figures.json"),
        *(
            "01_lab.py",
            "01_lab.student.ipynb",
            "01_lab.teacher.ipynb",
            "rubric_points.md",
            "comparison.md",
            "comparison_short.md",
            "claims_index.md",
        ),
        *("lookup.md", "lookup.json", "lookup_form.md", "lookup_checked.md", "names.json"),
        *(f"lookup_{family}.{kind}" for family in ("linear-models", "networks") for kind in ("md", "json")),
        *(f"lookup_{page.replace('-', '_')}.md" for page in NAME_PAGES),
        *("corrections.md", "corrections_before_publication.md", "credit_examples.md"),
        *("references.md", "references-l-z.md", "references.bib", "sort_it.md", "sort_it.json"),
        *(f"cards/{page.relative_to(rendered.docs).with_suffix('.png')}" for page in rendered.sources()),
    }
    assert [path.name for path in (rendered.docs / "labs").iterdir() if path.suffix == ".ipynb"] == ["01_lab.ipynb"]
    for notebook in (rendered.docs / "labs" / "01_lab.ipynb", rendered.generated / "adds.ipynb"):
        nbformat.validate(nbformat.read(notebook, as_version=4))


def test_nothing_slow_is_loaded_where_nothing_is_to_be_made(project):
    render_quietly(project)  # with the libraries as they are
    said, _ = start_render(project).communicate(timeout=300)
    assert "render: snippets 1, labs 1" in said and "'pipeline.render'" in said
    for module in ("numpy", "matplotlib", "IPython", "jupytext", "sklearn"):
        assert f"'{module}'" not in said


def test_what_is_wrong_anywhere_is_told_together_and_the_rest_is_kept(project):
    add(project, "snippets/a.py", f'{NUMBERS}raise ValueError("one")\n')
    add(project, "snippets/endless.py", f"{NUMBERS}while True:\n    pass\n")
    add(project, "snippets/good.py", f"{NUMBERS}print(1)\n")
    add(project, "docs/labs/01_lab.py", LAB.replace("1 + 1", "1 / 0"))
    add(project, "docs/long.md", HEAD.format(title="Unbearably " * 20))
    add(project, "docs/data/comparison.yml", "- [\n")
    said = problems_of(lambda: render_quietly(project, cpu_seconds=3))
    for problem in (
        "snippets/a.py:4: ValueError: one",
        "snippets/endless.py: used 3 s of CPU time, and was stopped",
        "docs/labs/01_lab.py:12: ZeroDivisionError: division by zero",
        "docs/long.md: the title 'Unbearably",
        "docs/data/comparison.yml:2: this is not valid YAML",
    ):
        assert problem in said
    assert said.count("\n    ") == 5
    assert (project.generated / "good.txt").read_text() == "1\n"


def ask_about_figure(project: Project) -> None:
    """Writes a question that shows the figure of the snippet `adds`."""
    add(
        project,
        "docs/data/questions/know.yml",
        f"objective: know\nquestions:{FIGURE}".replace("linear", "linear-models"),
    )
    add(project, "docs/data/objectives.yml", f"{OBJECTIVES}- {{id: define, objective: Define.}}\n")
    add(project, "docs/data/ids.txt", "/lookup/linear-models/#ridge-alpha\n")


def test_the_question_bank_shows_the_figures_of_the_same_build(project):
    ask_about_figure(project)
    add(project, "snippets/adds.py", SNIPPET.replace("A line", "Another line"))
    (project.generated / "adds.png").unlink()
    said = render_quietly(project, address="https://a.example/")
    ran = [line.split("  ")[0] for line in said[:-1]]
    assert ran.index("snippets/adds.py") < ran.index("question bank")
    moodle = (project.generated / "questions" / "moodle.xml").read_text("utf-8")
    assert "adds.png" in moodle and "https://a.example/lookup/linear-models/#ridge-alpha" in moodle
    assert len(render_quietly(project, address="https://a.example/")) == 1, "nothing is made twice"
    again = render_quietly(project, address="https://b.example/")
    assert any(line.startswith("question bank") for line in again)


def test_a_figure_that_was_not_drawn_is_named_beside_what_else_is_wrong(project):
    ask_about_figure(project)
    add(project, "snippets/adds.py", SNIPPET.replace("total = ", "total = 1 / 0 + "))
    (project.generated / "adds.png").unlink()
    said = problems_of(lambda: render_quietly(project))
    assert "snippets/adds.py: a question shows its figure, which was not drawn" in said
    assert "snippets/adds.py:6: ZeroDivisionError" in said


def test_what_includes_what_is_not_there_stops(project):
    add(project, "docs/other.md", (project.docs / "other.md").read_text("utf-8") + '\n--8<-- "gone.md"\n')
    assert "the page includes 'gone.md', which no snippet makes" in problems_of(lambda: render_quietly(project))


def test_two_tasks_that_make_the_same_file_are_named_and_a_new_name_is_enough(project):
    before = (project.generated / "lookup.md").read_bytes()
    add(project, "snippets/lookup.py", f"{NUMBERS}print(1)\n")
    add(project, "snippets/01_lab.py", f"{NUMBERS}print(1)\n")
    said = problems_of(lambda: render_quietly(project))
    assert "snippets/lookup.py: it makes docs/generated/lookup.md, and so does docs/data" in said
    assert "snippets/01_lab.py: it makes docs/generated/01_lab.py, and so does docs/labs/01_lab.py" in said
    (project.snippets / "lookup.py").rename(project.snippets / "looks.py")
    (project.snippets / "01_lab.py").unlink()
    render_quietly(project)
    assert (project.generated / "lookup.md").read_bytes() == before
    assert (project.generated / "01_lab.py").read_text() == LAB and (project.generated / "looks.txt").exists()


def test_two_renders_at_once_leave_what_one_leaves(rendered, tmp_path):
    project = write_project(tmp_path)
    for number in range(8):
        add(project, f"snippets/more_{number}.py", f"{NUMBERS}print({number})\n")
    both = [start_render(project), start_render(project)]
    said = [render.communicate(timeout=300)[0] for render in both]
    assert [render.returncode for render in both] == [0, 0], said
    made = tree(project.generated)
    assert {name: content for name, content in made.items() if not name.startswith("more_")} == tree(rendered.generated)
    assert [made[f"more_{number}.txt"] for number in range(8)] == [f"{number}\n".encode() for number in range(8)]
    assert [line for line in render_quietly(project) if "snippets/" in line] == [], "and their records are whole"


def test_an_interrupted_render_leaves_whole_files_and_the_next_one_completes_them(tmp_path):
    project = write_project(tmp_path)
    for number in range(6):
        code = "import time\n\ntime.sleep(0.3)\nprint('x' * 100_000)\n"
        add(project, f"snippets/slow_{number}.py", NUMBERS + code)
    process = start_render(project)
    while not list(project.generated.glob("slow_*.txt")) and process.poll() is None:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    sizes = {path.name: path.stat().st_size for path in project.generated.glob("slow_*.txt")}
    assert 0 < len(sizes) < 6, "it was to be killed in the middle"
    assert set(sizes.values()) == {100_001}
    render_quietly(project)
    assert len(list(project.generated.glob("slow_*.txt"))) == 6
    assert (project.generated / "adds.py").read_text() == SNIPPET
