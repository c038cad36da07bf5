"""Rewrites what mkdocs-jupyter made of a lab into the markup of all other pages: a lab needs no style of its own."""

import json
from typing import Any

from bs4 import Comment, Tag

from pipeline.content.errors import BuildError
from pipeline.finish.colab import colab_address
from pipeline.finish.page import BuiltPage, MarkupError, Site, attribute, classes, parse_element, problem_on, select_one


def convert_lab_markup(site: Site, page: BuiltPage) -> None:
    """Replaces the notebook's cells by headings, text, code and output blocks; solutions are folded.

    Raises:
        BuildError: an output of a kind that is not known here.
        MarkupError: mkdocs-jupyter shows other cells or other outputs than the notebook has.
    """
    if not page.is_lab:
        return
    article = page.article
    for tag in article.select("script, style, clipboard-copy, .clipboard-copy-txt"):
        tag.decompose()
    shown_cells, cells = select_one(article, ".jp-Notebook").select('[id^="cell-id="]'), notebook_cells(site, page)
    if [attribute(shown, "id").removeprefix("cell-id=") for shown in shown_cells] != [cell["id"] for cell in cells]:
        raise MarkupError(f"<article> shows {len(shown_cells)} cells, where the notebook has {len(cells)}, or others")
    content: list[Tag] = []
    for element, cell in zip(shown_cells, cells, strict=True):
        shown = code_cell(site, page, element, cell) if cell["cell_type"] == "code" else text_cell(element)
        if "solution" in cell["metadata"].get("tags", []):
            solution_details(content).extend(shown)
        else:
            content += shown
        if cell is cells[0]:
            content.append(downloads(site, page))
    select_one(article, ".jupyter-wrapper").replace_with(*content)
    for comment in article.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()


def downloads(site: Site, page: BuiltPage) -> Tag:
    """What a student and a teacher take home, and where the student opens it without taking it home."""
    name = page.location.rstrip("/").rpartition("/")[2]
    file = f"generated/{name}"
    words = (
        f'Take it home: <a href="{page.up}{file}.student.ipynb">the student edition</a>, a notebook without solutions; '
        f'<a href="{page.up}{file}.teacher.ipynb">the teacher edition</a>, with solutions and a rubric; or '
        f'<a href="{page.up}{file}.py">the Python file</a>, with solutions.'
    )
    if address := colab_address(site.repository, f"{file}.student.ipynb"):
        words += f' <a href="{address}">Open the student edition in Colab</a>.'
    return parse_element(f'<p class="downloads">{words}</p>')


def notebook_cells(site: Site, page: BuiltPage) -> list[dict[str, Any]]:
    assert page.source is not None, "a lab has a source"
    cells: list[dict[str, Any]] = json.loads(site.project.files.read_text(page.source.with_suffix(".ipynb")))["cells"]
    return cells


def solution_details(content: list[Tag]) -> Tag:
    """The fold at the end of `content`; a new one if the last thing there is not a fold."""
    if not content or "solution" not in classes(content[-1]):
        content.append(parse_element('<details class="solution"><summary>Solution</summary></details>'))
    return content[-1]


def text_cell(cell: Tag) -> list[Tag]:
    text = select_one(cell, ".jp-RenderedMarkdown")
    for link in text.select("a.anchor-link"):
        link["class"], link["title"] = "headerlink", "Link to this section"
        link.string = "#"
    return [child.extract() for child in list(text.children) if isinstance(child, Tag)]


def code_cell(site: Site, page: BuiltPage, element: Tag, cell: dict[str, Any]) -> list[Tag]:
    shown = [block(select_one(element, ".jp-InputArea pre"), "python")]
    outputs = element.select(".jp-OutputArea-output")
    if len(outputs) != len(cell["outputs"]):
        raise MarkupError(f"cell {cell['id']} shows {len(outputs)} outputs, where it has {len(cell['outputs'])}")
    for output in outputs:
        kind = attribute(output, "data-mime-type")
        if kind == "text/plain":
            shown.append(block(select_one(output, "pre"), "text", "Output"))
        elif kind == "text/html" and output.select_one("p > img"):
            shown.append(select_one(output, "p").extract())
        else:
            message = f"the lab shows an output of the unknown kind {kind or attribute(output, 'class')}"
            hint = "Print text, or draw one figure a cell; or teach pipeline/finish/page_steps/lab_markup.py this kind."
            raise BuildError(problem_on(site, page, "", message, hint))
    return shown


def block(pre: Tag, language: str, title: str = "") -> Tag:
    """A code block in the markup of pymdownx.highlight."""
    named = f'<span class="filename">{title}</span>' if title else ""
    wrapped = parse_element(
        f'<div class="language-{language} highlight">{named}<pre><span></span><code></code></pre></div>'
    )
    select_one(wrapped, "code").extend(list(pre.contents))
    return wrapped
