"""A snippet as it is in its file: a docstring with its claim, then named cells."""

import ast
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.content.errors import BuildError, Collector, Problem
from pipeline.content.project import Project

CELLS = ("numbers", "picture", "data")
MARK = "# %%"


@dataclass(frozen=True)
class Cell:
    name: str
    line: int
    """The number of the line below the cell's mark."""
    source: str


@dataclass(frozen=True)
class Snippet:
    path: Path
    display_path: str
    source: str
    claim: str
    cells: dict[str, Cell]

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def has_picture(self) -> bool:
        return "picture" in self.cells

    @property
    def needs_scikit_learn(self) -> bool:
        return "from sklearn" in self.cells["numbers"].source


def read_snippets(project: Project) -> list[Snippet]:
    """All snippets, in the order of their names. Raises BuildError with everything that is wrong with any of them."""
    paths = project.files.glob(project.snippets, "*.py")
    problems, snippets = Collector(), []
    check_names(project, paths, problems)
    for path in paths:
        with problems:
            snippets.append(read_snippet(path, project.display_path(path), project.files.read_text(path)))
    problems.raise_any()
    return snippets


def check_names(project: Project, paths: list[Path], problems: Collector) -> None:
    """Names that differ only in case are one file on some machines."""
    first: dict[str, Path] = {}
    for path in paths:
        if (other := first.setdefault(path.stem.lower(), path)) is not path:
            message = f"its name differs from {other.name} only in case"
            hint = "Rename one of the two; names are lower case with underscores."
            problems.add(project.display_path(path), None, message, hint)


def read_snippet(path: Path, display_path: str, source: str) -> Snippet:
    """Splits the source of one snippet into its cells.

    Raises:
        BuildError: it is not Python, has no docstring, or has a cell that is unknown, repeated or missing.
    """

    def problem(line: int | None, message: str, hint: str) -> BuildError:
        return BuildError(Problem(display_path, line, message, hint))

    try:
        claim = ast.get_docstring(ast.parse(source))
    except SyntaxError as error:
        raise problem(error.lineno, f"not valid Python: {error.msg}", "Fix the syntax.") from None
    if not claim:
        raise problem(1, "the snippet has no docstring", "Begin it with the one claim that it shows.")

    lines = source.splitlines(keepends=True)
    marks = [number for number, line in enumerate(lines, 1) if line.startswith(MARK)]
    cells: dict[str, Cell] = {}
    for start, end in pairwise([*marks, len(lines) + 1]):
        name = lines[start - 1].removeprefix(MARK).strip()
        if name not in CELLS:
            raise problem(start, f"unknown cell '{name}'", f"A cell is one of: {', '.join(CELLS)}.")
        if name in cells:
            raise problem(start, f"the cell '{name}' is here twice", "Merge the two cells.")
        cells[name] = Cell(name, start + 1, "".join(lines[start : end - 1]).strip("\n") + "\n")
    if next(iter(cells), None) != "numbers":
        hint = f"Put '{MARK} numbers' between the docstring and the first import."
        raise problem(marks[0] if marks else None, "the first cell is not 'numbers'", hint)
    picture = cells.get("picture")
    if picture and not picture.source.endswith("plt.show()\n"):
        hint = "A reader who runs it wants to see it."
        raise problem(picture.line, "the picture cell does not end with plt.show()", hint)
    return Snippet(path, display_path, source, claim, cells)
