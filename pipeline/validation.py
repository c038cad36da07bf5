"""YAML written by hand, read and checked: what does not fit is named with its file and line."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pipeline.problems import Problem, Problems

if TYPE_CHECKING:
    from pipeline.project import Project

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same YAML either way; the parser in C, where it is there, is ten times as fast."""


class About(BaseModel):
    """site.yml: the lines an owner edits."""

    model_config = ConfigDict(extra="forbid")
    title: str
    author: str
    license: str


class FrontMatter(BaseModel):
    """The head of a page or a lab. `given` lists numbers that come from no program, with their origin in the text."""

    model_config = ConfigDict(extra="allow")
    title: str
    description: str = Field(min_length=70, max_length=160)
    updated: date
    given: list[str | int | float] = []


Content = TypeVar("Content")


def validated(kind: type[Content], path: Path, project: "Project", text: str | None = None) -> Content:
    """The YAML `text` (or the whole file) as a `kind`: a model, or a list of one.

    Raises:
        Problems: with file and line where it is no YAML or does not fit.
    """
    shown, above = project.shown(path), 0 if text is None else 1  # a page's head begins below a line of dashes
    text = path.read_text("utf-8") if text is None else text
    try:
        return TypeAdapter(kind).validate_python(yaml.load(text, LOADER))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Problems(
            Problem(shown, mark.line + 1 + above if mark else 1, f"not valid YAML: {error}", "Mend the YAML.")
        ) from None
    except ValidationError as error:
        fields = ", ".join((get_args(kind) or (kind,))[0].model_fields)
        raise Problems(
            *(
                Problem(
                    shown,
                    line_in_yaml(text, fault["loc"]) + above,
                    f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}",
                    f"An entry has the fields: {fields}.",
                )
                for fault in error.errors()
            )
        ) from None


def line_in_yaml(text: str, location: Iterable[str | int]) -> int:
    """The line of the value at `location`, or of the innermost one around it that is there."""
    node = yaml.compose(text, LOADER)
    for step in location:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
    return node.start_mark.line + 1 if node else 1
