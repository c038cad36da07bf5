"""Rewrites what mkdocs-jupyter made of a lab into the markup of all other pages: a lab needs no style of its own."""

import json

from bs4 import Comment, Tag

from pipeline.content.errors import BuildError
from pipeline.finish.page import BuiltPage, Site, attribute, classes, parse_element, problem_on, select_one


def convert_lab_markup(site: Site, page: BuiltPage) -> None:
    """Replaces the notebook's cells by headings, text, code and output blocks; solutions are folded.

    Raises:
        BuildError: an output of a kind that is not known here.
    """
    if not page.is_lab:
        return
    article = page.article
    for tag in article.select("script, style, clipboard-copy, .clipboard-copy-txt"):
        tag.decompose()
    notebook = article.select_one(".jp-Notebook")
    if notebook is None:
        message = "mkdocs-jupyter wrote no notebook that is known here"
        hint = "Look at what its new version changed: pipeline/finish/page_steps/lab_markup.py reads its HTML."
        raise BuildError(problem_on(site, page, "", message, hint))
    cells = notebook.select('[id^="cell-id="]')
    solutions = solution_ids(site, page)
    content: list[Tag] = []
    for cell in cells:
        shown = code_cell(site, page, cell) if "jp-CodeCell" in classes(cell) else text_cell(cell)
        if attribute(cell, "id").removeprefix("cell-id=") in solutions:
            solution_details(content).extend(shown)
        else:
            content += shown
    name = page.location.rstrip("/").rpartition("/")[2]
    content.append(
        parse_element(
            f'<p class="downloads">Download: <a href="../../generated/{name}.ipynb" download>the notebook</a>, without '
            f'outputs, or <a href="../../generated/{name}.py" download>the same as a Python file</a></p>'
        )
    )
    (article.select_one(".jupyter-wrapper") or notebook).replace_with(*content)
    for comment in article.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()


def solution_ids(site: Site, page: BuiltPage) -> set[str]:
    """The ids of the cells that hold solutions."""
    assert page.source is not None, "a lab has a source"
    cells = json.loads(site.project.files.read_text(page.source.with_suffix(".ipynb")))["cells"]
    return {cell["id"] for cell in cells if "solution" in cell["metadata"].get("tags", [])}


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


def code_cell(site: Site, page: BuiltPage, cell: Tag) -> list[Tag]:
    shown = [block(select_one(cell, ".jp-InputArea pre"), "python")]
    for output in cell.select(".jp-OutputArea-output"):
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
