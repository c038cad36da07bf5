"""The change of its program that makes the statement of a claim false: docs/data/falsehoods.yml."""

from collections.abc import Iterator

from pipeline.content.data import Claim, claims
from pipeline.content.errors import Collector
from pipeline.content.load_yaml import line_in_yaml, load_yaml
from pipeline.content.planted import Change, Words, misplaced
from pipeline.content.project import Project


class Falsehood(Change):
    """What is planted in the program of a claim. A test of the project lets a test of the claim fail on it."""

    claim: Words


def falsehoods(project: Project) -> dict[str, Falsehood]:
    """By claim, in the order of the file; none where there is no such file.

    Raises:
        BuildError: an entry does not fit, its claim is unknown or was there before, its program has `was` not exactly
            once, or nothing is changed.
    """
    path, problems = project.data / "falsehoods.yml", Collector()
    found: dict[str, Falsehood] = {}
    known = {claim.id: claim for claim in claims(project)}
    for number, entry in enumerate(entries(project)):
        for field, message, hint in faults(project, entry, known, found):
            line = line_in_yaml(project.files.read_text(path), (number, field))
            problems.add(project.display_path(path), line, message, hint)
        found.setdefault(entry.claim, entry)
    problems.raise_any()
    return found


def entries(project: Project) -> list[Falsehood]:
    """As they stand in the file, before anybody looks at the programs."""
    path = project.data / "falsehoods.yml"
    if not project.files.exists(path):
        return []
    return project.files.remembered("falsehoods.yml", lambda: load_yaml(list[Falsehood], path, project))


def faults(
    project: Project, entry: Falsehood, known: dict[str, Claim], before: dict[str, Falsehood]
) -> Iterator[tuple[str, str, str]]:
    """The field that is wrong, what is wrong with it, and what to do about it."""
    if entry.claim in before:
        yield "claim", f"the claim '{entry.claim}' is here twice", "A claim has one falsehood; take one of the two out."
    if entry.becomes == entry.was:
        yield "becomes", "this changes nothing", "Write what makes the claim's statement false in its program."
    if entry.claim not in known:
        yield "claim", f"there is no claim '{entry.claim}'", "Name a claim by its id in docs/data/claims.yml."
        return
    program = known[entry.claim].snippet
    # a claim without its program is a fault of claims.yml, and told there
    if project.files.exists(project.snippets / f"{program}.py") and (wrong := misplaced(project, program, entry)):
        yield wrong
