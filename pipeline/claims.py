"""Where each claim stands: the page that carries its anchor."""

import re
from pathlib import Path

from pipeline import data
from pipeline.problems import Problem, Problems, line_of
from pipeline.project import Project
from pipeline.references import Reference


def pages_of(project: Project) -> dict[str, Path]:
    """The page that carries the anchor of each claim."""
    found = {}
    for page in project.pages():
        for name in re.findall(r"\{:[^}]*#claim-([\w-]+)", page.read_text("utf-8")):
            found.setdefault(name, page)
    return found


def check(project: Project, references: dict[str, Reference]) -> None:
    """Raises Problems where a claim's snippet, anchor or reference is missing."""
    path = data.data_file(project, "claims.yml")
    pages, problems = pages_of(project), []
    for claim in data.claims(project):
        unknown = [key for key in claim.references if key not in references]
        checks = (
            ((project.snippets / f"{claim.snippet}.py").exists(), f"the snippet '{claim.snippet}' does not exist"),
            (claim.id in pages, f"no page carries its anchor #claim-{claim.id}"),
            (bool(claim.references), "it has no reference"),
            (not unknown, f"docs/data/references.bib has no '{', '.join(unknown)}'"),
        )
        for there, what in checks:
            if not there:
                line = line_of(path.read_text("utf-8"), f"id: {claim.id}")
                remedy = "A claim has a snippet, an anchor, a test and a reference; add what is missing or take it out."
                problems.append(Problem(project.shown(path), line, f"claim '{claim.id}': {what}", remedy))
    if problems:
        raise Problems(*problems)
