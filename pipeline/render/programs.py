"""A snippet as it stands in its file: a docstring with its claim, then named cells."""

import ast
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import Problem, Problems
from pipeline.project import Project

CELLS = ("numbers", "picture", "data")
MARK = "# %%"


@dataclass(frozen=True)
class Cell:
    name: str
    line: int
    """The number of the line below the cell's mark."""
    source: str


@dataclass(frozen=True)
class Program:
    path: Path
    shown: str
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


def read_programs(project: Project) -> list[Program]:
    """All snippets, in the order of their names. Raises Problems with everything that is wrong with any of them."""
    paths = sorted(project.snippets.glob("*.py"))
    problems = same_names(project, paths)
    programs = []
    for path in paths:
        try:
            programs.append(read_program(path, project.shown(path)))
        except Problems as found:
            problems += found.problems
    if problems:
        raise Problems(*problems)
    return programs


def same_names(project: Project, paths: list[Path]) -> list[Problem]:
    """Names that differ only in case are one file on some machines."""
    first: dict[str, Path] = {}
    return [
        Problem(
            project.shown(path),
            None,
            f"its name differs from {first[path.stem.lower()].name} only in case",
            "Rename one of the two; names are lower case with underscores.",
        )
        for path in paths
        if first.setdefault(path.stem.lower(), path) is not path
    ]


def read_program(path: Path, shown: str) -> Program:
    """Splits one snippet into its cells.

    Raises:
        Problems: the file is no Python, has no docstring, or has a cell that is unknown, repeated or missing.
    """

    def problem(line: int | None, what: str, remedy: str) -> Problems:
        return Problems(Problem(shown, line, what, remedy))

    source = path.read_text("utf-8")
    try:
        claim = ast.get_docstring(ast.parse(source))
    except SyntaxError as error:
        raise problem(error.lineno, f"not valid Python: {error.msg}", "Mend the syntax.") from None
    if not claim:
        raise problem(1, "the snippet has no docstring", "Begin it with the one claim that it shows.")

    lines = source.splitlines(keepends=True)
    marks = [number for number, line in enumerate(lines, 1) if line.startswith(MARK)]
    cells: dict[str, Cell] = {}
    for start, end in zip(marks, [*marks[1:], len(lines) + 1], strict=True):
        name = lines[start - 1].removeprefix(MARK).strip()
        if name not in CELLS:
            raise problem(start, f"unknown cell '{name}'", f"A cell is one of: {', '.join(CELLS)}.")
        if name in cells:
            raise problem(start, f"the cell '{name}' is here twice", "Merge the two cells.")
        cells[name] = Cell(name, start + 1, "".join(lines[start : end - 1]).strip("\n") + "\n")
    if next(iter(cells), None) != "numbers":
        raise problem(
            marks[0] if marks else None,
            "the first cell is not 'numbers'",
            f"Put '{MARK} numbers' between the docstring and the first import.",
        )
    picture = cells.get("picture")
    if picture and not picture.source.endswith("plt.show()\n"):
        raise problem(
            picture.line, "the picture cell does not end with plt.show()", "A reader who runs it wants to see it."
        )
    return Program(path, shown, source, claim, cells)
