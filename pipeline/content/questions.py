"""docs/data/objectives.yml and docs/data/questions/: what readers are to learn, and the questions that test it.

How the files are written is in CONTRIBUTING.md. Numeric questions get their numbers when they are rendered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from pipeline.content.data import Bin, Identified, Strict, check_unique, objectives, terms
from pipeline.content.errors import Collector
from pipeline.content.load_yaml import line_in_yaml, load_yaml
from pipeline.content.project import Project
from pipeline.content.question_text import faults

Text = Annotated[str, Field(min_length=1)]
Kind = Literal["choice", "mistake", "figure", "true-false", "classify", "order", "numeric"]
Category = Literal[Bin, "hyperparameter", "neither"]
IN_SHORT = {"found": "parameter", "chosen": "hyperparameter", "neither": "neither"}
"""What a kind of term is called where the answers are not the categories."""
NAMES = {"id", "kind", "paragraph", "figure", "program", "answer", "value", "row"}
"""The fields that readers do not see."""
Fault = tuple[tuple[str | int, ...], str, str]
"""Where in a question, what is wrong there, and what to do."""


class Written(Identified):
    """What all kinds of questions have."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

    difficulty: Literal[1, 2, 3]
    question: Text
    paragraph: Annotated[str, Field(pattern=r"^/[\w/-]+\.(md|ipynb)#[\w-]+$")]
    """Where the site answers it."""

    @property
    def wordings(self) -> list[str]:
        """What a reader chooses from."""
        return []


class WrittenAnswer(Strict):
    """An answer under the key that says whether it is right, and the reason."""

    right: Text | None = None
    wrong: Text | None = None
    why: Text

    @model_validator(mode="after")
    def is_right_or_wrong(self) -> Self:
        if (self.right is None) == (self.wrong is None):
            raise ValueError("an answer is either `right` or `wrong`")
        return self

    @property
    def text(self) -> str:
        return self.right or self.wrong or ""


class Choice(Written):
    """One of three to five answers is right."""

    kind: Literal["choice", "mistake"]
    answers: Annotated[list[WrittenAnswer], Field(min_length=3, max_length=5)]

    @model_validator(mode="after")
    def has_one_right_answer(self) -> Self:
        if (right := sum(answer.right is not None for answer in self.answers)) != 1:
            raise ValueError(f"{right} answers are right, and one must be")
        if len(set(self.wordings)) < len(self.wordings):
            raise ValueError("two answers are the same")
        return self

    @property
    def wordings(self) -> list[str]:
        return [answer.text for answer in self.answers]


class ReadFigure(Choice):
    """A choice about what a snippet draws."""

    kind: Literal["figure"]  # type: ignore[assignment]  # it narrows nothing that anybody assigns to
    figure: str
    alt: Text


class TrueFalse(Written):
    """A statement to be judged."""

    kind: Literal["true-false"]
    right: bool
    if_true: Text
    if_false: Text


class Classify(Written):
    """What a row of the lookup is there. The row knows the right answer."""

    kind: Literal["classify"]
    row: str
    choices: Annotated[list[Category], Field(min_length=2, max_length=5)]
    why: dict[Category, Text]

    @model_validator(mode="after")
    def gives_a_reason_for_each_choice(self) -> Self:
        if set(self.choices) != set(self.why):
            raise ValueError(f"choices and reasons differ in: {', '.join(sorted(set(self.choices) ^ set(self.why)))}")
        return self

    @property
    def wordings(self) -> list[str]:
        return list(self.choices)


class Step(Strict):
    do: Text
    why: Text


class Order(Written):
    """Steps in the one right order."""

    kind: Literal["order"]
    steps: Annotated[list[Step], Field(min_length=4, max_length=6)]

    @model_validator(mode="after")
    def has_different_steps(self) -> Self:
        if len(set(self.wordings)) < len(self.wordings):
            raise ValueError("two steps are the same")
        return self

    @property
    def wordings(self) -> list[str]:
        return [step.do for step in self.steps]


