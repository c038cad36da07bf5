"""The handout, its key, and the sorting cards: PDF files for A4 and Letter paper, set by typst.

The words are those of the pages and of docs/data/. The templates beside this file say where they go.
"""

import json
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from bs4 import Tag

from pipeline.content import data, palette
from pipeline.content.anchors import anchor
from pipeline.content.errors import BuildError, Problem
from pipeline.content.front_matter import front_matter, site_config
from pipeline.content.licenses import CONTENT, CONTENT_ADDRESS
from pipeline.content.load_yaml import line_in_yaml
from pipeline.content.page_html import page_html
from pipeline.content.project import Project
from pipeline.render.figure_style import FACE, KEY, SIGNS
from pipeline.render.sort_it import Asked, terms_of_round
from pipeline.render.typeset import typeset as typeset_template

TEMPLATES = Path("pipeline/render/handout")
"""The folder of the templates, below the project's root."""
DOCUMENTS = {
    "handout": "Handout for students, two pages without answers",
    "handout-key": "Key to the handout, two pages",
    "sorting-cards": "Sorting cards, two pages and the key",
}
"""The templates, each with what pages call it."""
PAPERS = {"a4": "A4", "letter": "Letter"}
SERIF = "Libertinus Serif"
"""The face that typst brings. The machine's own fonts are not looked at, so the bytes are the same everywhere."""
QUESTIONS = "#figure-three-questions"


def build(project: Project, address: str) -> dict[str, bytes]:
    """The files, by path below docs/; none where docs/data/ has no handout. Their links lead to the site at `address`.

    Raises:
        BuildError: a text or a figure is not where it should be, or does not fit.
    """
    if not project.files.exists(data.handout_file(project)):
        return {}
    content = json.dumps(content_of(project, data.handout(project), address), ensure_ascii=False)
    pdfs = {(name, paper): typeset(project, name, paper, content) for name in DOCUMENTS for paper in PAPERS}
    files = {f"generated/{path_of(*key)}": pdf for key, pdf in pdfs.items()}
    return files | {"generated/handout.md": downloads({key: len(pdf) for key, pdf in pdfs.items()}).encode()}


def path_of(name: str, paper: str) -> str:
    """Where a document is, below docs/generated/."""
    return f"handout/{name}-{paper}.pdf"


def downloads(sizes: dict[tuple[str, str], int]) -> str:
    """The list of links, from sizes in bytes."""

    def link(name: str, paper: str) -> str:
        return f"[{PAPERS[paper]}, {round(sizes[name, paper] / 1000)} kB](/generated/{path_of(name, paper)})"

    lines = (
        f"- **{title}**: {' or '.join(link(name, paper) for paper in PAPERS)}" for name, title in DOCUMENTS.items()
    )
    return "\n".join(lines) + "\n"


def typeset(project: Project, name: str, paper: str, content: str) -> bytes:
    """One document as PDF. Raises BuildError with what typst has to say."""
    template = project.root / TEMPLATES / f"{name}.typ"
    hint = "What does not fit has to be shorter; docs/data/handout.yml says where the words come from."
    return typeset_template(project, template, {"paper": paper, "content": content}, hint)


def content_of(project: Project, chosen: data.Handout, address: str) -> dict[str, Any]:
    """All that the templates set."""
    site, asked = site_config(project), values_asked(project)
    figures = {side: figure(project, side, each, address) for side, each in chosen}
    return {
        "title": site.title,
        "author": site.author,
        "version": project.version,
        "updated": updated(project, chosen).isoformat(),
        "license": {"name": CONTENT, "address": CONTENT_ADDRESS},
        "address": address,
        "colors": {name: color.light for name, color in palette.PAGE.items()},
        "key": SIGNS[KEY][0],
        "definitions": definitions(project),
        "questions": questions(project),
        "comparison": comparison(project, address),
        "values": values(project, asked, address),
        "words": words(project, asked),
        "figures": figures,
    }


def updated(project: Project, chosen: data.Handout) -> date:
    """The last day on which one of the pages was changed that the words come from."""
    pages = ("index.md", "rule.md", "glossary.md", chosen.front.page, chosen.back.page)
    return max(front_matter(project, project.docs / page).updated for page in pages)


def values_asked(project: Project) -> Asked:
    """The terms of the first round. Raises BuildError where there is none."""
    rounds = data.sort_rounds(project)
    if not rounds:
        raise BuildError(Problem("docs/data/sort.yml", None, "the handout needs a round", "Write a round."))
    return terms_of_round(project, rounds[0])


def definitions(project: Project) -> list[dict[str, str]]:
    """The two boxes of the home page."""
    return [
        {"kind": kind, "word": text_of(box.dfn), "text": text_of(box).removeprefix(text_of(box.dfn)).strip()}
        for kind in ("found", "chosen")
        for box in found(project, "index.md", f".rule > .{kind}:has(dfn)", 1)
        if box.dfn
    ]


