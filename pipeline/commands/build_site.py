"""`make site`: builds beside the published folder, if anything changed, and swaps the two only when all went well."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.cache import Cache
from pipeline.content.errors import BuildError, Problem
from pipeline.content.files import Reads, hash_of
from pipeline.content.project import Project
from pipeline.content.versions import VARIABLE
from pipeline.finish.site_files.manifest import built_with, git_state

MKDOCS_ENV = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
"""Hides a banner of the theme, and fixes the build date, so that each day gives the same bytes."""
ADDRESSES = ("SITE_URL", "REPO_URL", VARIABLE)
"""What the addresses on the pages are made of."""
NOT_SOURCES = {".git", ".venv", ".build", ".cache", "__pycache__", "node_modules", "site", "site-offline.zip"}
"""Names of files and folders that no build reads, wherever they are. Other hidden caches end in `_cache`."""


def build_site(project: Project, release: bool = False) -> None:
    """Builds into .build/site, then puts it in the place of site/, unless that is already what would be built.

    Raises:
        BuildError: the build failed (site/ is what it was before), or a release has no address or no commit.
    """
    if release:
        check_release(project)
    new, old = project.build / "site", project.build / "site.old"
    recover_interrupted_build(project, new, old)
    cache, key, sources = Cache[None](project, "site"), build_key(project), read_sources(project)
    record = cache.find("site", key)
    if record and record.reads == sources and record.outputs.keys() == set(output_files(project)):
        print("Nothing has changed since the site was built; `make clean site` builds it anew.")
    else:
        build_and_swap(project, new, old)
        cache.store("site", sources, outputs(project), None, key)
    print(f"\nThe site is in {project.site}\nLook at it: {os.path.relpath(sys.executable)} -m http.server -d site 8000")


def check_release(project: Project) -> None:
    """Raises BuildError where nobody could say later from what, or for which address, a release was built."""
    if not os.environ.get("SITE_URL"):
        hint = "Set it to the address where the site is published, with its path: SITE_URL=https://.../ make release"
        raise BuildError(Problem("SITE_URL", None, "a release needs its address", hint))
    state = git_state(project)
    if state and state["dirty"]:
        hint = "Commit them, or put them aside: the manifest names the commit that the site was built from."
        raise BuildError(Problem("git status", None, "a release has no uncommitted changes", hint))


def build_key(project: Project) -> str:
    """What the site depends on besides its sources and the libraries: the commit, the CPU, and the addresses."""
    return repr([git_state(project), built_with(project), [os.environ.get(name) for name in ADDRESSES]])


def read_sources(project: Project) -> Reads:
    """All files that no build wrote, as they are before this one."""
    with project.files.recording() as reads:
        for path in source_files(project, project.root):
            project.files.read_bytes(path)
    return reads


def source_files(project: Project, folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in NOT_SOURCES or path.name.endswith("_cache") or path.suffix in (".pyc", ".ipynb"):
            continue
        if path.is_dir() and path != project.generated:
            yield from source_files(project, path)
        elif path.is_file():
            yield path


def outputs(project: Project) -> dict[str, str]:
    """The hash of each file that a build wrote, by path below the root."""
    return {name: hash_of((project.root / name).read_bytes()) for name in output_files(project)}


def output_files(project: Project) -> list[str]:
    folders = (project.site, project.generated)
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return [project.display_path(file) for file in (*files, *project.docs.glob("labs/*.ipynb"))]


def build_and_swap(project: Project, new: Path, old: Path) -> None:
    """Builds the new site and puts it in the place of the old."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new)]
    if subprocess.run(command, cwd=project.root, env={**os.environ, **MKDOCS_ENV}).returncode:
        still = " The site built before is still in site/." if project.site.exists() else ""
        raise BuildError(Problem("mkdocs.yml", None, "the site was not built", f"Fix what is named above.{still}"))
    if project.site.exists():
        project.site.rename(old)
    new.rename(project.site)
    shutil.rmtree(old, ignore_errors=True)


def recover_interrupted_build(project: Project, new: Path, old: Path) -> None:
    """Puts right what a killed build left: the site between its two renames, half a site, half a notebook's cache."""
    if old.exists() and not project.site.exists():
        old.rename(project.site)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(new, ignore_errors=True)
    for cached in (project.build / "mkdocs-jupyter").glob("*.json"):
        try:
            json.loads(cached.read_text("utf-8"))
        except ValueError:
            cached.unlink()
