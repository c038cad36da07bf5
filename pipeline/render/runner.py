"""Runs one program and makes what pages show of it."""

import contextlib
import io
import traceback
import warnings

from pipeline.problems import Problem, Problems
from pipeline.render import figures
from pipeline.render.fragments import fragment
from pipeline.render.notebook import notebook
from pipeline.render.programs import Program

Files = dict[str, bytes]
"""What a program made: contents by suffix, '.txt' for what it printed."""


def make(program: Program) -> dict[str, bytes]:
    """All files of a program, by path below docs/. Raises Problems where it cannot be run or shown."""
    files = run_program(program)
    files |= {".md": fragment(program, files).encode(), ".py": program.source.encode(), ".ipynb": notebook(program)}
    return {f"generated/{program.name}{suffix}": content for suffix, content in files.items()}


def run_program(program: Program) -> Files:
    """Executes the cells in order. Raises Problems where a cell raises, warns, prints nothing or draws nothing."""
    warnings.simplefilter("error")
    namespace: dict = {"__name__": "__main__"}
    printed, files = io.StringIO(), {}
    with contextlib.redirect_stdout(printed):
        for cell in program.cells.values():
            code = compile("\n" * (cell.line - 1) + cell.source, program.shown, "exec")
            try:
                if cell.name == "picture":
                    files |= figures.draw(program, code, namespace)
                else:
                    exec(code, namespace)
            except Problems:
                raise
            except BaseException as error:
                raise Problems(raised(program.shown, error, cell.line)) from None
    if not printed.getvalue().strip():
        line = program.cells["numbers"].line
        raise Problems(Problem(program.shown, line, "the snippet prints nothing", "Print what the page is to show."))
    if "data" in program.cells:
        columns = figures.columns_of(program, namespace.get("data"))
        files |= {".csv": figures.as_csv(columns), ".json": figures.as_json(columns)}
    return files | {".txt": printed.getvalue().encode()}


def raised(shown: str, error: BaseException, cell: int) -> Problem:
    """The problem for an exception, at the last line of the program that was on the way to it, or at its cell."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == shown]
    message = "".join(traceback.format_exception_only(error)).strip()
    return Problem(shown, lines[-1] if lines else cell, message, "Run the program by itself and mend it.")
