"""Reads YAML written by hand, and checks it: what does not fit is named with its file and line."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, TypeVar, get_args

import yaml
from pydantic import TypeAdapter, ValidationError

from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project

BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, where there is one: it reads the same YAML ten times as fast."""
TIMESTAMP = "tag:yaml.org,2002:timestamp"
Content = TypeVar("Content")


class Loader(BASE):  # type: ignore[misc]  # one of two classes
    """Leaves dates as text. Pydantic reads them, and says on which line there is no such day."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != TIMESTAMP]
        for first, resolvers in BASE.yaml_implicit_resolvers.items()
    }


def load_yaml(kind: type[Content], path: Path, project: Project, text: str | None = None) -> Content:
    """The YAML `text` (or the whole file) as a `kind`: a pydantic model, or a list of one.

    Raises:
        BuildError: with file and line, where it is not YAML or does not fit.
    """
    shown, above = project.display_path(path), 0 if text is None else 1  # a page's head begins below a line of dashes
    text = project.files.read_text(path) if text is None else text
    try:
        return TypeAdapter(kind).validate_python(yaml.load(text, Loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, reason = (mark.line + 1 + above if mark else 1), getattr(error, "problem", None) or error
        raise BuildError(Problem(shown, line, f"this is not valid YAML: {reason}", "Fix the YAML.")) from None
    except ValidationError as error:
        model: Any = (get_args(kind) or (kind,))[0]
        fields = getattr(model, "model_fields", None)
        hint = f"An entry has the fields: {', '.join(fields)}." if fields else "Write a list, a name a line."
        raise BuildError(
            *(
                Problem(
                    shown,
                    line_in_yaml(text, fault["loc"]) + above,
                    ": ".join(filter(None, [".".join(map(str, fault["loc"])), fault["msg"]])),
                    hint,
                )
                for fault in error.errors()
            )
        ) from None


def line_in_yaml(text: str, location: Iterable[str | int]) -> int:
    """The line of the value at `location`, or of the innermost one around it that is there."""
    node: Any = yaml.compose(text, Loader)
    for step in location:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return node.start_mark.line + 1 if node else 1
