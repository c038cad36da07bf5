"""`make site` when nothing changed: what stands is left alone, and whatever could change a byte is noticed."""

import shutil

import pytest
from pipeline.project import Project

from pipeline import unchanged
from tests.small import command, small_project


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Project:
    project = Project(small_project(tmp_path_factory.mktemp("built") / "copy"))
    first = command(project.root, "site", SITE_URL="https://example.org/a/")
    assert first.returncode == 0, first.stdout + first.stderr
    return project


@pytest.fixture
def copy(built, tmp_path, monkeypatch) -> Project:
    monkeypatch.setenv("SITE_URL", "https://example.org/a/")
    monkeypatch.delenv("REPO_URL", raising=False)
    return Project(shutil.copytree(built.root, tmp_path / "copy"))


def stands(project: Project) -> bool:
    return unchanged.stands(project, unchanged.key(project))


def test_a_second_build_does_nothing_and_one_after_a_change_builds(copy):
    home = copy.root / "site" / "index.html"
    before = home.stat().st_mtime_ns
    again = command(copy.root, "site")
    assert again.returncode == 0 and "Nothing has changed" in again.stdout
    assert home.stat().st_mtime_ns == before
    with (copy.docs / "index.md").open("a", encoding="utf-8") as page:
        page.write("\nOne more sentence.\n")
    changed = command(copy.root, "site")
    assert changed.returncode == 0 and "Nothing has changed" not in changed.stdout
    assert "One more sentence." in home.read_text("utf-8") and stands(copy)


@pytest.mark.parametrize(
    "name",
    [
        *("docs/other.md", "snippets/adds.py", "docs/labs/01_lab.py", "docs/data/ids.txt", "docs/assets/site.css"),
        *("theme/404.html", "pipeline/finish/lean.py", "mkdocs.yml", "hooks.py", "requirements.txt"),
    ],
)
def test_a_change_of_any_source_is_noticed(copy, name):
    assert stands(copy)
    with (copy.root / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not stands(copy)


def test_a_new_a_renamed_and_a_lost_source_are_noticed(copy):
    new = copy.docs / "assets" / "new.txt"
    new.write_text("", "utf-8")
    assert not stands(copy)
    new.unlink()
    assert stands(copy)
    page = (copy.docs / "other.md").rename(copy.docs / "moved.md")
    assert not stands(copy)
    page.unlink()
    assert not stands(copy)


@pytest.mark.parametrize("name", ["SITE_URL", "REPO_URL"])
def test_another_address_is_noticed(copy, monkeypatch, name):
    monkeypatch.setenv(name, "https://example.org/b/")
    assert not stands(copy)


@pytest.mark.parametrize("damage", ["cut", "lost", "added", "no manifest", "no site", "no notebook", "no fragment"])
def test_damage_to_what_was_built_is_noticed(copy, damage):
    site = copy.root / "site"
    page = site / "other" / "index.html"
    assert stands(copy)
    if damage == "cut":
        page.write_bytes(page.read_bytes()[:-1])
    elif damage == "lost":
        page.unlink()
    elif damage == "added":
        (site / "else.html").write_text("", "utf-8")
    elif damage == "no manifest":
        (site / "manifest.json").unlink()
    elif damage == "no notebook":
        (copy.docs / "labs" / "01_lab.ipynb").unlink()
    elif damage == "no fragment":
        (copy.generated / "adds.md").unlink()
    else:
        shutil.rmtree(site)
    assert not stands(copy)


def test_what_a_build_writes_is_no_source(copy):
    names = {file.relative_to(copy.root).as_posix() for file in unchanged.sources(copy.root, copy.root)}
    assert {"docs/index.md", "docs/labs/01_lab.py", "pipeline/site.py", "snippets/adds.py"} <= names
    made = ("site/", ".build/", "docs/generated/")
    assert not [name for name in names if name.startswith(made) or name.endswith((".ipynb", ".pyc"))]
