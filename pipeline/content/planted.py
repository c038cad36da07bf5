"""A change that is planted in a program: a text of its numbers cell, and what takes its place."""

import re
from typing import Annotated

from pydantic import Field

from pipeline.content.data import Strict
from pipeline.content.project import Project

Words = Annotated[str, Field(min_length=1)]
NUMBERS = re.compile(r"^# %% numbers\n(.*?)(?=^# %%|\Z)", re.MULTILINE | re.DOTALL)
"""The numbers cell of a snippet."""


class Change(Strict):
    was: Words
    """A text of the numbers cell, there once."""
    becomes: str


def misplaced(project: Project, program: str, change: Change) -> tuple[str, str, str] | None:
    """If the program has the text not exactly once: the field, what is wrong with it, and what to do about it."""
    snippet = project.snippets / f"{program}.py"
    cell = NUMBERS.search(project.files.read_text(snippet))
    if (count := cell[1].count(change.was) if cell else 0) == 1:
        return None
    message = f"the numbers cell of {project.display_path(snippet)} has this text {count} times: {change.was}"
    return "was", message, "Copy a text that is there exactly once; a longer one may do."
