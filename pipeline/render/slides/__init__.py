"""The deck as PDF, set by typst: the slides alone, and with the notes below each slide, for two sizes of paper."""

import json
from typing import Any

from pipeline.content import palette
from pipeline.content.front_matter import front_matter
from pipeline.content.project import Project
from pipeline.content.question_text import parts, plain_formula
from pipeline.content.slides import deck
from pipeline.render.figure_style import FACE, KEY, SIGNS
from pipeline.render.slides.content import Content, deck_content
from pipeline.render.typeset import typeset

TEMPLATE = "pipeline/render/slides/slides.typ"
FONT = "DejaVu Sans"
PAPERS = {"screen": "slides", "a4": "slides-with-notes-a4", "letter": "slides-with-notes-letter"}
"""What the slides are set for, each with the name of its file."""
RICH = ("lines", "question", "choices")
"""What has the small Markdown of questions in the body of a slide."""
DECK_LINK = '<a href="../slides/">The slides</a>'
"""MkDocs does not know the page of the deck, so this is no link in Markdown."""
HINT = "What does not fit has to be shorter; docs/data/slides.yml says where the words come from."


def build(project: Project, address: str) -> dict[str, bytes]:
    """The files, by path below docs/; none where docs/data/ has no slides. Their links lead to the site at `address`.

    Raises:
        BuildError: a slide names what is not there, or does not fit.
    """
    if not deck(project):
        return {}
    content = deck_content(project, address)
    inputs = json.dumps(for_paper(project, content), ensure_ascii=False)
    pdfs = {
        paper: typeset(project, project.root / TEMPLATE, {"paper": paper, "content": inputs}, HINT) for paper in PAPERS
    }
    files = {f"generated/slides/{PAPERS[paper]}.pdf": pdf for paper, pdf in pdfs.items()}
    return files | {"generated/slides.md": downloads(pdfs).encode()}


def downloads(pdfs: dict[str, bytes]) -> str:
    """The list of links to the deck and to the PDF files, with their sizes."""

    def link(words: str, paper: str) -> str:
        return f"[{words}, {round(len(pdfs[paper]) / 1000)} kB](/generated/slides/{PAPERS[paper]}.pdf)"

    lines = [
        f"{DECK_LINK} in the browser",
        f"{link('The slides as PDF', 'screen')}, one on each page",
        f"The same with the notes below each slide, for {link('A4', 'a4')}, and for {link('Letter', 'letter')}",
    ]
    return "".join(f"- {line}\n" for line in lines)


def for_paper(project: Project, content: Content) -> Content:
    """The content as the template takes it: texts in spans, drawings as SVG, absolute links."""
    return content | {
        "updated": front_matter(project, project.docs / "index.md").updated.isoformat(),
        "colors": {name: color.light for name, color in palette.PAGE.items()},
        "key": SIGNS[KEY][0],
        "slides": [slide_for_paper(project, content["address"], slide) for slide in content["slides"]],
    }


def slide_for_paper(project: Project, address: str, slide: Content) -> Content:
    body = {name: rich(value) if name in RICH else value for name, value in slide["body"].items()}
    if "figure" in body:
        drawing = project.generated / f"{body['figure']}.svg"
        body["svg"] = project.files.read_text(drawing).replace(FACE, FONT) if project.files.exists(drawing) else ""
    if "explorable" in body:
        body["play"] = f"{address}embed/{body['explorable']}/#{body['state']}"
    return slide | {
        "body": body,
        "notes": rich(slide["notes"]),
        "more": address + slide["more"] if slide["more"] else "",
    }


def rich(value: Any) -> Any:
    """A text as spans of a kind and what is shown, or a list of such texts.

    >>> rich("Is `C` given?")
    [['plain', 'Is '], ['code', 'C'], ['plain', ' given?']]
    """
    if isinstance(value, list):
        return [rich(each) for each in value]
    return [
        [part.kind, plain_formula(part.text) if part.kind == "formula" else part.shown] for part in parts(value.strip())
    ]
