"""Runs tasks in forked processes of their own, one for each core, and stops those that never end."""

import importlib
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import Problem, Problems

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Several tasks run side by side; with threads of their own they would only get in each other's way."""
SHARED = {
    b"matplotlib": ("matplotlib.pyplot", "matplotlib.backends.backend_pdf", "matplotlib.backends.backend_svg"),
    b"sklearn": ("sklearn.linear_model", "sklearn.model_selection"),
    b"# %% [markdown]": ("jupytext", "IPython.core.interactiveshell"),
}
"""What is slow to load, by a word in the sources that need it: loaded once, here, if they are more than the cores."""
Files = dict[str, bytes]
"""What a task made: contents by path below docs/."""


@dataclass(frozen=True)
class Task:
    """A snippet, a lab, or the data: from its `source`, and only from that, `make` makes files, or raises Problems."""

    name: str
    shown: str
    source: bytes
    make: Callable[[], Files]


def run_all(tasks: list[Task], seconds: float, say: Callable[[str], None]) -> Iterator[tuple[Task, Files]]:
    """Yields each task with its files as it ends. Raises Problems, after all have ended, if any failed.

    A task that takes longer than `seconds` is killed. The longest sources are begun first: they tend to run longest.
    """
    import multiprocessing
    from multiprocessing.connection import wait

    os.environ |= ONE_THREAD
    cores = os.cpu_count() or 1
    waiting = sorted(tasks, key=lambda task: len(task.source))
    for word, modules in SHARED.items():
        if sum(word in task.source for task in waiting) > cores:
            for module in modules:
                importlib.import_module(module)
    fork = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")
    running, problems = {}, []
    with tempfile.TemporaryDirectory() as scratch:
        try:
            while waiting or running:
                while waiting and len(running) < cores:
                    task = waiting.pop()
                    folder = Path(tempfile.mkdtemp(dir=scratch))
                    process = fork.Process(target=child, args=(task, folder))
                    process.start()
                    running[process.sentinel] = (process, task, folder, time.monotonic())
                wait(list(running), timeout=0.05)
                for sentinel, (process, task, folder, started) in list(running.items()):
                    took = time.monotonic() - started
                    if process.is_alive() and took < seconds:
                        continue
                    del running[sentinel]
                    made = outcome(process, task, folder, seconds)
                    failed = isinstance(made, Problems)
                    say(f"{task.shown:<34} {took:5.1f} s{'  failed' if failed else ''}")
                    if failed:
                        problems += made.problems
                    else:
                        yield task, made
        finally:
            for process, *_ in running.values():
                process.kill()
                process.join()
    if problems:
        raise Problems(*problems)


def child(task: Task, folder: Path) -> None:
    """The forked process: does the task in an empty folder and leaves its files, or its problems, in `folder`."""
    work = folder / "work"
    work.mkdir()
    os.chdir(work)
    try:
        made: Files | list[Problem] = task.make()
    except Problems as found:
        made = found.problems
    (folder / "made").write_bytes(pickle.dumps(made))


def outcome(process, task: Task, folder: Path, seconds: float) -> Files | Problems:
    """What a task that has ended, or is to be stopped, has made, or what went wrong with it."""
    if process.is_alive():
        process.kill()
        process.join()
        what = f"still running after {seconds:g} s, and stopped"
        return Problems(Problem(task.shown, None, what, "It ends within that limit: make its loop or data smaller."))
    process.join()
    if process.exitcode:
        what = f"the process ended with status {process.exitcode}"
        return Problems(Problem(task.shown, None, what, "Run the program by itself and mend it."))
    made = pickle.loads((folder / "made").read_bytes())
    return made if isinstance(made, dict) else Problems(*made)
