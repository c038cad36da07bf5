"""The lines at the head of a page, and those in site.yml that describe the whole site."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.content.data import objectives
from pipeline.content.errors import BuildError, Collector, Problem, line_of
from pipeline.content.load_yaml import load_yaml
from pipeline.content.project import Project

Level = Literal["start here", "deeper", "expert", "reference"]
"""For whom a page is. A page of reference is looked into, not read from its beginning."""


class SiteConfig(BaseModel):
    """site.yml: the lines an owner edits."""

    model_config = ConfigDict(extra="forbid")
    title: str
    author: str


class FrontMatter(BaseModel):
    """The head of a page or a lab. `given` lists numbers that come from no program, with their origin in the text."""

    model_config = ConfigDict(extra="forbid")
    title: str
    description: str = Field(min_length=70, max_length=160)
    updated: date
    level: Level = "deeper"
    minutes: int = Field(ge=1, le=120)
    """How long a student takes to read the page and to try what is on it. A page of reference is only looked into."""
    objectives: list[str] = Field(min_length=1)
    """What it serves: ids of docs/data/objectives.yml."""
    given: list[str | int | float] = []
    hide: list[str] = []
    """What MkDocs leaves out of the page: `toc`, `navigation`."""


def site_config(project: Project) -> SiteConfig:
    """Raises BuildError where site.yml does not fit."""
    return project.files.remembered("site.yml", lambda: load_yaml(SiteConfig, project.root / "site.yml", project))


def front_matter(project: Project, page: Path) -> FrontMatter:
    """The YAML head of a Markdown page, or of a lab, where each of its lines starts with `# `.

    Raises:
        BuildError: the head is missing, or does not fit.
    """
    return project.files.remembered(("front matter", page), lambda: read_front_matter(project, page))


def read_front_matter(project: Project, page: Path) -> FrontMatter:
    text = project.files.read_text(page)
    if page.suffix == ".py":
        text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.splitlines())
    head, closed = text.removeprefix("---\n").split("\n---\n", 1)[0], "\n---\n" in text
    if not text.startswith("---\n") or not closed:
        hint = "Start the file with a block between two lines `---` that gives title, description and updated."
        raise BuildError(Problem(project.display_path(page), 1, "the page has no front matter", hint))
    return load_yaml(FrontMatter, page, project, head)


def check_front_matter(project: Project) -> None:
    """Raises BuildError with all that is wrong in the heads of pages and labs."""
    problems, known = Collector(), objectives(project)
    for page in project.sources():
        with problems:
            for name in front_matter(project, page).objectives:
                if name not in known:
                    line = line_of(project.files.read_text(page), "objectives:")
                    hint = f"The objectives are in docs/data/objectives.yml: {', '.join(known)}."
                    problems.add(project.display_path(page), line, f"there is no objective '{name}'", hint)
    problems.raise_any()
