"""The style sheet and the scripts that pages load, and nothing of the theme but its search worker."""

import shutil

from pipeline.content.errors import Problem
from pipeline.content.files import write_atomically
from pipeline.finish.page import FinishedPage, Site
from pipeline.frame.minify import minify_js
from pipeline.frame.stylesheets import SCRIPTED, common_css, scripted_stylesheet_name, sheet, stylesheet_name

SCRIPTS = tuple(
    f"assets/scripts/{name}.js"
    for name in ("page", "text", "search", "search-worker", "names", "lookup", "stepper", "self-test")
)
"""What all pages load, what they fetch for text, search or lookup, and those of the rule and of the self-test."""
THEME_WORKER = "assets/javascripts/workers/search.*.min.js"
"""The theme's own worker, which holds lunr. Ours starts it."""
UNUSED = ("assets/stylesheets", "assets/images", "assets/javascripts/lunr")
"""What the theme brings, and no page of ours loads."""


def write_assets(site: Site, pages: list[FinishedPage]) -> None:
    """Writes the style sheets that are files, and the scripts that pages fetch. Removes what no page loads."""
    sheets = {
        stylesheet_name(site.project): common_css(site.project),
        scripted_stylesheet_name(site.project): sheet(site.project, SCRIPTED),
    }
    for name, text in sheets.items():
        write_atomically(site.folder / name, text.encode())
    (worker,) = theme_workers(site)
    for name in SCRIPTS:
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
