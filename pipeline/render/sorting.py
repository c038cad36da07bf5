"""What "Sort it" asks: terms of the lookup tables as data; without a script the first round is a folded list."""

import json
import re
from textwrap import indent

from pipeline import data
from pipeline.problems import Problem, Problems
from pipeline.project import Project
from pipeline.render.lookup import KINDS
from pipeline.render.table import lines

PLACE = """\
<div data-explorable="sort-it" title="Twenty values at a time." markdown>

??? sorted "Twenty values, and what each is; the links say why"

{table}

</div>
"""
HEAD = ["Value", "What it is there"]
Asked = list[tuple[data.Model, data.Term]]


def files(project: Project) -> dict[str, bytes]:
    """By path below docs/; nothing where docs/data/ has no sort.yml."""
    rounds = [chosen(project, each) for each in data.rounds(project)]
    if not rounds:
        return {}
    told = json.dumps(columns([pair for asked in rounds for pair in asked]), ensure_ascii=False, separators=(",", ":"))
    first = PLACE.format(table=indent(lines(HEAD, rows(rounds[0])), "    "))
    return {"generated/sort_it.json": f"{told}\n".encode(), "generated/sort_it.md": first.encode()}


def chosen(project: Project, asked: data.Round) -> Asked:
    """The terms of a round, each with its model. Raises Problems with those that the lookup tables do not have."""
    known = {data.anchor(model, term): (model, term) for model in data.models(project) for term in model.terms}
    if missing := [name for name in asked.terms if name not in known]:
        what = f"the round '{asked.id}' asks for {', '.join(missing)}, which no table has"
        raise Problems(Problem("docs/data/sort.yml", None, what, "The ids are those of rows of docs/lookup.md."))
    return [known[name] for name in asked.terms]


def columns(asked: Asked) -> dict[str, list[str]]:
    return {
        "term": [term.term for _, term in asked],
        "of": [model.model for model, _ in asked],
        "bin": [term.bin for _, term in asked],
        "reason": [re.sub(r"\s+", " ", term.reason.replace("`", "")).strip() for _, term in asked],
    }


def rows(asked: Asked) -> list[list[str]]:
    return [
        [
            f"[{term.term}](/lookup.md#{data.anchor(model, term)}): {model.model}",
            f"**{term.bin}**{{ .bin .{KINDS.get(term.bin, 'neither')} }}",
        ]
        for model, term in asked
    ]
