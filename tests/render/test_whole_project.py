"""The whole project rendered from nothing, somewhere else: the same bytes."""

import shutil

import pytest

from pipeline.content.project import Project
from pipeline.finish.published import published_site
from tests.support.small_project import ROOT, render_quietly, tree


@pytest.mark.proof
def test_the_whole_project_rendered_again_elsewhere_is_byte_identical(tmp_path):
    project, again = Project(ROOT), Project(tmp_path)
    for room in ("snippets", "docs", "pipeline/render/handout", "pipeline/render/slides"):
        ignore = shutil.ignore_patterns("generated", "*.ipynb", "__pycache__")
        shutil.copytree(ROOT / room, tmp_path / room, ignore=ignore)
    for file in ("site.yml", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path / file)
    render_quietly(again, address=published_site(project)[0].address)
    assert tree(again.generated) == tree(project.generated)
    assert tree(again.docs / "labs") == tree(project.docs / "labs")
