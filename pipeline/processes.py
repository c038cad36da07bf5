"""Runs tasks in processes of their own, one for each core, and stops those that never end."""

import gc
import multiprocessing
import os
import pickle
import resource
import signal
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Generic, TypeVar

from pipeline.content.errors import BuildError, Collector, Problem

WALL_FACTOR = 15
"""On a busy machine a task may take so many times its CPU time. Only a task that sleeps takes longer."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""The environment of tasks, set before numpy is loaded, which reads it once.

Several tasks run side by side, and threads of their own would only get in each other's way. Besides, the last digit of
a sum depends on how many threads share it.
"""
GRACE_SECONDS = 5
"""So much CPU time is left to a task that ignores the signal to stop; then it is killed."""
Result = TypeVar("Result")


@dataclass(frozen=True)
class Task(Generic[Result]):
    """`display` is how a person knows it; `work` runs in the process, in an empty folder, and may raise BuildError."""

    name: str
    display: str
    work: Callable[[], Result]


@dataclass(frozen=True)
class Run(Generic[Result]):
    """A task in its process, and the folder in which it leaves its result."""

    task: Task[Result]
    process: BaseProcess
    folder: Path
    start: float
    """In seconds, by the monotonic clock."""
    cpu_seconds: float

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.start

    @property
    def is_over(self) -> bool:
        return not self.process.is_alive() or self.elapsed >= self.cpu_seconds * WALL_FACTOR

    def stop(self) -> None:
        self.process.kill()
        self.process.join()

    def result(self) -> Result:
        """What the task returned. Raises BuildError with what it raised, or why it was stopped."""
        if self.process.is_alive():
            self.stop()
            raise self.failure(f"still running after {self.elapsed:.0f} s, and stopped", "Does it wait for something?")
        self.process.join()
        if self.process.exitcode == -signal.SIGXCPU:
            message = f"used {self.cpu_seconds:g} s of CPU time, and was stopped"
            raise self.failure(message, "It has to end within that limit: make its loop or its data smaller.")
        if self.process.exitcode or not (self.folder / "result").exists():
            message = f"its process ended {status_in_words(self.process.exitcode or 0)} before its work was done"
            raise self.failure(message, "Run the program by itself and fix it.")
        result = pickle.loads((self.folder / "result").read_bytes())
        if isinstance(result, BuildError):
            raise BuildError(*result.problems)
        return result  # type: ignore[no-any-return]  # what the process pickled

    def failure(self, message: str, hint: str) -> BuildError:
        return BuildError(Problem(self.task.display, None, message, hint))


def status_in_words(status: int) -> str:
    """How a process ended, from its exit status: 'with status 3', 'by the signal SIGKILL'."""
    return f"by the signal {signal.Signals(-status).name}" if status < 0 else f"with status {status}"


def run_tasks(
    tasks: list[Task[Result]],
    cpu_seconds: float,
    report: Callable[[Task[Result], float, bool], None] = lambda task, seconds, ok: None,
) -> Iterator[tuple[Task[Result], Result]]:
    """Yields each task with its result as it ends, and tells `report` how long it took and whether it went well.

    The tasks begin in their order. One that uses more CPU time than `cpu_seconds` is stopped.

    Raises:
        BuildError: after all have ended, with the problems of all that failed.
    """
    gc.collect()
    gc.freeze()  # a collector that looks through what is shared with a child would copy it
    waiting, running, problems = list(reversed(tasks)), list[Run[Result]](), Collector()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            while waiting or running:
                while waiting and len(running) < (os.cpu_count() or 1):
                    running.append(start(waiting.pop(), Path(tempfile.mkdtemp(dir=scratch)), cpu_seconds))
                wait([run.process.sentinel for run in running], timeout=1)
                for run in [run for run in running if run.is_over]:
                    running.remove(run)
                    succeeded = False
                    with problems:
                        result = run.result()
                        succeeded = True
                    report(run.task, run.elapsed, succeeded)
                    if succeeded:
                        yield run.task, result
        finally:
            gc.unfreeze()
            for run in running:
                run.stop()
    problems.raise_any()


def start(task: Task[Result], folder: Path, cpu_seconds: float) -> Run[Result]:
    process = multiprocessing.get_context("fork").Process(target=run_in_child, args=(task, folder, cpu_seconds))
    with warnings.catch_warnings():  # `mkdocs serve` has threads; the child uses none of what they hold
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    return Run(task, process, folder, time.monotonic(), cpu_seconds)


def run_in_child(task: Task[Result], folder: Path, cpu_seconds: float) -> None:
    """In the new process: does the task in an empty folder, and leaves its result, or its problems, in `folder`."""
    gc.disable()  # the process ends soon, and shares its memory with the parent until it writes to it
    limit = max(1, round(cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + GRACE_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    work = folder / "work"
    work.mkdir()
    os.chdir(work)
    try:
        result = pickle.dumps(task.work())
    except BuildError as error:
        result = pickle.dumps(error)
    except Exception as error:
        traceback.print_exc()
        message = "".join(traceback.format_exception_only(error)).strip()
        hint = "That was not expected: the traceback in the output shows where it happened."
        result = pickle.dumps(BuildError(Problem(task.display, None, message, hint)))
    temporary = folder / "unfinished"
    temporary.write_bytes(result)
    temporary.rename(folder / "result")
