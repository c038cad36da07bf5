"""Runs each program in a forked process of its own, several at a time, and stops those that never end."""

import contextlib
import io
import json
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from pathlib import Path

from pipeline.problems import Problem, Problems
from pipeline.render import figures
from pipeline.render.programs import Program

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Several programs run side by side; with threads of their own they would only get in each other's way."""
Files = dict[str, bytes]
"""What a program made: contents by suffix, '.txt' for what it printed."""


def run_program(program: Program) -> Files:
    """Executes the cells in order. Raises Problems where a cell raises, warns, prints nothing or draws nothing."""
    import matplotlib

    matplotlib.use("Agg")
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
        files[".csv"] = figures.table_of(program, namespace.get("data"))
    return files | {".txt": printed.getvalue().encode()}


def raised(shown: str, error: BaseException, cell: int) -> Problem:
    """The problem for an exception, at the last line of the program that was on the way to it, or at its cell."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == shown]
    message = "".join(traceback.format_exception_only(error)).strip()
    return Problem(shown, lines[-1] if lines else cell, message, "Run the program by itself and mend it.")


def child(program: Program, folder: Path) -> None:
    """The forked process: runs the program in an empty folder and leaves its files, or its problems, in `folder`."""
    work = folder / "work"
    work.mkdir()
    os.chdir(work)
    try:
        for suffix, content in run_program(program).items():
            (folder / f"made{suffix}").write_bytes(content)
    except Problems as found:
        told = [[str(p.path), p.line, p.what, p.remedy] for p in found.problems]
        (folder / "problems.json").write_text(json.dumps(told), "utf-8")


def run_all(programs: Iterable[Program], seconds: float, say: Callable[[str], None]) -> Iterator[tuple[Program, Files]]:
    """Yields each program with its files as it ends. Raises Problems, after all have ended, if any failed.

    A program that takes longer than `seconds` is killed.
    """
    os.environ |= ONE_THREAD
    import matplotlib.pyplot  # noqa: F401  (loaded once here, so that each fork has it)
    import numpy  # noqa: F401

    programs = list(programs)
    if any(program.needs_scikit_learn for program in programs):
        import sklearn.linear_model
        import sklearn.model_selection  # noqa: F401

    fork = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")
    waiting, running, problems = programs, {}, []
    with tempfile.TemporaryDirectory() as scratch:
        try:
            while waiting or running:
                while waiting and len(running) < (os.cpu_count() or 1):
                    program = waiting.pop(0)
                    folder = Path(scratch) / program.name
                    folder.mkdir()
                    process = fork.Process(target=child, args=(program, folder))
                    process.start()
                    running[process.sentinel] = (process, program, folder, time.monotonic())
                wait(list(running), timeout=0.05)
                for sentinel, (process, program, folder, started) in list(running.items()):
                    took = time.monotonic() - started
                    if process.is_alive() and took < seconds:
                        continue
                    del running[sentinel]
                    found = outcome(process, program, folder, seconds)
                    say(f"{program.shown:<34} {took:5.1f} s{'  failed' if found else ''}")
                    if found:
                        problems += found
                    else:
                        made = {path.name.removeprefix("made"): path for path in folder.glob("made*")}
                        yield program, {suffix: path.read_bytes() for suffix, path in made.items()}
        finally:
            for process, *_ in running.values():
                process.kill()
                process.join()
    if problems:
        raise Problems(*problems)


def outcome(process, program: Program, folder: Path, seconds: float) -> list[Problem]:
    """What went wrong with a program that has ended, or is to be stopped; an empty list if nothing did."""
    if process.is_alive():
        process.kill()
        process.join()
        what = f"still running after {seconds:g} s, and stopped"
        return [Problem(program.shown, None, what, "A snippet ends within that limit: make its loop or data smaller.")]
    process.join()
    if (folder / "problems.json").exists():
        return [Problem(*told) for told in json.loads((folder / "problems.json").read_text("utf-8"))]
    if process.exitcode:
        what = f"the process ended with status {process.exitcode}"
        return [Problem(program.shown, None, what, "Run the program by itself and mend it.")]
    return []
