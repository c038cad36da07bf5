"""The editions of the five labs: a student's can be run and gives nothing away, and a teacher's is whole."""

import json
import multiprocessing
import os
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
import pytest

from pipeline.content.project import Project
from pipeline.render.run_lab import execute_cells
from tests.support.built_site import FOLDER, ROOT

LABS = sorted(path.stem for path in (ROOT / "docs" / "labs").glob("*.py"))
POINTS = re.compile(r"^- (\d) points?: ", re.MULTILINE)


def edition(name: str, kind: str) -> list[nbformat.NotebookNode]:
    notebook = nbformat.read(FOLDER / "generated" / f"{name}.{kind}.ipynb", as_version=4)
    nbformat.validate(notebook)
    return notebook.cells


def tagged(cells: list[nbformat.NotebookNode], tag: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in cells if tag in cell.metadata.get("tags", [])]


def programs(cells: list[nbformat.NotebookNode]) -> list[str]:
    return [cell.source for cell in cells if cell.cell_type == "code" and not cell.id.startswith(("answer", "install"))]


def blocks(site, name: str, selector: str) -> list[str]:
    page = next(page for page in site.pages if page.location == f"labs/{name}/")
    return [block.get_text().rstrip("\n") for block in page.article.select(f".language-python {selector}")]


@pytest.mark.parametrize("name", LABS)
def test_the_code_is_that_of_the_page(site, name):
    on_page, in_solutions = blocks(site, name, "code"), blocks(site, name, "code:is(details.solution *)")
    assert programs(edition(name, "teacher")) == on_page
    assert programs(edition(name, "student")) == [code for code in on_page if code not in in_solutions]
    assert len(in_solutions) >= 3


@pytest.mark.parametrize("name", LABS)
def test_a_student_edition_gives_nothing_away(name):
    student, teacher = edition(name, "student"), edition(name, "teacher")
    text = "\n".join(cell.source for cell in student)
    secrets = tagged(teacher, "solution") + tagged(teacher, "rubric")
    assert secrets and not [cell.id for cell in secrets if cell.source in text]
    assert tagged(student, "solution") == tagged(student, "rubric") == []
    assert [cell for cell in student if cell.get("outputs") or cell.get("execution_count")] == []
    raw = (FOLDER / "generated" / f"{name}.student.ipynb").read_text("utf-8")
    printed = [output.text for cell in secrets for output in cell.get("outputs", []) if "text" in output]
    assert printed and not [line for text in printed for line in text.splitlines() if line in raw]


@pytest.mark.parametrize("name", LABS)
def test_each_exercise_has_a_solution_a_place_for_the_answer_and_a_rubric_that_adds_up(name):
    student, teacher = edition(name, "student"), edition(name, "teacher")
    titles = [title for cell in student for title in re.findall(r"^### Exercise \d", cell.source, re.MULTILINE)]
    rubrics = [cell.source for cell in tagged(teacher, "rubric")]
    for number, (title, rubric) in enumerate(zip(titles, rubrics, strict=True), 1):
        assert title == f"### Exercise {number}"
        total = re.match(rf"\*\*Rubric for exercise {number}: (\d) points\*\*\n", rubric)[1]
        assert sum(map(int, POINTS.findall(rubric))) == int(total)
        assert "to look for: " in rubric
    answers = [cell.cell_type for cell in student if cell.id.startswith("answer-")]
    assert answers == ["code", "markdown"] * len(titles)


@pytest.mark.parametrize("name", LABS)
def test_the_first_cells_name_the_packages_that_the_text_names(name):
    about, install, intro = edition(name, "student")[:3]
    named = re.search(r"You need Python with ([\w, -]+)", intro.source)[1].replace("scikit-learn", "scikit_learn")
    words = [word.replace("_", "-") for word in re.findall(r"\w+", named.partition(", and it helps")[0])]
    needed = {word for word in words if word != "and"}
    assert set(install.source.removeprefix("# %pip install ").split()) == needed
    assert needed <= set(re.findall(r"[\w-]+", about.source))
    assert "CC BY 4.0" in about.source and "MIT-0" in about.source and f"labs/{name}/" in about.source


@pytest.mark.slow
@pytest.mark.parametrize("name", LABS)
def test_a_student_edition_runs_without_an_answer_and_prints_what_the_page_prints(tmp_path, name):
    """Warnings are errors there, as in the build."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as executor:
        run = executor.submit(run_here, tmp_path, name).result()
    shown = {cell.id: printed(cell) for cell in edition(name, "teacher")}
    assert len(run) > 3 and {key: text for key, text in run.items() if text != shown.get(key, "")} == {}


def run_here(folder: Path, name: str) -> dict[str, str]:
    """What each code cell prints."""
    os.chdir(folder)
    cells = [dict(cell) for cell in edition(name, "student")]
    execute_cells(Project(ROOT), ROOT / "docs" / "labs" / f"{name}.py", cells, [0] * len(cells))
    return {cell["id"]: printed(cell) for cell in json.loads(json.dumps(cells)) if cell["cell_type"] == "code"}


def printed(cell) -> str:
    return "".join(output.get("text", "") for output in cell.get("outputs", []))
