"""`make serve`: a change is shown soon, because only what shows it is built again, and nothing that is stale stays."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from unittest.mock import patch

import pytest

import pipeline.frame.context
from pipeline.commands.serve_site import check_address
from pipeline.content.errors import BuildError
from pipeline.content.project import Project
from pipeline.finish import finish
from pipeline.finish.live_reload import CODE_CHANGED, CODE_VARIABLE, prepare_folder
from tests.support.build_in_process import SERVED_ADDRESS, build_served
from tests.support.small_project import ROOT, add, edit, run_command, tree, write_site_project

PATIENCE = 120
ALL = {
    *("", "other/", "difference/", "lookup/", "lookup/linear-models/", "lookup/networks/"),
    *("claims/", "license/", "corrections/", "references/", "references-l-z/", "labs/01_lab/"),
}
EDITS = [
    # Three edits at once, of pages that have nothing else in common.
    (
        [
            ("docs/other.md", "The learning rate", "The rate"),
            ("docs/labs/01_lab.py", "print(1 + 1)", "print(1 + 2)"),
            ("docs/data/comparison.yml", "Not always.", "Not ever."),
        ],
        {"other/", "labs/01_lab/", "difference/"},
    ),
    ([("snippets/adds.py", 'print(f"total', 'print(f"sum')], {""}),
    (
        [
            ("snippets/adds.py", '"y": [0.5, 1]', '"y": [0.5, 2]'),
            ("docs/data/terms/02_networks.yml", "reason: Learned", "reason: Found"),
            ("docs/explorables/rise-up.js", "{ custom", "{ window.edited = 1; custom"),
        ],
        {"", "other/", "lookup/networks/"},
    ),
    ([("docs/data/references.bib", "The Elements", "Some Elements")], ALL),
    ([("theme/partials/cite.html", "Previous", "Back")], ALL),
]
"""What is edited at once, and which pages have to be built again."""
EDITS_OF_ALL_PAGES = [
    ([("docs/assets/styles/base.css", "", ".edited { color: red }\n")], ALL),
    ([("docs/assets/mark.svg", "var(--parameter)", "red")], ALL),
    ([("mkdocs.yml", "copyright: Text", "copyright: All text")], ALL),
    ([("pyproject.toml", "1.0.0", "1.0.1")], ALL),
]


def written(folder: Path) -> dict[str, int]:
    """When each page was written, by its address below the site's."""
    pages = [page for page in folder.rglob("index.html") if "embed" not in page.parts]
    return {page.relative_to(folder).as_posix().removesuffix("index.html"): page.stat().st_mtime_ns for page in pages}


def rebuilt(project: Project, folder: Path) -> set[str]:
    """The pages that the next build writes."""
    before = written(folder)
    build_served(Project(project.root), folder)
    return {location for location, when in written(folder).items() if before.get(location) != when}


@pytest.fixture
def served(rich_copy, tmp_path: Path) -> tuple[Project, Path]:
    """A project, and the folder from which it is served."""
    project, folder = rich_copy("small"), tmp_path / "served"
    folder.mkdir()
    build_served(project, folder)
    return project, folder


@pytest.mark.parametrize("edits", [EDITS, pytest.param(EDITS_OF_ALL_PAGES, marks=pytest.mark.proof)], ids=len)
def test_an_edit_is_seen_on_every_page_that_shows_it_and_no_other_is_built_again(served, tmp_path: Path, edits):
    project, folder = served
    assert written(folder).keys() == ALL and rebuilt(project, folder) == set()
    wrong = {}
    for at_once, pages in edits:
        for name, old, new in at_once:
            edit(project, name, old, new)
        if (found := rebuilt(project, folder)) != pages:
            wrong[str(at_once)] = found ^ pages
    assert wrong == {}
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shutil.rmtree(project.build / "cache" / "served pages")
    build_served(Project(project.root), fresh)
    old, new = tree(folder), tree(fresh)
    left_over = re.compile(r"assets/(site|explorables/.*)\.\w{8}\.(css|js)")  # under a name of its content before
    assert [name for name in new if new[name] != old.get(name)] == []
    assert [name for name in old if name not in new and not left_over.fullmatch(name)] == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("docs/other.md", "The learning rate", "The rate"), ("theme/partials/cite.html", "Previous", "Back")],
)
def test_an_edit_during_a_build_is_seen_by_the_next(served, name: str, old: str, new: str):
    project, folder = served
    edit(project, "docs/other.md", "## Deep", "A first edit.\n\n## Deep")
    card_of, edited = pipeline.frame.context.card_of, []

    def edit_and_go_on(*arguments):
        if not edited:
            edited.append(name)
            edit(project, name, old, new)
        return card_of(*arguments)

    with patch.object(pipeline.frame.context, "card_of", edit_and_go_on):
        build_served(Project(project.root), folder)
    assert edited
    build_served(Project(project.root), folder)
    html = (folder / "other/index.html").read_text("utf-8")
    assert new in html and old not in html and "A first edit." in html


