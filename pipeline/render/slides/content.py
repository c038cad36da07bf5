"""What is on each slide: the words from where the site has them, in one form for the deck in HTML and in PDF."""

from collections.abc import Callable
from html import unescape
from typing import Any

from pipeline.content import data
from pipeline.content.errors import BuildError, Problem
from pipeline.content.front_matter import front_matter, site_config
from pipeline.content.licenses import CONTENT, CONTENT_ADDRESS
from pipeline.content.load_yaml import line_in_yaml
from pipeline.content.page_html import page_html
from pipeline.content.project import Project
from pipeline.content.questions import written_questions
from pipeline.content.shown_figures import shown_figures
from pipeline.content.slides import (
    EndSlide,
    ExplorableSlide,
    FigureSlide,
    FixedSlide,
    ObjectivesSlide,
    QuestionSlide,
    Slide,
    TableSlide,
    TextSlide,
    TitleSlide,
    ValuesSlide,
    deck,
    slides_file,
)
from pipeline.render import handout
from pipeline.render.question_bank.compute import question

Content = dict[str, Any]
"""JSON: texts are in the small Markdown of questions."""


def deck_content(project: Project, address: str) -> Content:
    """All that the deck shows, for a site at `address`; no slides where docs/data/ has none.

    Raises:
        BuildError: a slide names what is not there.
    """
    site = site_config(project)
    slides = deck(project)
    return {
        "site": site.title,
        "title": front_matter(project, project.docs / "index.md").title if slides else site.title,
        "author": site.author,
        "version": project.version,
        "address": address,
        "license": {"name": CONTENT, "address": CONTENT_ADDRESS},
        "slides": [slide_content(project, slide, number) for number, slide in enumerate(slides, 1)],
    }


def slide_content(project: Project, slide: Slide, number: int) -> Content:
    """One slide. `more` is an address below the site's."""
    made = MAKERS[type(slide)](project, slide)
    return {
        "id": slide.id,
        "number": number,
        "kind": slide.kind,
        "title": made.pop("title", "") or slide.title,
        "minutes": slide.minutes,
        "notes": [*slide.notes, *made.pop("answers", [])],
        "more": handout.site_path(slide.more) if slide.more else "",
        "body": made,
    }


def text(project: Project, slide: TextSlide) -> Content:
    return {"lines": slide.text}


def title(project: Project, slide: TitleSlide) -> Content:
    return {"title": front_matter(project, project.docs / "index.md").title}


def end(project: Project, slide: EndSlide) -> Content:
    return {}


def objectives(project: Project, slide: ObjectivesSlide) -> Content:
    known = data.objectives(project)
    return {"lines": [known[name] for name in slide.objectives]}


def fixed(project: Project, slide: FixedSlide) -> Content:
    if slide.kind == "definitions":
        return {"definitions": handout.definitions(project)}
    if slide.kind == "rule":
        return {"rule": handout.questions(project)}
    short = [(row.question, row.short) for row in data.comparison(project) if row.short]
    rows = [[question, row.parameter, row.hyperparameter] for question, row in short]
    return {"head": ["", "Parameter", "Hyperparameter"], "kinds": ["", "found", "chosen"], "rows": rows}


def table(project: Project, slide: TableSlide) -> Content:
    """Raises BuildError where the selector finds no table, or several."""
    found = page_html(project, project.docs / slide.page).select(slide.select)
    if len(found) != 1 or found[0].name != "table":
        message = f"slide '{slide.id}': '{slide.select}' finds {len(found)} elements on '{slide.page}'"
        raise problem_in(project, slide, "select", message, "Write a selector that finds one table.")
    head, *rows = ([handout.text_of(cell) for cell in row.select("th, td")] for row in found[0].select("tr"))
    return {"head": ["", *head[1:]], "kinds": [""] * len(head), "rows": rows}


def values(project: Project, slide: ValuesSlide) -> Content:
    asked = [data.terms(project)[name] for name in slide.values]
    return {
        "values": [{"term": term.term, "model": model.model} for model, term in asked],
        "answers": [f"**{term.term}**: {term.bin}. {term.reason.strip()}" for _, term in asked],
    }


def bank_question(project: Project, slide: QuestionSlide) -> Content:
    asked = next(one for one in written_questions(project) if one.written.id == slide.question)
    made = question(project, asked)
    reasons = [f"**{answer.text}** ({'right' if answer.right else 'wrong'}): {answer.why}" for answer in made.answers]
    return {"question": made.text, "choices": [answer.text for answer in made.shown], "answers": reasons}


def figure(project: Project, slide: FigureSlide) -> Content:
    """Raises BuildError where the figure was not drawn."""
    shown = shown_figures(project)[slide.figure]
    image = page_html(project, shown.page).select_one(f'img[src="/generated/{slide.figure}.svg"]')
    caption = str(image.get("title", "")) if image else ""
    return {
        "title": figure_title(project, slide, slide.figure),
        "figure": slide.figure,
        "alt": shown.alt,
        "answers": [caption] if caption else [],
    }


def explorable(project: Project, slide: ExplorableSlide) -> Content:
    """The explorable in its state, and the figure that stands for it where nothing moves."""
    told = data.explorables(project)[slide.explorable]
    still = shown_figures(project).get(told.source)
    ask = told.predict
    answers = [f"Ask first: {ask.question} Right: *{ask.answers[ask.right - 1]}*. {ask.why}"] if ask else []
    return {
        "title": told.title,
        "explorable": told.id,
        "state": f"{told.id}:{told.states[slide.state]}",
        "figure": told.source,
        "alt": still.alt if still else told.title,
        "answers": answers,
    }


MAKERS: dict[type, Callable[[Project, Any], Content]] = {
    TextSlide: text,
    TitleSlide: title,
    EndSlide: end,
    ObjectivesSlide: objectives,
    FixedSlide: fixed,
    TableSlide: table,
    ValuesSlide: values,
    QuestionSlide: bank_question,
    FigureSlide: figure,
    ExplorableSlide: explorable,
}
"""What makes the content of a slide of each kind."""


def figure_title(project: Project, slide: Slide, name: str) -> str:
    """The title of a drawing. Raises BuildError where there is no such drawing."""
    drawing = project.generated / f"{name}.svg"
    if not project.files.exists(drawing):
        message = f"slide '{slide.id}': there is no figure '{name}'"
        raise problem_in(project, slide, "figure", message, "Name a snippet that draws a figure.")
    return svg_title(project.files.read_text(drawing))


def svg_title(svg: str) -> str:
    """What is written in a drawing as its title; an empty text where it has none."""
    return unescape(svg.partition("<title>")[2].partition("</title>")[0])


def problem_in(project: Project, slide: Slide, field: str, message: str, hint: str) -> BuildError:
    """A problem at the field of a slide in slides.yml."""
    path = slides_file(project)
    place = [one.id for one in deck(project)].index(slide.id)
    line = line_in_yaml(project.files.read_text(path), ("slides", place, field))
    return BuildError(Problem(project.display_path(path), line, message, hint))
