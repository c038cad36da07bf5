"""`make serve`: a change is shown soon, because only what shows it is built again, and nothing that is stale stays."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from pipeline.project import Project
from pipeline.serving import as_of_the_beginning, forget_stale

from tests.small import command, small_project

PATIENCE = 120


@pytest.fixture
def built(tmp_path) -> tuple[Project, Path]:
    """A project and the folder of its served site, where all that is written is older than the pages built of it."""
    project, folder = Project(small_project(tmp_path / "small")), tmp_path / "served"
    (project.docs / "labs" / "01_lab.ipynb").write_text('"![x](../../generated/01_lab_1.svg)"', "utf-8")
    for name in ("adds.md", "adds.svg", "01_lab_1.svg", "else.md"):
        write(project.generated / name, 1)
    for file in filter(Path.is_file, project.root.rglob("*")):
        os.utime(file, (1, 1))
    for location in ("", "other/", "labs/01_lab/"):
        write(folder / location / "index.html", 2)
    return project, folder


def write(file: Path, when: float) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("text", "utf-8")
    os.utime(file, (when, when))


def left(built: tuple[Project, Path]) -> set[str]:
    project, folder = built
    forget_stale(project, folder)
    return {file.parent.relative_to(folder).as_posix() for file in folder.rglob("*.html")}


def test_nothing_is_stale_when_nothing_changed(built):
    assert left(built) == {".", "other", "labs/01_lab"}


@pytest.mark.parametrize(
    ("changed", "gone"),
    [
        ("docs/generated/adds.md", {"."}),
        ("docs/generated/adds.svg", {"."}),
        ("docs/generated/01_lab_1.svg", {"labs/01_lab"}),
        ("docs/generated/else.md", set()),
        ("docs/data/references.bib", {".", "other", "labs/01_lab"}),
        ("mkdocs.yml", {".", "other", "labs/01_lab"}),
        ("pipeline/finish/head.py", {".", "other", "labs/01_lab"}),
    ],
)
def test_what_shows_a_change_is_built_again(built, changed, gone):
    os.utime(built[0].root / changed, (3, 3))
    assert left(built) == {".", "other", "labs/01_lab"} - gone


def test_a_page_whose_source_is_gone_is_not_served_any_more(built):
    (built[0].docs / "other.md").unlink()
    assert left(built) == {".", "labs/01_lab"}


def test_what_is_written_during_a_build_is_newer_than_its_pages(built):
    project, folder = built
    left(built)
    time.sleep(0.02)
    (project.generated / "adds.md").write_text("changed while MkDocs was at work", "utf-8")
    time.sleep(0.02)
    for page in folder.rglob("*.html"):
        page.touch()
        as_of_the_beginning(project, page)
    assert left(built) == {"other", "labs/01_lab"}


# The whole of it, as somebody meets it who writes


@pytest.fixture
def served(tmp_path):
    """Serves the small project. Yields its root, what asks for a page, and the process."""
    root = small_project(tmp_path / "small")
    with socket.create_server(("127.0.0.1", 0)) as free:
        host = f"127.0.0.1:{free.getsockname()[1]}"
    words = [sys.executable, "-m", "pipeline", "serve", "--dev-addr", host]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            words,
            cwd=root,
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
                with urllib.request.urlopen(f"http://{host}/course/{location}", timeout=PATIENCE) as answer:
                    page = answer.read().decode()
                if re.search(pattern, page):
                    return page
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.1)
        raise AssertionError(f"no {pattern!r} at {location!r}\n{(tmp_path / 'log').read_text()[-3000:]}")

    yield root, shows, process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_changes_are_shown_and_the_rest_stays_whole(served):
    root, shows, process = served
    before = shows("other/", "learning rate")
    assert "data-finished" in before and "Content-Security-Policy" not in before

    snippet = root / "snippets" / "adds.py"
    text = snippet.read_text("utf-8")
    snippet.write_text(text.replace("\n# %% picture", "\nprint(987)\n\n# %% picture"), "utf-8")
    page = shows("", r"\n987\n")
    assert "data-finished" in page
    assert re.search(r">\s*Lab\s*<", page), "the navigation knows the pages that were not built again"

    snippet.write_text("this is no Python\n", "utf-8")
    time.sleep(3)
    snippet.write_text(text, "utf-8")
    other = root / "docs" / "other.md"
    other.write_text(other.read_text("utf-8").replace("The learning rate", "Momentum"), "utf-8")
    assert "data-finished" in shows("other/", "Momentum")
    assert "data-finished" in shows("", r">\s*Lab\s*<")

    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=PATIENCE) == 0


def test_plain_mkdocs_finds_the_pipeline(tmp_path):
    root = small_project(tmp_path / "small")
    words = [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict"]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "data-finished" in (root / "site" / "index.html").read_text("utf-8")[:1000]


def test_a_page_that_is_finished_is_not_finished_again_without_what_is_known_of_it(tmp_path):
    root = small_project(tmp_path / "small")
    assert command(root, "site").returncode == 0
    done = command(root, "finish", "site", "--serving")
    assert done.returncode == 1 and "make serve" in done.stderr
