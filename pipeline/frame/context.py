"""What the templates in theme/ are told."""

from typing import Any

from pipeline.content.citation import in_style, page_work, version_address
from pipeline.content.data import objectives
from pipeline.content.front_matter import front_matter, site_config
from pipeline.content.licenses import CONTENT_ADDRESS, RIGHTS
from pipeline.content.palette import ICON
from pipeline.content.project import Project
from pipeline.content.versions import version_folder
from pipeline.frame.minify import minify_js
from pipeline.frame.stylesheets import scripted_stylesheet_name, stylesheet_name
from pipeline.render.social_cards import card_of

WITH_FEED = ("", "corrections/")
"""The pages that tell feed readers where the feed is."""


def site_context(project: Project) -> dict[str, Any]:
    """What all pages are told."""
    return {
        "about": site_config(project),
        "version": project.version,
        "has_versions": bool(version_folder()),
        "rights": RIGHTS,
        "rights_address": CONTENT_ADDRESS,
        "icon_colors": ICON,
        "stylesheet": stylesheet_name(project),
        "scripted_stylesheet": scripted_stylesheet_name(project),
        "inline": lambda name: inline(project, name),
    }


def page_context(project: Project, location: str, site_address: str) -> dict[str, Any]:
    """What a page is told of itself.

    `location` is its address below the site's, such as 'difference/'.
    """
    source = project.source_of(location)
    if source is None:
        return {}
    front, address = front_matter(project, source), version_address(site_address) + location
    work = page_work(site_config(project), project.version, front, address, location)
    return {
        "front": front,
        "objectives": [objectives(project)[name] for name in front.objectives],
        "cited_address": address,
        "cite_key": work.key,
        "cite_text": in_style("plain", [work])[0],
        "card": site_address + card_of(project, source),
        "markdown_copy": "index.md",
        "feed": location in WITH_FEED,
    }


def inline(project: Project, name: str) -> str:
    """A file of docs/assets/ that is written into the page: a script minified, a drawing as it is."""
    text = project.files.read_text(project.docs / "assets" / name)
    return minify_js(text) if name.endswith(".js") else text.strip()
