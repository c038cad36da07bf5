"""A page's Markdown as HTML, for whoever needs a definition, a caption or a question that a page has."""

from pathlib import Path

import markdown
from bs4 import BeautifulSoup

from pipeline.content.project import Project

EXTENSIONS = ["attr_list", "def_list", "md_in_html", "tables"]
"""Those that say what belongs together: classes, definitions, Markdown inside HTML, tables."""


def page_html(project: Project, page: Path) -> BeautifulSoup:
    """The text of a page, without what it includes. It is shared, and not to be changed."""

    def convert() -> BeautifulSoup:
        text = project.files.read_text(page).split("\n---\n", 1)[-1]
        return BeautifulSoup(markdown.markdown(text, extensions=EXTENSIONS), "html.parser")

    return project.files.remembered(("page as HTML", page), convert)
