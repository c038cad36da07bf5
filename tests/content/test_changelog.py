"""CHANGELOG.md as data: versions, days, and what changed."""

from datetime import date

import pytest

from pipeline.content.changelog import releases
from pipeline.content.project import Project
from tests.support.small_project import add, problems_of

TEXT = "# Changelog\n\nWords.\n\n## 1.1.0 (2026-12-01)\n\n- Two.\n- Three.\n\n## 1.0.0 (2026-11-23)\n\n- One.\n"


def test_the_releases_come_as_they_are_listed(tmp_path):
    add(Project(tmp_path), "CHANGELOG.md", TEXT)
    newest, first = releases(Project(tmp_path))
    assert (newest.version, newest.date, newest.changes) == ("1.1.0", date(2026, 12, 1), "- Two.\n- Three.")
    assert (first.version, first.date, first.changes) == ("1.0.0", date(2026, 11, 23), "- One.")


def test_a_project_without_a_changelog_has_no_releases(tmp_path):
    assert releases(Project(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("1.1.0 (", "1.1.0 on (", 5), ("2026-12-01", "2026-12-32", 5), ("2026-11-23", "2026-12-02", 10)],
)
def test_a_heading_that_is_no_release_is_named(tmp_path, old, new, line):
    add(Project(tmp_path), "CHANGELOG.md", TEXT.replace(old, new))
    said = problems_of(lambda: releases(Project(tmp_path)))
    assert said.startswith(f"CHANGELOG.md:{line}: '## 1.") and "Write ## 1.2.3 (2026-11-28)" in said


def test_the_newest_release_is_the_version_of_the_project(project):
    assert releases(project)[0].version == project.version
    assert all(release.changes.startswith("- ") for release in releases(project))
