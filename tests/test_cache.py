"""An edit is never half seen: what is rendered after it is what would be rendered from nothing."""

import pickle
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pipeline import cache as cache_module
from pipeline.cache import Cache, Record
from pipeline.content.project import Project
from pipeline.processes import Task, run_tasks
from pipeline.render import CPU_SECONDS, data_pages, run_lab, run_snippet, social_cards
from pipeline.render.check_includes import check_includes
from pipeline.render.snippets import read_snippets
from tests.support.small_project import (
    FIGURE,
    HEAD,
    SNIPPET,
    add,
    copy_of,
    edit,
    made_once,
    preload_libraries,
    render_quietly,
    tree,
    write_project,
    write_rendered_project,
)

pytestmark = pytest.mark.slow

DATA, CARDS, LAB_TASK, ADDS = "docs/data", "preview pictures", "docs/labs/01_lab.py", "snippets/adds.py"
ALTS = "alt texts of figures"
SECOND = ("question bank", "handout", "slides", "gallery")
"""What is made of the results of others, for an address."""
TEXT = {DATA, CARDS}
"""The tasks that read every page."""
SMALL_SNIPPET = '"""Other."""\n\n# %% numbers\nprint("other")\n'


def write_project_without_picture(root: Path) -> None:
    """The small project with fewer pages and without a picture: a render from nothing takes half a second."""
    project = write_project(root)
    for name in ("lookup", "difference", "references", "references-l-z"):
        (project.docs / f"{name}.md").unlink()
    add(project, ADDS, without_picture(SNIPPET))
    edit(project, "docs/index.md", FIGURE, "")
    edit(project, "docs/other.md", f'{FIGURE}{{ data-explorable="rise-up" }}', "")
    render_quietly(project)


def without_picture(source: str) -> str:
    before, _, rest = source.partition("# %% picture")
    return before + "# %% data" + rest.partition("# %% data")[2]


def rename(old: str, new: str) -> Callable[[Project], object]:
    return lambda project: (project.root / old).rename(project.root / new)


def remove(name: str) -> Callable[[Project], object]:
    return lambda project: (project.root / name).unlink()


def replace(name: str, old: str, new: str) -> Callable[[Project], object]:
    return lambda project: edit(project, name, old, new)


def write(name: str, text: str) -> Callable[[Project], object]:
    return lambda project: add(project, name, text)


def all_of(*edits: Callable[[Project], object]) -> Callable[[Project], object]:
    return lambda project: [each(project) for each in edits]


