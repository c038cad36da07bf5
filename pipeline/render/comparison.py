"""The comparison table from docs/data/comparison.yml, whole and short."""

import re

from pipeline import data
from pipeline.problems import Problem, Problems, line_of
from pipeline.project import Project
from pipeline.render.fragments import anchor
from pipeline.render.table import table


def files(project: Project) -> dict[str, bytes]:
    """What pages include, by path below docs/. Raises Problems where a row names a program that no page shows."""
    rows, places = data.comparison(project), shown_at(project)
    path = data.data_file(project, "comparison.yml")
    problems = [
        Problem(
            project.shown(path),
            line_of(path.read_text("utf-8"), f"id: {row.id}"),
            f"row '{row.id}' names the program '{program}', which no page shows",
            f"Name one of: {', '.join(sorted(places))}.",
        )
        for row in rows
        for program in row.programs
        if program not in places
    ]
    if problems:
        raise Problems(*problems)
    return {
        "generated/comparison.md": whole(rows, places).encode(),
        "generated/comparison_short.md": short(rows).encode(),
    }


def shown_at(project: Project) -> dict[str, str]:
    """Where each program can be read: the page that includes a snippet, or the lab itself."""
    places = {lab.stem: project.link_to(lab) for lab in project.labs()}
    for page in project.pages():
        for name in re.findall(r'^--8<-- "([a-z0-9_]+)\.md"', page.read_text("utf-8"), re.MULTILINE):
            places.setdefault(name, f"{project.link_to(page)}#program-{anchor(name)}")
    return places


def whole(rows: list[data.Row], places: dict[str, str]) -> str:
    head = ["", "A parameter", "A hyperparameter", "Where it bends"]
    body = [
        [
            f"**{row.question}**{{ #row-{row.id} }}",
            row.parameter,
            row.hyperparameter,
            f"{row.bends} {runs(row, places)}",
        ]
        for row in rows
    ]
    return table("comparison", head, body)


def runs(row: data.Row, places: dict[str, str]) -> str:
    """The links to the programs that show the row."""
    links = [f"[{name_of(program)}]({places[program]})" for program in row.programs]
    return f'<span class="runs">Run it: {", ".join(links)}</span>'


def name_of(program: str) -> str:
    """A snippet goes by its file's name, a lab by its number."""
    lab = re.match(r"0*(\d+)_", program)
    return f"lab {lab[1]}" if lab else f"`{program}`"


def short(rows: list[data.Row]) -> str:
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
    return table("comparison-short", head, body)
