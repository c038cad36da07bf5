"""The style sheet and the scripts that pages load, and nothing of the theme but its search worker."""

import shutil

from pipeline.content.errors import Problem
from pipeline.content.files import write_atomically
from pipeline.finish.page import FinishedPage, Site
from pipeline.frame.minify import minify_js
from pipeline.frame.stylesheets import common_css, stylesheet_name

SEARCH_SCRIPTS = ("assets/scripts/search.js", "assets/scripts/search-worker.js")
THEME_WORKER = "assets/javascripts/workers/search.*.min.js"
"""The theme's own worker, which holds lunr. Ours starts it."""
UNUSED = ("assets/stylesheets", "assets/images", "assets/javascripts/lunr")
"""What the theme brings, and no page of ours loads."""


def write_assets(site: Site, pages: list[FinishedPage]) -> None:
    """Writes the common style sheet, and the scripts of the search. Removes what no page loads."""
    write_atomically(site.folder / stylesheet_name(site.project), common_css(site.project).encode())
    (worker,) = theme_workers(site)
    for name in SEARCH_SCRIPTS:
        text = site.project.files.read_text(site.project.docs / name)
        write_atomically(site.folder / name, minify_js(text.replace("{worker}", f"../../{worker}")).encode())
    for name in UNUSED:
        shutil.rmtree(site.folder / name, ignore_errors=True)
    for file in (site.folder / "assets" / "javascripts").rglob("*"):
        if file.is_file() and file.relative_to(site.folder).as_posix() != worker:
            file.unlink()


def theme_workers(site: Site) -> list[str]:
    """The files below the site's root that can be the worker. There should be one."""
    return [file.relative_to(site.folder).as_posix() for file in site.folder.glob(THEME_WORKER)]


def check_theme_worker(site: Site, pages: list[FinishedPage]) -> list[Problem]:
    """The theme's search worker is where it was when this was written."""
    if len(found := theme_workers(site)) == 1:
        return []
    message = f"the theme has {len(found)} files {THEME_WORKER}, where the search relies on one"
    hint = "Is it a new version of mkdocs-material? See whether docs/assets/scripts/search-worker.js fits its worker."
    return [Problem("mkdocs-material", None, message, hint)]