EDITS: dict[str, tuple[set[str], list[Callable[[Project], object]]]] = {
    "what render does not read": (
        set(),
        [
            lambda project: None,
            replace("docs/data/explorables.yml", "It rises", "It falls"),
            write("docs/data/ids.txt", "/#claim-sums\n/#other\n"),
            write("docs/assets/new.svg", "<svg/>"),
            write("tests/test_broken.py", "def test_(:\n"),
        ],
    ),
    "a snippet": (
        {ADDS},
        [
            replace(ADDS, "arange(4)", "arange(5)"),
            replace(ADDS, "# %% numbers", "# %% numbers\n"),
        ],
    ),
    "a picture of a snippet": ({ADDS, "slide of adds"}, [write(ADDS, SNIPPET)]),
    "a snippet that comes": (
        {"snippets/other.py", ALTS, *TEXT},
        [
            all_of(
                write("snippets/other.py", SMALL_SNIPPET),
                replace("docs/other.md", "## Deep", '--8<-- "other.md"\n\n## Deep'),
            )
        ],
    ),
    "the name of a snippet": (
        {"snippets/sums.py", ALTS, *TEXT},
        [
            all_of(
                rename(ADDS, "snippets/sums.py"),
                replace("docs/index.md", "adds.md", "sums.md"),
                replace("docs/data/claims.yml", "snippet: adds", "snippet: sums"),
                replace("docs/data/comparison.yml", "adds", "sums"),
            )
        ],
    ),
    "a snippet that goes": (
        {ALTS, *TEXT},
        [
            all_of(
                remove(ADDS),
                replace("docs/index.md", '--8<-- "adds.md"\n', ""),
                write("docs/data/claims.yml", "[]\n"),
                remove("docs/data/falsehoods.yml"),
                replace("docs/claims.md", '--8<-- "claims_index.md"', "None."),
                replace("docs/data/comparison.yml", "adds, ", ""),
            )
        ],
    ),
    "a lab": (
        {LAB_TASK, *TEXT},
        [replace(LAB_TASK, "1 + 1", "1 + 2"), replace(LAB_TASK, "title: A lab", "title: Lab")],
    ),
    "the name of a lab": (
        {"docs/labs/02_lab.py", *TEXT},
        [all_of(rename(LAB_TASK, "docs/labs/02_lab.py"), replace("docs/data/comparison.yml", "01_lab", "02_lab"))],
    ),
    "the title of the site": (TEXT, [replace("site.yml", "title: Small", "title: Large")]),
    "the version": ({DATA}, [replace("pyproject.toml", "1.0.0", "1.0.1")]),
    "a page": (
        {ALTS, *TEXT},
        [
            replace("docs/index.md", "title: Home", "title: House"),
            replace("docs/other.md", "learning rate", "learning rate [@hastie2009]"),
            all_of(
                replace("docs/index.md", '--8<-- "adds.md"', ""),
                replace("docs/other.md", "## Deep", '--8<-- "adds.md"'),
            ),
            write("docs/deep/new.md", HEAD.format(title="New")),
            rename("docs/deep/new.md", "docs/deep/newer.md"),
            remove("docs/deep/newer.md"),
            all_of(remove("docs/data/sort.yml"), replace("docs/other.md", '--8<-- "sort_it.md"\n', "")),
        ],
    ),
    "the data": (
        {DATA},
        [
            replace("docs/data/comparison.yml", "Not always", "Never"),
            replace("docs/data/terms/02_networks.yml", "Learned as b.", "Found as b."),
            replace("docs/data/terms/01_linear_models.yml", "model: Ridge regression", "model: Ridge"),
            rename("docs/data/terms/01_linear_models.yml", "docs/data/terms/04_linear_models.yml"),
            replace("docs/data/claims.yml", "It adds.", "It sums."),
            replace("docs/data/references.bib", "2009}", "2017}"),
            replace("docs/data/libraries.yml", "2.15.0", "2.16.0"),
            replace("docs/data/sort.yml", "unit-a, unit-b", "ridge-coef, unit-b"),
        ],
    ),
}
"""Kinds of edits, each with the tasks that it has run again."""


@pytest.fixture(autouse=True)
def libraries() -> None:
    """Libraries are loaded once for all tests."""
    preload_libraries()


@pytest.fixture
def project(tmp_path_factory, tmp_path) -> Project:
    return copy_of(made_once(tmp_path_factory, write_project_without_picture), tmp_path / "project")


def outputs(project: Project) -> dict[str, bytes]:
    """What render wrote, by path below docs/."""
    folders = {"generated": tree(project.generated), "labs": tree(project.docs / "labs")}
    return {f"{folder}/{name}": content for folder, files in folders.items() for name, content in files.items()}


def from_nothing(project: Project, target: Path) -> dict[str, bytes]:
    """What a render of the same sources writes that knows nothing of what was before."""
    built = shutil.ignore_patterns(".build", "generated", "*.ipynb")
    fresh = Project(shutil.copytree(project.root, target, ignore=built))
    render_quietly(fresh)
    return outputs(fresh)


def tasks_run(said: list[str]) -> set[str]:
    return {line[:34].strip() for line in said[:-1]}


@pytest.mark.parametrize("kind", EDITS)
def test_after_edits_render_leaves_what_it_makes_from_nothing_and_runs_no_more_than_it_must(project, tmp_path, kind):
    """All edits of a kind run the same tasks again, so that what one of them left out would be missing at the end."""
    tasks, edits = EDITS[kind]
    for apply in edits:
        before = outputs(project)
        apply(project)
        assert tasks_run(render_quietly(project)) == tasks
        assert (outputs(project) != before) == bool(tasks)
    assert outputs(project) == from_nothing(project, tmp_path / "fresh")


