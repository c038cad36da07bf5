"""The search index, written from the finished pages, and the worker that reads it.

One entry a section, and one for each row of the lookup table and each word of the glossary. The theme reads a section's
text as HTML, so a bare `<` would hide what follows it.
"""

import json
import re
from collections.abc import Iterator
from html import escape

from bs4 import Tag

from pipeline.finish.site import Page, Site, text_of
from pipeline.render.outputs import write

FIELDS = {"title": {"boost": 12.0}, "text": {"boost": 1.0}, "tags": {"boost": 6.0}}
"""What a word counts where. With the theme's own weights, 1000 for a title, one rare word in a title wins over all."""
BOOST = {
    "": 2.0,
    "hyperparameters/": 1.5,
    "parameters/": 1.5,
    **dict.fromkeys(
        ("epochs/", "learning-rate/", "loss-and-optimizer/", "parameter-counts/", "without-gradient/"), 1.5
    ),
    "lookup/": 0.45,
    **dict.fromkeys(("claims/", "claims-hard-cases/"), 0.2),
    **dict.fromkeys(("references/", "references-l-z/"), 0.1),
    "corrections/": 0.3,
}
"""Pages that answer, before pages that list."""
NO_TEXT = {"annotation", "dl", "form", "script"}
APART = {
    *("headerlink", "figure-data", "moved", "figure-files", "downloads"),
    *("cite", "program-whole", "filename", "more"),
}


def note(site: Site, page: Page) -> None:
    if page.front:
        page.entries = [entry | {"boost": BOOST.get(page.location, 1.0)} for entry in entries(page)]


def rewrite(site: Site) -> None:
    path = site.folder / "search" / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    index["config"]["fields"] = FIELDS
    index["docs"] = [entry for page in site.pages for entry in page.entries]
    write(path, json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())


def entries(page: Page) -> Iterator[dict]:
    """The page itself up to its first section, then each section with a heading of level 2 or 3, then each term."""
    location, title, parts = page.location, page.front.title, []
    for block in blocks(page.article):
        if block.name in ("h2", "h3"):
            yield entry(location, title, parts)
            location, title, parts = f"{page.location}#{block['id']}", text_of(block, left_out), []
        elif block.name != "h1":
            parts += pieces(block)
    yield entry(location, title, parts)
    for row in page.article.select(".lookup tbody tr"):
        names = [code.text for code in row.th.find_all("code")]
        cells = [text_of(cell, left_out) for cell in row.find_all(["th", "td"])]
        yield entry(f"{page.location}#{row['id']}", title_of(row), cells, *names)
    for word in page.article.select("dt dfn"):
        said = word.parent.find_next_sibling("dd")
        yield entry(f"{page.location}#{word['id']}", text_of(word.parent), [text_of(said, left_out)])


def pieces(block: Tag) -> list[str]:
    """What is shown alone when it matches: a paragraph, a row of a table, a line of a program."""
    if block.find("pre"):
        return [line for pre in block.find_all("pre") if not outside(pre) for line in pre.get_text().splitlines()]
    rows = [row for row in block.find_all(["tr", "li"]) if not row.find_parent(class_="lookup")]
    return [text_of(part, left_out) for part in rows or [block]]


def outside(tag: Tag) -> bool:
    return any(left_out(parent) for parent in tag.parents)


def entry(location: str, title: str, parts: list[str], *tags: str) -> dict:
    """Tags are searched and not shown: what an entry should be found by above all, other spellings of what is in it."""
    words = " ".join([title, *parts]).lower()
    joined = sorted({found.replace("-", "") for found in re.findall(r"[a-z]+(?:-[a-z]+)+", words)})
    text = "".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in parts if part.strip())
    return {"location": location, "title": title, "text": text, "tags": [*tags, *joined]}


def title_of(row: Tag) -> str:
    """A row of the lookup table as a result: 'penalty strength alpha, Ridge regression: training hyperparameter'."""
    name = text_of(row.th, lambda tag: not {"of", "also", "headerlink"}.isdisjoint(tag.get("class", [])))
    return f"{name}, {text_of(row.select_one('.of'))}: {text_of(row.select_one('.bin'))}"


def blocks(tag: Tag) -> Iterator[Tag]:
    """The outermost elements that hold text, in order; plain wrappers around headings are looked into."""
    for child in tag.find_all(True, recursive=False):
        if child.name == "div" and child.find(["h2", "h3"]):
            yield from blocks(child)
        elif not left_out(child):
            yield child


def left_out(tag: Tag) -> bool:
    """Whether a tag is no text to search.

    Links to itself, downloads, the cite box, the program shown twice, what moved, and what has entries of its own.
    """
    classes = tag.get("class", [])
    of_its_own = tag.name == "table" and "lookup" in classes
    return tag.name in NO_TEXT or of_its_own or not APART.isdisjoint(classes)
