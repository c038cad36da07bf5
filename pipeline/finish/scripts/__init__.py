"""The site's own two scripts in the place of the theme's, which comes only for a search.

The first runs before the paint, the second at the end of the page. Both are written into it: no request is waited for.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, SoupStrainer

from pipeline.finish import lean
from pipeline.finish.site import Page, Site, new
from pipeline.problems import Problem, Problems
from pipeline.render.outputs import write

SEARCH, STYLE = "assets/search.js", "assets/search.css"
INDEX = "search/search_index.json"
BUNDLE = "assets/javascripts/bundle.*.min.js"
WORKER = "assets/javascripts/workers/search.*.min.js"


@cache
def ours(name: str) -> str:
    return lean.script((Path(__file__).parent / name).read_text("utf-8"))


def replace(site: Site, page: Page) -> None:
    """Takes the theme's scripts out of the page, and tells ours what a search needs.

    Raises:
        Problems: the theme's script or its worker is not where it was when this was written.
    """
    soup = page.soup
    settings = json.loads(soup.find("script", id="__config").string)
    base = settings["base"].rstrip("/")
    for script in soup.find_all("script"):
        if script.get("id") == "__config" or not script.get("src") or "/javascripts/bundle" in script["src"]:
            script.decompose()
    needs = (STYLE, finder(site, settings)[0], SEARCH, theme_file(site, WORKER), INDEX)
    soup.select_one(".md-search")["data-needs"] = " ".join(f"{base}/{part}" for part in needs)
    soup.html["data-base"] = base
    soup.body.insert(0, new(f"<script>{ours('first.js')}</script>"))
    soup.body.append(new(f"<script>{ours('page.js')}</script>"))


def finder(site: Site, settings: dict) -> tuple[str, str]:
    """The address and the text of the script that comes for a search: the theme's, told what MkDocs tells each page."""
    same = {name: value for name, value in settings.items() if name not in ("base", "search")}
    for name in ("clipboard.copied", "clipboard.copy", "select.version"):
        same["translations"].pop(name, None)
    begin = ours("find.js").replace("{search}", SEARCH)
    begin = begin.replace("SETTINGS", json.dumps(same, separators=(",", ":")))
    text = '"use strict";' + begin + (site.folder / theme_file(site, BUNDLE)).read_text("utf-8")
    return f"assets/find.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js", text


def theme_file(site: Site, pattern: str) -> str:
    """The address below the site's of the one file of the theme that matches. Raises Problems unless one does."""
    found = [file.relative_to(site.folder).as_posix() for file in site.folder.glob(pattern)]
    if len(found) != 1:
        what = f"the theme has {len(found)} files {pattern}, where finish relies on one"
        remedy = "A new version of the theme? Look into pipeline/finish before you take it."
        raise Problems(Problem(str(site.folder), None, what, remedy))
    return found[0]


def hand_over(site: Site) -> None:
    """Writes the script that comes for a search, and names the theme's worker to our own, which wraps it."""
    told = BeautifulSoup(site.pages[0].html, "html.parser", parse_only=SoupStrainer(id="__config"))
    address, text = finder(site, json.loads(told.script.string))
    write(site.folder / address, text.encode())
    (site.folder / theme_file(site, BUNDLE)).unlink()
    file = site.folder / SEARCH
    theirs = (site.folder / theme_file(site, WORKER)).relative_to(file.parent).as_posix()
    write(file, file.read_text("utf-8").replace("{worker}", theirs).encode())
