"""The comparison table from docs/data/comparison.yml, whole and short."""

import re

from pipeline.content import data
from pipeline.content.anchors import anchor
from pipeline.content.errors import Collector
from pipeline.content.includes import snippets_included
from pipeline.content.load_yaml import line_in_yaml
from pipeline.content.project import Project
from pipeline.render.markdown_table import table_region


def build(project: Project) -> dict[str, bytes]:
    """What pages include, by path below docs/. Raises BuildError where a row names a program that no page shows."""
    rows, locations, path = data.comparison(project), program_locations(project), project.data / "comparison.yml"
    problems = Collector()
    unknown = [
        (number, program) for number, row in enumerate(rows) for program in row.programs if program not in locations
    ]
    for number, program in unknown:
        message = f"row '{rows[number].id}' names the program '{program}', which no page shows"
        hint = f"Name one of: {', '.join(sorted(locations))}."
        line = line_in_yaml(project.files.read_text(path), (number,))
        problems.add(project.display_path(path), line, message, hint)
    problems.raise_any()
    return {
        "generated/comparison.md": full_table(rows, locations).encode(),
        "generated/comparison_short.md": short_table(rows).encode(),
    }


def program_locations(project: Project) -> dict[str, str]:
    """Where each program can be read: the page that includes a snippet, or the lab itself."""
    locations = {lab.stem: project.markdown_link(lab) for lab in project.labs()}
    for page in project.pages():
        for name in snippets_included(project.files.read_text(page)):
            locations.setdefault(name, f"{project.markdown_link(page)}#program-{anchor(name)}")
    return locations


def full_table(rows: list[data.ComparisonRow], locations: dict[str, str]) -> str:
    """Two columns to read, and a fold in each row. The fold works without a script."""
    head = ["", "A parameter", "A hyperparameter", ""]
    body = [
        [
            f"**{row.question}**{{ #row-{row.id} }}",
            row.parameter,
            row.hyperparameter,
            f"<details><summary>Exceptions</summary> {row.bends} {program_links(row, locations)}</details>",
        ]
        for row in rows
    ]
    return table_region("comparison", head, body)


def program_links(row: data.ComparisonRow, locations: dict[str, str]) -> str:
    """The links to the programs that show the row."""
    links = [f"[{program_label(program)}]({locations[program]})" for program in row.programs]
    return f'<span class="runs">Run it: {", ".join(links)}</span>'


def program_label(program: str) -> str:
    """A snippet goes by its file's name, a lab by its number."""
    lab = re.match(r"0*(\d+)_", program)
    return f"lab {lab[1]}" if lab else f"`{program}`"


def short_table(rows: list[data.ComparisonRow]) -> str:
    head = ["", "Parameter", "Hyperparameter"]
    body = [
        [
            f"[{row.question}](/difference.md#row-{row.id}){{ #row-{row.id} }}",
            row.short.parameter,
            row.short.hyperparameter,
        ]
        for row in rows
        if row.short
    ]
    return table_region("comparison-short", head, body)
