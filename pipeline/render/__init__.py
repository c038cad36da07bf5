"""Before MkDocs: runs the programs and labs, draws their figures, and writes docs/generated/."""

import time
from collections.abc import Callable
from functools import partial

from pipeline.project import Project
from pipeline.render import cards, from_data, labs, pages, pool, runner
from pipeline.render.outputs import Outputs, key_of
from pipeline.render.pool import Task
from pipeline.render.programs import read_programs

SECONDS = 60.0
"""How long one task may run."""


def render(project: Project, seconds: float = SECONDS, say: Callable[[str], None] = print) -> None:
    """Brings docs/generated/ up to date. Raises Problems with all that is wrong."""
    started = time.monotonic()
    programs, lab_files, outputs = read_programs(project), project.labs(), Outputs.load(project)
    tasks = [
        Task("cards", "cards of the pages", cards.source(project), partial(cards.make, project)),
        Task("from_data", "docs/data", from_data.source(project), partial(from_data.make, project)),
        *(Task(lab.stem, project.shown(lab), lab.read_bytes(), partial(labs.make, project, lab)) for lab in lab_files),
        *(Task(it.name, it.shown, it.source.encode(), partial(runner.make, it)) for it in programs),
    ]
    outputs.forget_others({task.name for task in tasks})
    keys = {task.name: key_of(task.source) for task in tasks}
    stale = [task for task in tasks if not outputs.fresh(task.name, keys[task.name])]
    try:
        for task, files in pool.run_all(stale, seconds, say):
            outputs.keep(task.name, keys[task.name], files)
    finally:
        outputs.save()
    pages.check(project, programs)
    say(f"render: snippets {len(programs)}, labs {len(lab_files)}, {time.monotonic() - started:.1f} s")
