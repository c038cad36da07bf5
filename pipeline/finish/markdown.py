"""A plain Markdown copy beside each page: its text, programs, outputs, formulas, for notes and other programs."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter
from os.path import normpath
from pathlib import Path
from textwrap import dedent
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from pipeline import data
from pipeline.finish import cite
from pipeline.finish.figures import title
from pipeline.finish.site import Page, Site
from pipeline.problems import Problems
from pipeline.project import Project
from pipeline.render.lookup import names
from pipeline.render.outputs import write
from pipeline.render.pages import INCLUDE

PLACEHOLDER = re.compile(r'^<\w+ [^>]*\bdata-generated="([\w-]+)')
FOLD = re.compile(r'^[?!]{3}\+? [\w -]+ "(.+)"\n((?: {4}.*\n|\n)+)', re.MULTILINE)
LITERAL = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<code>.*?\n)```$'
    r"|\$\$.+?\$\$|(?P<ticks>`+).+?(?P=ticks)|\$[^\s$](?:[^$]*?[^\s$])?\$",
    re.MULTILINE | re.DOTALL,
)
"""What is not touched: fenced code, formulas, code in the line."""
ATTRIBUTES = re.compile(r"[ \t]*\{:? ?(?:[#.]|data-)[^{}\n]*\}")
IMAGE = re.compile(r'!\[(?P<alt>[^\]]*)\]\((?P<address>\S+?)(?: "(?P<caption>[^"]*)")?\)')
FIGURE = re.compile(r"!\[[^\]]*\]\(/(generated/\w+\.svg)")
CITED = re.compile(r"\[(@[\w-]+(?:; @[\w-]+)*)\]")
BLOCK, STRONG, EMPHASIS = ("\n\n", "\n\n"), ("**", "**"), ("*", "*")
ELEMENTS = {
    **dict.fromkeys(("div", "figure", "figcaption", "p", "ul"), BLOCK),
    **dict.fromkeys(("b", "dfn", "strong"), STRONG),
    "em": EMPHASIS,
    "li": ("\n- ", ""),
    "br": (", ", ""),
    **dict.fromkeys(("button", "form", "input", "label", "script", "span"), ("", "")),
}
"""What stands for the beginning and the end of an HTML element."""


def copy_of(page: Page) -> Path:
    """The file of a page's copy: 'difference/index.md' beside 'difference/index.html'."""
    return page.file.with_suffix(".md")


def copy(site: Site, page: Page) -> None:
    if page.source:
        page.plain = Copy(site, page).text()


def write_copies(site: Site) -> None:
    for page in site.pages:
        if page.source:
            write(copy_of(page), page.plain.encode())


@dataclass
class Copy:
    site: Site
    page: Page
    literals: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The page in plain Markdown, ending in a line with all that a citation needs."""
        source = lab_cells(self.page.source) if self.page.is_lab else included(self.site.project, self.page.source)
        rights = "Text and figures: CC BY 4.0; programs: MIT-0."
        return f"{self.plain(source)}\n\n---\n\n{cite.plain(self.site, self.page)} {rights}\n"

    def plain(self, text: str) -> str:
        """The Markdown of a page without what only this site understands, its links as they are for others.

        Raises:
            Problems: there is an HTML element that is not known here.
        """
        text = LITERAL.sub(self.put_aside, FOLD.sub(unfolded, text))
        text = ATTRIBUTES.sub("", self.without_tags(text))
        text = re.sub(r"\n: {3}", ": ", text)
        text = IMAGE.sub(self.image, text)
        text = re.sub(r"(?<=\]\()[^)\s]+", lambda found: self.address(found[0]), text)
        text = CITED.sub(self.citation, text)
        text = re.sub(r"[ \t]*\n(\s*\n)+", "\n\n", text).strip()
        return re.sub("\ue000(\\d+)\ue001", lambda found: self.literals[int(found[1])], text)

    def put_aside(self, found: re.Match) -> str:
        literal = found[0]
        if found["language"]:
            title = f"{found['title']}:\n\n" if found["title"] else ""
            literal = f"{title}```{found['language']}\n{found['code']}```"
        self.literals.append(literal)
        return f"\ue000{len(self.literals) - 1}\ue001"

    def without_tags(self, text: str) -> str:
        parser = Tags()
        parser.feed(text)
        parser.close()
        if parser.unknown:
            tag = sorted(parser.unknown)[0]
            what, remedy = (
                f"the element <{tag}> has no form in Markdown",
                "Do without, or teach it to finish/markdown.py.",
            )
            raise Problems(self.site.problem(self.page, f"<{tag}", what, remedy))
        return "".join(parser.pieces)

    def image(self, found: re.Match) -> str:
        caption = f"\n\n*{found['caption']}*" if found["caption"] else ""
        return f"![{found['alt']}]({self.address(found['address'])}){caption}"

    def citation(self, found: re.Match) -> str:
        works = [self.site.references[key.removeprefix("@")] for key in found[1].split("; ")]
        links = (f"[{work.label}]({self.site.home}{work.listed_on}/#ref-{work.key})" for work in works)
        return f"({'; '.join(links)})"

    def address(self, target: str) -> str:
        """Where a link in the page's source leads to on the published site."""
        path, mark, fragment = target.partition("#")
        if urlsplit(target).scheme:
            return target
        if self.page.is_lab or not path:
            return urljoin(self.page.address, target)
        docs = self.site.project.docs
        file = Path(normpath(docs / path[1:] if path.startswith("/") else self.page.source.parent / path))
        source = file.with_suffix(".py") if file.suffix == ".ipynb" else file
        return self.site.addresses.get(source, f"{self.site.home}{file.relative_to(docs).as_posix()}") + mark + fragment


