"""A built site as finish sees it: its pages, parsed, each with the file that it was made from."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.formatter import EntitySubstitution, HTMLFormatter
from minify_html import minify

from pipeline.finish import built, lean
from pipeline.problems import Problem, line_of
from pipeline.project import Project
from pipeline.references import Reference, references
from pipeline.render.outputs import write
from pipeline.serving import as_of_the_beginning
from pipeline.validation import FrontMatter

AS_WRITTEN = HTMLFormatter(entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="")
MARK = "data-finished"
BLOCKS = {
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
}
"""Elements whose text does not run on into the next."""


@dataclass
class Page:
    file: Path
    location: str
    """The page's address below the site's, as in the search index: '' or 'difference/'."""
    source: Path | None
    front: FrontMatter | None
    html: str = field(repr=False)
    entries: list[dict] = field(default_factory=list, repr=False)
    """What the search finds on the page."""
    plain: str = field(default="", repr=False)
    """Its copy in Markdown."""

    @cached_property
    def soup(self) -> BeautifulSoup:
        return built.Nested(lean.plain_code(self.html), "html.parser")

    @cached_property
    def article(self) -> Tag:
        return self.soup.find("article")

    @cached_property
    def address(self) -> str:
        """The canonical address; empty on the 404 page."""
        link = self.soup.find("link", rel="canonical")
        return link["href"] if link else ""

    @cached_property
    def ids(self) -> list[str]:
        """All ids of the page, once its steps are done."""
        return [tag["id"] for tag in self.soup.find_all(id=True)]

    @cached_property
    def links(self) -> list[str]:
        """The addresses that the text links to."""
        return [link["href"] for link in self.article.find_all("a", href=True)] if self.article else []

    @cached_property
    def names(self) -> set[str]:
        """What a style sheet may call things on the page: tags, classes, ids, attributes."""
        found = set()
        for tag in self.soup.find_all(True):
            found |= {tag.name, *tag.get("class", []), *tag.attrs}
            found |= {f"{name}={value}" for name, value in tag.attrs.items() if name != "class" and len(value) < 12}
        return found.union(self.ids)

    @cached_property
    def policy(self) -> str:
        """The security policy that the page states."""
        tag = self.soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        return tag["content"] if tag else ""

    @cached_property
    def finished(self) -> str:
        """The whole page as it is published, without the white space and the quotes that nobody needs."""
        written = self.soup.decode(formatter=AS_WRITTEN)
        return minify(written, keep_closing_tags=True, keep_html_and_head_opening_tags=True)

    @property
    def is_lab(self) -> bool:
        return self.source is not None and self.source.suffix == ".py"


@dataclass
class Site:
    project: Project
    folder: Path
    pages: list[Page]
    repo_url: str | None
    serving: bool = False

    @cached_property
    def by_file(self) -> dict[Path, Page]:
        return {page.file: page for page in self.pages}

    @cached_property
    def references(self) -> dict[str, Reference]:
        return references(self.project)

    @cached_property
    def home(self) -> str:
        return next(page.address for page in self.pages if page.location == "")

    @cached_property
    def addresses(self) -> dict[Path, str]:
        """The address of each page by the file that it is made from."""
        return {page.source: self.home + page.location for page in self.pages if page.source}

    def file_at(self, page: Page, address: str) -> Path:
        """The file or folder that an address on a page names, whether it is there or not."""
        path = unquote(urlsplit(address).path)
        if path.startswith("/"):
            return self.folder / path.removeprefix(urlsplit(self.home).path).lstrip("/")
        return Path(normpath(page.file.parent / path)) if path else page.file

    def problem(self, page: Page, needle: str, what: str, remedy: str) -> Problem:
        """A problem at the line of the page's source that holds `needle`, or at the page as a whole."""
        if page.source is None:
            return Problem(page.file.relative_to(self.folder).as_posix(), None, what, remedy)
        text = page.source.read_text("utf-8")
        body = text.count("\n", 0, text.find("---\n", 5)) + 1
        line = line_of(text, needle, body) if needle else None
        return Problem(self.project.shown(page.source), line, what, remedy)


def load(project: Project, folder: Path, serving: bool = False) -> Site:
    """Reads all pages. Raises Problems where `folder` holds no site that MkDocs built, or only a part of one."""
    built.check(folder)
    pages = []
    for file in sorted(folder.rglob("*.html")):
        if file.is_relative_to(folder / "embed"):  # made whole by explorables.write_all
            continue
        location = file.relative_to(folder).as_posix().removesuffix("index.html")
        source = project.source_of(location)
        html = file.read_text("utf-8", errors="replace")
        pages.append(Page(file, location, source, project.front_matter(source) if source else None, html))
    return Site(project, folder, pages, repo_url_of(pages), serving)


def repo_url_of(pages: list[Page]) -> str | None:
    """The address of the repository as the theme wrote it into the header, where REPO_URL was set."""
    link = pages[0].soup.find("a", class_="md-source")
    return link["href"].rstrip("/") if link else None


def is_finished(page: Page) -> bool:
    return f" {MARK}=" in page.html[:1000]


def save(site: Site) -> None:
    for page in site.pages:
        write(page.file, page.finished.encode())
        if site.serving:
            as_of_the_beginning(site.project, page.file)


def text_of(tag: Tag, without: Callable[[Tag], bool] = lambda tag: False) -> str:
    """The text inside a tag on one line; nothing of the tags that `without` says yes to."""

    def pieces(tag: Tag) -> Iterator[str]:
        for child in tag.children:
            if isinstance(child, Tag):
                if not without(child):
                    apart = " " if child.name in BLOCKS else ""
                    yield apart
                    yield from pieces(child)
                    yield apart
            elif type(child) is NavigableString:
                yield str(child)

    return re.sub(r"\s+", " ", "".join(pieces(tag))).strip()


def new(markup: str) -> Tag:
    """A detached element from a piece of HTML."""
    return BeautifulSoup(markup, "html.parser").contents[0].extract()