def test_what_did_not_change_is_not_written_again(project):
    stamps = {path: path.stat().st_mtime_ns for path in project.generated.rglob("*.*")}
    edit(project, "docs/data/comparison.yml", "Not always", "Never")
    render_quietly(project)
    written = {path.name for path, stamp in stamps.items() if path.stat().st_mtime_ns != stamp}
    assert written == {"comparison.md"}


def test_what_somebody_else_changed_or_removed_is_made_again_and_what_no_task_makes_goes(project):
    before = outputs(project)
    (project.generated / "adds.txt").write_text("tampered")
    (project.docs / "labs" / "01_lab.ipynb").unlink()
    (project.generated / "gone.md").write_text("What a snippet made of which nothing is known any more.")
    (project.generated / "cards" / "gone.png").write_text("")
    assert tasks_run(render_quietly(project)) == {ADDS, LAB_TASK}
    assert outputs(project) == before


# what a record depends on


@pytest.fixture
def key(monkeypatch, tmp_path) -> Callable[[], str]:
    """The environment of the records of render, for a pipeline that can be edited."""
    pipeline = tmp_path / "pipeline"
    shutil.copytree(cache_module.PIPELINE, pipeline, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(cache_module, "PIPELINE", pipeline)
    return lambda: Cache[None](Project(tmp_path), "render", leave_out=("frame", "finish", "commands")).environment


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("render/figures.py", True),
        ("content/palette.py", True),
        ("cache.py", True),
        ("new.py", True),
        ("frame/stylesheets.py", False),
        ("finish/__init__.py", False),
        ("finish/page_steps/tables.py", False),
        ("commands/build_site.py", False),
        ("notes.txt", False),
    ],
)
def test_records_depend_on_the_code_that_has_a_part_in_them(key, name, again):
    before = key()
    with (cache_module.PIPELINE / name).open("a") as file:
        file.write("# Edited.\n")
    assert (key() != before) == again


def test_records_depend_on_every_installed_library_on_python_and_on_the_machine(key, monkeypatch, tmp_path):
    keys = [key()]
    assert any(name.startswith("numpy-") for name in cache_module.libraries())
    monkeypatch.syspath_prepend(tmp_path / "more")
    assert key() == keys[0]
    for version in ("1.0", "1.1"):
        (tmp_path / "more" / f"a_new_library-{version}.dist-info").mkdir(parents=True)
        keys.append(key())
    for name in ("python_version", "machine"):
        monkeypatch.setattr(cache_module.platform, name, lambda: "another")
        keys.append(key())
    assert len(set(keys)) == len(keys) == 5


def test_another_pipeline_runs_all_tasks_again(project, key):
    assert tasks_run(render_quietly(project)) == set(), "a copy of the same code is the same code"
    with (cache_module.PIPELINE / "render" / "figures.py").open("a") as file:
        file.write("# Edited.\n")
    assert tasks_run(render_quietly(project)) == {DATA, CARDS, ALTS, LAB_TASK, ADDS, *SECOND}


def test_a_record_is_found_for_its_own_key_only(project):
    cache = Cache[str](project, "notes")
    cache.store("page/", {}, {}, "finished", key="the page as MkDocs built it")
    assert cache.find("page/", "the page as MkDocs built it").value == "finished"
    assert cache.find("page/", "another") is None and cache.find("other/") is None


def test_records_of_tasks_that_are_gone_go_and_what_another_build_is_writing_stays(project):
    cache, cleaned = Cache[str](project, "notes"), []
    for task in ("kept", "gone", "broken"):
        cache.store(task, {}, {}, f"the value of {task}")
    cache.file("broken").write_bytes(b"no pickle")
    unfinished = cache.folder / ".gone.pickle.12345"
    unfinished.touch()

    def clean_up(record: Record[str]) -> None:
        cleaned.append(record.value)
        cache.file("gone").unlink()  # as another build may do meanwhile

    cache.remove_others({"kept"}, clean_up)
    assert cleaned == ["the value of gone"]
    assert set(cache.folder.iterdir()) == {cache.file("kept"), unfinished}


# records that are broken