class WrongValue(Strict):
    """A column of values that a typical mistake leads to."""

    value: str
    why: Text


class Numeric(Written):
    """A number that a program of snippets/exercises/ computes; each row of its data is a variant."""

    kind: Literal["numeric"]
    program: str
    answer: str
    within: Annotated[float, Field(ge=0)] = 0
    why: Text
    wrong: Annotated[list[WrongValue], Field(min_length=1)]


AnyKind = Choice | ReadFigure | TrueFalse | Classify | Order | Numeric


class Sheet(Strict):
    """A file of docs/data/questions/: the questions of one objective, each of which is checked by itself."""

    objective: str
    questions: list[dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """A question, with the objective that it belongs to and its place in the files."""

    path: Path
    number: int
    objective: str
    written: AnyKind

    @property
    def place(self) -> tuple[str | int, ...]:
        """Where it is in its file."""
        return "questions", self.number


def written_questions(project: Project) -> list[Asked]:
    """All questions as they were written, in the order of their files.

    Raises:
        BuildError: with all that is wrong in any of the files.
    """
    return project.files.remembered("questions", lambda: read_questions(project))


def read_questions(project: Project) -> list[Asked]:
    problems, found = Collector(), list[Asked]()
    for path in project.files.glob(project.data / "questions", "*.yml"):
        with problems:
            sheet = load_yaml(Sheet, path, project)
            if sheet.objective not in objectives(project):
                hint = f"Name one of docs/data/objectives.yml: {', '.join(objectives(project))}."
                problems.add(project.display_path(path), 1, f"there is no objective '{sheet.objective}'", hint)
            found += read_sheet(project, path, sheet, problems)
    with problems:
        check_unique(project, ((one.written.id, one.path, one.place) for one in found))
    anchors, twins = known_anchors(project) if found else set(), dict[object, str]()
    for one in found:
        question = one.written
        for fault in (*text_faults(question), *name_faults(project, question, anchors), *twin_faults(question, twins)):
            add_problem(project, problems, one, fault)
    problems.raise_any()
    return found


def read_sheet(project: Project, path: Path, sheet: Sheet, problems: Collector) -> Iterator[Asked]:
    """The questions of a file; those that do not fit are problems."""
    for number, entry in enumerate(sheet.questions):
        try:
            question: AnyKind = TypeAdapter(Annotated[AnyKind, Field(discriminator="kind")]).validate_python(entry)
            yield Asked(path, number, sheet.objective, question)
        except ValidationError as error:
            for fault in error.errors():
                place = fault["loc"][1:]  # the first is the kind
                line = line_in_yaml(project.files.read_text(path), ("questions", number, *place))
                message = ": ".join(filter(None, [".".join(map(str, place)), fault["msg"]]))
                name = f"question '{entry.get('id', number + 1)}'"
                problems.add(project.display_path(path), line, f"{name}: {message}", "CONTRIBUTING.md has the format.")


def quiz_ids(project: Project) -> tuple[str, ...]:
    """The questions of the ready quiz, as docs/data/quiz.yml lists them; none where there is no such file.

    Raises:
        BuildError: there is no such question.
    """
    path, problems = project.data / "quiz.yml", Collector()
    listed = load_yaml(list[str], path, project) if project.files.exists(path) else []
    known = {one.written.id for one in written_questions(project)}
    for number, name in enumerate(listed):
        if name not in known:
            line = line_in_yaml(project.files.read_text(path), (number,))
            problems.add(project.display_path(path), line, f"there is no question '{name}'", "Name one by its id.")
    problems.raise_any()
    return tuple(listed)


def add_problem(project: Project, problems: Collector, one: Asked, fault: Fault) -> None:
    """Adds a problem of a question, with the line of what is wrong."""
    place, message, hint = fault
    line = line_in_yaml(project.files.read_text(one.path), (*one.place, *place))
    problems.add(project.display_path(one.path), line, f"question '{one.written.id}': {message}", hint)


def known_anchors(project: Project) -> set[str]:
    """The public anchors that pages have today, as /page/#id."""
    ledger = project.data / "ids.txt"
    lines = project.files.read_text(ledger).splitlines() if project.files.exists(ledger) else []
    return {line for line in lines if line.startswith("/") and " -> " not in line}


def address_below(paragraph: str) -> str:
    """What a Markdown link becomes: '/lookup/linear.md#ridge' -> 'lookup/linear/#ridge'."""
    page, _, anchor = paragraph.removeprefix("/").partition("#")
    folder = re.sub(r"(^|(?<=/))index/$", "", re.sub(r"\.(md|ipynb)$", "/", page))
    return f"{folder}#{anchor}"


def text_faults(question: Written) -> Iterator[Fault]:
    """Texts that some export could not show."""
    for place, text in texts(question.model_dump()):
        for message in faults(text):
            yield place, message, "Write plain text, `code`, *emphasis*, or $LaTeX$ with common commands."


def texts(value: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The prose below a value, each text with its place; names are left out."""
    if isinstance(value, str) and place[-1] not in NAMES:
        yield place, value
    elif isinstance(value, dict | list):
        for key, inside in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(inside, (*place, key))


def name_faults(project: Project, question: AnyKind, anchors: set[str]) -> Iterator[Fault]:
    """What a question names, and what is not there."""
    page = question.paragraph.partition("#")[0]
    source = project.docs / page[1:].replace(".ipynb", ".py")
    if not project.files.exists(source):
        yield ("paragraph",), f"there is no page {page}", "Link to a page of docs/, such as /rule.md#the-rule."
    elif f"/{address_below(question.paragraph)}" not in anchors:
        message = f"{page} has no anchor #{question.paragraph.partition('#')[2]}"
        yield ("paragraph",), message, "Take one of docs/data/ids.txt; `make site anchors` enters new ones."
    if isinstance(question, ReadFigure) and not has_cell(project, f"{question.figure}.py", "picture"):
        yield ("figure",), f"no snippet draws a figure '{question.figure}'", "Name a snippet that has a picture cell."
    if isinstance(question, Numeric) and not has_cell(project, f"exercises/{question.program}.py", "data"):
        message = f"snippets/exercises/{question.program}.py is not there, or has no data cell"
        yield ("program",), message, "Write a program with the cells `# %% numbers` and `# %% data`."
    if isinstance(question, Classify):
        yield from row_faults(project, question)


def has_cell(project: Project, name: str, cell: str) -> bool:
    path = project.snippets / name
    return project.files.exists(path) and f"\n# %% {cell}\n" in project.files.read_text(path)


def row_faults(project: Project, question: Classify) -> Iterator[Fault]:
    if question.row not in terms(project):
        yield ("row",), f"the lookup has no row '{question.row}'", "Name a row by its anchor, such as ridge-alpha."
    elif len(right := right_choices(project, question)) != 1:
        category = terms(project)[question.row][1].bin
        message = f"the row '{question.row}' is a {category}, and of the choices {len(right)} are right"
        yield (
            ("choices",),
            message,
            "One must be its category, or what that comes to: parameter, hyperparameter, neither.",
        )


def right_choices(project: Project, question: Classify) -> list[str]:
    """The choices that a row of the lookup fits; there is one."""
    term = terms(project)[question.row][1]
    return [choice for choice in question.choices if choice in (term.bin, IN_SHORT[term.kind])]


def twin_faults(question: AnyKind, seen: dict[object, str]) -> Iterator[Fault]:
    """A question that was asked before with different numbers; adds this one to those `seen`."""
    wordings = sorted(map(without_numbers, question.wordings))
    other = seen.setdefault((without_numbers(question.question), *wordings), question.id)
    if other != question.id:
        message = f"it differs from '{other}' in numbers only"
        yield ("question",), message, "Ask something else; numeric questions have their variants in the program."


def without_numbers(text: str) -> str:
    """A text in which numbers, and columns in braces, are all the same."""
    return " ".join(re.sub(r"\{\w+(:[^{}]*)?\}|\d+([.,]\d+)*", "#", text).lower().split())
