"""The built site as the tests read it: its folder, its pages, and the pages that the navigation promises."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "site"


def locations() -> list[str]:
    """Addresses of all pages below the site's own. The first is empty where there is no site: its test says so."""
    files = sorted(file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.html"))
    return [file.removesuffix("index.html") for file in files if not file.startswith("embed/")] or [""]


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
