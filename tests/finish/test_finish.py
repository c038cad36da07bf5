"""The whole of `finish`: what it reads, that it writes last, that it can be stopped and run again."""

import os
import shutil
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import pipeline.finish as finishing
from pipeline.content.errors import BuildError
from pipeline.content.project import Project
from pipeline.finish import file_of, finish, finish_page
from pipeline.finish.page import Site, location_of, page_files
from pipeline.processes import Task, run_tasks
from tests.support.small_project import tree

OTHER = "other/index.html"


def finish_again(site: Site) -> None:
    """As a build of its own, which knows what is in .build only."""
    finish(Project(site.project.root), site.folder, site.address)


def test_its_own_output_is_left_as_it_is(built: Site, capsys):
    finish_again(built)
    before = tree(built.folder)
    finish_again(built)
    assert "finished already" in capsys.readouterr().out
    assert tree(built.folder) == before


@pytest.mark.parametrize("left", [OTHER, "manifest.json"])
def test_a_finish_that_broke_off_is_named(built: Site, unfinished: Path, left: str):
    """Some pages are written, or all of them and not yet the manifest."""
    finish_again(built)
    (built.folder / left).unlink()
    if (unfinished / ".build/site" / left).exists():
        shutil.copy(unfinished / ".build/site" / left, built.folder / left)
    before = tree(built.folder)
    with pytest.raises(BuildError, match="half finished"):
        finish_again(built)
    assert tree(built.folder) == before


class Killed(BaseException):
    """What stands for the end of the process."""


def write_at_most(number: int, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """From now on only so many files are written. Returns them, as they are written."""
    rename, written = Path.replace, list[Path]()

    def replace_or_die(temporary: Path, path: Path) -> Path:
        if len(written) == number:
            temporary.unlink()
            raise Killed
        written.append(path)
        return rename(temporary, path)

    monkeypatch.setattr(Path, "replace", replace_or_die)
    return written


@pytest.mark.slow
def test_killed_at_any_file_it_goes_on_or_says_that_it_cannot(built: Site, monkeypatch):
    start = shutil.copytree(built.folder, built.project.build / "start")
    with monkeypatch.context() as patch:
        written = write_at_most(10_000, patch)
        finish_again(built)
    whole, outcomes = tree(built.folder), set()
    for number in range(0, len(written), 9):
        shutil.rmtree(built.folder)
        shutil.copytree(start, built.folder)
        with monkeypatch.context() as patch, pytest.raises(Killed):
            write_at_most(number, patch)
            finish_again(built)
        half = tree(built.folder)
        try:
            finish_again(built)
            outcomes.add("the same")
            assert tree(built.folder) == whole, f"killed before the file number {number}"
        except BuildError as error:
            outcomes.add("named")
            assert "half finished" in str(error) and tree(built.folder) == half
    assert outcomes == {"the same", "named"}


def test_nothing_is_written_before_the_last_check(built: Site, monkeypatch):
    before, seen = tree(built.folder), []
    monkeypatch.setattr(finishing, "SITE_CHECKS", (lambda *_: seen.append(tree(built.folder)) or [],))
    finish_again(built)
    assert seen == [before] and tree(built.folder) != before


def test_a_fault_on_one_page_makes_no_dead_links_on_others(built: Site):
    """The link is to a row, whose anchor a step makes on the page with the fault."""
    table = "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>deep</td></tr></tbody></table>"
    for name, markup in ((OTHER, f"{table}<p>[@nobody1999]</p>"), ("index.html", '<a href="other/#row-deep">row</a>')):
        file = built.folder / name
        file.write_text(file.read_text("utf-8").replace("</article>", f"{markup}</article>"), "utf-8")
    with pytest.raises(BuildError) as found:
        finish_again(built)
    assert [problem.message for problem in found.value.problems] == ["no reference has the key 'nobody1999'"]


def files_opened(site: Site, location: str) -> tuple[set[str], set[str]]:
    """The files of the project that are opened to be read while a page is finished, and those that are on record.

    To be called in a process of its own, which it leaves with a hook.
    """
    opened, root = set[str](), f"{site.project.root}{os.sep}"

    def watch(event: str, details: tuple[object, ...]) -> None:
        if event == "open" and isinstance(details[0], str) and details[0].startswith(root):
            opened.add(details[0].removeprefix(root))

    sys.addaudithook(watch)
    _, reads = finish_page(site, location)
    return opened, {name for kind, name in reads if kind == "content"}


@pytest.mark.parametrize("serving", [False, True], ids=["building", "serving"])
def test_whatever_is_read_for_a_page_is_on_its_record(unfinished_site: Site, serving: bool):
    """Otherwise an edit of that file would be missed by the next build."""
    site = replace(unfinished_site, project=Project(unfinished_site.project.root), serving=serving)
    locations = [location_of(site.folder, file) for file in page_files(site.folder)]
    tasks = [Task(location, location, partial(files_opened, site, location)) for location in locations]
    everything: set[str] = set()
    for task, (opened, on_record) in run_tasks(tasks, 60):
        opened.remove(str(file_of(site, task.name).relative_to(site.project.root)))
        assert opened <= on_record, task.name
        everything |= opened
    expected = {"docs/data/ids.txt", "docs/generated/adds.csv", "docs/generated/sort_it.json", "site.yml"}
    assert expected <= everything


def test_a_page_of_one_version_is_not_taken_for_that_of_another(tmp_path: Path, monkeypatch):
    site, keys = Site(Project(tmp_path), tmp_path, "https://host.example/latest/"), []
    for folder in ("", "v0.1", "v0.2"):
        monkeypatch.setenv("MIKE_DOCS_VERSION", folder)
        keys.append(finishing.key_of(site, b"<html>"))
    assert len(set(keys)) == 3
