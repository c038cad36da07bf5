"""What the tests of finish share: pages of a few words, and a small site as MkDocs wrote it."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.content.front_matter import FrontMatter
from pipeline.content.project import Project
from pipeline.finish.check_built_site import StrictSoup
from pipeline.finish.page import BuiltPage, Site
from tests.support.build_in_process import ADDRESS, write_unfinished_site
from tests.support.small_project import WORDS, made_once, write_project

PageOf = Callable[..., tuple[Site, BuiltPage]]


@pytest.fixture
def page_of(tmp_path: Path) -> PageOf:
    """Makes a page of this article, on a site in a folder of its own, of a small project in another."""
    project = write_project(tmp_path / "project")

    def page(article: str, location: str = "deep/", source: str | None = None, **given: object):
        front = FrontMatter(
            title="A & B: 50%", description=WORDS, updated=date(2026, 5, 9), minutes=5, objectives=["define"], **given
        )
        folder = tmp_path / "site"
        file = folder / location / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        html = f'<html><head><meta charset="utf-8"></head><body><article>{article}</article></body></html>'
        path = project.docs / source if source else None
        site = Site(project, folder, "https://host.example/x/")
        return site, BuiltPage(file, location, path, front, StrictSoup(html, "html.parser"))

    return page


@pytest.fixture(scope="session")
def unfinished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a small project whose site, in .build/site, is as MkDocs wrote it. Nobody may change it."""
    return made_once(tmp_path_factory, write_unfinished_site)


@pytest.fixture
def built(unfinished: Path, tmp_path: Path) -> Site:
    """A copy of it that may be changed."""
    root = tmp_path / "small"
    shutil.copytree(unfinished, root)
    project = Project(root)
    return Site(project, project.build / "site", ADDRESS)


@pytest.fixture(scope="session")
def unfinished_site(unfinished: Path) -> Site:
    """The same site, for tests that only read it."""
    project = Project(unfinished)
    return Site(project, project.build / "site", ADDRESS)
