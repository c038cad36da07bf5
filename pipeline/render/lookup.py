"""The lookup table: docs/data/terms/ as one Markdown table, and as JSON."""

import json
import re

from pipeline import data
from pipeline.project import Project
from pipeline.render.table import table

HEAD = ["Value", "What it is there", "Why, and where it comes from", "In code"]
KINDS = {
    "parameter": "found",
    "structural hyperparameter": "chosen",
    "training hyperparameter": "chosen",
}
"""The two bins with a mark of their own; the others are neither."""


def files(project: Project) -> dict[str, bytes]:
    """What the lookup page includes and offers, by path below docs/."""
    models = data.models(project)
    rows = [row(model, term) for model in models for term in model.terms]
    return {
        "generated/lookup.md": table("lookup", HEAD, rows, "lookup").encode(),
        "generated/lookup_checked.md": checked(data.libraries(project)).encode(),
        "generated/lookup.json": as_json(models).encode(),
    }


def row(model: data.Model, term: data.Term) -> list[str]:
    value = [
        f"**{term.term}**{{ #{data.anchor(model, term)} }}",
        f"({term.symbol})" if term.symbol else "",
        codes(term),
    ]
    value.append(f'<span class="of">{model.model}</span>')
    if term.also:
        value.append(f'<span class="also">Also: {", ".join(term.also)}</span>')
    return [
        cell(" ".join(value)),
        f'<span class="bin {KINDS.get(term.bin, "neither")}">{term.bin}</span>',
        cell(f'{term.reason} <span class="route">{term.route}</span>'),
        cell("<br>".join(names(term, library) for library in term.names)),
    ]


def codes(term: data.Term) -> str:
    """The bare names, as people type them: `alpha`, not `Ridge.alpha`."""
    bare = [name.split(".", 1)[-1] for library in term.names for name in term.codes(library) if " " not in name]
    return ", ".join(f"`{name}`" for name in dict.fromkeys(bare) if name != term.term)


def names(term: data.Term, library: str) -> str:
    """`scikit-learn: Ridge.alpha`; names of `other` libraries begin with the library's own."""
    if library == "other":
        return ", ".join(re.sub(r"(\S+)$", r"`\1`", name) for name in term.codes(library))
    return f"{library}: " + ", ".join(f"`{name}`" for name in term.codes(library))


def cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def checked(libraries: list[data.Checked]) -> str:
    """On which version and how the names of each library outside the lock were found to be right."""
    rows = [[library.id, library.version, library.checked.isoformat(), cell(library.how)] for library in libraries]
    return table("checked", ["Library", "Version", "Checked on", "How"], rows, "ledger")


def as_json(models: list[data.Model]) -> str:
    terms = [
        {"id": data.anchor(model, term), "model": model.model, **term.model_dump(exclude={"id"})}
        for model in models
        for term in model.terms
    ]
    return json.dumps(terms, ensure_ascii=False, indent=1) + "\n"
