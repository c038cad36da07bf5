"""docs/data/: what is written once, by hand, and used in several places. Everything is validated here."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from pipeline.problems import Problem, Problems
from pipeline.project import Project
from pipeline.validation import line_in_yaml, validated

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
    """A sentence that matters: a page carries its anchor and program, tests prove it, references support it."""

    id: str
    statement: str
    snippet: str
    tests: Annotated[list[str], Field(min_length=1)]
    """Their names. A test of the project compares them with the tests that are marked with this claim."""
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


class Family(Strict):
    """A file of docs/data/terms/: models of one kind, under a title."""

    family: str
    models: list[Model]


class Explorable(Strict):
    """What can be played with: docs/explorables/ID.js, on these columns of docs/generated/SOURCE.json.

    The source is the snippet that draws its figure, or what render makes of docs/data/.
    """

    id: str
    title: str
    source: str
    columns: list[str]
    mathematics: list[str] = []


class Round(Strict):
    """The terms of the lookup tables, twenty, that "Sort it" asks one after the other."""

    id: str
    terms: Annotated[list[str], Field(min_length=20, max_length=20)]


class Checked(Strict):
    """On which version, when and how the names of a library that the tests do not install were checked."""

    id: str
    version: str
    checked: date
    how: str


Entry = TypeVar("Entry", bound=BaseModel)


def comparison(project: Project) -> list[Row]:
    return entries(project, "comparison.yml", Row)


def claims(project: Project) -> list[Claim]:
    return entries(project, "claims.yml", Claim)


def explorables(project: Project) -> list[Explorable]:
    return entries_if_any(project, "explorables.yml", Explorable)


def rounds(project: Project) -> list[Round]:
    return entries_if_any(project, "sort.yml", Round)


def libraries(project: Project) -> list[Checked]:
    return entries(project, "libraries.yml", Checked)


def families(project: Project) -> dict[str, Family]:
    """The families of the lookup table by id: 04_trees.yml has the id 'trees'.

    Raises:
        Problems: a file does not fit, or two models, or two terms, would have the same id.
    """
    files = {path: validated(Family, path, project) for path in sorted((project.docs / "data" / "terms").glob("*.yml"))}
    models = [
        (model, path, ("models", number))
        for path, family in files.items()
        for number, model in enumerate(family.models)
    ]
    check_unique(project, ((model.id, path, place) for model, path, place in models))
    check_unique(
        project,
        (
            (anchor(model, term), path, (*place, "terms", number))
            for model, path, place in models
            for number, term in enumerate(model.terms)
        ),
    )
    return {re.sub(r"^\d+_", "", path.stem).replace("_", "-"): family for path, family in files.items()}


def models(project: Project) -> list[Model]:
    """All models of the lookup table, family by family."""
    return [model for family in families(project).values() for model in family.models]


def anchor(model: Model, term: Term) -> str:
    """The public id of a term on the lookup page."""
    return f"{model.id}-{term.id}"


def data_file(project: Project, name: str) -> Path:
    return project.docs / "data" / name


def entries(project: Project, name: str, kind: type[Entry]) -> list[Entry]:
    """The entries of a file of docs/data/. Raises Problems where one does not fit its kind or an id is there twice."""
    path = data_file(project, name)
    found = validated(list[kind], path, project)
    check_unique(project, ((entry.id, path, (number,)) for number, entry in enumerate(found)))
    return found


def entries_if_any(project: Project, name: str, kind: type[Entry]) -> list[Entry]:
    return entries(project, name, kind) if data_file(project, name).exists() else []


def check_unique(project: Project, places: Iterable[tuple[str, Path, tuple]]) -> None:
    """Raises Problems with each id that was there before. `places` are ids, each with its file and location in it."""
    seen, problems = set(), []
    for name, path, location in places:
        if name in seen:
            line = line_in_yaml(path.read_text("utf-8"), location)
            what = f"the id '{name}' is here twice"
            problems.append(Problem(project.shown(path), line, what, "Give the second its own id."))
        seen.add(name)
    if problems:
        raise Problems(*problems)
