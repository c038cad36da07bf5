"""What the search finds on a page.

One entry a section, and one for each row of the lookup table and each word of the glossary. The theme reads a section's
text as HTML, so a bare `<` would hide what follows it.
"""

import re
from collections.abc import Iterator
from html import escape

from bs4 import Tag

from pipeline.finish.page import BuiltPage, SearchEntry, Site, attribute, classes, select_one
from pipeline.finish.text import text_of

BOOST = {
    "": 2.0,
    "hyperparameters/": 1.5,
    "parameters/": 1.5,
    **dict.fromkeys(
        ("epochs/", "learning-rate/", "loss-and-optimizer/", "parameter-counts/", "without-gradient/"), 1.5
    ),
    "lookup/": 0.45,
    **dict.fromkeys(("claims/", "claims-hyperparameters/", "claims-hard-cases/", "claims-language-models/"), 0.2),
    **dict.fromkeys(("references/", "references-l-z/"), 0.1),
    "corrections/": 0.3,
    "what-others-say/": 0.5,
}
"""Pages that answer, before pages that list."""
EXPERT_BOOST = 0.7
EXCLUDED_TAGS = {"annotation", "dl", "form", "script"}
EXCLUDED_CLASSES = {
    *("headerlink", "level", "figure-data", "moved", "figure-files", "downloads"),
    *("cite", "program-whole", "filename", "more"),
}


def collect_search_entries(site: Site, page: BuiltPage) -> None:
    if page.front:
        boost = BOOST.get(page.location, EXPERT_BOOST if page.front.level == "expert" else 1.0)
        page.search_entries = [{**entry, "boost": boost} for entry in entries_of(page, page.front.title)]


def entries_of(page: BuiltPage, title: str) -> Iterator[SearchEntry]:
    """The page itself up to its first section, then each section with a heading of level 2 or 3, then each term."""
    location, parts = page.location, list[str]()
    for block in blocks(page.article):
        if block.name in ("h2", "h3"):
            yield entry(location, title, parts)
            location, title, parts = f"{page.location}#{attribute(block, 'id')}", text_of(block, is_excluded), []
        elif block.name != "h1":
            parts += searchable_parts(block)
    yield entry(location, title, parts)
    for row in page.article.select(".lookup tbody tr"):
        names = [code.text for code in select_one(row, "th").find_all("code")]
        cells = [text_of(cell, is_excluded) for cell in row.find_all(["th", "td"])]
        yield entry(f"{page.location}#{attribute(row, 'id')}", row_title(row), cells, *names)
    for term in page.article.select("dt:has(dfn)"):
        definition, word = term.find_next_sibling("dd"), select_one(term, "dfn")
        if isinstance(definition, Tag):
            yield entry(f"{page.location}#{attribute(word, 'id')}", text_of(term), [text_of(definition, is_excluded)])


def searchable_parts(block: Tag) -> list[str]:
    """What is shown alone when it matches: a paragraph, a row of a table, a line of a program."""
    if block.find("pre"):
        return [line for pre in block.find_all("pre") if not in_excluded(pre) for line in pre.get_text().splitlines()]
    rows = [row for row in block.find_all(["tr", "li"]) if not row.find_parent(class_="lookup")]
    return [text_of(part, is_excluded) for part in rows or [block]]


def in_excluded(tag: Tag) -> bool:
    return any(is_excluded(parent) for parent in tag.parents)


def entry(location: str, title: str, parts: list[str], *tags: str) -> SearchEntry:
    """Tags are searched and not shown: what an entry should be found by above all, other spellings of what is in it."""
    words = " ".join([title, *parts]).lower()
    joined = sorted({found.replace("-", "") for found in re.findall(r"[a-z]+(?:-[a-z]+)+", words)})
    text = "".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in parts if part.strip())
    return {"location": location, "title": title, "text": text, "tags": [*tags, *joined]}


def row_title(row: Tag) -> str:
    """A row of the lookup table as a result: 'penalty strength alpha, Ridge regression: training hyperparameter'."""
    name = text_of(select_one(row, "th"), lambda tag: not {"of", "also", "headerlink"}.isdisjoint(classes(tag)))
    return f"{name}, {text_of(select_one(row, '.of'))}: {text_of(select_one(row, '.bin'))}"


def blocks(tag: Tag) -> Iterator[Tag]:
    """The outermost elements that hold text, in order; plain wrappers around headings are looked into."""
    for child in tag.find_all(True, recursive=False):
        if child.name == "div" and child.find(["h2", "h3"]):
            yield from blocks(child)
        elif not is_excluded(child):
            yield child


def is_excluded(tag: Tag) -> bool:
    """Whether a tag is no text to search.

    Links to itself, downloads, the cite box, the program shown twice, what moved, and what has entries of its own.
    """
    names = classes(tag)
    has_own_entries = tag.name == "table" and "lookup" in names
    return tag.name in EXCLUDED_TAGS or has_own_entries or not EXCLUDED_CLASSES.isdisjoint(names)
