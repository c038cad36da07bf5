"""The finished site as it lies in site/, read again."""

from pathlib import Path

from bs4 import BeautifulSoup

from pipeline.content.errors import BuildError, Problem
from pipeline.content.front_matter import front_matter
from pipeline.content.project import Project
from pipeline.finish.page import FinishedPage, Site, attribute, facts_of, location_of, page_files, select_one
from pipeline.finish.site_files import manifest


def published_site(project: Project) -> tuple[Site, list[FinishedPage]]:
    """The pages without what only a build knows: search entries and Markdown.

    Raises:
        BuildError: there is no finished site.
    """
    if not (project.site / manifest.NAME).exists():
        raise BuildError(Problem("site", None, "there is no finished site", "Build it first: `make site`."))
    pages = [published_page(project, file) for file in page_files(project.site)]
    home = BeautifulSoup((project.site / "index.html").read_bytes(), "html.parser")
    address = attribute(select_one(home, "link[rel=canonical]"), "href")
    return Site(project, project.site, address), pages


def published_page(project: Project, file: Path) -> FinishedPage:
    html, location = file.read_text("utf-8"), location_of(project.site, file)
    soup, source = BeautifulSoup(html, "html.parser"), project.source_of(location)
    front = front_matter(project, source) if source else None
    name = file.relative_to(project.site).as_posix()
    facts = facts_of(soup, front)
    return FinishedPage(
        location, name, source, front, html, **facts, policy="", search_entries=[], markdown="", citations={}
    )
