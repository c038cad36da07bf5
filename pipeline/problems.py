"""What stops a build: a place, what is wrong there, and what to do about it."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    path: Path | str
    line: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{place}: {self.what}\n    {self.remedy}"


class Problems(Exception):
    """One or more problems, found together so that they can be mended together."""

    def __init__(self, *problems: Problem):
        self.problems = sorted(set(problems), key=lambda problem: (str(problem.path), problem.line or 0))
        super().__init__("\n".join(map(str, self.problems)))


def line_of(text: str, needle: str, start: int = 1) -> int | None:
    """The number of the first line at or after `start` that holds `needle` as whole words, or None."""
    edges = [r"(?<![\w.])" if needle[:1].isalnum() else "", r"(?!\w|\.\d)" if needle[-1:].isalnum() else ""]
    pattern = re.compile(edges[0] + re.escape(needle) + edges[1])
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if number >= start and pattern.search(line)), None)
