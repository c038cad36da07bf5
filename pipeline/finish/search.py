"""The search index, written from the finished pages: one entry a section, formulas and lab cells as they are read.

The theme reads a section's text as HTML, so a bare `<` would hide what follows it.
"""

import json
from collections.abc import Iterator
from html import escape

from bs4 import Tag

from pipeline.finish.site import Page, Site, text_of


def rewrite(site: Site) -> None:
    path = site.folder / "search" / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    index["docs"] = [entry for page in site.pages if page.front for entry in entries(page)]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def entries(page: Page) -> Iterator[dict[str, str]]:
    """The page itself up to its first section, then each section with a heading of level 2 or 3."""
    title, location, parts = page.front.title, page.location, []
    for block in blocks(page.article):
        if block.name in ("h2", "h3"):
            yield {"location": location, "title": title, "text": " ".join(parts)}
            title, location, parts = text_of(block, left_out), f"{page.location}#{block['id']}", []
        elif block.name != "h1":
            parts.append(escape(text_of(block, left_out), quote=False))
    yield {"location": location, "title": title, "text": " ".join(parts)}


def blocks(tag: Tag) -> Iterator[Tag]:
    """The outermost elements that hold text, in order; plain wrappers around headings are looked into."""
    for child in tag.find_all(True, recursive=False):
        if child.name == "div" and child.find(["h2", "h3"]):
            yield from blocks(child)
        elif not left_out(child):
            yield child


def left_out(tag: Tag) -> bool:
    """Whether a tag is no text to search: links to itself, downloads, the cite box, the program shown twice."""
    kinds = {"headerlink", "figure-files", "downloads", "cite", "program-whole", "filename"}
    return tag.name == "annotation" or not kinds.isdisjoint(tag.get("class", []))
