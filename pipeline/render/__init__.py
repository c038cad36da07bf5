"""Before MkDocs: runs the snippets and labs, draws their figures, and writes docs/generated/."""

import importlib
import os
import time
from collections.abc import Callable
from functools import partial

from pipeline.cache import Cache, Record
from pipeline.content.errors import Collector
from pipeline.content.falsehoods import falsehoods
from pipeline.content.files import Reads, hash_of
from pipeline.content.project import PLACEHOLDER, Project
from pipeline.processes import ONE_THREAD, Task, run_tasks
from pipeline.render import (
    data_pages,
    figure_slides,
    gallery,
    handout,
    question_bank,
    run_lab,
    run_snippet,
    slides,
    social_cards,
)
from pipeline.render.check_includes import check_includes
from pipeline.render.snippets import read_snippets

CPU_SECONDS = 60.0
"""How much CPU time one task may use."""
PRELOAD = {
    "import matplotlib": "pipeline.render.preload_matplotlib",
    "from sklearn": "sklearn.model_selection",
    "# %% [markdown]": "IPython.core.interactiveshell",
}
"""What is slow to load, by a text in the sources that need it. It is loaded once, and then all processes have it."""
Outputs = dict[str, bytes]
"""What a task makes: contents by path below docs/."""


def render(
    project: Project,
    address: str = PLACEHOLDER,
    cpu_seconds: float = CPU_SECONDS,
    say: Callable[[str], None] = print,
) -> None:
    """Brings docs/generated/ up to date, for a site that will be served at `address`.

    Raises:
        BuildError: with all that is wrong.
    """
    started = time.monotonic()
    snippets, labs, cache = (
        read_snippets(project),
        project.labs(),
        Cache[None](project, "render", leave_out=("frame", "finish", "commands")),
    )
    first: list[Task[Outputs]] = [
        named("preview pictures", partial(social_cards.draw_cards, project)),
        named("docs/data", partial(data_pages.build, project)),
        named("alt texts of figures", partial(figure_slides.catalog, project)),
        *(named(project.display_path(lab), partial(run_lab.build, project, lab)) for lab in labs),
        *(named(snippet.display_path, partial(run_snippet.build, project, snippet)) for snippet in snippets),
    ]
    followers: dict[str, Callable[..., Outputs]] = {
        "question bank": question_bank.build,
        "handout": handout.build,
        "slides": slides.build,
        "gallery": gallery.build,
        **{
            f"slide of {snippet.name}": partial(figure_slides.build, name=snippet.name)
            for snippet in snippets
            if snippet.has_picture
        },
    }
    second = [
        Task(f"{name} for {address}", name, partial(build, project, address)) for name, build in followers.items()
    ]
    cache.remove_others({task.name for task in (*first, *second)}, partial(remove_outputs, project))
    sources = [*(snippet.source for snippet in snippets), *map(project.files.read_text, labs)]
    preload(project, sources, sum(cache.find(task.name) is None for task in first))
    problems = Collector()
    with problems:
        falsehoods(project)  # at each render, so that an edit of a snippet does not run docs/data/ again
    for tasks in (first, second):
        with problems:
            run(project, cache, [task for task in tasks if cache.find(task.name) is None], cpu_seconds, say)
    problems.raise_any()
    remove_leftovers(project, makers_of_files(cache, [*first, *second]))
    check_includes(project, snippets)
    say(f"render: snippets {len(snippets)}, labs {len(labs)}, {time.monotonic() - started:.1f} s")


def run(
    project: Project, cache: Cache[None], tasks: list[Task[Outputs]], cpu_seconds: float, say: Callable[[str], None]
) -> None:
    """Runs the tasks side by side, says how long each took, and keeps what they made."""

    def report(task: Task[tuple[Outputs, Reads]], seconds: float, succeeded: bool) -> None:
        say(f"{task.display:<34} {seconds:5.1f} s{'' if succeeded else '  failed'}")

    for task, (outputs, reads) in run_tasks([recorded(project, task) for task in tasks], cpu_seconds, report):
        keep(project, cache, task.name, outputs, reads)


def named(display: str, work: Callable[[], Outputs]) -> Task[Outputs]:
    return Task(display, display, work)


def recorded(project: Project, task: Task[Outputs]) -> Task[tuple[Outputs, Reads]]:
    """The same task, which also returns what it read."""

    def work() -> tuple[Outputs, Reads]:
        with project.files.recording() as reads:
            return task.work(), reads

    return Task(task.name, task.display, work)


def keep(project: Project, cache: Cache[None], name: str, outputs: Outputs, reads: Reads) -> None:
    """Writes what a task made."""
    paths = {f"docs/{path}": content for path, content in outputs.items()}
    for path, content in paths.items():
        project.files.write(project.root / path, content)
    cache.store(name, reads, {path: hash_of(content) for path, content in paths.items()}, None)


def makers_of_files(cache: Cache[None], tasks: list[Task[Outputs]]) -> dict[str, str]:
    """The task that made each file. Raises BuildError where two made the same."""
    makers, problems = dict[str, str](), Collector()
    for task in tasks:
        record = cache.load(task.name)
        for path in record.outputs if record else ():
            if (other := makers.setdefault(path, task.display)) != task.display:
                problems.add(task.display, None, f"it makes {path}, and so does {other}", "Rename one of the two.")
    problems.raise_any()
    return makers


def remove_leftovers(project: Project, makers: dict[str, str]) -> None:
    """Removes from docs/generated/ what no task makes any more. Another build may be writing hidden files there."""
    for path in project.generated.rglob("[!.]*"):
        if path.is_file() and project.display_path(path) not in makers:
            project.files.remove(path)


def remove_outputs(project: Project, record: Record[None]) -> None:
    for path in record.outputs:
        project.files.remove(project.root / path)


def preload(project: Project, sources: list[str], tasks: int) -> None:
    """Loads what is slow to load, if several tasks are to be run. It brings numpy, which then knows of no threads."""
    os.environ |= ONE_THREAD
    for text, module in PRELOAD.items() if tasks > 2 else ():
        if any(text in source for source in sources):
            importlib.import_module(module)
