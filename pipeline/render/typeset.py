"""Sets a template of typst as PDF, for everyone: tagged, fit for archives, and the same bytes everywhere."""

from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import typst

from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project

STANDARDS: list[Any] = ["a-2a", "ua-1"]
"""PDF/A for archives and PDF/UA for screen readers: typst refuses a document that does not conform."""


def typeset(project: Project, template: Path, inputs: dict[str, str], hint: str) -> bytes:
    """The template with these inputs. Its fonts are those of typst and of matplotlib, and none of the machine.

    Raises:
        BuildError: with what typst has to say, and `hint`.
    """
    for each in project.files.glob(template.parent, "*.typ"):
        project.files.read_bytes(each)  # so that it counts as read
    fonts = Path(str(distribution("matplotlib").locate_file("matplotlib/mpl-data/fonts/ttf")))
    try:
        pdf, warnings = typst.compile_with_warnings(
            template,
            root=template.parent,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
        )
    except typst.TypstError as error:
        raise BuildError(Problem(project.display_path(template), None, error.message, hint)) from None
    if warnings:
        raise BuildError(*(Problem(project.display_path(template), None, each.message, hint) for each in warnings))
    return pdf
