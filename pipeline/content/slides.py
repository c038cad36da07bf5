"""docs/data/slides.yml: the slides of the deck. Most of their words are taken from where the site has them."""

from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from pipeline.content import data
from pipeline.content.data import Identified, Strict
from pipeline.content.errors import Collector
from pipeline.content.load_yaml import line_in_yaml, load_yaml
from pipeline.content.project import Project
from pipeline.content.question_text import faults
from pipeline.content.questions import Choice, Classify, TrueFalse, written_questions
from pipeline.content.shown_figures import shown_figures

MINUTES = 45
"""How long the class is."""
Text = Annotated[str, Field(min_length=1)]
Fault = tuple[str, str, str]
"""The field of a slide, what is wrong with it, and what to do."""


class SlideBase(Identified):
    """What all kinds of slides have. The notes are sentences for the speaker, in the small Markdown of questions."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    title: str = ""
    minutes: Annotated[int, Field(ge=1, le=15)]
    notes: Annotated[list[Text], Field(min_length=1)]
    more: Annotated[str, Field(pattern=r"^[\w/-]+\.md(#[\w-]+)?$")] | None = None
    """The page that says more, and where on it."""


class TextSlide(SlideBase):
    """A few lines of its own."""

    kind: Literal["text"]
    title: Text
    text: Annotated[list[Text], Field(min_length=1, max_length=4)]


class TitleSlide(SlideBase):
    """The question of the home page, whose the slides are, and what one may do with them."""

    kind: Literal["title"]


class EndSlide(SlideBase):
    """The same once more, under a title of its own."""

    kind: Literal["end"]
    title: Text


class ObjectivesSlide(SlideBase):
    """What students can do afterwards: ids of objectives.yml."""

    kind: Literal["objectives"]
    title: Text
    objectives: Annotated[list[str], Field(min_length=1, max_length=4)]


class FixedSlide(SlideBase):
    """What a page always has: the two boxes, the three questions, the short table of differences."""

    kind: Literal["definitions", "rule", "comparison"]
    title: Text


class TableSlide(SlideBase):
    """The table of a page that a CSS selector finds."""

    kind: Literal["table"]
    title: Text
    page: str
    select: str


class ValuesSlide(SlideBase):
    """Values to be sorted: ids of the lookup, which knows the answers."""

    kind: Literal["values"]
    title: Text
    values: Annotated[list[str], Field(min_length=3, max_length=6)]


class QuestionSlide(SlideBase):
    """A question of the question bank."""

    kind: Literal["question"]
    title: Text
    question: str


class FigureSlide(SlideBase):
    """A snippet's figure, with its own title."""

    kind: Literal["figure"]
    figure: str


class ExplorableSlide(SlideBase):
    """An explorable in one of its prepared states, which is named by its words."""

    kind: Literal["explorable"]
    explorable: str
    state: str


Slide: TypeAlias = Annotated[
    TextSlide
    | TitleSlide
    | EndSlide
    | ObjectivesSlide
    | FixedSlide
    | TableSlide
    | ValuesSlide
    | QuestionSlide
    | FigureSlide
    | ExplorableSlide,
    Field(discriminator="kind"),
]


class Deck(Strict):
    slides: Annotated[list[Slide], Field(min_length=12, max_length=15)]


def slides_file(project: Project) -> Path:
    return project.data / "slides.yml"


def deck(project: Project) -> list[Slide]:
    """The slides, in order; none where there is no such file.

    Raises:
        BuildError: with all that is wrong with them, each with its line.
    """
    return project.files.remembered("slides.yml", lambda: load_deck(project))


def load_deck(project: Project) -> list[Slide]:
    path = slides_file(project)
    if not project.files.exists(path):
        return []
    slides = load_yaml(Deck, path, project).slides
    data.check_unique(project, ((slide.id, path, ("slides", number)) for number, slide in enumerate(slides)))
    text, problems = project.files.read_text(path), Collector()
    for number, slide in enumerate(slides):
        for field, message, hint in faults_of(project, slide):
            line = line_in_yaml(text, ("slides", number, field))
            problems.add(project.display_path(path), line, f"slide '{slide.id}': {message}", hint)
    if (minutes := sum(slide.minutes for slide in slides)) != MINUTES:
        message, hint = f"the slides take {minutes} minutes", f"Give them {MINUTES} minutes in all."
        problems.add(project.display_path(path), line_in_yaml(text, ("slides",)), message, hint)
    problems.raise_any()
    return slides


def faults_of(project: Project, slide: Slide) -> list[Fault]:
    """What a slide names that is not there, and what its texts have that cannot be shown."""
    fields: dict[str, Any] = slide.model_dump(include={"notes", "text"})
    found = [
        (field, message, "Notes and texts have the small Markdown of questions.")
        for field, texts in fields.items()
        for text in texts
        for message in faults(text)
    ]
    if slide.more and not project.files.exists(project.docs / slide.more.partition("#")[0]):
        found.append(("more", f"there is no page '{slide.more}'", "Name a page below docs/."))
    return found + [
        (field, f"there is no {what} '{name}'", hint) for field, what, name, hint in missing(project, slide)
    ]


def missing(project: Project, slide: Slide) -> list[tuple[str, str, str, str]]:
    """The field, kind and name of what a slide names and nobody knows, and what to do."""
    named: list[tuple[str, str, list[str], dict[str, Any]]] = []
    if isinstance(slide, ObjectivesSlide):
        named.append(("objectives", "objective", slide.objectives, data.objectives(project)))
    elif isinstance(slide, ValuesSlide):
        named.append(("values", "row of the lookup", slide.values, data.terms(project)))
    elif isinstance(slide, QuestionSlide):
        known = {one.written.id: one for one in written_questions(project) if can_be_shown(one.written)}
        named.append(("question", "question that fits a slide", [slide.question], known))
    elif isinstance(slide, FigureSlide):
        named.append(("figure", "page that shows the figure", [slide.figure], dict(shown_figures(project))))
    elif isinstance(slide, TableSlide):
        pages = {page.relative_to(project.docs).as_posix(): page for page in project.pages()}
        named.append(("page", "page", [slide.page], pages))
    elif isinstance(slide, ExplorableSlide):
        explorables = data.explorables(project)
        named.append(("explorable", "explorable", [slide.explorable], dict(explorables)))
        if found := explorables.get(slide.explorable):
            named.append(("state", f"state of '{slide.explorable}'", [slide.state], dict(found.states)))
    return [
        (field, what, name, hint_for(list(known)))
        for field, what, names, known in named
        for name in names
        if name not in known
    ]


def hint_for(known: list[str]) -> str:
    few = ", ".join(known[:8])
    return f"There are: {few}{', ...' if len(known) > 8 else ''}."


def can_be_shown(written: object) -> bool:
    """Whether a question has a text and a few answers, and nothing to be computed or drawn."""
    return type(written) in (Choice, Classify, TrueFalse)
