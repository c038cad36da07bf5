"""What "Sort it" asks: terms of the lookup as data; without a script the first round is a folded list."""

import json
import re
from textwrap import indent

from pipeline.content import data
from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project
from pipeline.render.markdown_table import table

TEMPLATE = """\
<div data-explorable="sort-it" title="Twenty values at a time." markdown>

??? sorted "Twenty values, and what each is; the links say why"

{table}

</div>
"""
HEAD = ["Value", "What it is there"]
Asked = list[tuple[data.Model, data.Term]]


def build(project: Project) -> dict[str, bytes]:
    """By path below docs/; nothing where docs/data/ has no sort.yml."""
    rounds = [terms_of_round(project, each) for each in data.sort_rounds(project)]
    if not rounds:
        return {}
    text = json.dumps(
        as_columns([pair for asked in rounds for pair in asked]), ensure_ascii=False, separators=(",", ":")
    )
    first = TEMPLATE.format(table=indent(table(HEAD, rows(project, rounds[0])), "    "))
    return {"generated/sort_it.json": f"{text}\n".encode(), "generated/sort_it.md": first.encode()}


def terms_of_round(project: Project, asked: data.SortRound) -> Asked:
    """The terms of a round, each with its model. Raises BuildError with those that the lookup tables do not have."""
    known = data.terms(project)
    if missing := [name for name in asked.terms if name not in known]:
        message = f"the round '{asked.id}' asks for {', '.join(missing)}, which no table has"
        raise BuildError(Problem("docs/data/sort.yml", None, message, "The ids are those of rows of docs/lookup.md."))
    return [known[name] for name in asked.terms]


def as_columns(asked: Asked) -> dict[str, list[str]]:
    return {
        "term": [term.term for _, term in asked],
        "of": [model.model for model, _ in asked],
        "bin": [term.bin for _, term in asked],
        "reason": [re.sub(r"\s+", " ", term.reason.replace("`", "")).strip() for _, term in asked],
    }


def rows(project: Project, asked: Asked) -> list[list[str]]:
    return [
        [
            f"[{term.term}]({data.row_link(project, data.term_anchor(model, term))}): {model.model}",
            f"**{term.bin}**{{ .bin .{term.kind} }}",
        ]
        for model, term in asked
    ]
