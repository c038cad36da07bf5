"""What was wrong on the site, and is mended: docs/data/corrections.yml, and what was found before publication."""

from datetime import date
from typing import Annotated

from pydantic import Field

from pipeline.content.data import Identified, Strict, load_entries
from pipeline.content.errors import Collector
from pipeline.content.front_matter import front_matter
from pipeline.content.load_yaml import line_in_yaml, load_yaml
from pipeline.content.project import Project

Words = Annotated[str, Field(min_length=1)]


class Correction(Identified):
    """A sentence that was published, and is mended. Whoever cited it can see what the change does to it."""

    date: date
    page: Words
    """Its address below the site's, with the anchor of the sentence if it has one: 'epochs/#claim-epochs'."""
    said: Words
    says: Words
    effect: Words
    """What became of the sentence: a condition was added, a number is different, it is withdrawn."""
    found_by: Words

    @property
    def location(self) -> str:
        """The address of its page, without the anchor."""
        return self.page.partition("#")[0]

    @property
    def fragment(self) -> str:
        """The anchor with its mark, '#claim-epochs', or an empty text."""
        return self.page.removeprefix(self.location)

    @property
    def day(self) -> str:
        """Its date in words."""
        return f"{self.date:%B} {self.date.day}, {self.date.year}"


class EarlyCorrection(Strict):
    """A sentence that was found wrong before it was published. `date` is the day on which it was entered."""

    date: date
    said: Words
    wrong: Words


def corrections(project: Project) -> list[Correction]:
    """Those since publication, the newest first. Raises BuildError where one does not fit, or has the id of another."""
    return sorted(load_entries(project, "corrections.yml", Correction), key=lambda entry: entry.date, reverse=True)


def check_corrections(project: Project) -> None:
    """Raises BuildError where a corrected page is gone, or says that it was updated before it was corrected."""
    path, problems = project.data / "corrections.yml", Collector()
    for number, entry in enumerate(load_entries(project, path.name, Correction)):
        page = project.source_of(entry.location)
        if page is None:
            field, message = "page", f"there is no page '{entry.location}'"
            hint = "Name the page by its address below the site's, such as learning-rate/."
        elif (updated := front_matter(project, page).updated) < entry.date:
            field, message = "date", f"{project.display_path(page)} was updated before it, on {updated}"
            hint = "Set `updated:` of the page to the day of the correction."
        else:
            continue
        line = line_in_yaml(project.files.read_text(path), (number, field))
        problems.add(project.display_path(path), line, f"correction '{entry.id}': {message}", hint)
    problems.raise_any()


def early_corrections(project: Project) -> list[EarlyCorrection]:
    """Those before publication, as they are listed. Raises BuildError where one does not fit."""
    path = project.data / "early_corrections.yml"
    return load_yaml(list[EarlyCorrection], path, project) if project.files.exists(path) else []
