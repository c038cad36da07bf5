"""Whether site/ is what a build would write: the same sources give the same bytes, and then nothing is built."""

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pipeline.finish.manifest import NAME, built_with, digest, hashes, source
from pipeline.project import Project

NOT_OURS = {".git", ".venv", ".build", ".cache", ".pytest_cache", ".ruff_cache", "__pycache__", "catboost_info"}
"""Folders of no source, wherever they are."""
MADE = {"site", "site-offline.zip", "docs/generated"}
ADDRESSES = ("SITE_URL", "REPO_URL")


def key(project: Project) -> str:
    """A hash of all that the bytes of the site may depend on."""
    addresses = [os.environ.get(name) for name in ADDRESSES]
    told = sha256(repr([source(project), built_with(project), addresses]).encode())
    for file in sources(project.root, project.root):
        told.update(f"{file.relative_to(project.root)} {digest(file)}\n".encode())
    return told.hexdigest()


def sources(folder: Path, root: Path) -> Iterator[Path]:
    """All files below the folder that no build wrote."""
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.relative_to(root).as_posix() in MADE or path.suffix == ".ipynb":
            continue
        if path.is_dir():
            yield from sources(path, root)
        elif path.is_file():
            yield path


def note(project: Project, built_from: str) -> None:
    """Remembers from what site/ was built."""
    kept(project).write_text(f"{built_from} {results(project)}", "utf-8")


def stands(project: Project, built_from: str) -> bool:
    """Whether site/ was built from this key, and each file of it and behind it is as it was written."""
    manifest = project.root / "site" / NAME
    if not manifest.is_file() or not kept(project).is_file():
        return False
    if kept(project).read_text("utf-8") != f"{built_from} {results(project)}":
        return False
    return hashes(manifest.parent) == json.loads(manifest.read_text("utf-8"))["files"]


def results(project: Project) -> str:
    """A hash of the manifest, and of what render left in docs/."""
    files = [*project.generated.rglob("*.*"), *project.docs.glob("labs/*.ipynb"), project.root / "site" / NAME]
    return sha256("".join(f"{file.name} {digest(file)}\n" for file in sorted(files)).encode()).hexdigest()


def kept(project: Project) -> Path:
    return project.build / "built"
