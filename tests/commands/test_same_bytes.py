"""The same bytes every time: cold builds under different conditions, elsewhere, and by another generator."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipeline.commands.build_site import MKDOCS_ENV
from pipeline.content.project import Project
from tests.support.small_project import ROOT, tree, write_site_project

BACKWARDS = """\
import os
import re
import shutil

listed, scanned = os.listdir, os.scandir
os.listdir = lambda *path: sorted(listed(*path), reverse=True)


class scandir:
    def __init__(self, *path):
        with scanned(*path) as found:
            self.found = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self.found

    def __next__(self):
        return next(self.found)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    close = __exit__


os.scandir = scandir
"""
"""A file system that lists its files in another order."""
THERE = {
    "TZ": "BBB+12",
    "LC_ALL": "C",
    "LANG": "tr_TR.ISO8859-9",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONHASHSEED": "2",
    "SOURCE_DATE_EPOCH": "86400",
}


def build_elsewhere(root: Path, **environment: str) -> dict[str, bytes]:
    """The site of the project at `root`, built with another umask, time zone, locale and seed of hashes."""
    ours = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL")}
    ran = subprocess.run(
        [sys.executable, "-m", "pipeline", "site"],
        cwd=root,
        env=ours | THERE | environment,
        umask=0o077,
        capture_output=True,
        text=True,
        errors="replace",
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return tree(root / "site")


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted(one | other) if one.get(name) != other.get(name)]


def test_folder_time_zone_locale_umask_seed_and_order_of_files_leave_no_trace(whole: Path, tmp_path: Path):
    (tmp_path / "backwards").mkdir()
    (tmp_path / "backwards" / "sitecustomize.py").write_text(BACKWARDS, "utf-8")
    project = write_site_project(tmp_path / "eine andere, tiefere Ablage" / "Übung")
    here = tree(whole / "site")
    there = build_elsewhere(project.root, COLUMNS="40", PYTHONPATH=str(tmp_path / "backwards"))
    assert len(here) > 30 and {"index.html", "labs/01_lab/index.html", "generated/adds.pdf"} <= here.keys()
    assert different(here, there) == []
    assert str(date.today()).encode() not in here["sitemap.xml"]


def test_properdocs_builds_the_same_from_the_same_configuration(whole: Path, copy: Project):
    """The way out when MkDocs ends: only the line that names the generator may differ, and the hashes of the pages."""
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", "properdocs"]
    ran = subprocess.run(command, cwd=copy.root, env=os.environ | MKDOCS_ENV, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    one, other = (without_generator(tree(folder)) for folder in (whole / "site", copy.root / "properdocs"))
    assert different(one, other) == []


def without_generator(files: dict[str, bytes]) -> dict[str, bytes]:
    named = re.compile(rb'<meta content="[^"]*" name="generator"/?>')
    return {name: named.sub(b"", content) for name, content in files.items() if name != "manifest.json"}


@pytest.mark.proof
def test_the_whole_site_built_elsewhere_from_nothing_is_the_same(tmp_path: Path):
    left = (".git", ".venv", ".build", "site", "generated", "__pycache__", ".*_cache", "tmp", "*.ipynb")
    copy = shutil.copytree(ROOT, tmp_path / "anderswo", ignore=shutil.ignore_patterns(*left))
    one, other = tree(ROOT / "site"), build_elsewhere(copy)
    assert different(one, other) == ["manifest.json"]
    here, there = (json.loads(site["manifest.json"]) for site in (one, other))
    assert here | {"source": None} == there, "only the commit differs: the copy is no repository"
