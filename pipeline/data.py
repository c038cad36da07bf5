"""docs/data/: what is written once, by hand, and used in several places. Everything is validated here."""

import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from pipeline.problems import Problem, Problems, line_of
from pipeline.project import Project, validated


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Short(Strict):
    """The few words of a row that fit the table on the home page."""

    parameter: str
    hyperparameter: str


class Row(Strict):
    """One row of the comparison. `bends` names the exceptions; `programs` are the snippets or labs that show it."""

    id: str
    question: str
    parameter: str
    hyperparameter: str
    bends: str
    programs: list[str]
    short: Short | None = None


class Claim(Strict):
    """A sentence that matters: the page that makes it carries the anchor, and a test proves it."""

    id: str
    statement: str
    snippet: str
    references: list[str] = []


class Comparison(RootModel):
    root: list[Row]


class Claims(RootModel):
    root: list[Claim]


def comparison(project: Project) -> list[Row]:
    return unique(project, "comparison.yml", Comparison)


def claims(project: Project) -> list[Claim]:
    return unique(project, "claims.yml", Claims)


def unique(project: Project, name: str, model: type[RootModel]) -> list:
    """The entries of a data file. Raises Problems where it does not fit the model or an id is there twice."""
    path = project.docs / "data" / name
    entries = validated(model, path, project).root
    text, seen, problems = path.read_text("utf-8"), set(), []
    for entry in entries:
        if entry.id in seen:
            first = line_of(text, f"id: {entry.id}")
            line = line_of(text, f"id: {entry.id}", first + 1)
            problems.append(
                Problem(project.shown(path), line, f"the id '{entry.id}' is here twice", "Give the second its own id.")
            )
        seen.add(entry.id)
    if problems:
        raise Problems(*problems)
    return entries


def check_claims(project: Project) -> None:
    """Raises Problems where a claim's snippet, the anchor on a page, or the test is missing."""
    path = project.docs / "data" / "claims.yml"
    text = path.read_text("utf-8")
    anchored = "\n".join(page.read_text("utf-8") for page in project.pages())
    tested = "\n".join(test.read_text("utf-8") for test in sorted((project.root / "tests").glob("test_*.py")))
    problems = []
    for claim in claims(project):
        checks = (
            ((project.snippets / f"{claim.snippet}.py").exists(), f"the snippet '{claim.snippet}' does not exist"),
            (bool(re.search(rf"#claim-{claim.id}\b(?!-)", anchored)), f"no page carries its anchor #claim-{claim.id}"),
            (f'claim("{claim.id}")' in tested, f'no test is marked @pytest.mark.claim("{claim.id}")'),
        )
        for there, what in checks:
            if not there:
                line = line_of(text, f"id: {claim.id}")
                remedy = "A claim has a snippet, an anchor and a test; add what is missing or take the claim out."
                problems.append(Problem(project.shown(path), line, f"claim '{claim.id}': {what}", remedy))
    if problems:
        raise Problems(*problems)


def read_ids(project: Project) -> dict[str, str | None]:
    """The ledger of public ids: each with its successor, or None where the id itself is still on the site."""
    ledger: dict[str, str | None] = {}
    for line in ids_path(project).read_text("utf-8").splitlines():
        if line.startswith("/"):
            name, _, successor = (part.strip() for part in line.partition("->"))
            ledger[name] = successor or None
    return ledger


def ids_path(project: Project) -> Path:
    return project.docs / "data" / "ids.txt"
