"""docs/data/: what is written once, by hand, and used in several places. Everything is checked here."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.content.errors import Collector, line_of
from pipeline.content.load_yaml import line_in_yaml, load_yaml
from pipeline.content.project import Project

Bin = Literal[
    "parameter",
    "fitted statistic",
    "stored data",
    "fixed value",
    "input",
    "structural hyperparameter",
    "training hyperparameter",
    "inference setting",
    "run setting",
    "chosen setting",
    "training state",
    "result",
]
"""The twelve categories of the rule: six for what a run finds, six for what it is given."""
FOUND_BINS = ("parameter", "fitted statistic", "stored data", "chosen setting", "training state", "result")
"""Those of what a run finds: the answer to the first question of the rule is yes."""
KINDS = ("found", "chosen", "neither")
"""What the categories come to: parameter, hyperparameter, neither. Pages have them as classes."""
Library = Literal["scikit-learn", "PyTorch", "Keras", "XGBoost", "LightGBM", "other"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Identified(Strict):
    """An entry of a list, which others name by its id."""

    id: str


class ShortRow(Strict):
    """The few words of a row that fit the table on the home page."""

    parameter: str
    hyperparameter: str


class ComparisonRow(Identified):
    """One row of the comparison. `bends` names the exceptions; `programs` are the snippets or labs that show it."""

    question: str
    parameter: str
    hyperparameter: str
    bends: str
    programs: list[str]
    short: ShortRow | None = None


class Claim(Identified):
    """A sentence that matters: a page carries its anchor and program, tests prove it, references support it."""

    statement: str
    snippet: str
    tests: Annotated[list[str], Field(min_length=1)]
    """Their names. A test of the project compares them with the tests that are marked with this claim."""
    hunt: str | None = None
    """The name of a test that looks for a counter-example in 300 draws or more, marked with this claim, too."""
    references: Annotated[list[str], Field(min_length=1)]


class Term(Identified):
    """One value of a model, and what it is there. `names` are its names in code, `also` other words people type."""

    term: str
    symbol: str | None = None
    bin: Bin
    reason: str
    route: str
    names: dict[Library, str | list[str]] = {}
    also: list[str] = []

    @property
    def kind(self) -> str:
        """'found' of a parameter, 'chosen' of a hyperparameter, 'neither' of the rest."""
        return "found" if self.bin == "parameter" else "chosen" if "hyperparameter" in self.bin else "neither"

    @property
    def answers(self) -> list[tuple[int, str]]:
        """The questions of the rule that it meets, with their answers: [(1, "no"), (3, "yes")] of a hyperparameter."""
        decided = "no" if self.kind == "neither" else "yes"
        return [(1, "yes"), (2, decided)] if self.bin in FOUND_BINS else [(1, "no"), (3, decided)]

    def codes(self, library: Library) -> list[str]:
        """Its names in that library, as `Class.name`."""
        names = self.names.get(library, [])
        return [names] if isinstance(names, str) else names


class Model(Identified):
    """A model or method of the lookup table."""

    model: str
    terms: list[Term]

    @property
    def in_order(self) -> list[Term]:
        """Parameters first, then hyperparameters, then the rest."""
        return sorted(self.terms, key=lambda term: KINDS.index(term.kind))


class Family(Strict):
    """A file of docs/data/terms/: models of one kind, under a title."""

    family: str
    models: list[Model]


class Prediction(Strict):
    """A question to be guessed before an explorable runs. The state of the explorable shows the truth."""

    question: str
    answers: Annotated[list[str], Field(min_length=2, max_length=4)]
    right: int
    state: str
    why: str

    @model_validator(mode="after")
    def has_its_right_answer(self) -> Self:
        if not 1 <= self.right <= len(self.answers):
            raise ValueError(f"right: {self.right} is none of the {len(self.answers)} answers; the first is 1")
        return self


class Explorable(Identified):
    """What can be played with: docs/explorables/ID.js, on these columns of docs/generated/SOURCE.json.

    The source is the snippet that draws its figure, or what render makes of docs/data/.
    """

    title: str
    caption: str
    source: str
    columns: list[str]
    mathematics: list[str] = []
    states: Annotated[dict[str, str], Field(min_length=3, max_length=3)]
    predict: Prediction | None = None
    tried: list[str] | None = None
    axes: dict[Literal["x", "y"], tuple[float, float]] | None = None

    @property
    def told(self) -> dict[str, Any]:
        """What its script says to readers."""
        return self.model_dump(include={"states", "predict", "tried", "axes"}, exclude_none=True)


class SortRound(Identified):
    """The terms of the lookup tables, twenty, that "Sort it" asks one after the other."""

    terms: Annotated[list[str], Field(min_length=20, max_length=20)]


class HandoutFigure(Strict):
    """A snippet's figure, and the page whose words go with it, such as 'hyperparameters.md'. `note` adds to them."""

    figure: str
    page: str
    note: str = ""