def test_a_page_whose_source_is_gone_is_not_served_any_more(served):
    project, folder = served
    (project.docs / "claims.md").unlink()
    prepare_folder(Project(project.root), folder)
    assert written(folder).keys() == ALL - {"claims/"}


def test_a_finished_page_of_which_nothing_is_known_is_not_finished_again(served):
    project, folder = served
    shutil.rmtree(project.build / "cache" / "served pages")
    with pytest.raises(BuildError, match="Start `make serve` again"):
        finish(Project(project.root), folder, SERVED_ADDRESS, serving=True)


def test_a_change_of_the_pipeline_ends_the_server(served, monkeypatch):
    project, folder = served
    monkeypatch.setenv(CODE_VARIABLE, "the hash of the code when the server began")
    with pytest.raises(SystemExit) as ended:
        build_served(Project(project.root), folder)
    assert ended.value.code == CODE_CHANGED


# The address


@pytest.mark.parametrize(
    ("address", "message"),
    [("8000", "'8000' is not a host and a port"), ("a:b", "is not a host"), ("127.0.0.1:99999", "cannot serve at")],
)
def test_what_is_no_address_is_named(address: str, message: str):
    with pytest.raises(BuildError, match=message):
        check_address(address)


def test_an_address_in_use_is_said_before_anything_is_built(tmp_path: Path):
    project = write_site_project(tmp_path / "small")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        ran = run_command(project, "serve", "--address", address)
    assert ran.returncode == 1 and f"cannot serve at {address}" in ran.stderr
    assert "make serve ADDRESS=" in ran.stderr and not project.build.exists()


def test_make_serves_at_the_address_that_it_is_given():
    ran = subprocess.run(["make", "-n", "serve", "ADDRESS=host:1"], cwd=ROOT, capture_output=True, text=True)
    assert "-m pipeline serve --address host:1\n" in ran.stdout


# The whole of it, as somebody meets it who writes


@pytest.fixture
def server(rich_copy, tmp_path: Path):
    """Serves the small project. Yields it, what asks for a page, and the process."""
    project = rich_copy("small")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "serve", "--address", address],
            cwd=project.root,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # Ctrl C, also below a job that ignores it
        )

    def shows(location: str, pattern: str) -> str:
        """The page, as soon as it has the pattern."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://{address}/course/{location}", timeout=PATIENCE) as answer:
                    page = answer.read().decode()
                if re.search(pattern, page):
                    return page
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.1)
        raise AssertionError(f"no {pattern!r} at {location!r}\n{(tmp_path / 'log').read_text()[-3000:]}")

    yield project, shows, process, lambda: (tmp_path / "log").read_text("utf-8")
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.proof
def test_changes_are_shown_and_the_rest_stays_whole(server):
    project, shows, process, log = server
    before = shows("other/", "learning rate")
    assert "data-finished" in before and "Content-Security-Policy" not in before

    snippet = (project.snippets / "adds.py").read_text("utf-8")
    add(project, "snippets/adds.py", "this is no Python\n")
    end = time.monotonic() + PATIENCE
    while "not valid Python" not in log() and time.monotonic() < end:
        time.sleep(0.1)
    assert "not valid Python" in log()
    add(project, "snippets/adds.py", snippet.replace("\n# %% picture", "\nprint(987)\n\n# %% picture"))
    page = shows("", r"\n987\n")
    assert "data-finished" in page
    assert re.search(r">\s*A lab\s*<", page), "the navigation knows the pages that were not built again"

    edit(project, "pipeline/content/licenses.py", "CC BY 4.0", "CC BY 9.9")
    assert "data-finished" in shows("other/", "CC BY 9.9")
    edit(project, "hooks.py", 'config.site_url or ""', '"https://edited.example/"')
    edit(project, "docs/other.md", "The learning rate", "The rate")
    assert "data-finished" in shows("other/", "https://edited.example/generated/cards/other.png")

    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=PATIENCE) == 0
