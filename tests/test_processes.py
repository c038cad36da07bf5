"""Tasks in processes of their own: CPU time is limited and not patience, and whatever goes wrong has a name."""

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import processes
from pipeline.content.errors import BuildError, Problem
from pipeline.processes import Task, run_tasks
from tests.support.small_project import problems_of

pytestmark = pytest.mark.slow


def task(work: Callable, name: str = "task") -> Task:
    return Task(name, f"docs/{name}", work)


def results(*works: Callable, cpu_seconds: float = 1) -> list:
    """What each task returns, in the order of the tasks."""
    tasks = [task(work, str(number)) for number, work in enumerate(works)]
    found = {done.name: result for done, result in run_tasks(tasks, cpu_seconds)}
    return [found[each.name] for each in tasks]


def use_cpu(seconds: float = 60) -> None:
    while time.process_time() < seconds:
        pass


def raise_problem(name: str = "a.md") -> None:
    raise BuildError(Problem(name, 3, "is wrong", "Fix it."))


def test_each_task_works_in_an_empty_folder_of_its_own():
    def work() -> tuple[list[Path], Path]:
        before = list(Path().iterdir())
        Path("left").touch()
        return before, Path.cwd()

    (one, here), (other, there) = results(work, work)
    assert one == other == [] and here != there
    assert not here.exists() and not Path("left").exists(), "nothing is left of it"


def test_a_task_may_wait_longer_than_its_cpu_time():
    started = time.monotonic()
    assert results(lambda: time.sleep(1.2) or "waited") == ["waited"]
    assert time.monotonic() - started > 1.2


def test_what_is_too_much_and_what_breaks_off_is_named_and_the_others_are_kept(monkeypatch):
    monkeypatch.setattr(processes, "GRACE_SECONDS", 1)
    monkeypatch.setattr(processes, "WALL_FACTOR", 200)

    def ignore_the_limit() -> None:
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        use_cpu()

    def raise_unexpectedly() -> None:
        raise LookupError("no such thing")

    works = {
        "loops": use_cpu,
        "ignores": ignore_the_limit,
        "exits_0": lambda: os._exit(0),
        "exits_3": lambda: os._exit(3),
        "leaves": lambda: raise_(SystemExit(4)),
        "killed": lambda: os.kill(os.getpid(), signal.SIGTERM),
        "raises": raise_unexpectedly,
        "returns_what_cannot_be_sent": lambda: lambda: None,
        "finds": lambda: raise_problem("a.md"),
        "finds_more": lambda: raise_problem("b.md"),
        "good": lambda: "done",
        "good_too": lambda: time.sleep(0.1) or "done too",
    }
    kept, reported = {}, {}

    def report(done: Task, seconds: float, succeeded: bool) -> None:
        reported[done.name] = succeeded

    def run() -> None:
        tasks = [task(work, name) for name, work in works.items()]
        for done, result in run_tasks(tasks, 1, report):
            kept[done.name] = result

    said = problems_of(run)
    assert kept == {"good": "done", "good_too": "done too"}
    assert reported == {name: name in kept for name in works}
    expected = {
        "docs/loops": "used 1 s of CPU time, and was stopped",
        "docs/ignores": "its process ended by the signal SIGKILL before its work was done",
        "docs/exits_0": "its process ended with status 0 before its work was done",
        "docs/exits_3": "its process ended with status 3 before its work was done",
        "docs/leaves": "its process ended with status 4 before its work was done",
        "docs/killed": "its process ended by the signal SIGTERM before its work was done",
        "docs/raises": "LookupError: no such thing",
        "a.md:3": "is wrong",
        "b.md:3": "is wrong",
    }
    problems = [line for line in said.splitlines() if not line.startswith("    ")]
    by_place = dict(problem.split(": ", 1) for problem in problems)
    assert "pickle" in by_place.pop("docs/returns_what_cannot_be_sent")
    assert by_place == expected


def test_a_task_that_waits_for_ever_is_stopped(monkeypatch):
    monkeypatch.setattr(processes, "WALL_FACTOR", 2)
    said = problems_of(lambda: results(lambda: time.sleep(600)))
    assert re.match(r"docs/0: still running after \d+ s, and stopped", said), said


def raise_(error: BaseException) -> None:
    raise error


def test_where_an_unexpected_exception_came_from_is_in_the_output(capfd):
    problems_of(lambda: results(lambda: raise_(LookupError("no such thing"))))
    assert "in raise_\n    raise error\nLookupError: no such thing" in capfd.readouterr().err


def test_tasks_begin_in_their_order_with_no_more_at_a_time_than_there_are_cores(monkeypatch, tmp_path):
    begun, start = [], processes.start
    monkeypatch.setattr(processes, "start", lambda task, *rest: begun.append(task.name) or start(task, *rest))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def work(number: int) -> int:
        log = tmp_path / "log"
        with log.open("a") as file:
            file.write(f"{number} begins\n")
        time.sleep(0.1)
        with log.open("a") as file:
            file.write(f"{number} ends\n")
        return number

    assert results(*(lambda number=number: work(number) for number in range(6))) == list(range(6))
    assert begun == list("012345")
    running = 0
    for line in (tmp_path / "log").read_text().splitlines():
        running += 1 if line.endswith("begins") else -1
        assert running <= 2


def test_nothing_goes_on_running_when_the_one_who_asked_stops(tmp_path):
    def work() -> None:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(60)

    running = run_tasks([task(lambda: None, "first"), task(work, "second")], 60)
    next(running)
    while not list(tmp_path.iterdir()):
        time.sleep(0.01)
    running.close()
    [process] = [int(file.name) for file in tmp_path.iterdir()]
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
