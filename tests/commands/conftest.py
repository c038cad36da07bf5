"""What the tests of the commands share: a small project as `make site` leaves it, and one that MkDocs built here."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.content.project import Project
from tests.support.build_in_process import write_rich_site
from tests.support.small_project import made_once, write_built_site


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a small project after `make site`. Nobody may change it."""
    return made_once(tmp_path_factory, write_built_site)


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Project:
    """A copy of it that may be changed."""
    return Project(shutil.copytree(whole, tmp_path / "copy"))


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a small project with something of everything, built into .build/site. Nobody may change it."""
    return made_once(tmp_path_factory, write_rich_site)


@pytest.fixture
def rich_copy(rich: Path, tmp_path: Path) -> Callable[[str], Project]:
    """Makes copies of it, by name, that may be changed."""
    return lambda name: Project(shutil.copytree(rich, tmp_path / name))
