"""The numbers of a question: its program is run, and the columns of its data fill the braces in its texts."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project
from pipeline.content.question_text import parts
from pipeline.content.questions import Fault, Numeric, texts
from pipeline.render.run_snippet import run_cells
from pipeline.render.snippets import Snippet, read_snippet

ROWS = 20
"""How many variants a numeric question has, the one that is asked first included."""
Value = int | float | str
Columns = dict[str, list[Value]]
BRACES = r"\{(?P<name>[A-Za-z]\w*)(?::(?P<format>[^{}]*))?\}"
COLUMN = re.compile(BRACES)
COLUMN_IN_FORMULA = re.compile(rf"(?<![A-Za-z^_}}]){BRACES}")
r"""In a formula, braces after a command, ^ or _ are LaTeX's own: \hat{y}, but x^{{power}} for a column."""
LATEX_ARGUMENT = re.compile(r"(?<!\\text)(?<!\\mathrm)(?<=[A-Za-z^_}])\{(\w\w+)\}")
"""What looks like a column there, and is none."""


def run_program(project: Project, name: str) -> Columns:
    """The columns of the dict `data` that a program binds.

    Raises:
        BuildError: it raises, warns or prints nothing, or does not bind twenty rows, each with numbers of its own.
    """
    path = project.snippets / "exercises" / f"{name}.py"
    snippet = read_snippet(path, project.display_path(path), project.files.read_text(path))
    columns: Columns = json.loads(run_cells(snippet)[".json"])
    for key, column in columns.items():
        if len(column) != ROWS:
            raise problem_of(snippet, f"data['{key}'] has {len(column)} rows", f"Bind {ROWS}, one for each variant.")
    rows = list(zip(*columns.values(), strict=True))
    for number, row in enumerate(rows):
        if row in rows[:number]:
            raise problem_of(snippet, f"row {number} of its data was there before", "Give each its own numbers.")
    return columns


def problem_of(snippet: Snippet, message: str, hint: str) -> BuildError:
    return BuildError(Problem(snippet.display_path, snippet.cells["data"].line, message, hint))


def number_faults(question: Numeric, columns: Columns) -> Iterator[Fault]:
    """Where a question and the columns of its program do not fit."""
    for place, text in texts(question.model_dump()):
        yield from ((place, *fault) for fault in brace_faults(question, columns, text))
    named: list[tuple[tuple[str | int, ...], str]] = [(("answer",), question.answer)]
    named += [(("wrong", number, "value"), wrong.value) for number, wrong in enumerate(question.wrong)]
    for place, name in named:
        if name not in columns or isinstance(columns[name][0], str):
            yield place, f"'{question.program}' has no column '{name}' of numbers", f"It has: {', '.join(columns)}."
            return
    yield from value_faults(question, columns)


def brace_faults(question: Numeric, columns: Columns, text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the braces of a text, and what to do."""
    for part in parts(text):
        for match in pattern(part.kind).finditer(part.text):
            if match["name"] not in columns:
                yield f"'{question.program}' has no column '{match['name']}'", f"It has: {', '.join(columns)}."
                continue
            try:
                shown(columns[match["name"]][0], match["format"])
            except ValueError:
                yield f"'{match['format']}' is no format of '{match['name']}'", "Write for example {rate:.2f}."
        for name in LATEX_ARGUMENT.findall(part.text) if part.kind == "formula" else ():
            if name in columns:
                yield f"LaTeX takes '{{{name}}}' for its own", f"In a formula write {{{{{name}}}}} there."


def value_faults(question: Numeric, columns: Columns) -> Iterator[Fault]:
    """Where a wrong value is right, two wrong ones are the same, or an exact answer has no end."""
    right: list[Any] = columns[question.answer]
    if not question.within and any(abs(value - round(value, 6)) > 1e-12 for value in right):
        yield ("answer",), f"'{question.answer}' is not exact", "Say with `within` what may be missing, such as 0.01."
    before = {question.answer: right}
    for number, wrong in enumerate(question.wrong):
        for other, values in before.items():
            pairs = zip(columns[wrong.value], values, strict=True)
            row = next((row for row, (a, b) in enumerate(pairs) if abs(a - b) <= 2 * question.within), None)
            if row is not None:
                message = f"in row {row} of '{question.program}', '{wrong.value}' is the same as '{other}'"
                yield ("wrong", number), message, "Choose rows, or a mistake, for which the values differ."
        before[wrong.value] = columns[wrong.value]


def pattern(kind: str) -> re.Pattern[str]:
    return COLUMN_IN_FORMULA if kind == "formula" else COLUMN


def filled(text: str, columns: Columns, row: int) -> str:
    """The text with the values of a row."""

    def value(match: re.Match[str]) -> str:
        return shown(columns[match["name"]][row], match["format"])

    return "".join(part.before + pattern(part.kind).sub(value, part.text) + part.after for part in parts(text))


def shown(value: Value, format: str | None = None) -> str:
    """A value as a text prints it."""
    if isinstance(value, str):
        return value
    return f"{value:{format}}" if format else f"{value:.10g}"


def rounded(value: Value, within: float) -> str:
    """A number as an answer: to a tenth of what may be missing, or better."""
    return shown(round(float(value), 1 - math.floor(math.log10(within))) if within else value)
