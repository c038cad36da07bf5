"""Takes out of the page what nobody sees: comments, and the white space that templates leave."""

import re

from bs4 import Comment, NavigableString, Tag

from pipeline.finish.site import Page, Site

PLAIN = ", ".join(f".highlight .{token}" for token in ("n", "nn", "o", "p", "w"))
AS_IT_IS = {"pre", "code", "textarea", "script", "style"}
INLINE = {
    "a",
    "abbr",
    "annotation",
    "b",
    "bdi",
    "button",
    "cite",
    "code",
    "dfn",
    "em",
    "i",
    "img",
    "input",
    "kbd",
    "label",
}
INLINE |= {"mark", "output", "q", "s", "select", "small", "span", "strong", "sub", "sup", "svg", "time", "var"}
"""Elements between which a space is seen."""


def without_white_space(site: Site, page: Page) -> None:
    for text in page.soup.find_all(string=True):
        if isinstance(text, Comment):
            text.extract()
        elif type(text) is NavigableString and AS_IT_IS.isdisjoint(parent.name for parent in text.parents):
            short = re.sub(r"\s+", " ", text)
            if short != text or short == " ":
                edge = short == " " and not (in_a_line(text.previous_sibling) and in_a_line(text.next_sibling))
                text.extract() if edge else text.replace_with(short)


def plain_code(site: Site, page: Page) -> None:
    """Names, operators and punctuation of a program have the color of the text, and so need no element of their own."""
    for token in page.article.select(PLAIN):
        token.unwrap()
    for code in page.article.select("pre > code"):
        code.smooth()


def in_a_line(neighbor) -> bool:
    return isinstance(neighbor, NavigableString) or (isinstance(neighbor, Tag) and neighbor.name in INLINE | {"math"})
