"""`make run-assets`: gets what the Run buttons need, and compares each file with the hash in run-assets.yml."""

import gzip
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from pipeline.content.errors import BuildError, Problem
from pipeline.content.files import write_atomically
from pipeline.content.project import Project
from pipeline.content.run_assets import Asset, RunAssets, assets_folder, fingerprint, ready_mark, run_assets

SECONDS = 20
"""How long the server of the release may say nothing."""
Reader = Callable[[Asset], bytes]
"""Gives the content of a file. Raises OSError where it cannot."""


def fetch_run_assets(project: Project, sources: tuple[Callable[[RunAssets, Path], Reader], ...] = ()) -> None:
    """Fills .run-assets/ with what is missing there; a file that is there and has its hash is kept.

    Raises:
        BuildError: no source has a file with the right hash. What was right is kept.
    """
    lock = run_assets(project)
    if lock is None:
        raise BuildError(Problem("run-assets.yml", None, "there is no such file", "Restore it: git checkout."))
    folder = assets_folder(project)
    missing = [asset for asset in lock.all if not is_here(folder, asset)]
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        for source in sources or (from_release, from_package):
            if not missing:
                break
            try:
                read = source(lock, Path(scratch))
                while missing:
                    keep(folder, missing[0], read(missing[0]))
                    missing.pop(0)
            except (OSError, ValueError) as error:
                faults.append(f"{source.__name__.replace('_', ' ')}: {error}")
    if missing:
        message = f"{missing[0].name} could not be had ({'; '.join(faults)})"
        hint = "Is there a network? Without these files the site is built without Run buttons."
        raise BuildError(Problem("run-assets.yml", None, message, hint))
    write_atomically(ready_mark(project), fingerprint(lock).encode())
    size = sum(asset.size for asset in lock.all) / 1e6
    print(f"Pyodide {lock.pyodide} and its packages are in {folder}: {len(lock.all)} files, {size:.0f} MB, as locked")


def is_here(folder: Path, asset: Asset) -> bool:
    file = folder / asset.kept_as
    try:
        return asset.is_same(asset.content_of(file.read_bytes()))
    except (OSError, EOFError, zlib.error):
        return False


def keep(folder: Path, asset: Asset, content: bytes) -> None:
    """Raises ValueError where the content is not what the lock names."""
    if not asset.is_same(content):
        raise ValueError(f"{asset.name} does not match its hash")
    write_atomically(folder / asset.kept_as, gzip.compress(content, 9, mtime=0) if asset.is_packed else content)


def from_release(lock: RunAssets, scratch: Path) -> Reader:
    """Each file by itself, from the server of Pyodide's release."""

    def read(asset: Asset) -> bytes:
        with urllib.request.urlopen(lock.release + asset.name, timeout=SECONDS) as reply:
            content: bytes = reply.read()
            return content

    return read


def from_package(lock: RunAssets, scratch: Path) -> Reader:
    """All files at once, from a package that holds them too. pip compares it with its hash.

    Raises:
        OSError: pip could not get it.
    """
    package, wanted = lock.package, scratch / "wanted.txt"
    wanted.write_text(f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n", "utf-8")
    options = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--quiet", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(scratch), "-r", str(wanted)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError((done.stderr.strip().splitlines() or ["pip failed"])[-1])
    (wheel,) = scratch.glob("*.whl")

    def read(asset: Asset) -> bytes:
        with zipfile.ZipFile(wheel) as archive:
            try:
                return archive.read(f"{package.folder}/{asset.name}")
            except KeyError:
                raise ValueError(f"{package.name} holds no {asset.name}") from None

    return read
