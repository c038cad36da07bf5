"""Where things are, and the few lines that describe the site."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pipeline.problems import Problem, Problems


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


@dataclass(frozen=True)
class Project:
    root: Path

    @property
    def snippets(self) -> Path:
        return self.root / "snippets"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def generated(self) -> Path:
        return self.docs / "generated"

    @property
    def build(self) -> Path:
        return self.root / ".build"

    @cached_property
    def about(self) -> About:
        return validated(About, self.root / "site.yml", self)

    @cached_property
    def version(self) -> str:
        return tomllib.loads((self.root / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    def shown(self, path: Path) -> str:
        """The path as a person would type it from the project's root."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def pages(self) -> list[Path]:
        """The Markdown pages, without the fragments in generated/ and the data."""
        apart = (self.generated, self.docs / "data")
        return sorted(page for page in self.docs.rglob("*.md") if not any(page.is_relative_to(a) for a in apart))

    def labs(self) -> list[Path]:
        return sorted((self.docs / "labs").glob("*.py"))

    def front_matter(self, path: Path) -> FrontMatter:
        """The YAML head of a Markdown page, or of a lab, where each of its lines starts with `# `."""
        text = path.read_text("utf-8")
        if path.suffix == ".py":
            text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.splitlines())
        head, closed = text.removeprefix("---\n").split("\n---\n", 1)[0], "\n---\n" in text
        if not text.startswith("---\n") or not closed:
            raise Problems(
                Problem(
                    self.shown(path),
                    1,
                    "the page has no front matter",
                    "Start the file with a block between two lines `---` that gives title, description and updated.",
                )
            )
        return validated(FrontMatter, path, self, head)


Content = TypeVar("Content")


def validated(kind: type[Content], path: Path, project: Project, text: str | None = None) -> Content:
    """The YAML `text` (or the whole file) as a `kind`: a model, or a list of one.

    Raises:
        Problems: with file and line where it is no YAML or does not fit.
    """
    shown, above = project.shown(path), 0 if text is None else 1  # a page's head begins below a line of dashes
    text = path.read_text("utf-8") if text is None else text
    try:
        return TypeAdapter(kind).validate_python(yaml.safe_load(text))
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
    node = yaml.compose(text)
    for step in location:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
    return node.start_mark.line + 1 if node else 1
