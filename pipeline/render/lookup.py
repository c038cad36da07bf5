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
    codes = list(dict.fromkeys(code.split(".", 1)[-1] for names in term.names for code in term.codes(names)))
    symbol = f" ({term.symbol})" if term.symbol else ""
    written = ", ".join(f"`{code}`" for code in codes if " " not in code and code != term.term)
    also = f'<span class="also">Also: {", ".join(term.also)}</span>' if term.also else ""
    kind = KINDS.get(term.bin, "neither")
    return [
        cell(
            f'**{term.term}**{{ #{data.anchor(model, term)} }}{symbol} {written}<span class="of">{model.model}</span>{also}'
        ),
        f'<span class="bin {kind}">{term.bin}</span>',
        cell(f'{term.reason} <span class="route">{term.route}</span>'),
        cell("<br>".join(f"{library}: {names(term, library)}" for library in term.names)),
    ]


def names(term: data.Term, library: str) -> str:
    """The names in one library; those of `other` start with the library's own."""
    if library == "other":
        return ", ".join(re.sub(r"(\S+)$", r"`\1`", name) for name in term.codes(library))
    return ", ".join(f"`{name}`" for name in term.codes(library))


def cell(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("other: ", "")).replace("|", "\\|")


def checked(libraries: list[data.Checked]) -> str:
    """Since when and on which version the names of each library are known to be right."""
    said = [f"{library.id} {library.version} ({library.checked}, {library.how})" for library in libraries]
    return "Names outside scikit-learn were checked on " + "; ".join(said) + ".\n{: .ledger }\n"


def as_json(models: list[data.Model]) -> str:
    terms = [
        {"id": data.anchor(model, term), "model": model.model, **term.model_dump(exclude={"id"})}
        for model in models
        for term in model.terms
    ]
    return json.dumps(terms, ensure_ascii=False, indent=1) + "\n"
