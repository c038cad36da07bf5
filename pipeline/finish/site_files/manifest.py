"""site/manifest.json: the hash of every file, and what they were built from and with."""

import json
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from pipeline.content.files import hash_of, write_atomically
from pipeline.content.project import Project
from pipeline.finish.page import Site

NAME = "manifest.json"
BUILDERS = ("mkdocs", "mkdocs-material", "mkdocs-jupyter", "numpy", "matplotlib", "scikit-learn")


def write_manifest(site: Site) -> None:
    """The last thing that finish does: what is written later is not listed."""
    listed = {
        "source": git_state(site.project),
        "built with": built_with(site.project),
        "files": hashes(site.folder),
    }
    write_atomically(site.folder / NAME, f"{json.dumps(listed, indent=1, ensure_ascii=False)}\n".encode())


def hashes(folder: Path) -> dict[str, str]:
    """The sha256 of every file but the manifest itself, by path, in the order of the paths."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {name: hash_of(files[name].read_bytes()) for name in sorted(files) if name != NAME}


def built_with(project: Project) -> dict[str, str | list[str]]:
    """Everything that the bytes may depend on besides the source."""
    import numpy

    return {
        "python": ".".join(platform.python_version_tuple()[:2]),
        **{package: version(package) for package in BUILDERS},
        "requirements.txt": hash_of((project.root / "requirements.txt").read_bytes()),
        "cpu": platform.machine(),
        "instructions that numpy found": numpy.show_config(mode="dicts")["SIMD Extensions"]["found"],
    }


def git_state(project: Project) -> dict[str, str | bool] | None:
    """The commit, and whether files differ from it; None where the project is no git repository of its own."""
    try:
        answer = git(project, "rev-parse", "--show-toplevel", "HEAD")
        top, commit = answer.splitlines()
        if Path(top).resolve() != project.root.resolve():
            return None
        return {"commit": commit, "dirty": bool(git(project, "status", "--porcelain"))}
    except (OSError, subprocess.CalledProcessError):
        return None


def git(project: Project, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=project.root, check=True, capture_output=True, text=True).stdout
