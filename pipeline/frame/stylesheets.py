"""The style sheets: one for all pages, and those on a topic for the pages that need them."""

import re
from pathlib import Path

from bs4 import BeautifulSoup

from pipeline.content.files import fingerprinted
from pipeline.content.palette import palette_css
from pipeline.content.project import Project
from pipeline.frame.minify import minify_css

COMMON = ("base", "frame", "content", "print")
SCRIPTED = "scripted"
"""The sheet for what scripts show: they fetch it."""
TOPICS = {
    "tables": "table",
    "home": ".rule, .doors",
    "loops": ".loops",
    "questions": ".questions",
    "comparison": ".comparison",
    "models": ".models",
    "values": ".values",
    "names-list": ".names-list",
    "lookup-form": ".lookup-form",
    "ledger": ".ledger",
    "references": ".reference, .cited",
    "glossary": "dl",
    "not-found": ".pages",
    "explorables": ".explorable",
    "story": ".story",
    "plan": ".plan, .shown",
    "quiz": ".quiz, #self-test",
    "gallery": ".gallery",
    "run": ".run",
}
"""Each sheet on a topic, and the selector that finds something on the pages that need it."""


def common_css(project: Project) -> str:
    """The sheet that all pages load, minified: the palette, then the files in COMMON."""
    return project.files.remembered("common.css", lambda: palette_css() + "".join(sheet(project, n) for n in COMMON))


def stylesheet_name(project: Project) -> str:
    """The file of the common sheet, below the site's root."""
    return f"assets/{fingerprinted('site.css', common_css(project).encode())}"


def scripted_stylesheet_name(project: Project) -> str:
    """The file of the sheet that scripts fetch, below the site's root."""
    return f"assets/{fingerprinted('scripted.css', sheet(project, SCRIPTED).encode())}"


def topic_css(project: Project, soup: BeautifulSoup) -> str:
    """The sheets on the topics of this page, minified, in the order of TOPICS; an empty text if it has none."""
    return "".join(sheet(project, topic) for topic, selector in TOPICS.items() if soup.select_one(selector))


def styled_names(project: Project) -> frozenset[str]:
    """The classes and data attributes that the style sheets speak of."""

    def find() -> frozenset[str]:
        text = "".join(project.files.read_text(sheet_file(project, name)) for name in (*COMMON, SCRIPTED, *TOPICS))
        return frozenset(re.findall(r"(?<=\.)[a-zA-Z][\w-]*|(?<=\[)data-[\w-]+", text))

    return project.files.remembered("styled names", find)


def sheet(project: Project, name: str) -> str:
    """One sheet, minified."""
    return minify_css(project.files.read_text(sheet_file(project, name)))


def sheet_file(project: Project, name: str) -> Path:
    """The file of a sheet. That of the explorables is beside their scripts."""
    folder = project.docs / "explorables" if name == "explorables" else project.docs / "assets" / "styles"
    return folder / f"{name}.css"
