"""Rewrites what mkdocs-jupyter made of a lab into the markup of all other pages: a lab needs no style of its own."""

import json

from bs4 import Comment, Tag

from pipeline.finish.site import Page, Site, new
from pipeline.problems import Problem, Problems


def in_our_markup(site: Site, page: Page) -> None:
    """Replaces the notebook's cells by headings, text, code and output blocks; solutions are folded.

    Raises:
        Problems: an output of a kind that is not known here.
    """
    if not page.is_lab:
        return
    article = page.article
    for tag in article.select("script, style, clipboard-copy, .clipboard-copy-txt"):
        tag.decompose()
    notebook = article.select_one(".jp-Notebook")
    if notebook is None:
        what, remedy = "mkdocs-jupyter wrote no notebook that is known here", "Look what its new version changed."
        raise Problems(site.problem(page, "", what, remedy))
    cells = notebook.select('[id^="cell-id="]')
    solutions = solution_ids(page)
    content: list[Tag] = []
    for cell in cells:
        shown = code_cell(site, page, cell) if "jp-CodeCell" in cell["class"] else text_cell(cell)
        if cell["id"].removeprefix("cell-id=") in solutions:
            fold_for(content).extend(shown)
        else:
            content += shown
    name = page.source.stem
    content.append(
        new(
            f'<p class="downloads">Download: <a href="../../generated/{name}.ipynb" download>the notebook</a>, without '
            f'outputs, or <a href="../../generated/{name}.py" download>the same as a Python file</a></p>'
        )
    )
    (article.select_one(".jupyter-wrapper") or notebook).replace_with(*content)
    for comment in article.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()


def solution_ids(page: Page) -> set[str]:
    cells = json.loads(page.source.with_suffix(".ipynb").read_text("utf-8"))["cells"]
    return {cell["id"] for cell in cells if "solution" in cell["metadata"].get("tags", [])}


def fold_for(content: list[Tag]) -> Tag:
    """The fold at the end of `content`; a new one if the last thing there is not a fold."""
    if not content or "solution" not in content[-1].get("class", []):
        content.append(new('<details class="solution"><summary>Solution</summary></details>'))
    return content[-1]


def text_cell(cell: Tag) -> list[Tag]:
    text = cell.select_one(".jp-RenderedMarkdown")
    for link in text.select("a.anchor-link"):
        link["class"], link["title"] = ["headerlink"], "Link to this section"
        link.string = "#"
    return [child.extract() for child in list(text.children) if isinstance(child, Tag)]


def code_cell(site: Site, page: Page, cell: Tag) -> list[Tag]:
    shown = [block(cell.select_one(".jp-InputArea pre"), "python")]
    for output in cell.select(".jp-OutputArea-output"):
        kind = output.get("data-mime-type", "")
        if kind == "text/plain":
            shown.append(block(output.select_one("pre"), "text", "Output"))
        elif kind == "text/html" and output.select_one("p > img"):
            shown.append(output.select_one("p").extract())
        else:
            what = f"the lab shows an output of the unknown kind {kind or output.get('class')}"
            remedy = "Print text or draw one figure a cell; or teach pipeline/finish/labs.py this kind."
            raise Problems(Problem(site.project.shown(page.source), None, what, remedy))
    return shown


def block(pre: Tag, language: str, title: str = "") -> Tag:
    """A code block in the markup of pymdownx.highlight."""
    named = f'<span class="filename">{title}</span>' if title else ""
    wrapped = new(f'<div class="language-{language} highlight">{named}<pre><span></span><code></code></pre></div>')
    wrapped.code.extend(list(pre.contents))
    return wrapped
