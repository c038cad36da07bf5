"""The same bytes every time: two cold builds under different conditions, and what the manifest says of them."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from pipeline.finish.manifest import source
from pipeline.project import Project
from pipeline.site import FIXED

from tests.conftest import ROOT
from tests.small import small_project
from tests.test_pipeline import tree

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
HERE = {"TZ": "AAA-14", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {
    "TZ": "BBB+12",
    "LC_ALL": "C",
    "LANG": "tr_TR.ISO8859-9",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONHASHSEED": "2",
    "SOURCE_DATE_EPOCH": "86400",
    "COLUMNS": "40",
}
SITE_COMMAND = [sys.executable, "-m", "pipeline", "site"]


def start(root: Path, umask: int, **environment: str) -> subprocess.Popen:
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "errors": "replace"}
    ours = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL")}
    return subprocess.Popen(SITE_COMMAND, cwd=root, env=ours | environment, umask=umask, **streams)


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> tuple[Path, Path]:
    """The sites of two copies of the small project, built from nothing at the same time."""
    one = small_project(tmp_path_factory.mktemp("one") / "copy")
    other = small_project(tmp_path_factory.mktemp("zwei") / "eine andere, tiefere Ablage" / "Übung")
    backwards = tmp_path_factory.mktemp("backwards")
    (backwards / "sitecustomize.py").write_text(BACKWARDS, "utf-8")
    builds = [start(one, 0o022, **HERE), start(other, 0o077, **THERE, PYTHONPATH=str(backwards))]
    for build in builds:
        said = build.communicate(timeout=300)[0]
        assert build.returncode == 0, said
    return one / "site", other / "site"


def test_folder_time_zone_locale_umask_seed_and_order_of_files_leave_no_trace(two):
    one, other = map(tree, two)
    assert len(one) > 30 and {"index.html", "labs/01_lab/index.html", "generated/adds.pdf"} <= set(one)
    assert [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)] == []


def test_no_day_of_the_build_is_in_the_sitemap(two):
    assert str(date.today()) not in (two[0] / "sitemap.xml").read_text("utf-8")
    assert not (two[0] / "sitemap.xml.gz").exists(), "MkDocs packs it before the dates are in, with the time of packing"


def test_the_manifest_lists_every_file_with_its_hash(two):
    told = json.loads((two[0] / "manifest.json").read_text("utf-8"))
    files = tree(two[0])
    del files["manifest.json"]
    assert told["files"] == {name: sha256(content).hexdigest() for name, content in files.items()}
    assert list(told["files"]) == sorted(told["files"])
    assert told["source"] is None, "the small project is no repository"


def test_the_manifest_says_what_built_it(two):
    told = json.loads((two[0] / "manifest.json").read_text("utf-8"))["built with"]
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    for package in ("mkdocs", "mkdocs-material", "mkdocs-jupyter", "matplotlib"):
        assert f"{package}=={told[package]} " in lock, package
    assert f"numpy=={told['numpy']} " in lock
    assert told["requirements.txt"] == sha256(lock.encode()).hexdigest()
    assert told["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert told["cpu"] == os.uname().machine


def test_the_commit_is_named_with_what_differs_from_it(tmp_path):
    project = Project(tmp_path)
    assert source(project) is None
    (tmp_path / "file").write_text("one")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "file"], [*who, "commit", "-qm", "One"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=tmp_path, capture_output=True, text=True).stdout.strip()
    assert source(project) == {"commit": head, "dirty": False}
    (tmp_path / "file").write_text("two")
    assert source(project) == {"commit": head, "dirty": True}
    (tmp_path / "inside").mkdir()
    assert source(Project(tmp_path / "inside")) is None, "the repository around it is another project's"


def test_the_whole_site_built_elsewhere_is_the_same(tmp_path):
    """With what is rendered already: tests/test_pipeline.py renders all of it again."""
    copy = tmp_path / "anderswo"
    left = shutil.ignore_patterns(
        ".git", ".venv", ".build", "site", "__pycache__", ".pytest_cache", ".ruff_cache", "tmp"
    )
    shutil.copytree(ROOT, copy, ignore=left)
    (copy / ".build").mkdir()
    shutil.copy(ROOT / ".build" / "made.json", copy / ".build")
    there = {name: value for name, value in THERE.items() if name != "COLUMNS"}
    building = start(copy, 0o077, **there)
    said = building.communicate(timeout=300)[0]
    assert building.returncode == 0, said
    one, other = tree(ROOT / "site"), tree(copy / "site")
    assert [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)] == ["manifest.json"]
    here, there = (json.loads(site["manifest.json"]) for site in (one, other))
    assert here | {"source": None} == there, "only the commit differs: the copy is no repository"


def test_properdocs_builds_the_same_from_the_same_configuration(two, tmp_path):
    """The way out when MkDocs ends: only the line that names the generator differs, and the hashes of the pages."""
    project = two[0].parent
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(tmp_path)]
    building = subprocess.run(command, cwd=project, env={**os.environ, **FIXED}, capture_output=True, text=True)
    assert building.returncode == 0, building.stdout + building.stderr
    one, other = (without_generator(tree(folder)) for folder in (two[0], tmp_path))
    assert [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)] == []


def without_generator(files: dict[str, bytes]) -> dict[str, bytes]:
    named = re.compile(rb'<meta content="[^"]*" name="generator"/?>')
    return {name: named.sub(b"", content) for name, content in files.items() if name != "manifest.json"}
