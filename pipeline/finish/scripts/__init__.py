"""The site's own two scripts in the place of the theme's, which comes only for a search.

The first is written into the page, for it runs before the paint. The second, for all else, is a file that no paint
waits for.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from bs4.element import Script

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


def page_script() -> str:
    """Its address, which changes with its content."""
    return f"assets/page.{hashlib.sha256(ours('page.js').encode()).hexdigest()[:8]}.js"


def replace(site: Site, page: Page) -> None:
    """Takes the theme's scripts out of the page, and tells ours where they are.

    Raises:
        Problems: the theme's script or its worker is not where it was when this was written.
    """
    soup = page.soup
    config = json.loads(soup.find("script", id="__config").string)
    base = config["base"]
    for script in soup.find_all("script"):
        if script.get("id") != "__config" and (not script.get("src") or "/javascripts/bundle" in script["src"]):
            script.decompose()
    bundle, worker = (theme_file(site, pattern) for pattern in (BUNDLE, WORKER))
    for name in ("clipboard.copied", "clipboard.copy", "select.version"):
        config["translations"].pop(name, None)
    config["search"] = f"{base}/{SEARCH}"
    config["style"] = f"{base}/{STYLE}"
    config["scripts"] = [f"{base}/{bundle}"]
    config["parts"] = [f"{base}/{part}" for part in (SEARCH, worker, INDEX)]
    soup.find("script", id="__config").string.replace_with(Script(json.dumps(config, separators=(",", ":"))))
    soup.html["data-base"] = base
    soup.body.insert(0, new(f"<script>{ours('first.js')}</script>"))
    soup.head.append(new(f'<script defer src="{base}/{page_script()}"></script>'))


def theme_file(site: Site, pattern: str) -> str:
    """The address below the site's of the one file of the theme that matches. Raises Problems unless one does."""
    found = [file.relative_to(site.folder).as_posix() for file in site.folder.glob(pattern)]
    if len(found) != 1:
        what = f"the theme has {len(found)} files {pattern}, where finish relies on one"
        remedy = "A new version of the theme? Look into pipeline/finish before you take it."
        raise Problems(Problem(str(site.folder), None, what, remedy))
    return found[0]


def hand_over(site: Site) -> None:
    """Writes our second script, and names the theme's worker to our own, which wraps it."""
    write(site.folder / page_script(), ours("page.js").encode())
    file = site.folder / SEARCH
    theirs = (site.folder / theme_file(site, WORKER)).relative_to(file.parent).as_posix()
    write(file, file.read_text("utf-8").replace("{worker}", theirs).encode())
