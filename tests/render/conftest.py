"""What the tests of render share."""

import pytest

from pipeline.content.project import Project
from tests.support.small_project import copy_of, made_once, write_rendered_project


@pytest.fixture(scope="session")
def rendered(tmp_path_factory) -> Project:
    """The small project, rendered. Not to be changed."""
    return Project(made_once(tmp_path_factory, write_rendered_project))


@pytest.fixture
def project(rendered, tmp_path) -> Project:
    """A copy of it, to be changed."""
    return copy_of(rendered.root, tmp_path / "project")
