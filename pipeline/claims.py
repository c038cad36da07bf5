"""Where each claim stands: the page that carries its anchor, and the tests that prove it."""

import ast
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


def tests_of(project: Project) -> dict[str, list[str]]:
    """The names of the tests marked with each claim."""
    found: dict[str, list[str]] = {}
    for file in sorted((project.root / "tests").glob("test_*.py")):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                for mark in node.decorator_list:
                    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.claim":
                        found.setdefault(ast.literal_eval(mark.args[0]), []).append(node.name)
    return found


def check(project: Project, references: dict[str, Reference]) -> None:
    """Raises Problems where a claim's snippet, anchor, test or reference is missing."""
    path = data.data_file(project, "claims.yml")
    pages, tests, problems = pages_of(project), tests_of(project), []
    for claim in data.claims(project):
        unknown = [key for key in claim.references if key not in references]
        checks = (
            ((project.snippets / f"{claim.snippet}.py").exists(), f"the snippet '{claim.snippet}' does not exist"),
            (claim.id in pages, f"no page carries its anchor #claim-{claim.id}"),
            (claim.id in tests, f'no test is marked @pytest.mark.claim("{claim.id}")'),
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
