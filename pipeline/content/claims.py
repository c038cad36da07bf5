"""Where each claim can be found, and whether it has all that a claim needs."""

import re
from pathlib import Path

from pipeline.content import data, falsehoods
from pipeline.content.errors import Collector
from pipeline.content.load_yaml import line_in_yaml
from pipeline.content.project import Project
from pipeline.content.references import Reference

ABSOLUTE = re.compile(r"\b(always|never|any|all|only|no|none|every)\b", re.IGNORECASE)
"""Words that promise that there is no counter-example."""


def pages_of_claims(project: Project) -> dict[str, Path]:
    """The page that carries the anchor of each claim, by the claim's id."""
    found: dict[str, Path] = {}
    for page in project.pages():
        for name in re.findall(r"\{:[^}]*#claim-([\w-]+)", project.files.read_text(page)):
            found.setdefault(name, page)
    return found


def check_claims(project: Project, references: dict[str, Reference]) -> None:
    """Raises BuildError where a claim's snippet, anchor or reference is missing, or its absolute word has no hunt.

    Each claim has a falsehood, too: a change of its program at which a test of the claim fails.
    """
    path = project.data / "claims.yml"
    pages, problems = pages_of_claims(project), Collector()
    against = {entry.claim for entry in falsehoods.entries(project)}
    for number, claim in enumerate(data.claims(project)):
        unknown = [key for key in claim.references if key not in references]
        faults = {
            f"the snippet '{claim.snippet}' does not exist": not project.files.exists(
                project.snippets / f"{claim.snippet}.py"
            ),
            f"no page carries its anchor #claim-{claim.id}": claim.id not in pages,
            f"docs/data/references.bib has no '{', '.join(unknown)}'": bool(unknown),
        }
        for message in (message for message, wrong in faults.items() if wrong):
            line = line_in_yaml(project.files.read_text(path), (number,))
            hint = "A claim has a snippet, an anchor, a test and a reference; add what is missing or take it out."
            problems.add(project.display_path(path), line, f"claim '{claim.id}': {message}", hint)
        if claim.id not in against:
            line = line_in_yaml(project.files.read_text(path), (number,))
            hint = "Add one to docs/data/falsehoods.yml: the change of its program that makes the statement false."
            message = f"claim '{claim.id}': there is no falsehood against it"
            problems.add(project.display_path(path), line, message, hint)
        absolute = ABSOLUTE.search(claim.statement)
        if absolute and not claim.hunt:
            line = line_in_yaml(project.files.read_text(path), (number, "statement"))
            message = f"claim '{claim.id}' says '{absolute.group()}' and has no hunt"
            hint = "Name the test that hunts for a counter-example (`hunt:`), or say less."
            problems.add(project.display_path(path), line, message, hint)
    problems.raise_any()
