"""CHANGELOG.md: the releases, with their days and what each brought."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project

HEADING = re.compile(r"## (\S+) \((\S+)\)")


@dataclass(frozen=True)
class Release:
    version: str
    date: date
    changes: str
    """In Markdown."""


def releases(project: Project) -> list[Release]:
    """The releases in the order of the file, the newest first. A project without the file has none.

    Raises:
        BuildError: a heading is not a version with a day, or is younger than the one above it.
    """
    path = project.root / "CHANGELOG.md"
    if not project.files.exists(path):
        return []
    lines, found = project.files.read_text(path).splitlines(), list[Release]()
    headings = [number for number, line in enumerate(lines) if line.startswith("## ")]
    for start, end in pairwise([*headings, len(lines)]):
        release = read_release(lines[start], "\n".join(lines[start + 1 : end]).strip())
        if release is None or (found and release.date > found[-1].date):
            message = f"'{lines[start]}' is not a version with its day, or is younger than the release above it"
            hint = "Write ## 1.2.3 (2026-11-28), the newest release first."
            raise BuildError(Problem(project.display_path(path), start + 1, message, hint))
        found.append(release)
    return found


def read_release(heading: str, changes: str) -> Release | None:
    """The release under a heading, or None where the heading does not fit."""
    parts = HEADING.fullmatch(heading)
    try:
        return Release(parts[1], date.fromisoformat(parts[2]), changes) if parts else None
    except ValueError:
        return None
