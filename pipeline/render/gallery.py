"""The list of all figures: each with its title, the page that explains it, its files, and the line that credits it."""

import json
from typing import Any

from pipeline.content import data
from pipeline.content.anchors import anchor
from pipeline.content.front_matter import front_matter, site_config
from pipeline.content.licenses import credit_line
from pipeline.content.project import Project
from pipeline.render.figure_slides import ALTS
from pipeline.render.figure_style import WIDE
from pipeline.render.handout import site_path
from pipeline.render.slides.content import svg_title

SUFFIXES = {".slide.png": "Slide", ".svg": "SVG", ".png": "PNG", ".pdf": "PDF", ".csv": "CSV"}
"""The files of a figure, each with what it is called."""

SIZE = " ".join(f"{side}={round(inches * 96)}" for side, inches in zip(("width", "height"), WIDE, strict=True))
"""Of a drawing, in pixels."""

COPY = '<button class="copy" type="button">Copy</button>'
"""The script of the page copies the code beside it."""


def build(project: Project, address: str) -> dict[str, bytes]:
    """What the page of all figures includes, by path below docs/. The figures must have been drawn."""
    told: dict[str, Any] = json.loads(project.files.read_text(project.generated / ALTS))
    groups: dict[str, list[str]] = {objective: [] for objective in data.objectives(project)}
    for name, figure in told.items():
        if project.files.exists(project.generated / f"{name}.png"):
            page = project.docs / figure["page"]
            groups.setdefault(front_matter(project, page).objectives[0], []).append(
                entry(project, address, name, figure["page"])
            )
    known = data.objectives(project)  # another check tells of a page that names an objective that is not there
    shown = [group(known[name], entries) for name, entries in groups.items() if entries and name in known]
    return {"generated/gallery.md": "\n".join(shown).encode()}


def group(objective: str, entries: list[str]) -> str:
    """The figures of the pages that serve an objective, folded: no drawing is fetched before somebody looks."""
    number = f"{len(entries)} figure{'s' if len(entries) > 1 else ''}"
    summary = f"<summary>{objective} <small>{number}</small></summary>"
    return f'<details class="gallery" markdown="1">\n{summary}\n\n' + "\n".join(sorted(entries)) + "\n\n</details>\n"


def entry(project: Project, address: str, name: str, page: str) -> str:
    """An item of a list in Markdown: title and drawing lead to the page, and then come the files and the credit."""
    title = svg_title(project.files.read_text(project.generated / f"{name}.svg"))
    files = ", ".join(
        f"[{label}](/generated/{name}{suffix}){{ download }}"
        for suffix, label in SUFFIXES.items()
        if suffix == ".slide.png" or project.files.exists(project.generated / f"{name}{suffix}")  # it is being made
    )
    drawing = f"![](/generated/{name}.svg){{ .thumbnail {SIZE} loading=lazy }}"
    place = f"#fig-{anchor(name)}"
    line = credit_line(title, site_config(project).author, f"{address}{site_path(page)}{place}", project.version)
    credit = f'??? figure-data "Credit line"\n\n        {COPY}`{line}`'
    return f"- [{drawing} **{title}**](/{page}{place})\n\n    {files}\n\n    {credit}\n"
