"""The one door to the project's files.

Whoever reads through it can be asked afterwards what was read, and so a cache can know whether a result is still right.
Within a build each file is read once: what it held then counts, even if somebody saves it again meanwhile.
"""

import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pipeline.content.errors import BuildError, Problem

Value = TypeVar("Value")
Key = tuple[str, str]
"""What was asked: ("content", path), ("exists", path), or ("listing", "folder|pattern|left out").

Paths are below the root.
"""
Reads = dict[Key, str]
"""What was asked, and the state that was found: a hash, or a word."""

ABSENT = "absent"
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say."""


class Files:
    """Reads and writes the files of a project, and records what is read."""

    def __init__(self, root: Path):
        self.root = root
        self._contents: dict[Path, bytes | None] = {}
        self._listings: dict[str, list[Path]] = {}
        self._recordings: list[Reads] = []
        self._values: dict[object, tuple[object, Reads]] = {}

    def read_bytes(self, path: Path) -> bytes:
        """The content of a file. Raises FileNotFoundError where there is none."""
        content = self._content(path)
        self._record(("content", self._name(path)), hash_of(content) if content is not None else ABSENT)
        if content is None:
            raise FileNotFoundError(path)
        return content

    def read_text(self, path: Path) -> str:
        """The text of a file. Raises BuildError where it is not UTF-8, FileNotFoundError where there is no file."""
        content = self.read_bytes(path)
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line, hint = content.count(b"\n", 0, error.start) + 1, "Save the file as UTF-8."
            raise BuildError(Problem(self._name(path), line, "this is not UTF-8", hint)) from None

    def exists(self, path: Path) -> bool:
        """Whether there is such a file or folder."""
        found = self._contents.get(path) is not None or path.exists()
        self._record(("exists", self._name(path)), str(found))
        return found

    def glob(self, folder: Path, pattern: str, leave_out: tuple[Path, ...] = ()) -> list[Path]:
        """The files below a folder that match, sorted by path, without those in the folders `leave_out`."""
        key = "|".join([self._name(folder), pattern, *map(self._name, leave_out)])
        if key not in self._listings:
            found = (path for path in folder.glob(pattern) if path.is_file())
            self._listings[key] = sorted(path for path in found if not any(map(path.is_relative_to, leave_out)))
        self._record(("listing", key), self._hash_of_names(self._listings[key]))
        return list(self._listings[key])

    def write(self, path: Path, content: bytes) -> bool:
        """Writes a file if its content differs, in one step that cannot be seen half done. Says whether it wrote."""
        self._forget(path)
        return write_atomically(path, content)

    def remove(self, path: Path) -> None:
        self._forget(path)
        path.unlink(missing_ok=True)

    @contextmanager
    def recording(self) -> Iterator[Reads]:
        """What is read within the block."""
        reads: Reads = {}
        self._recordings.append(reads)
        try:
            yield reads
        finally:
            self._recordings.pop()

    def remembered(self, key: object, compute: Callable[[], Value]) -> Value:
        """A value computed once a build. What was read for it counts as read by each who asks."""
        if key not in self._values:
            with self.recording() as reads:
                value = compute()
            self._values[key] = (value, reads)
        found, reads = self._values[key]
        for name, state in reads.items():
            self._record(name, state)
        return found  # type: ignore[return-value]  # the key names one computation, and so one type

    def state(self, key: Key) -> str:
        """The state of what a key names, as it is now."""
        kind, name = key
        with self.recording() as reads:
            if kind == "content":
                content = self._content(self.root / name)
                return ABSENT if content is None else hash_of(content)
            if kind == "exists":
                self.exists(self.root / name)
            else:
                folder, pattern, *leave_out = name.split("|")
                self.glob(self.root / folder, pattern, tuple(self.root / part for part in leave_out))
        return reads[key]

    def _content(self, path: Path) -> bytes | None:
        if path not in self._contents:
            self._contents[path] = path.read_bytes() if path.is_file() else None
        return self._contents[path]

    def _forget(self, path: Path) -> None:
        """What was written by the build itself is read again."""
        self._contents.pop(path, None)
        self._listings.clear()

    def _record(self, key: Key, state: str) -> None:
        for reads in self._recordings:
            reads[key] = state

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _hash_of_names(self, paths: list[Path]) -> str:
        return hash_of("\n".join(map(self._name, paths)).encode())


def hash_of(content: bytes) -> str:
    """The sha256 of a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def fingerprinted(name: str, content: bytes) -> str:
    """A file name that changes with its content: 'site.css' -> 'site.1f2e3d4c.css'."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hash_of(content)[:8]}.{suffix}"


def write_atomically(path: Path, content: bytes) -> bool:
    """Writes a file if its content differs, in one step that cannot be seen half done. Says whether it wrote."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)
    return True


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """A zip that depends on names and contents only."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
