"""The list of all figures: each with its title, the page that explains it, and its files."""

import json
from typing import Any

from pipeline.content import data
from pipeline.content.anchors import anchor
from pipeline.content.front_matter import front_matter
from pipeline.content.project import Project
from pipeline.render.figure_slides import ALTS
from pipeline.render.figure_style import WIDE
from pipeline.render.slides.content import svg_title

SUFFIXES = {".slide.png": "Slide", ".svg": "SVG", ".png": "PNG", ".pdf": "PDF", ".csv": "CSV"}
"""The files of a figure, each with what it is called."""

SIZE = " ".join(f"{side}={round(inches * 96)}" for side, inches in zip(("width", "height"), WIDE, strict=True))
"""Of a drawing, in pixels."""


def build(project: Project, address: str) -> dict[str, bytes]:
    """What the page of all figures includes, by path below docs/. The figures must have been drawn."""
    told: dict[str, Any] = json.loads(project.files.read_text(project.generated / ALTS))
    groups: dict[str, list[str]] = {objective: [] for objective in data.objectives(project)}
    for name, figure in told.items():
        if project.files.exists(project.generated / f"{name}.png"):
            page = project.docs / figure["page"]
            groups.setdefault(front_matter(project, page).objectives[0], []).append(
                entry(project, name, figure["page"])
            )
    known = data.objectives(project)  # another check tells of a page that names an objective that is not there
    shown = [group(known[name], entries) for name, entries in groups.items() if entries and name in known]
    return {"generated/gallery.md": "\n".join(shown).encode()}


def group(objective: str, entries: list[str]) -> str:
    """The figures of the pages that serve an objective, folded: no drawing is fetched before somebody looks."""
    number = f"{len(entries)} figure{'s' if len(entries) > 1 else ''}"
    summary = f"<summary>{objective} <small>{number}</small></summary>"
    return f'<details class="gallery" markdown="1">\n{summary}\n\n' + "\n".join(sorted(entries)) + "\n\n</details>\n"


def entry(project: Project, name: str, page: str) -> str:
    """An item of a list in Markdown: title and drawing lead to the page, and then come the files."""
    title = svg_title(project.files.read_text(project.generated / f"{name}.svg"))
    files = ", ".join(
        f"[{label}](/generated/{name}{suffix}){{ download }}"
        for suffix, label in SUFFIXES.items()
        if suffix == ".slide.png" or project.files.exists(project.generated / f"{name}{suffix}")  # it is being made
    )
    drawing = f"![](/generated/{name}.svg){{ .thumbnail {SIZE} loading=lazy }}"
    return f"- [{drawing} **{title}**](/{page}#fig-{anchor(name)})\n\n    {files}\n"
