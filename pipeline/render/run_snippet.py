"""Runs one snippet and makes what pages show of it."""

import contextlib
import io
import traceback
import warnings
from typing import Any

from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project
from pipeline.render import figures
from pipeline.render.export_notebook import notebook, snippet_cells
from pipeline.render.snippet_markdown import snippet_markdown
from pipeline.render.snippets import Snippet

FilesBySuffix = dict[str, bytes]
"""What a snippet made: contents by suffix, '.txt' for what it printed."""


def build(project: Project, snippet: Snippet) -> dict[str, bytes]:
    """All files of a snippet, by path below docs/. Raises BuildError where it cannot be run or shown."""
    project.files.read_bytes(snippet.path)  # so that it counts as read
    files = run_cells(snippet)
    files |= {
        ".md": snippet_markdown(snippet, files).encode(),
        ".py": snippet.source.encode(),
        ".ipynb": notebook(snippet_cells(snippet)),
    }
    return {f"generated/{snippet.name}{suffix}": content for suffix, content in files.items()}


def run_cells(snippet: Snippet) -> FilesBySuffix:
    """Executes the cells in order. Raises BuildError where a cell raises, warns, prints nothing or draws nothing."""
    warnings.simplefilter("error")
    namespace: dict[str, Any] = {"__name__": "__main__"}
    printed, files = io.StringIO(), FilesBySuffix()
    with contextlib.redirect_stdout(printed):
        for cell in snippet.cells.values():
            try:
                code = compile("\n" * (cell.line - 1) + cell.source, snippet.display_path, "exec")
                if cell.name == "picture":
                    files |= figures.draw(snippet, code, namespace)
                else:
                    exec(code, namespace)
            except BuildError:
                raise
            except BaseException as error:
                raise BuildError(problem_from(snippet.display_path, error, cell.line)) from None
    if not printed.getvalue().strip():
        line = snippet.cells["numbers"].line
        raise BuildError(
            Problem(snippet.display_path, line, "the snippet prints nothing", "Print what the page is to show.")
        )
    if "data" in snippet.cells:
        columns = figures.columns_of(snippet, namespace.get("data"))
        files |= {".csv": figures.as_csv(columns), ".json": figures.as_json(columns)}
    return files | {".txt": printed.getvalue().encode()}


def problem_from(display_path: str, error: BaseException, cell_line: int) -> Problem:
    """The problem for an exception, at the last line of the program that was on the way to it, or at its cell."""
    hint = "Run the program by itself and fix it."
    if isinstance(error, SyntaxError) and error.filename == display_path:
        return Problem(display_path, error.lineno, f"SyntaxError: {error.msg}", hint)
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == display_path]
    message = "".join(traceback.format_exception_only(error)).strip()
    return Problem(display_path, lines[-1] if lines else cell_line, message, hint)
