"""Runs tasks in forked processes of their own, one for each core, and stops those that never end."""

import gc
import importlib
import multiprocessing
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from pipeline.problems import Problem, Problems

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Several tasks run side by side; with threads of their own they would only get in each other's way."""
SHARED = {
    b"matplotlib": ("pipeline.render.prepared",),
    b"sklearn": ("sklearn.linear_model", "sklearn.model_selection"),
    b"# %% [markdown]": ("jupytext", "IPython.core.interactiveshell"),
}
"""What is slow to load, by a word in the sources that need it.

If these are more than the cores it is loaded once, here, when the first of them comes; tasks begun before go on.
"""
Files = dict[str, bytes]
"""What a task made: contents by path below docs/."""


@dataclass(frozen=True)
class Task:
    """A snippet, a lab, or the data: from its `source`, and only from that, `make` makes files, or raises Problems."""

    name: str
    shown: str
    source: bytes
    make: Callable[[], Files]


@dataclass(frozen=True)
class Run:
    """A task in its process, and the folder in which it leaves what it made."""

    task: Task
    process: BaseProcess
    folder: Path
    begun: float

    @property
    def took(self) -> float:
        return time.monotonic() - self.begun

    def stop(self) -> None:
        self.process.kill()
        self.process.join()

    def outcome(self, seconds: float) -> Files | Problems:
        """What the task has made, or what went wrong with it; it has ended, or its time is over."""
        if self.process.is_alive():
            self.stop()
            what = f"still running after {seconds:g} s, and stopped"
            remedy = "It ends within that limit: make its loop or data smaller."
            return Problems(Problem(self.task.shown, None, what, remedy))
        self.process.join()
        if self.process.exitcode:
            what = f"the process ended with status {self.process.exitcode}"
            return Problems(Problem(self.task.shown, None, what, "Run the program by itself and mend it."))
        made = pickle.loads((self.folder / "made").read_bytes())
        return made if isinstance(made, dict) else Problems(*made)


def run_all(tasks: list[Task], seconds: float, say: Callable[[str], None]) -> Iterator[tuple[Task, Files]]:
    """Yields each task with its files as it ends. Raises Problems, after all have ended, if any failed.

    A task that takes longer than `seconds` is killed. The longest sources are begun first: they tend to run longest.
    """
    os.environ |= ONE_THREAD
    cores = os.cpu_count() or 1
    shared = {word: modules for word, modules in SHARED.items() if sum(word in task.source for task in tasks) > cores}
    waiting, running, problems = sorted(tasks, key=lambda task: len(task.source)), [], []
    with tempfile.TemporaryDirectory() as scratch:
        try:
            while waiting or running:
                while waiting and len(running) < cores:
                    load(shared, waiting[-1])
                    running.append(begin(waiting.pop(), Path(tempfile.mkdtemp(dir=scratch))))
                wait([run.process.sentinel for run in running], timeout=0.05)
                for run in [run for run in running if not run.process.is_alive() or run.took >= seconds]:
                    running.remove(run)
                    made = run.outcome(seconds)
                    failed = isinstance(made, Problems)
                    say(f"{run.task.shown:<34} {run.took:5.1f} s{'  failed' if failed else ''}")
                    if failed:
                        problems += made.problems
                    else:
                        yield run.task, made
        finally:
            for run in running:
                run.stop()
    if problems:
        raise Problems(*problems)


def load(shared: dict[bytes, tuple[str, ...]], task: Task) -> None:
    for word, modules in shared.items():
        if word in task.source:
            for module in modules:
                importlib.import_module(module)


def begin(task: Task, folder: Path) -> Run:
    context = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")
    process = context.Process(target=child, args=(task, folder))
    process.start()
    return Run(task, process, folder, time.monotonic())


def child(task: Task, folder: Path) -> None:
    """The forked process: does the task in an empty folder and leaves its files, or its problems, in `folder`."""
    gc.disable()  # to look through all that was loaded before the fork would copy it
    work = folder / "work"
    work.mkdir()
    os.chdir(work)
    try:
        made: Files | list[Problem] = task.make()
    except Problems as found:
        made = found.problems
    (folder / "made").write_bytes(pickle.dumps(made))
