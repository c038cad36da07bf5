"""One small mistake for a program, which a reader can plant: docs/data/mistakes.yml."""

from collections.abc import Iterator

from pipeline.content.errors import Collector
from pipeline.content.load_yaml import line_in_yaml, load_yaml
from pipeline.content.planted import Change, Words, misplaced
from pipeline.content.project import Project


class Mistake(Change):
    """What is planted in a program's numbers cell, what one then sees, and which of our tests notices, and why."""

    program: Words
    mistake: Words
    test: Words
    """The name of a function of tests/snippets/. A test of the project lets it fail on the mistake."""
    why: Words


def mistakes(project: Project) -> dict[str, Mistake]:
    """By program, in the order of the file; none where there is no such file.

    Raises:
        BuildError: an entry does not fit, its program is unknown or was there before, or has `was` not exactly once.
    """
    return project.files.remembered("mistakes.yml", lambda: load_mistakes(project))


def load_mistakes(project: Project) -> dict[str, Mistake]:
    path, problems = project.data / "mistakes.yml", Collector()
    found: dict[str, Mistake] = {}
    if not project.files.exists(path):
        return found
    for number, entry in enumerate(load_yaml(list[Mistake], path, project)):
        for field, message, hint in faults(project, entry, found):
            line = line_in_yaml(project.files.read_text(path), (number, field))
            problems.add(project.display_path(path), line, message, hint)
        found.setdefault(entry.program, entry)
    problems.raise_any()
    return found


def faults(project: Project, entry: Mistake, before: dict[str, Mistake]) -> Iterator[tuple[str, str, str]]:
    """The field that is wrong, what is wrong with it, and what to do about it."""
    name, snippet = entry.program, project.snippets / f"{entry.program}.py"
    if name in before:
        yield "program", f"the program '{name}' is here twice", "A program has one mistake; take one of the two out."
    if not project.files.exists(snippet):
        yield "program", f"there is no program '{name}'", "Name a snippet as its file is named, without .py."
        return
    if wrong := misplaced(project, name, entry):
        yield wrong