def questions(project: Project) -> dict[str, Any]:
    """The three questions, as the tree that the rule draws."""
    first, *others = (text_of(ask).lstrip("123 ") for ask in found(project, "rule.md", f"{QUESTIONS} .ask", 3))
    answers = [text_of(way) for way in found(project, "rule.md", f"{QUESTIONS} .way > .answer", 2)]
    outcomes = [text_of(item).split(" ", 1) for item in found(project, "rule.md", f"{QUESTIONS} .way li", 4)]
    ways = [
        {"answer": answer, "ask": ask, "outcomes": outcomes[2 * place : 2 * place + 2]}
        for place, (answer, ask) in enumerate(zip(answers, others, strict=True))
    ]
    (caption,) = found(project, "rule.md", f"{QUESTIONS} figcaption", 1)
    return {"first": first, "ways": ways, "caption": text_of(caption)}


def comparison(project: Project, address: str) -> list[dict[str, str]]:
    """The rows that the home page has, each with the address of the whole row."""
    return [
        {"question": row.question, "link": f"{address}difference/#row-{row.id}", **row.short.model_dump()}
        for row in data.comparison(project)
        if row.short
    ]


def values(project: Project, asked: Asked, address: str) -> list[dict[str, Any]]:
    return [
        {
            "term": term.term,
            "model": model.model,
            "category": term.bin,
            "kind": term.kind,
            "path": term.answers,
            "reason": term.reason.strip(),
            "link": address + site_path(data.row_link(project, data.term_anchor(model, term))),
        }
        for model, term in asked
    ]


def words(project: Project, asked: Asked) -> list[dict[str, str]]:
    """What the answers mean: the glossary's definition of each category but the parameter, which has its own box."""
    categories = {term.bin: term.kind for _, term in asked}
    return [
        {"word": name, "kind": kind, "text": meaning(project, name)}
        for name, kind in categories.items()
        if kind != "found"
    ]


def meaning(project: Project, word: str) -> str:
    """The glossary's definition of a word, or of its other name. Raises BuildError where it has none."""
    for entry in page_html(project, project.docs / "glossary.md").select("dt"):
        if word in {text_of(name).lower() for name in entry.select("dfn, em")}:
            definition = entry.find_next_sibling("dd")
            assert definition is not None, "def_list makes no <dt> without a <dd>"
            return text_of(definition)
    raise BuildError(Problem("docs/glossary.md", None, f"the handout needs the word '{word}'", "Define it."))


def figure(project: Project, side: str, chosen: data.HandoutFigure, address: str) -> dict[str, str]:
    """The drawing, lettered in the handout's face, with the words of its page.

    Raises:
        BuildError: there is no such page or figure, or the page does not show it.
    """
    page, drawing = project.docs / chosen.page, project.generated / f"{chosen.figure}.narrow.svg"
    source = data.handout_file(project)

    def problem(key: str, message: str) -> BuildError:
        line = line_in_yaml(project.files.read_text(source), (side, key))
        hint = "Name a snippet that draws a figure, and a page that shows it."
        return BuildError(Problem(project.display_path(source), line, message, hint))

    if not project.files.exists(drawing):
        raise problem("figure", f"there is no figure '{chosen.figure}'")
    if not project.files.exists(page):
        raise problem("page", f"there is no page '{chosen.page}'")
    image = page_html(project, page).select_one(f'img[src="/generated/{chosen.figure}.svg"]')
    if image is None:
        raise problem("page", f"'{chosen.page}' does not show the figure '{chosen.figure}'")
    svg = project.files.read_text(drawing)
    return {
        "svg": svg.replace(FACE, SERIF),
        "title": unescape(svg.partition("<title>")[2].partition("</title>")[0]),
        "alt": str(image["alt"]),
        "caption": str(image.get("title", "")),
        "note": chosen.note,
        "link": f"{address}{site_path(chosen.page)}#fig-{anchor(chosen.figure)}",
    }


def found(project: Project, page: str, selector: str, number: int) -> list[Tag]:
    """The elements of a page that the handout takes its words from. Raises BuildError where there are fewer or more."""
    elements = page_html(project, project.docs / page).select(selector)
    if len(elements) != number:
        message = f"the handout takes {number} elements '{selector}' from this page, and finds {len(elements)}"
        hint = "Has the page changed its markup? Adapt pipeline/render/handout/__init__.py."
        raise BuildError(Problem(f"docs/{page}", None, message, hint))
    return list(elements)


def text_of(tag: Tag | None) -> str:
    """The text of an element in one line, with code in backticks."""
    parts = (f"`{part}`" if part.find_parent("code") else part for part in tag.find_all(string=True)) if tag else ()
    return " ".join("".join(parts).split())


def site_path(page: str) -> str:
    """The address of a page below the site's: '/lookup/linear.md#ridge' -> 'lookup/linear/#ridge'."""
    path, mark, place = page.lstrip("/").partition("#")
    return f"{path.removesuffix('.md')}/".removeprefix("index/") + mark + place
