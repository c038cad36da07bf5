"""Converts a finished page to plain Markdown, for notes and for other programs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile
from textwrap import indent
from urllib.parse import urljoin

from bs4 import NavigableString, Tag
from bs4.element import PageElement

from pipeline.content.citation import in_style, page_work, version_address
from pipeline.content.front_matter import site_config
from pipeline.content.licenses import RIGHTS
from pipeline.finish.page import BuiltPage, Site

INLINE = {"a", "b", "br", "code", "dfn", "em", "i", "math", "span", "strong", "sub", "sup", "time", "wbr"}
MARKS = {"b": "**", "dfn": "**", "em": "*", "figcaption": "*", "i": "*", "strong": "**", "summary": "**"}
OMITTED = {"button", "form", "script", "source", "style"}
OMITTED_CLASSES = {"cite", "figure-data", "figure-files", "headerlink", "level", "moved", "only-dark", "when-live"}
SPECIAL = re.compile(r"[*`$\\]|(?<!\w)_|<(?=[a-zA-Z/!])")
"""Characters that Markdown would take for a mark. They are escaped in text."""


def make_markdown_copy(site: Site, page: BuiltPage) -> None:
    if page.front:
        cited = version_address(site.address) + page.location
        work = page_work(site_config(site.project), site.project.version, page.front, cited, page.location)
        citation = f"{in_style('plain', [work])[0]} {RIGHTS}"
        page.markdown = to_markdown(page.article, cited, citation)


def to_markdown(article: Tag, page_url: str, citation: str) -> str:
    """Returns the article as Markdown with absolute links. Its last line is the citation."""
    return "\n\n".join([*Converter(page_url).blocks(article), "---", citation]) + "\n"


@dataclass(frozen=True)
class Converter:
    page_url: str

    def blocks(self, tag: Tag) -> Iterator[str]:
        """Yields the blocks inside an element. Text that stands between them is a paragraph."""
        for inline, parts in groupby(tag.children, is_inline):
            if not inline:
                yield from (block for part in parts if isinstance(part, Tag) for block in self.block(part))
            elif paragraph := self.line(parts):
                yield paragraph

    def block(self, tag: Tag) -> Iterator[str]:
        """Yields an element as one block or, if it only holds others, as those. A copy has no place for some."""
        classes = tag.get_attribute_list("class")
        if is_omitted(tag):
            return
        elif "highlight" in classes:
            yield from code_block(tag)
        elif "title" in classes or tag.name in MARKS:
            mark = MARKS.get(tag.name, "**")
            yield f"{mark}{self.line(tag)}{mark}"
        elif heading := re.fullmatch("h([1-6])", tag.name):
            yield f"{'#' * int(heading[1])} {self.line(tag)}"
        elif tag.name == "img":
            yield f"![{tag['alt']}]({self.address(tag, 'src')})"
        elif tag.get("role") == "img":
            yield self.line([NavigableString(str(tag["aria-label"]))])
        elif tag.name == "math":
            yield f"$${tex(tag)}$$"
        elif tag.name == "ul":
            yield self.bullets(tag)
        elif tag.name == "dl":
            yield from map(self.definition, tag("dt"))
        elif tag.name == "table":
            yield self.table(tag)
        else:
            yield from self.blocks(tag)

    def definition(self, term: Tag) -> str:
        """Returns a word of a glossary with all that is said of it, up to the next word."""
        siblings = (sibling for sibling in term.next_siblings if isinstance(sibling, Tag))
        meanings = takewhile(lambda sibling: sibling.name == "dd", siblings)
        return f"{self.line(term)}: {'; '.join(map(self.line, meanings))}"

    def bullets(self, tag: Tag) -> str:
        items = ["\n\n".join(self.blocks(item)) for item in tag("li", recursive=False)]
        between = "\n\n" if any("\n\n" in item for item in items) else "\n"
        return between.join(f"- {indent(item, '  ').lstrip()}" for item in items)

    def table(self, tag: Tag) -> str:
        rows = [[self.line(cell).replace("|", r"\|") for cell in row(["td", "th"])] for row in tag("tr")]
        rows.insert(1, ["---"] * len(rows[0]))
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def line(self, parts: Iterable[PageElement]) -> str:
        """Returns texts and elements as one line."""
        return " ".join("".join(map(self.span, parts)).split())

    def span(self, part: PageElement) -> str:
        """Returns a text, or an element within a line, with the spaces around it."""
        if not isinstance(part, Tag):
            return SPECIAL.sub(r"\\\g<0>", str(part))
        if is_omitted(part):
            return ""
        if part.name == "math":
            return f"${tex(part)}$"
        if part.name == "code":
            return f"`{part.get_text()}`"
        if part.name == "br":
            return "; "
        text = "".join(map(self.span, part.children))
        if part.name == "a":
            return f"[{text}]({self.address(part, 'href')})" if text and part.get("href") else text
        mark = MARKS.get(part.name, "") if text else ""
        return f"{mark}{text}{mark}"

    def address(self, tag: Tag, attribute: str) -> str:
        return urljoin(self.page_url, str(tag[attribute]))


def is_inline(part: PageElement) -> bool:
    return not isinstance(part, Tag) or (part.name in INLINE and part.get("display") != "block")


def is_omitted(tag: Tag) -> bool:
    return tag.name in OMITTED or not OMITTED_CLASSES.isdisjoint(tag.get_attribute_list("class"))


def code_block(tag: Tag) -> Iterator[str]:
    """Yields the name of a program or an output, if it has one, and its text."""
    language = next((str(c)[9:] for c in tag.get_attribute_list("class") if str(c).startswith("language-")), "")
    yield from (f"{name.get_text()}:" for name in tag(class_="filename"))
    yield f"```{language}\n{tag('pre')[0].get_text().rstrip()}\n```"


def tex(math: Tag) -> str:
    return math("annotation")[0].get_text()
