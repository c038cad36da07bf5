"""`make site`: builds beside the published folder, if anything changed, and swaps the two only when all went well."""

import json
import os
import shutil
import sys
from pathlib import Path

from pipeline import unchanged, warm
from pipeline.problems import Problem, Problems
from pipeline.project import Project

FIXED = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
"""What MkDocs is told: no word about its successor, and no date of the day, so that each day gives the same bytes."""


def build(project: Project, release: bool = False) -> None:
    """Builds into .build/site, then puts it in the place of site/, unless that is already what would be built.

    Raises:
        Problems: the build failed (site/ is what it was before), or a release has no SITE_URL.
    """
    if release and not os.environ.get("SITE_URL"):
        remedy = "Set it to the address where the site is published, with its path: SITE_URL=https://.../ make release"
        raise Problems(Problem("SITE_URL", None, "a release needs its address", remedy))
    fresh, site, old = project.build / "site", project.root / "site", project.build / "site.old"
    clear_away(project, fresh, site, old)
    built_from = unchanged.key(project)
    if unchanged.stands(project, built_from):
        print("Nothing has changed since the site was built; `make clean site` builds it anew.")
    else:
        replace(project, fresh, site, old)
        unchanged.note(project, built_from)
    print(f"\nThe site is in {site}\nLook at it: {os.path.relpath(sys.executable)} -m http.server -d site 8000")


def replace(project: Project, fresh: Path, site: Path, old: Path) -> None:
    """Builds the new site and puts it in the place of the old."""
    if warm.build(fresh, **FIXED):
        still = " The site built before still stands in site/." if site.exists() else ""
        raise Problems(Problem("mkdocs.yml", None, "the site was not built", f"Mend what is named above.{still}"))
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def clear_away(project: Project, fresh: Path, site: Path, old: Path) -> None:
    """Puts right what a killed build left: the site between its two renames, half a site, half a notebook's cache."""
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(fresh, ignore_errors=True)
    for cached in (project.build / "mkdocs-jupyter").glob("*.json"):
        try:
            json.loads(cached.read_text("utf-8"))
        except ValueError:
            cached.unlink()
