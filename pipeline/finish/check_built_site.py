"""Whether a folder holds a whole site as MkDocs wrote it. Nothing is guessed, and no broken page is mended."""

from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from pipeline.problems import Problem, Problems

AGAIN = "Build the site again: `make site`."


class Nested(BeautifulSoup):
    """A parsed page that remembers where its elements are not closed, or closed twice; `html.parser` says nothing."""

    def __init__(self, *words, **options):
        self.faults: list[tuple[int, str]] = []
        self.ended = False
        super().__init__(*words, **options)

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        inner = self.currentTag
        if inner.name != name:
            self.faults.append((inner.sourceline or 1, f"</{name}> comes while <{inner.name}> is open"))
        self.ended = self.ended or name == "html"
        super().handle_endtag(name, nsprefix)


def faults(soup: Nested, file: Path, shown: str) -> list[Problem]:
    """What is wrong with an unfinished page: elements do not close as they open, it is cut off, or has no article."""
    if soup.faults:
        line, what = soup.faults[0]
        return [Problem(str(file), line, what, f"Close the element in {shown}, then build the site again.")]
    if not soup.ended:
        return [Problem(str(file), None, "the page is cut off, or a comment or script in it never ends", AGAIN)]
    if soup.find("article") is None:
        return [Problem(str(file), None, "the page has no article", AGAIN)]
    return []


def check(folder: Path) -> None:
    """Raises Problems where `folder` holds no site that MkDocs built, or only a part of one."""
    if not (folder / "index.html").is_file() or not (folder / "sitemap.xml").is_file():
        remedy = "Name the folder that `mkdocs build` wrote; `make site` does it all."
        raise Problems(Problem(str(folder), None, "this is not a built site", remedy))
    missing = [name for name in promised(folder / "sitemap.xml") if not (folder / name).is_file()]
    if missing:
        what = f"this is only a part of a site, without {', '.join(missing)}"
        raise Problems(Problem(str(folder), None, what, AGAIN))


def promised(sitemap: Path) -> list[str]:
    """The files of the pages that the sitemap names, and the search index, which MkDocs writes last."""
    try:
        addresses = [tag.text for tag in ElementTree.parse(sitemap).findall(".//{*}loc")]
    except ElementTree.ParseError:
        raise Problems(Problem(str(sitemap), None, "the sitemap is cut off", AGAIN)) from None
    home = min(addresses, key=len, default="")
    pages = [f"{unquote(address.removeprefix(home))}index.html" for address in addresses]
    return [*pages, "search/search_index.json"]
