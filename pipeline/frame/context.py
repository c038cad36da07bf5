"""What the templates in theme/ are told."""

import re
from typing import Any

from pipeline.content.citation import cite_as_bibtex, cite_as_text
from pipeline.content.front_matter import front_matter, site_config
from pipeline.content.licenses import RIGHTS
from pipeline.content.palette import ICON
from pipeline.content.project import Project
from pipeline.frame.minify import minify_js
from pipeline.frame.stylesheets import scripted_stylesheet_name, stylesheet_name
from pipeline.render.social_cards import card_of

WORDS_A_MINUTE = 200
WITH_FEED = ("", "corrections/")
"""The pages that tell feed readers where the feed is."""


def site_context(project: Project) -> dict[str, Any]:
    """What all pages are told."""
    return {
        "about": site_config(project),
        "version": project.version,
        "rights": RIGHTS,
        "icon_colors": ICON,
        "stylesheet": stylesheet_name(project),
        "scripted_stylesheet": scripted_stylesheet_name(project),
        "inline": lambda name: inline(project, name),
    }


def page_context(project: Project, location: str, site_address: str, content: str) -> dict[str, Any]:
    """What a page is told of itself.

    `location` is its address below the site's, such as 'difference/', and `content` its text as HTML.
    """
    source = project.source_of(location)
    if source is None:
        return {}
    front, address = front_matter(project, source), site_address + location
    cited = (site_config(project), project.version, front, address)
    return {
        "front": front,
        "minutes": reading_minutes(content),
        "cite_text": cite_as_text(*cited),
        "cite_bibtex": cite_as_bibtex(*cited, location),
        "card": site_address + card_of(project, source),
        "markdown_copy": "index.md",
        "feed": location in WITH_FEED,
    }


def reading_minutes(html: str) -> int:
    """How long it takes to read a text without its programs, drawings and formulas, at 200 words a minute."""
    prose = re.sub(r"(?s)<(pre|svg|math|script|style)\b.*?</\1>|<[^>]+>", " ", html)
    return max(1, round(len(re.findall(r"\w+", prose)) / WORDS_A_MINUTE))


def inline(project: Project, name: str) -> str:
    """A file of docs/assets/ that is written into the page: a script minified, a drawing as it is."""
    text = project.files.read_text(project.docs / "assets" / name)
    return minify_js(text) if name.endswith(".js") else text.strip()
