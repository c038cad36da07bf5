"""Where things are in a project."""

import pytest

from pipeline.content.project import Project
from tests.support.small_project import add


@pytest.fixture
def project(tmp_path) -> Project:
    project = Project(tmp_path)
    for name in ("index.md", "rule.md", "deep/index.md", "deep/page.md", "labs/01_a.py", "labs/01_a.ipynb"):
        add(project, f"docs/{name}", "")
    for name in ("generated/rule.md", "data/notes.md", "assets/notes.txt"):
        add(project, f"docs/{name}", "")
    return project


def test_what_becomes_a_page_is_every_markdown_file_and_every_lab(project):
    assert [path.relative_to(project.docs).as_posix() for path in project.sources()] == [
        "deep/index.md",
        "deep/page.md",
        "index.md",
        "rule.md",
        "labs/01_a.py",
    ]


@pytest.mark.parametrize(
    ("location", "source"),
    [
        ("", "index.md"),
        ("rule/", "rule.md"),
        ("deep/", "deep/index.md"),
        ("deep/page/", "deep/page.md"),
        ("labs/01_a/", "labs/01_a.py"),
        ("404.html", None),
        ("nothing/", None),
    ],
)
def test_the_source_behind_an_address(project, location, source):
    assert project.source_of(location) == (project.docs / source if source else None)


def test_markdown_links_to_a_lab_as_the_notebook_that_is_made_of_it(project):
    links = [project.markdown_link(project.docs / name) for name in ("deep/page.md", "labs/01_a.py")]
    assert links == ["/deep/page.md", "/labs/01_a.ipynb"]


def test_a_path_is_shown_as_it_is_typed_from_the_root(project, tmp_path):
    assert project.display_path(project.docs / "rule.md") == "docs/rule.md"
    assert project.display_path(tmp_path.parent / "elsewhere.md") == str(tmp_path.parent / "elsewhere.md")


def test_the_version_is_that_of_pyproject(project):
    add(project, "pyproject.toml", '[project]\nversion = "1.2.3"\n')
    assert project.version == "1.2.3"
