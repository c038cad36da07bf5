"""The text of an element, as a reader reads it."""

import re
from collections.abc import Callable, Iterator

from bs4 import NavigableString, Tag

BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "figure",
        "figcaption",
        "details",
        "summary",
        "pre",
        "br",
    ]
)
"""Elements whose text does not run on into the next."""


def text_of(tag: Tag, without: Callable[[Tag], bool] = lambda tag: False) -> str:
    """The text inside a tag on one line; nothing of the tags that `without` says yes to."""
    return re.sub(r"\s+", " ", "".join(pieces_of(tag, without))).strip()


def pieces_of(tag: Tag, without: Callable[[Tag], bool]) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, Tag):
            if not without(child):
                space = " " if child.name in BLOCKS else ""
                yield space
                yield from pieces_of(child, without)
                yield space
        elif type(child) is NavigableString:
            yield str(child)