class Tags(HTMLParser):
    """HTML in Markdown: the text of its elements, between the marks that Markdown has for them."""

    def __init__(self):
        super().__init__()
        self.pieces: list[str] = []
        self.unknown: set[str] = set()
        self.in_form = False

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.pieces.append(ELEMENTS.get(tag, ("", ""))[0])
        self.unknown |= {tag} - ELEMENTS.keys()
        self.in_form = self.in_form or tag == "form"

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(ELEMENTS.get(tag, ("", ""))[1])
        self.in_form = self.in_form and tag != "form"

    def handle_data(self, text: str) -> None:
        if not self.cdata_elem and not self.in_form:
            self.pieces.append(text)


def unfolded(found: re.Match) -> str:
    """What can be opened on the page stands open below its title."""
    return f"**{found[1]}**\n\n{dedent(found[2])}"


def included(project: Project, page: Path) -> str:
    """The page's text without its head, with what it includes."""
    lines = page.read_text("utf-8").split("\n---\n", 1)[1].splitlines()
    return "\n".join(part(project, line) for line in lines) + "\n"


def part(project: Project, line: str) -> str:
    """The line, or what it is there for: an include, or a place for a table that finish fills."""
    figure = FIGURE.match(line)
    if figure and (headline := title(project.docs / figure[1])):
        return f"**{unescape(headline)}**\n\n{line}"
    found = INCLUDE.match(line) or PLACEHOLDER.match(line)
    if not found:
        return line
    name = found[1].removesuffix(".md")
    return lookup(project) if name == "lookup" else (project.generated / f"{name}.md").read_text("utf-8")


def lookup(project: Project) -> str:
    """The lookup tables as a list for each model: their rows are too wide for a table in plain text."""
    terms = json.loads((project.generated / "lookup.json").read_text("utf-8"))
    parts = []
    for family, models in groupby(terms, itemgetter("family")):
        parts.append(f"## {family}")
        for model, group in groupby(models, itemgetter("model")):
            values = ({name: part for name, part in term.items() if name not in ("family", "model")} for term in group)
            parts.append("\n".join([f"### {model}\n", *(value(data.Term.model_validate(term)) for term in values)]))
    return "\n\n".join(parts)


def value(term: data.Term) -> str:
    """A value in a line: its name, what it is, why, where it comes from, and what it is called elsewhere."""
    symbol = f" ({term.symbol})" if term.symbol else ""
    said = [f"- **{term.term}**{symbol}: **{term.bin}**.", term.reason, term.route]
    said += [f"Also: {', '.join(term.also)}."] if term.also else []
    said += [f"In code: {'; '.join(names(term, library) for library in term.names)}."] if term.names else []
    return re.sub(r"\s+", " ", " ".join(said))


def lab_cells(lab: Path) -> str:
    """A lab's text, programs and outputs, from the notebook that render ran."""
    cells = json.loads(lab.with_suffix(".ipynb").read_text("utf-8"))["cells"]
    name = f"../../generated/{lab.stem}"
    downloads = f"Download: [the notebook]({name}.ipynb), [the same as a Python file]({name}.py)"
    return "\n\n".join([*(piece for cell in cells for piece in lab_cell(cell)), downloads])


def lab_cell(cell: dict) -> Iterator[str]:
    source = "".join(cell["source"])
    if "solution" in cell["metadata"].get("tags", []) and cell["cell_type"] == "code":
        yield "**Solution**"
    if cell["cell_type"] == "markdown":
        yield source
        return
    yield f"```python\n{source}\n```"
    for output in cell["outputs"]:
        shown = output.get("data", {"text/plain": output.get("text")})
        if "text/html" in shown:
            image = BeautifulSoup("".join(shown["text/html"]), "html.parser").img
            yield f'![{image["alt"]}]({image["src"]} "{image["title"]}")'
        else:
            text = "".join(shown["text/plain"]).rstrip()
            yield f'```text title="Output"\n{text}\n```'
