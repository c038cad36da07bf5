"""Under `make serve` MkDocs builds only the pages that it has not built since their own file changed.

A page that shows something newer than itself is taken away here, so that it is built again too.
"""

import os
import re
from pathlib import Path

from pipeline.project import Project

PART = re.compile(r"""(?:8<--\s+"|generated[/="]+)([\w-]+)""")
"""What a page includes or shows: the name of something in docs/generated/."""


def forget_stale(project: Project, folder: Path) -> None:
    """Removes the built pages that are older than what they show, or whose source is gone; the others stay."""
    theirs, made = newest(on_all_pages(project)), project.made()
    for page in folder.rglob("*.html"):
        source = project.source_of(page.relative_to(folder).as_posix().removesuffix("index.html"))
        if source is None or page.stat().st_mtime < max(theirs, newest(shown_on(source, made))):
            page.unlink()
    stamp(project).parent.mkdir(exist_ok=True)
    stamp(project).touch()


def as_of_the_beginning(project: Project, file: Path) -> None:
    """Gives a page the time when its build began: what is written later than that is newer than the page."""
    began = stamp(project).stat().st_mtime
    os.utime(file, (began, began))


def stamp(project: Project) -> Path:
    return project.build / "serving"


def on_all_pages(project: Project) -> list[Path]:
    folders = (project.root / "theme", project.root / "pipeline", project.docs / "data")
    files = [file for folder in folders for file in folder.rglob("*.*") if file.is_file() and file.suffix != ".pyc"]
    return [project.root / "mkdocs.yml", project.root / "site.yml", *files]


def shown_on(source: Path, made: dict[str, list[Path]]) -> list[Path]:
    text = (source.with_suffix(".ipynb") if source.suffix == ".py" else source).read_text("utf-8")
    return [file for name in set(PART.findall(text)) for file in made.get(name, [])]


def newest(files: list[Path]) -> float:
    return max((file.stat().st_mtime for file in files), default=0.0)
