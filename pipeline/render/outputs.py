"""What was made from what: writes only what changed, and knows what need not be made again."""

import hashlib
import json
import os
import platform
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.project import Project

RENDER = Path(__file__).parent
LIBRARIES = ("numpy", "matplotlib", "scikit-learn", "jupytext", "ipython")


def key_of(source: bytes) -> str:
    """A hash of a program, of `render` that runs it, and of the Python and the libraries that it runs on."""
    return hashlib.sha256(environment() + source).hexdigest()


@cache
def environment() -> bytes:
    digest = hashlib.sha256()
    for file in sorted(RENDER.glob("*.py")):
        digest.update(file.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    digest.update(f"{platform.python_version()} {platform.machine()}".encode())
    return digest.digest()


def write(path: Path, content: bytes) -> bool:
    """Writes the file if its content differs, in one step that cannot be seen half done. Says whether it wrote."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)
    return True


@dataclass
class Outputs:
    """The record of each program: its key, and the hash of each file that it made."""

    project: Project
    records: dict[str, dict] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.project.build / "made.json"

    @classmethod
    def load(cls, project: Project) -> "Outputs":
        outputs = cls(project)
        if outputs.path.exists():
            outputs.records = json.loads(outputs.path.read_text("utf-8"))
        return outputs

    def fresh(self, name: str, key: str) -> bool:
        """Whether the program was run with this very key and its files are as it left them."""
        record = self.records.get(name)
        if not record or record["key"] != key:
            return False
        files = ((self.project.docs / path, digest) for path, digest in record["files"].items())
        return all(path.exists() and digest_of(path.read_bytes()) == digest for path, digest in files)

    def keep(self, name: str, key: str, files: dict[str, bytes]) -> None:
        """Writes the files (paths below docs/), forgets those that the program made before and makes no more."""
        before = self.records.get(name, {}).get("files", {})
        for path, content in files.items():
            write(self.project.docs / path, content)
        self.remove(set(before) - set(files))
        self.records[name] = {"key": key, "files": {path: digest_of(content) for path, content in files.items()}}

    def forget_others(self, names: set[str]) -> None:
        """Removes what was made by programs that are gone."""
        for name in set(self.records) - names:
            self.remove(set(self.records.pop(name)["files"]))

    def remove(self, paths: set[str]) -> None:
        for path in paths:
            (self.project.docs / path).unlink(missing_ok=True)

    def save(self) -> None:
        write(self.path, json.dumps(self.records, indent=1, sort_keys=True).encode())


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
