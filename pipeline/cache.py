"""What was made before, and from what: the one answer to "is it still right?".

A record tells what a task read, and what it left. It is current while every file that was read has the same content,
every file that was left is as it was left, and the pipeline, Python and all installed libraries are the same.
"""

import pickle
import platform
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import distributions
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import quote

from pipeline.content.files import Reads, hash_of, write_atomically
from pipeline.content.project import Project

PIPELINE = Path(__file__).parent
Value = TypeVar("Value")


@dataclass(frozen=True)
class Record(Generic[Value]):
    """`key` is whatever else the value depends on; `outputs` are files, by path below the root, with their hash."""

    key: str
    environment: str
    reads: Reads
    outputs: dict[str, str]
    value: Value


class Cache(Generic[Value]):
    """The records of one kind of task, a file each, in .build/cache/KIND."""

    def __init__(self, project: Project, kind: str):
        self.project, self.folder = project, project.build / "cache" / kind

    @cached_property
    def environment(self) -> str:
        """A hash of the pipeline, of Python, and of every installed library with its version."""
        code = [path.read_bytes() for path in sorted(PIPELINE.rglob("*")) if path.suffix in (".py", ".js", ".css")]
        libraries = sorted(f"{library.name} {library.version}" for library in distributions())
        return hash_of(repr([code, libraries, platform.python_version(), platform.machine()]).encode())

    def find(self, task: str, key: str = "") -> Record[Value] | None:
        """The record of a task, if it is current."""
        record = self.load(task)
        if record is None or (record.key, record.environment) != (key, self.environment):
            return None
        return record if self.unchanged(record) else None

    def unchanged(self, record: Record[Value]) -> bool:
        """Whether all files that the record names are as they were."""
        outputs = {("content", path): state for path, state in record.outputs.items()}
        state = self.project.files.state
        return all(state(name) == before for name, before in {**record.reads, **outputs}.items())

    def load(self, task: str) -> Record[Value] | None:
        """The last record of a task, current or not. One that cannot be read is as good as none."""
        try:
            record = pickle.loads(self.file(task).read_bytes())
        except (OSError, EOFError, pickle.PickleError, AttributeError, ImportError, IndexError):
            return None
        return record if isinstance(record, Record) else None

    def store(self, task: str, reads: Reads, outputs: dict[str, str], value: Value, key: str = "") -> None:
        record = Record(key, self.environment, reads, outputs, value)
        write_atomically(self.file(task), pickle.dumps(record))

    def remove_others(self, tasks: set[str], clean_up: Callable[[Record[Value]], None]) -> None:
        """Removes the records of tasks that are gone, after `clean_up` took away what they left."""
        keep = {self.file(task) for task in tasks}
        for file in set(self.folder.glob("*")) - keep:
            record = self.load(file.name)
            if record:
                clean_up(record)
            file.unlink()

    def file(self, task: str) -> Path:
        return self.folder / quote(task, safe="%")
