"""The two editions of a lab to take home: one to be solved, and one with solutions, outputs and a rubric."""

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.render.export_notebook import NotebookCell, notebook

SOLUTION, RUBRIC = "solution", "rubric"
"""Tags of cells: a solution, and what it earns. The page folds the first and does not show the second."""
ABOUT = "about"
"""The id of the first cell of an edition, to which finish adds the address of the page."""
STUDENT = "This is the student edition. Write your answers into the empty cells of the exercises."
TEACHER = "This is the teacher edition, with solutions, outputs, and a rubric for each exercise."
CODE_ANSWER, TEXT_ANSWER = "# Your answer", "*Your answer:*"
"""What the empty cells say."""
DISTRIBUTIONS = {"sklearn": "scikit-learn"}
"""The packages that are not installed by the name under which they are imported."""
RUBRIC_POINTS = re.compile(r"\*\*Rubric for exercise \d+: (\d+) points?\*\*")
IMPORT = re.compile(r"^\s*(?:import|from)\s+(\w+)", re.MULTILINE)


def student_edition(title: str, cells: list[NotebookCell]) -> bytes:
    """The lab without outputs, and with empty cells in place of its solutions."""
    written = head(title, STUDENT, cells)
    shown = [cell for cell in cells if not has_tag(cell, RUBRIC)]
    for is_solution, group in groupby(shown, key=lambda cell: has_tag(cell, SOLUTION)):
        part = list(group)
        written += answers(part) if is_solution else map(without_outputs, part)
    return notebook(written)


def teacher_edition(title: str, cells: list[NotebookCell]) -> bytes:
    """The whole lab, with its outputs. A figure is a picture, and its alt text stands beside it."""
    points = rubric_points("\n".join(cell["source"] for cell in cells))
    told = f" The rubrics give {sum(points)} points in all: {' + '.join(map(str, points))}." if points else ""
    return notebook([*head(title, TEACHER + told, cells), *map(with_pictures, cells)])


def rubric_points(source: str) -> list[int]:
    """The points of each exercise of a lab."""
    return [int(points) for points in RUBRIC_POINTS.findall(source)]


def has_tag(cell: NotebookCell, tag: str) -> bool:
    return tag in cell["metadata"].get("tags", [])


def head(title: str, edition: str, cells: list[NotebookCell]) -> list[NotebookCell]:
    """A cell that says what this is and what it needs, and one that installs it."""
    about, needed = f"**{title}.** {edition}", packages(cells)
    if not needed:
        return [text_cell(ABOUT, about)]
    about += f"\n\nIt needs these packages: {', '.join(needed)}. If one of them is missing, remove the `#` in the next "
    about += "cell and run that cell once."
    return [text_cell(ABOUT, about), code_cell("install", f"# %pip install {' '.join(needed)}")]


def packages(cells: Iterable[NotebookCell]) -> list[str]:
    """What the lab's imports need besides Python, in the order in which it imports them."""
    modules = [name for cell in cells if cell["cell_type"] == "code" for name in IMPORT.findall(cell["source"])]
    return [DISTRIBUTIONS.get(name, name) for name in dict.fromkeys(modules) if name not in sys.stdlib_module_names]


def text_cell(name: str, source: str) -> NotebookCell:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def code_cell(name: str, source: str) -> NotebookCell:
    """A cell that has not been run."""
    new: NotebookCell = {"cell_type": "code", "execution_count": None, "id": name, "metadata": {}, "outputs": []}
    return new | {"source": source}


def answers(solution: list[NotebookCell]) -> Iterator[NotebookCell]:
    """An empty cell of each kind that the solution has, named after the cell in whose place it stands."""
    first = {cell["cell_type"]: cell for cell in reversed(solution)}
    for kind, make, text in (("code", code_cell, CODE_ANSWER), ("markdown", text_cell, TEXT_ANSWER)):
        if kind in first:
            yield make(first[kind]["id"].replace("cell", "answer"), text)


def without_outputs(cell: NotebookCell) -> NotebookCell:
    return cell | {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell


def with_pictures(cell: NotebookCell) -> NotebookCell:
    """The cell with its figures as PNG: a notebook that nobody has trusted yet shows no SVG."""
    outputs = []
    for output in cell.get("outputs", []):
        if picture := output.get("data", {}).get("image/png"):
            data = {"image/png": picture, "text/plain": cell["metadata"].get("alt", "")}
            output = {"output_type": "display_data", "data": data, "metadata": {}}
        outputs.append(output)
    return cell | {"outputs": outputs} if cell["cell_type"] == "code" else cell
