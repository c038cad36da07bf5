"""The built site as the tests read it: its folder, its pages, and the pages that the navigation promises."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from pipeline.content.front_matter import FrontMatter, SiteConfig, front_matter, site_config
from pipeline.content.project import Project
from pipeline.finish.page import location_of, page_files

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "site"


def locations() -> list[str]:
    """Addresses of all pages below the site's own. The first is empty where there is no site: its test says so."""
    files = sorted(file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.html"))
    return [
        file.removesuffix("index.html") for file in files if not file.startswith(("embed/", "slides/", "generated/"))
    ] or [""]


LOCATIONS = locations()


def html_of(location: str) -> str:
    """The text of a page's file."""
    file = FOLDER / location
    return (file if location.endswith(".html") else file / "index.html").read_text("utf-8")


def nav_pages() -> list[str]:
    """The addresses that the nav of mkdocs.yml promises."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    nav = text[text.index("nav:") : text.index("theme:")]
    files = re.findall(r" (\S+\.(?:md|ipynb))$", nav, re.MULTILINE)
    return [re.sub(r"(^|/)index\.md$|\.(md|ipynb)$", "/", file).lstrip("/") for file in files]


@dataclass(frozen=True)
class PublishedPage:
    """A page of the built site: its file, what it was made from, and its HTML, parsed when a test asks for it."""

    project: Project
    file: Path
    location: str

    @cached_property
    def source(self) -> Path | None:
        return self.project.source_of(self.location)

    @cached_property
    def front(self) -> FrontMatter | None:
        return front_matter(self.project, self.source) if self.source else None

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.file.read_bytes(), "html.parser")

    @property
    def article(self) -> Tag:
        return self.soup.find("article")

    @property
    def address(self) -> str:
        return self.soup.select_one("link[rel=canonical]")["href"]

    @property
    def policy(self) -> str:
        return self.soup.select_one("meta[http-equiv=Content-Security-Policy]")["content"]

    @cached_property
    def ids(self) -> list[str]:
        return [tag["id"] for tag in self.soup.find_all(id=True)]

    @property
    def is_lab(self) -> bool:
        return self.location.startswith("labs/")


@dataclass(frozen=True)
class PublishedSite:
    project: Project
    folder: Path
    pages: list[PublishedPage]

    @property
    def about(self) -> SiteConfig:
        return site_config(self.project)


def published_site(project: Project) -> PublishedSite:
    assert FOLDER.exists(), "There is no built site: run `make test`, or `make site` before pytest."
    pages = [PublishedPage(project, file, location_of(FOLDER, file)) for file in page_files(FOLDER)]
    return PublishedSite(project, FOLDER, pages)
