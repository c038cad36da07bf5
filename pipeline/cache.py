"""What was made before, and from what: the one answer to "is it still right?".

A record tells what a task read, and what it left. It is current while every file that was read has the same content,
every file that was left is as it was left, and the pipeline, Python and all installed libraries are the same.
"""

import pickle
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
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
    """The records of one kind of task, a file each, in .build/cache/KIND.

    `leave_out` names the rooms of the pipeline that have no part in these tasks.
    """

    def __init__(self, project: Project, kind: str, leave_out: tuple[str, ...] = ()):
        self.project, self.folder, self.leave_out = project, project.build / "cache" / kind, leave_out

    @cached_property
    def environment(self) -> str:
        """A hash of the pipeline, of Python, and of every installed library with its version."""
        return hash_of(
            repr([code_hash(self.leave_out), libraries(), platform.python_version(), platform.machine()]).encode()
        )

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
        """The last record of a task, current or not."""
        return self.read(self.file(task))

    def read(self, file: Path) -> Record[Value] | None:
        """A record. One that cannot be read, or was written by another version of the class, is as good as none."""
        try:
            record = pickle.loads(file.read_bytes())
        except Exception:  # what is no pickle, or half of one, can raise anything
            return None
        whole = isinstance(record, Record) and vars(record).keys() == Record.__dataclass_fields__.keys()
        return record if whole else None

    def store(self, task: str, reads: Reads, outputs: dict[str, str], value: Value, key: str = "") -> None:
        record = Record(key, self.environment, reads, outputs, value)
        write_atomically(self.file(task), pickle.dumps(record))

    def remove_others(self, tasks: set[str], clean_up: Callable[[Record[Value]], None]) -> None:
        """Removes the records of tasks that are gone, after `clean_up` took away what they left."""
        keep = {self.file(task) for task in tasks}
        for file in set(self.folder.glob("*.pickle")) - keep:
            if record := self.read(file):
                clean_up(record)
            file.unlink(missing_ok=True)  # another build may have removed it

    def file(self, task: str) -> Path:
        return self.folder / f"{quote(task, safe='')}.pickle"


def libraries() -> list[str]:
    """What is installed, as the folders of its metadata are called: each has the name and the version."""
    return sorted(path.name for folder in sys.path for path in Path(folder).glob("*-info"))


def code_hash(leave_out: tuple[str, ...] = ()) -> str:
    """A hash of the pipeline's code as it is now, without the rooms `leave_out`."""
    rooms = [PIPELINE / name for name in leave_out]
    files = [path for path in sorted(PIPELINE.rglob("*.py")) if not any(map(path.is_relative_to, rooms))]
    return hash_of(repr([path.read_bytes() for path in files]).encode())
