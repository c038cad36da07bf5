"""Whether a folder holds a whole site as MkDocs wrote it. Nothing is guessed, and no broken page is repaired."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from pipeline.content.errors import BuildError, Problem

REBUILD_HINT = "Build the site again: `make site`."


class StrictSoup(BeautifulSoup):
    """A parsed page that remembers where its elements are not closed, or closed twice; `html.parser` says nothing."""

    def __init__(self, *arguments: Any, **options: Any):
        self.faults: list[tuple[int, str]] = []
        self.ended = False
        super().__init__(*arguments, **options)

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        inner = self.currentTag
        if inner is not None and inner.name != name:
            self.faults.append((inner.sourceline or 1, f"</{name}> comes while <{inner.name}> is open"))
        self.ended = self.ended or name == "html"
        super().handle_endtag(name, nsprefix)


def check_markup(soup: StrictSoup, file: Path, display_path: str) -> None:
    """Raises BuildError if elements do not close as they open, the page is cut off, or it has no article."""
    if soup.faults:
        line, message = soup.faults[0]
        hint = f"Close the element in {display_path}, then build the site again."
        raise BuildError(Problem(str(file), line, message, hint))
    if not soup.ended:
        message = "the page is cut off, or a comment or script in it never ends"
        raise BuildError(Problem(str(file), None, message, REBUILD_HINT))
    if soup.find("article") is None:
        raise BuildError(Problem(str(file), None, "the page has no article", REBUILD_HINT))


def check_built_site(folder: Path) -> None:
    """Raises BuildError where `folder` does not hold a site that MkDocs built, or only a part of one."""
    if not (folder / "index.html").is_file() or not (folder / "sitemap.xml").is_file():
        hint = "Name the folder that `mkdocs build` wrote; `make site` does it all."
        raise BuildError(Problem(str(folder), None, "this is not a built site", hint))
    missing = [name for name in expected_files(folder / "sitemap.xml") if not (folder / name).is_file()]
    if missing:
        message = f"this is only a part of a site, without {', '.join(missing)}"
        raise BuildError(Problem(str(folder), None, message, REBUILD_HINT))


def expected_files(sitemap: Path) -> list[str]:
    """The files of the pages that the sitemap names, and the search index, which MkDocs writes last."""
    try:
        addresses = [tag.text or "" for tag in ElementTree.parse(sitemap).findall(".//{*}loc")]
    except ElementTree.ParseError:
        raise BuildError(Problem(str(sitemap), None, "the sitemap is cut off", REBUILD_HINT)) from None
    home = min(addresses, key=len, default="")
    pages = [f"{unquote(address.removeprefix(home))}index.html" for address in addresses]
    return [*pages, "search/search_index.json"]
