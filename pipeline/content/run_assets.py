"""run-assets.yml: what a browser needs to run the programs of a page, Pyodide and its packages, each with its hash."""

import gzip
import hashlib
from pathlib import Path
from typing import Annotated

from pydantic import Field

from pipeline.content.data import Strict
from pipeline.content.load_yaml import load_yaml
from pipeline.content.project import Project


class Asset(Strict):
    """One file of Pyodide's release."""

    name: str
    size: Annotated[int, Field(gt=0)]
    compressed: int | None = None
    """Its size as gzip, in which it is sent: a script by the server, another file by us."""
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    license: str
    origin: str

    @property
    def is_script(self) -> bool:
        return self.name.endswith((".js", ".mjs"))

    @property
    def is_packed(self) -> bool:
        """Whether it is served as gzip, which the worker unpacks."""
        return self.compressed is not None and not self.is_script

    @property
    def sent(self) -> int:
        """How many bytes go over the network."""
        return self.compressed or self.size

    @property
    def kept_as(self) -> str:
        """The file in .run-assets/: as it is served."""
        return f"{self.name}.gz" if self.is_packed else self.name

    def content_of(self, kept: bytes) -> bytes:
        """The file of the release in what is kept of it. Raises OSError where that is damaged."""
        return gzip.decompress(kept) if self.is_packed else kept

    @property
    def served_as(self) -> str:
        """Its name in the folder of this version. Firewalls that stop .whl, .zip and .wasm let this name pass."""
        return self.name.replace(".mjs", ".js") if self.is_script else f"{self.name.replace('.whl', '')}.bin"

    def is_same(self, content: bytes) -> bool:
        """Whether this is the content that the lock names."""
        return hashlib.sha256(content).hexdigest() == self.sha256


class PackageAsset(Asset):
    """A Python package, or a library that one needs, as Pyodide loads it."""

    package: str
    version: str
    depends: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()


class Source(Strict):
    """A package for pip that holds the files of the release."""

    name: str
    version: str
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    folder: str


class RunAssets(Strict):
    """The lock."""

    pyodide: str
    python: str
    platform: str
    abi: str
    release: str
    package: Source
    core: list[Asset]
    packages: list[PackageAsset]

    @property
    def folder(self) -> str:
        """Where the files are, below assets/run/. Its name changes with the version, so that browsers may keep them."""
        return f"pyodide-{self.pyodide}"

    @property
    def all(self) -> list[Asset]:
        return [*self.core, *self.packages]

    @property
    def names(self) -> list[str]:
        """The packages."""
        return [asset.package for asset in self.packages]

    def needed_for(self, *packages: str) -> list[PackageAsset]:
        """The files of packages and of all that they depend on, without repeats."""
        found: dict[str, PackageAsset] = {}
        wanted = list(packages)
        for name in wanted:
            for asset in self.packages:
                if asset.package == name and name not in found:
                    found[name] = asset
                    wanted += asset.depends
        return list(found.values())


def run_assets(project: Project) -> RunAssets | None:
    """The lock; none where the project has no such file.

    Raises:
        BuildError: with file and line, where it does not fit.
    """
    path = project.root / "run-assets.yml"
    return load_yaml(RunAssets, path, project) if project.files.exists(path) else None


def assets_folder(project: Project) -> Path:
    """Where `make run-assets` keeps the files. No build empties it."""
    return project.root / ".run-assets"


def present_assets(project: Project) -> RunAssets | None:
    """The lock, where `make run-assets` has got all that it names; none otherwise."""
    lock, mark = run_assets(project), ready_mark(project)
    if lock is None or not project.files.exists(mark):
        return None
    return lock if project.files.read_text(mark) == fingerprint(lock) else None


def ready_mark(project: Project) -> Path:
    """The file that says for which lock all files are there and had the right hashes."""
    return assets_folder(project) / "ready"


def fingerprint(lock: RunAssets) -> str:
    return hashlib.sha256(repr(lock.all).encode()).hexdigest()
