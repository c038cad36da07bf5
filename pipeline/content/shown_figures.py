"""Which page shows a figure, and what it says is to be seen there."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.content.includes import images
from pipeline.content.project import Project


@dataclass(frozen=True)
class ShownFigure:
    """A snippet's figure, the page that shows it, and its alt text."""

    name: str
    page: Path
    alt: str


def shown_figures(project: Project) -> dict[str, ShownFigure]:
    """By the name of the snippet. Of several pages, the one with the fewest figures counts: it is on this topic."""
    return project.files.remembered("shown figures", lambda: find_figures(project))


def find_figures(project: Project) -> dict[str, ShownFigure]:
    found = {page: images(project.files.read_text(page)) for page in project.pages()}
    shown = dict[str, ShownFigure]()
    for page in sorted(found, key=lambda page: len(found[page])):
        for image in found[page]:
            folder, _, file = image.address.rpartition("/")
            if folder == "/generated" and file.endswith(".svg"):
                name = file.removesuffix(".svg")
                shown.setdefault(name, ShownFigure(name, page, image.alt))
    return dict(sorted(shown.items()))
