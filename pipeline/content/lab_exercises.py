"""docs/data/lab_exercises.yml: how a reader solves the exercises of a lab in the page, and how that is checked."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field

from pipeline.content.data import Strict
from pipeline.content.errors import Collector
from pipeline.content.load_yaml import line_in_yaml, load_yaml
from pipeline.content.project import Project

Words = Annotated[str, Field(min_length=1)]

HEADING = re.compile(r"^# ### Exercise (\d+): ", re.MULTILINE)
"""An exercise of a lab, with its number."""


class LabExercise(Strict):
    """One exercise: what the reader's code must leave behind, and what looks whether it does."""

    lab: Words
    """The name of its file without .py."""
    exercise: int
    asks: Words
    starter: Words
    """The code that the field has at first."""
    check: Words
    """Asserts, to be run after the lab's cells and the answer. `printed` is the text that the answer printed."""
    hints: Annotated[list[Words], Field(min_length=2, max_length=3)]
    needs: tuple[int, ...] = ()
    """The exercises of the same lab whose solutions are run before the answer."""

    @property
    def title(self) -> str:
        """How a problem names it."""
        return f"exercise {self.exercise} of {self.lab}"


def lab_exercises(project: Project) -> dict[str, list[LabExercise]]:
    """The exercises of each lab, in the order of the labs; empty where there is no such file.

    Raises:
        BuildError: an entry does not fit, a lab or an exercise is not there, is there twice, or has no entry.
    """
    return project.files.remembered("lab_exercises", lambda: read_lab_exercises(project))


def read_lab_exercises(project: Project) -> dict[str, list[LabExercise]]:
    path = project.data / "lab_exercises.yml"
    if not project.files.exists(path):
        return {}
    entries = load_yaml(list[LabExercise], path, project)
    numbers = {lab.stem: exercise_numbers(project, lab) for lab in project.labs()}
    check_entries(project, path, entries, numbers)
    found = {lab: [entry for entry in entries if entry.lab == lab] for lab in numbers}
    return {lab: sorted(some, key=lambda entry: entry.exercise) for lab, some in found.items() if some}


def exercise_numbers(project: Project, lab: Path) -> list[int]:
    """The numbers in the headings of a lab: [1, 2, 3]."""
    return [int(number) for number in HEADING.findall(project.files.read_text(lab))]


def check_entries(project: Project, path: Path, entries: list[LabExercise], numbers: dict[str, list[int]]) -> None:
    """Raises BuildError with all that is wrong. `numbers` are the exercises of each lab."""
    text, problems = project.files.read_text(path), Collector()

    def add(place: int, field: str, message: str, hint: str) -> None:
        problems.add(project.display_path(path), line_in_yaml(text, (place, field)), message, hint)

    seen: dict[tuple[str, int], int] = {}
    for place, entry in enumerate(entries):
        there = numbers.get(entry.lab)
        if there is None:
            hint = f"The labs are {', '.join(numbers)}." if numbers else "There are no labs."
            add(place, "lab", f"there is no lab '{entry.lab}'", hint)
        elif entry.exercise not in there:
            hint = f"Its exercises are {', '.join(map(str, there))}." if there else "It has no exercises."
            add(place, "exercise", f"there is no {entry.title}", hint)
        elif (entry.lab, entry.exercise) in seen:
            add(place, "exercise", f"{entry.title} is here twice", "Remove one of the two, or correct its number.")
        elif unknown := [number for number in entry.needs if number not in there or number >= entry.exercise]:
            hint = "Name exercises of the same lab that come before it."
            add(place, "needs", f"{entry.title} cannot need exercise {unknown[0]}", hint)
        seen.setdefault((entry.lab, entry.exercise), place)
        for field, source in (("starter", entry.starter), ("check", entry.check)):
            if fault := syntax_fault(source):
                message = f"the {field} of {entry.title} is not Python: {fault}"
                add(place, field, message, "Write Python in a block below `|`.")
    for lab, there in numbers.items():
        places = [place for (name, _), place in seen.items() if name == lab]
        for number in there if places else []:
            if (lab, number) not in seen:
                hint = "Write an entry for each exercise of the lab, or for none."
                add(places[-1], "lab", f"exercise {number} of {lab} has no entry", hint)
    problems.raise_any()


def syntax_fault(source: str) -> str | None:
    """What keeps this from being Python, with its line; None where nothing does."""
    try:
        compile(source, "code", "exec", dont_inherit=True)  # "invalid syntax (code, line 1)"
    except (SyntaxError, ValueError) as error:  # older Pythons raise ValueError for a null byte
        return str(error)
    return None
