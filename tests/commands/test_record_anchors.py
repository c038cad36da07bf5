"""`make anchors`: new anchors are added to the ledger, and what was there stays."""

import pytest

from pipeline.commands.record_anchors import record_anchors
from pipeline.content.errors import BuildError
from pipeline.content.project import Project
from tests.support.small_project import add


def lines(project: Project) -> list[str]:
    return (project.data / "ids.txt").read_text("utf-8").splitlines()


def test_new_anchors_are_added_and_the_old_ones_stay(copy: Project):
    old = ["# head", "/old/#one", "/other/#deep"]
    add(copy, "docs/data/ids.txt", "\n".join(old))
    record_anchors(Project(copy.root))
    assert lines(copy)[:3] == old, "although the last line did not end"
    assert {"/#claim-sums", "/lookup/linear-models/#ridge-alpha", "/labs/01_lab/#a-lab"} <= set(lines(copy))
    assert len(lines(copy)) == len(set(lines(copy)))
    before = lines(copy)
    record_anchors(Project(copy.root))
    assert lines(copy) == before


def test_without_a_finished_site_it_stops(copy: Project):
    (copy.site / "manifest.json").unlink()
    with pytest.raises(BuildError, match="there is no finished site"):
        record_anchors(copy)
