"""What a page takes from elsewhere: fragments that it includes, images that it shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

INCLUDE = re.compile(r"""^\s*-{1,}8<-{1,}\s+["'](?P<name>[^"']+)["']""")
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<address>[^)\s]+)")


@dataclass(frozen=True)
class Include:
    """A line `--8<-- "name.md"`: MkDocs puts docs/generated/name.md in its place."""

    line: int
    name: str


@dataclass(frozen=True)
class Image:
    """An image of the text, `![alt](address "caption")`."""

    line: int
    alt: str
    address: str


def prose_lines(markdown: str) -> Iterator[tuple[int, str]]:
    """The numbered lines outside fenced code."""
    fenced = False
    for number, line in enumerate(markdown.splitlines(), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield number, line


def includes(markdown: str) -> list[Include]:
    return [Include(number, found["name"]) for number, line in prose_lines(markdown) if (found := INCLUDE.match(line))]


def images(markdown: str) -> list[Image]:
    return [
        Image(number, found["alt"], found["address"])
        for number, line in prose_lines(markdown)
        for found in IMAGE.finditer(line)
    ]


def snippets_included(markdown: str) -> list[str]:
    """The names of what a page includes, without their suffix: of a snippet's fragment, the snippet's name."""
    return [include.name.removesuffix(".md") for include in includes(markdown)]
