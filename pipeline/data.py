"""docs/data/: what is written once, by hand, and used in several places. Everything is validated here."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from pipeline.problems import Problem, Problems, line_of
from pipeline.project import Project, validated

Bin = Literal[
    "parameter",
    "fitted statistic",
    "stored data",
    "fixed value",
    "structural hyperparameter",
    "training hyperparameter",
    "inference setting",
    "run setting",
    "chosen setting",
    "training state",
    "result",
]
"""The nine bins of the rule; "fitted statistic" and "stored data" share one, "training state" and "result" another."""
Library = Literal["scikit-learn", "PyTorch", "Keras", "XGBoost", "LightGBM", "other"]


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
    """A sentence that matters: a page carries its anchor and program, a test proves it, references support it."""

    id: str
    statement: str
    snippet: str
    references: list[str]


class Term(Strict):
    """One value of a model, and what it is there. `names` are its names in code, `also` other words people type."""

    id: str
    term: str
    symbol: str | None = None
    bin: Bin
    reason: str
    route: str
    names: dict[Library, str | list[str]] = {}
    also: list[str] = []

    def codes(self, library: str) -> list[str]:
        """Its names in that library, as `Class.name`."""
        names = self.names.get(library, [])
        return [names] if isinstance(names, str) else names


class Model(Strict):
    """A model or method of the lookup table."""

    id: str
    model: str
    terms: list[Term]


class Checked(Strict):
    """On which version, when and how the names of a library that the tests do not install were checked."""

    id: str
    version: str
    checked: date
    how: str


Entry = TypeVar("Entry", bound=BaseModel)


def comparison(project: Project) -> list[Row]:
    return unique(project, [data_file(project, "comparison.yml")], Row)


def claims(project: Project) -> list[Claim]:
    return unique(project, [data_file(project, "claims.yml")], Claim)


def libraries(project: Project) -> list[Checked]:
    return unique(project, [data_file(project, "libraries.yml")], Checked)


def models(project: Project) -> list[Model]:
    """All models of the lookup table, file by file. Raises Problems where two terms would have the same anchor."""
    paths = sorted((project.docs / "data" / "terms").glob("*.yml"))
    found = unique(project, paths, Model)
    seen: set[str] = set()
    for model in found:
        for term in model.terms:
            name = anchor(model, term)
            if name in seen:
                path = next(path for path in paths if line_of(path.read_text("utf-8"), f"id: {model.id}"))
                needle, text = f"id: {term.id}", path.read_text("utf-8")
                first = line_of(text, needle, line_of(text, f"id: {model.id}") + 1)
                start = first + 1 if line_of(text, needle, first + 1) else first
                raise Problems(twice(project, path, needle, f"{model.id}: {term.id}", start))
            seen.add(name)
    return found


def anchor(model: Model, term: Term) -> str:
    """The public id of a term on the lookup page."""
    return f"{model.id}-{term.id}"


def data_file(project: Project, name: str) -> Path:
    return project.docs / "data" / name


def unique(project: Project, paths: Iterable[Path], kind: type[Entry]) -> list[Entry]:
    """The entries of data files. Raises Problems where one does not fit its kind or an id is there twice."""
    entries, seen, problems = [], {}, []
    for path in paths:
        for entry in validated(list[kind], path, project):
            if entry.id in seen:
                start = line_of(path.read_text("utf-8"), f"id: {entry.id}") + 1 if seen[entry.id] == path else 1
                problems.append(twice(project, path, f"id: {entry.id}", entry.id, start))
            seen[entry.id] = path
            entries.append(entry)
    if problems:
        raise Problems(*problems)
    return entries


def twice(project: Project, path: Path, needle: str, name: str, start: int) -> Problem:
    line = line_of(path.read_text("utf-8"), needle, start)
    return Problem(project.shown(path), line, f"the id '{name}' is here twice", "Give the second its own id.")
