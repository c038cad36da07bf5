"""A built site as finish sees it: its pages, parsed, each with the file that it was made from."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.formatter import EntitySubstitution, HTMLFormatter

from pipeline.problems import Problem, Problems, line_of
from pipeline.project import FrontMatter, Project
from pipeline.references import Reference, references

AS_WRITTEN = HTMLFormatter(entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="")
MARK = "data-finished"
BLOCKS = {
    "p",
    "div",
    "li",
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
    soup: BeautifulSoup = field(repr=False)

    @cached_property
    def article(self) -> Tag:
        return self.soup.find("article")

    @cached_property
    def ids(self) -> set[str]:
        """All ids of the page, once its steps are done."""
        return {tag["id"] for tag in self.soup.find_all(id=True)}

    @cached_property
    def links(self) -> list[str]:
        """The addresses that the text links to."""
        return [link["href"] for link in self.article.find_all("a", href=True)]

    @property
    def address(self) -> str:
        """The canonical address; empty on the 404 page."""
        link = self.soup.find("link", rel="canonical")
        return link["href"] if link else ""

    @property
    def is_lab(self) -> bool:
        return self.source is not None and self.source.suffix == ".py"


@dataclass
class Site:
    project: Project
    folder: Path
    pages: list[Page]
    repo_url: str | None

    @cached_property
    def by_file(self) -> dict[Path, Page]:
        return {page.file: page for page in self.pages}

    @cached_property
    def references(self) -> dict[str, Reference]:
        return references(self.project)

    @cached_property
    def home(self) -> str:
        return next(page.address for page in self.pages if page.location == "")

    def problem(self, page: Page, needle: str, what: str, remedy: str) -> Problem:
        """A problem at the line of the page's source that holds `needle`, or at the page as a whole."""
        if page.source is None:
            return Problem(page.file.relative_to(self.folder).as_posix(), None, what, remedy)
        text = page.source.read_text("utf-8")
        body = text.count("\n", 0, text.find("---\n", 5)) + 1
        line = line_of(text, needle, body) if needle else None
        return Problem(self.project.shown(page.source), line, what, remedy)


def load(project: Project, folder: Path) -> Site:
    """Parses all pages. Raises Problems where `folder` holds no site that MkDocs built."""
    if not (folder / "index.html").exists() or not (folder / "sitemap.xml").exists():
        remedy = "Name the folder that `mkdocs build` wrote; `make site` does it all."
        raise Problems(Problem(str(folder), None, "this is not a built site", remedy))
    pages = []
    for file in sorted(folder.rglob("*.html")):
        location = file.relative_to(folder).as_posix().removesuffix("index.html")
        source = source_of(project, location)
        soup = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        if soup.html is None or soup.find("article") is None:
            what, remedy = f"the page {location or 'index.html'} has no article", "Build the site again from scratch."
            raise Problems(Problem(str(file), None, what, remedy))
        pages.append(Page(file, location, source, project.front_matter(source) if source else None, soup))
    return Site(project, folder, pages, repo_url_of(pages))


def source_of(project: Project, location: str) -> Path | None:
    """The Markdown page or the lab behind an address."""
    stem = location.rstrip("/")
    folder = project.docs
    candidates = [folder / f"{stem}.md", folder / f"{stem}.py", folder / stem / "index.md"]
    return next((path for path in candidates if stem != "404.html" and path.is_file()), None)


def repo_url_of(pages: list[Page]) -> str | None:
    """The address of the repository as the theme wrote it into the header, where REPO_URL was set."""
    link = next((found for page in pages if (found := page.soup.find("a", class_="md-source"))), None)
    return link["href"].rstrip("/") if link else None


def save(site: Site) -> None:
    for page in site.pages:
        page.soup.html[MARK] = site.project.version
        page.file.write_text(page.soup.decode(formatter=AS_WRITTEN), "utf-8")


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
