"""A page of the site in its two states: as MkDocs built it, and as it is published."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from os.path import normpath
from pathlib import Path, PurePosixPath
from typing import TypedDict
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from pipeline.content.errors import Problem, line_of
from pipeline.content.front_matter import FrontMatter
from pipeline.content.project import Project


class MarkupError(LookupError):
    """The markup of a page is not what a step relies on."""


SearchEntry = dict[str, str | float | list[str]]
"""What the search finds on a page, in the form of the theme's index: location, title, text, tags, boost."""


@dataclass(frozen=True)
class Site:
    """The folder that MkDocs built into, and the address at which it will be served."""

    project: Project
    folder: Path
    address: str
    """With the path, and a slash at its end: 'https://example.org/course/'."""
    serving: bool = False
    """Whether `mkdocs serve` shows the folder while somebody writes."""
    repository: str = ""
    """The address of its repository, REPO_URL, where there is one."""


@dataclass
class BuiltPage:
    """A page that MkDocs built. The steps change `soup`."""

    file: Path
    location: str
    """The page's address below the site's, as in the search index: '' or 'difference/'."""
    source: Path | None
    """The Markdown page or the lab that it was built from; the 404 page has none."""
    front: FrontMatter | None
    soup: BeautifulSoup = field(repr=False)
    search_entries: list[SearchEntry] = field(default_factory=list, repr=False)
    markdown: str = field(default="", repr=False)
    """Its copy in plain Markdown."""
    citations: dict[str, str] = field(default_factory=dict, repr=False)
    """How the page and its items are cited, by the ending of the file: 'bib' or 'csl.json'."""
    policy: str = ""
    """Its Content-Security-Policy."""

    @cached_property
    def article(self) -> Tag:
        """The page's own text, without menu, header and footer."""
        return select_one(self.soup, "article")

    @property
    def is_lab(self) -> bool:
        return self.source is not None and self.source.suffix == ".py"

    @property
    def up(self) -> str:
        """What leads from the page to the site's root: '' or '../'."""
        return "../" * self.location.count("/")


@dataclass(frozen=True)
class FinishedPage:
    """A page as it is published, and what the rest of the site has to know of it."""

    location: str
    name: str
    """Its file below the site's folder: 'difference/index.html'."""
    source: Path | None
    front: FrontMatter | None
    html: str = field(repr=False)
    ids: frozenset[str] = field(repr=False)
    public_ids: frozenset[str] = field(repr=False)
    """The ids that may be cited; the ledger of anchors keeps them."""
    links: tuple[str, ...] = field(repr=False)
    """The addresses that the text links to."""
    files: tuple[str, ...] = field(repr=False)
    """The addresses of the images and scripts that it loads."""
    explorables: tuple[str, ...]
    figures: dict[str, str] = field(repr=False)
    """The alt text of each figure, by the name of its drawing."""
    policy: str
    search_entries: list[SearchEntry] = field(repr=False)
    markdown: str = field(repr=False)
    citations: dict[str, str] = field(repr=False)


PUBLIC_SELECTOR = "h1, h2, h3, h4, dfn, figure, tr, .values > li, .table, .program, .reference, [id^='claim-']"
"""What has an id that may be cited."""
EMBEDDED, DECK = "embed", "slides"
"""The folders of pages that are made whole by finish, and not by MkDocs."""


def page_files(folder: Path) -> list[Path]:
    """The pages of a built site that MkDocs made, without those that are in frames or are downloads."""
    apart = (folder / EMBEDDED, folder / DECK, folder / "generated")
    return sorted(file for file in folder.rglob("*.html") if not any(map(file.is_relative_to, apart)))


def location_of(folder: Path, file: Path) -> str:
    """A page's address below the site's: '' or 'difference/'."""
    return file.relative_to(folder).as_posix().removesuffix("index.html")


def address_of(site: Site, page: BuiltPage | FinishedPage) -> str:
    """The canonical address of a page."""
    return site.address + page.location


def docs_file(site: Site, page: BuiltPage, address: str) -> Path:
    """The file below docs/ that an address on a page names, whether it is there or not."""
    return site.project.docs / resolve(site, page.location, address)


def resolve(site: Site, location: str, address: str) -> str:
    """The path below the site's root that an address on a page names: '../generated/a.svg' -> 'generated/a.svg'."""
    path = unquote(urlsplit(address).path)
    if not path:
        return location
    if path.startswith("/"):
        path = path.removeprefix(urlsplit(site.address).path).lstrip("/")
    else:
        path = f"{location.rpartition('/')[0]}/{path}".lstrip("/")
    resolved = normpath(path)
    slash = "/" if path.endswith(("/", "/.")) else ""
    return "" if resolved == "." else resolved + slash


def problem_on(site: Site, page: BuiltPage | FinishedPage, needle: str, message: str, hint: str) -> Problem:
    """A problem at the line of the page's source that holds `needle`, or at the page as a whole."""
    if page.source is None:
        return Problem(page.location or "index.html", None, message, hint)
    text = site.project.files.read_text(page.source)
    body = text.count("\n", 0, text.find("---\n", 5)) + 1
    line = line_of(text, needle, body) if needle else None
    return Problem(site.project.display_path(page.source), line, message, hint)


def select_one(tag: Tag, selector: str) -> Tag:
    """The first element that matches. Raises MarkupError where there is none: the markup is not what we rely on."""
    found = tag.select_one(selector)
    if found is None:
        raise MarkupError(f"<{tag.name}> has no element '{selector}'")
    return found


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute; an empty text where the tag has none."""
    value = tag.get(name, "")
    return value if isinstance(value, str) else " ".join(value or ())


def classes(tag: Tag) -> list[str]:
    return attribute(tag, "class").split()


def parse_element(markup: str) -> Tag:
    """A detached element from a piece of HTML."""
    element = BeautifulSoup(markup, "html.parser").contents[0].extract()
    assert isinstance(element, Tag), f"not an element: {markup[:60]}"
    return element


def ids_of(tags: Iterable[Tag]) -> frozenset[str]:
    return frozenset(attribute(tag, "id") for tag in tags if tag.get("id"))


class PageFacts(TypedDict):
    """What the rest of the site has to know of a page, and can be read from its HTML."""

    ids: frozenset[str]
    public_ids: frozenset[str]
    links: tuple[str, ...]
    files: tuple[str, ...]
    explorables: tuple[str, ...]
    figures: dict[str, str]


def facts_of(soup: BeautifulSoup, front: FrontMatter | None) -> PageFacts:
    return PageFacts(
        ids=ids_of(soup.find_all(id=True)),
        public_ids=ids_of(soup.select(PUBLIC_SELECTOR)) if front else frozenset(),
        links=tuple(attribute(link, "href") for link in select_one(soup, "article").select("a[href]")),
        files=tuple(attribute(tag, "src") for tag in soup.select("article img[src], script[src]")),
        explorables=tuple(place.name for place in soup.select(".explorable")),
        figures={
            PurePosixPath(attribute(image, "src")).stem: attribute(image, "alt")
            for image in soup.select('article .only-light > img[src*="generated/"]')
        },
    )
