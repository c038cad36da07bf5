"""What stops a build: a place, what is wrong there, and what to do about it."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One fault that a person has to fix."""

    path: Path | str
    line: int | None
    message: str
    hint: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{place}: {self.message}\n    {self.hint}"


class BuildError(Exception):
    """One or more problems, each once and in the order of their places, so that they can be fixed together."""

    def __init__(self, *problems: Problem):
        self.problems = sorted(set(problems), key=lambda one: (str(one.path), one.line or 0, one.message))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["BuildError"], tuple[Problem, ...]]:
        return BuildError, tuple(self.problems)  # so that it comes whole from another process


class Collector:
    """Collects the problems of several attempts, to raise them all at the end.

    >>> problems = Collector()
    >>> with problems:
    ...     raise BuildError(Problem("a.md", 1, "is wrong", "Fix it."))
    >>> len(problems.found)
    1
    """

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def __enter__(self) -> "Collector":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, BuildError):
            self.found += error.problems
            return True
        return False

    def add(self, path: Path | str, line: int | None, message: str, hint: str) -> None:
        self.found.append(Problem(path, line, message, hint))

    def raise_any(self) -> None:
        """Raises BuildError if there was a problem."""
        if self.found:
            raise BuildError(*self.found)


def line_of(text: str, needle: str, start: int = 1) -> int | None:
    """The number of the first line at or after `start` that holds `needle` as whole words, or None."""
    edges = [r"(?<![\w.])" if needle[:1].isalnum() else "", r"(?!\w|\.\d)" if needle[-1:].isalnum() else ""]
    pattern = re.compile(edges[0] + re.escape(needle) + edges[1])
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if number >= start and pattern.search(line)), None)
