"""What the search finds on a page.

One entry a section, and one for each word of the glossary. The rows of the lookup are not among them: the search knows
them by their names. The theme reads a section's text as HTML, so a bare `<` would hide what follows it.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import accumulate

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
    **dict.fromkeys(("teach/", "teach-two-weeks/", "teach-exams/", "teach-courses/"), 0.1),
}
"""Pages that answer, before pages that list."""
EXPERT_BOOST = 0.7
SHOWN = 250
"""So many characters of an entry can be shown. With all of them, the index would be twice as large."""
WORD = re.compile(r"[a-z][\w-]+")
EXCLUDED_TAGS = {"annotation", "dl", "form", "pre", "script", "svg"}
EXCLUDED_CLASSES = {
    *("headerlink", "level", "figure-data", "moved", "figure-files", "downloads", "when-live"),
    *("cite", "program-code", "program-whole", "filename", "models", "names-list", "quiz", "values", "ledger"),
}


def collect_search_entries(site: Site, page: BuiltPage) -> None:
    if page.front:
        boost = BOOST.get(page.location, EXPERT_BOOST if page.front.level == "expert" else 1.0)
        page.search_entries = [{**entry, "boost": boost} for entry in entries_of(page, page.front.title)]


def entries_of(page: BuiltPage, title: str) -> Iterator[SearchEntry]:
    """The page itself up to its first section, then each section with a heading of level 2 or 3, then each word."""
    location, parts = page.location, list[str]()
    for block in blocks(page.article):
        if block.name == "h2" and block.select_one(".values-of"):
            break  # from here on, the page has rows of the lookup
        if block.name in ("h2", "h3"):
            yield entry(location, title, parts)
            location, title, parts = f"{page.location}#{attribute(block, 'id')}", text_of(block, is_excluded), []
        elif block.name != "h1":
            parts += searchable_parts(block)
    yield entry(location, title, parts)
    for term in page.article.select("dt:has(dfn)"):
        definition, word = term.find_next_sibling("dd"), select_one(term, "dfn")
        if isinstance(definition, Tag):
            yield entry(f"{page.location}#{attribute(word, 'id')}", text_of(term), [text_of(definition, is_excluded)])


def searchable_parts(block: Tag) -> list[str]:
    """What is shown alone when it matches: a paragraph, or a row of a table."""
    rows = [row for row in block.find_all(["tr", "li"]) if not row.find_parent(class_="ledger")]
    return [text_of(part, is_excluded) for part in rows or [block]]


def entry(location: str, title: str, parts: list[str]) -> SearchEntry:
    """What stands first is shown when it matches; of the rest only the words are kept, each once.

    Tags are searched and not shown: other spellings of what is in an entry.
    """
    parts = [part for part in parts if part.strip()]
    shown = max(1, sum(length <= SHOWN for length in accumulate(map(len, parts))))
    words = " ".join([title, *parts]).lower()
    joined = sorted({found.replace("-", "") for found in re.findall(r"[a-z]+(?:-[a-z]+)+", words)})
    known = set(WORD.findall(" ".join(parts[:shown]).lower()))
    rest = sorted(set(WORD.findall(" ".join(parts[shown:]).lower())) - known)
    text = "".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in parts[:shown])
    return {"location": location, "title": title, "text": text, "rest": " ".join(rest), "tags": joined}


def blocks(tag: Tag) -> Iterator[Tag]:
    """The outermost elements that hold text, in order; plain wrappers around headings are looked into."""
    for child in tag.find_all(True, recursive=False):
        if child.name == "div" and child.find(["h2", "h3"]):
            yield from blocks(child)
        elif not is_excluded(child):
            yield child


def is_excluded(tag: Tag) -> bool:
    """Whether a tag is no text to search.

    Links to itself, downloads, the cite box, the program shown twice, what moved, and what the search knows by name.
    """
    return tag.name in EXCLUDED_TAGS or not EXCLUDED_CLASSES.isdisjoint(classes(tag))
