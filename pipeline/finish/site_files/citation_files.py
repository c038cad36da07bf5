"""How the site and its pages are cited, as files: 'rule/page.bib' beside 'rule/index.html', and 'site.bib'."""

from collections.abc import Container

from pipeline.content.citation import FORMATS, site_work, version_address
from pipeline.content.files import write_atomically
from pipeline.content.front_matter import site_config
from pipeline.finish.page import FinishedPage, Site


def write_citation_files(site: Site, pages: list[FinishedPage]) -> None:
    """The site was updated when the last of its pages was."""
    for page in pages:
        folder = (site.folder / page.name).parent
        for ending, text in page.citations.items():
            write_atomically(folder / f"page.{ending}", text.encode())
    updated = max(page.front.updated for page in pages if page.front)
    whole = site_work(site_config(site.project), site.project.version, updated, version_address(site.address))
    for ending, write in FORMATS.items():
        write_atomically(site.folder / f"site.{ending}", write([whole]).encode())


def is_citation_file(path: str, locations: Container[str]) -> bool:
    """Whether a path below the site is that of a file which is written for one of these pages, or for the site."""
    folder, slash, name = path.rpartition("/")
    stem, _, ending = name.partition(".")
    return ending in FORMATS and (path == f"site.{ending}" or (stem == "page" and folder + slash in locations))