class Handout(Strict):
    """What the handout shows besides the texts that it always has."""

    front: HandoutFigure
    back: HandoutFigure


class LibraryCheck(Identified):
    """On which version, when and how the names of a library that the tests do not install were checked."""

    version: str
    checked: date
    how: str


class Objective(Identified):
    """What a reader can do afterwards; the sentence is read after "You can"."""

    objective: Annotated[str, Field(min_length=1)]


Entry = TypeVar("Entry", bound="Identified")


def comparison(project: Project) -> list[ComparisonRow]:
    return load_entries(project, "comparison.yml", ComparisonRow)


def claims(project: Project) -> list[Claim]:
    return load_entries(project, "claims.yml", Claim)


def objectives(project: Project) -> dict[str, str]:
    """The sentences by id."""
    return {entry.id: entry.objective for entry in load_entries(project, "objectives.yml", Objective)}


def explorables(project: Project) -> dict[str, Explorable]:
    """By id."""
    return {entry.id: entry for entry in load_entries(project, "explorables.yml", Explorable)}


def sort_rounds(project: Project) -> list[SortRound]:
    return load_entries(project, "sort.yml", SortRound)


def handout_file(project: Project) -> Path:
    return project.data / "handout.yml"


def handout(project: Project) -> Handout:
    return load_yaml(Handout, handout_file(project), project)


def libraries(project: Project) -> list[LibraryCheck]:
    return load_entries(project, "libraries.yml", LibraryCheck)


def families(project: Project) -> dict[str, Family]:
    """The families of the lookup table by id: 05_trees.yml has the id 'trees'.

    Raises:
        BuildError: a file does not fit, or two models, or two terms, would have the same id.
    """
    return project.files.remembered("families", lambda: load_families(project))


def load_families(project: Project) -> dict[str, Family]:
    files = {path: load_yaml(Family, path, project) for path in project.files.glob(project.data / "terms", "*.yml")}
    models = [
        (model, path, ("models", number))
        for path, family in files.items()
        for number, model in enumerate(family.models)
    ]
    check_unique(project, ((model.id, path, place) for model, path, place in models))
    check_unique(
        project,
        (
            (term_anchor(model, term), path, (*place, "terms", number))
            for model, path, place in models
            for number, term in enumerate(model.terms)
        ),
    )
    return {re.sub(r"^\d+_", "", path.stem).replace("_", "-"): family for path, family in files.items()}


def popular(project: Project) -> list[str]:
    """The ids of the models that people most often mean, in that order. Raises BuildError where one is unknown."""
    path = project.data / "popular.yml"
    if not project.files.exists(path):
        return []
    known = {model.id for family in families(project).values() for model in family.models}
    names, problems = load_yaml(list[str], path, project), Collector()
    for name in names:
        if name not in known:
            line = line_of(project.files.read_text(path), name)
            problems.add(project.display_path(path), line, f"there is no model '{name}'", "Name a model by its id.")
    problems.raise_any()
    return names


def row_link(project: Project, name: str) -> str:
    """How Markdown links to a row of the lookup: '/lookup/linear.md#ridge-alpha'."""
    for family_name, family in families(project).items():
        if any(term_anchor(model, term) == name for model in family.models for term in model.terms):
            return f"/lookup/{family_name}.md#{name}"
    raise KeyError(name)


def terms(project: Project) -> dict[str, tuple[Model, Term]]:
    """All terms of the lookup by their public id, each with its model, family by family."""
    models = (model for family in families(project).values() for model in family.models)
    return {term_anchor(model, term): (model, term) for model in models for term in model.terms}


def term_anchor(model: Model, term: Term) -> str:
    """The public id of a term on the lookup page."""
    return f"{model.id}-{term.id}"


def load_entries(project: Project, name: str, kind: type[Entry]) -> list[Entry]:
    """The entries of a file of docs/data/; none where there is no such file.

    Raises:
        BuildError: an entry does not fit its kind, or an id is there twice.
    """
    return project.files.remembered(name, lambda: read_entries(project, project.data / name, kind))


def read_entries(project: Project, path: Path, kind: type[Entry]) -> list[Entry]:
    if not project.files.exists(path):
        return []
    found: list[Entry] = load_yaml(list[kind], path, project)  # type: ignore[valid-type]  # read at run time
    check_unique(project, ((entry.id, path, (number,)) for number, entry in enumerate(found)))
    return found


def check_unique(project: Project, places: Iterable[tuple[str, Path, tuple[str | int, ...]]]) -> None:
    """Raises BuildError with each id that was there before. `places` are ids, each with its file and location in it."""
    seen, problems = set(), Collector()
    for name, path, location in places:
        if name in seen:
            line = line_in_yaml(project.files.read_text(path), location)
            problems.add(
                project.display_path(path), line, f"the id '{name}' is here twice", "Give the second its own id."
            )
        seen.add(name)
    problems.raise_any()