def test_a_record_that_cannot_be_read_counts_as_none(project):
    cache = Cache[list](project, "notes")
    cache.store("task", {("content", "site.yml"): "0" * 64}, {"docs/a": "1" * 64}, ["a", 1])
    whole = cache.file("task").read_bytes()
    for end in range(len(whole)):
        cache.file("task").write_bytes(whole[:end])
        assert cache.load("task") is None, f"{end} bytes of {len(whole)}"
    others = (b"no pickle", b"\x80\x05", pickle.dumps("no record"), whole.replace(b"Record", b"Rec0rd"))
    for other in others:
        cache.file("task").write_bytes(other)
        assert cache.load("task") is None
    fields = {name: getattr(pickle.loads(whole), name) for name in ("key", "environment", "reads", "outputs")}
    older = object.__new__(Record)
    older.__dict__.update(fields)
    cache.file("task").write_bytes(pickle.dumps(older))
    assert cache.load("task") is None, "a record of a version that had fewer fields"
    cache.file("task").write_bytes(whole)
    assert cache.load("task").value == ["a", 1]


def test_render_goes_on_where_records_are_broken(project, tmp_path):
    records = sorted((project.build / "cache" / "render").iterdir())
    assert len(records) == 9
    for number, record in enumerate(records):
        record.write_bytes(record.read_bytes()[: 10 * number])
    edit(project, ADDS, "arange(4)", "arange(5)")
    assert tasks_run(render_quietly(project)) == {DATA, CARDS, ALTS, LAB_TASK, ADDS, *SECOND}
    assert outputs(project) == from_nothing(project, tmp_path / "fresh")


# files only through one door


WATCHED = {"open", "os.listdir", "os.scandir"}


def watched(project: Project, work: Callable[[], object]) -> tuple[set[str], set[str]]:
    """What the work reads below the root without the record's knowing: files, and folders that it lists."""
    with project.files.recording() as reads:
        seen: set[tuple[str, str]] = set()
        watch(project.root, seen)
        work()
    known = {name for kind, name in reads if kind == "content"}
    listed = {name.split("|")[0] for kind, name in reads if kind == "listing"}
    files = {name for event, name in seen if event == "open"}
    folders = {name for event, name in seen if event != "open"}
    return files - known, {folder for folder in folders if not any(Path(folder).is_relative_to(top) for top in listed)}


def watch(root: Path, seen: set[tuple[str, str]]) -> None:
    """From now on notes every file below the root that this process opens to read, and every folder that it lists."""

    def note(event: str, arguments: tuple) -> None:
        if event not in WATCHED or not isinstance(arguments[0], str | Path):
            return
        writes = event == "open" and isinstance(arguments[1], str) and set("wax+") & set(arguments[1])
        path = Path(arguments[0]).absolute()
        if path.is_relative_to(root) and not writes:
            seen.add((event, path.relative_to(root).as_posix()))

    sys.addaudithook(note)


def read_directly(project: Project) -> None:
    project.files.read_text(project.docs / "index.md")
    (project.root / "site.yml").read_text("utf-8")
    list(project.snippets.glob("*.py"))


TASKS: dict[str, Callable[[Project], object]] = {
    "preview pictures": social_cards.draw_cards,
    "docs/data": data_pages.build,
    "a lab": lambda project: run_lab.build(project, project.labs()[0]),
    "a snippet": lambda project: run_snippet.build(project, read_snippets(project)[0]),
    "the includes": lambda project: check_includes(project, read_snippets(project)),
}


def test_all_that_a_task_reads_is_in_its_record(tmp_path_factory):
    root = made_once(tmp_path_factory, write_rendered_project)
    works = {**TASKS, "a direct read": read_directly}
    tasks = [
        Task(name, name, partial(watched, project := Project(root), partial(work, project)))
        for name, work in works.items()
    ]
    unrecorded = {task.name: found for task, found in run_tasks(tasks, CPU_SECONDS)}
    assert unrecorded.pop("a direct read") == ({"site.yml"}, {"snippets"}), "the watch sees what it is there for"
    assert unrecorded == {name: (set(), set()) for name in TASKS}
