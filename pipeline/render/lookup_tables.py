"""The lookup tables: docs/data/terms/ as a table for each family of models, and as JSON.

With 1,500 rows Markdown would take seconds to read them. So pages include the headings of the families alone, as
Markdown, each with a placeholder, and finish puts the rows there, which are written here as they will be read.
"""

import json
import re
from html import escape

from pipeline.content import data
from pipeline.content.project import Project
from pipeline.render.markdown_table import table_region

HEAD = ["Value", "What it is there", "Why, and where it comes from", "In code"]
BADGES = {
    "parameter": "found",
    "structural hyperparameter": "chosen",
    "training hyperparameter": "chosen",
}
"""The categories with a mark of their own; the others are neither."""
FORM_TEMPLATE = """\
<form class="lookup-form" role="search" aria-label="Look up a value">
<label>Is … a parameter? <input type="search" name="name" placeholder="alpha, batch size, n_clusters"
autocomplete="off" spellcheck="false"></label>
<label>Kind <select name="bin"><option value="">all kinds</option>{options}</select></label>
<output aria-live="polite">{number} values</output>
</form>
"""
"""What docs/assets/lookup.js filters by. Without script it is not shown."""


def build(project: Project) -> dict[str, bytes]:
    """What the lookup page includes and offers, by path below docs/."""
    families = data.families(project)
    tables = {f"generated/lookup_{name}.html": family_table(name, family).encode() for name, family in families.items()}
    return tables | {
        "generated/lookup.md": family_sections(families).encode(),
        "generated/lookup_checked.md": checked_table(data.libraries(project)).encode(),
        "generated/lookup.json": as_json(families).encode(),
    }


def family_sections(families: dict[str, data.Family]) -> str:
    """The form, links to the families, and for each its heading and the place of its table."""
    bins = [term.bin for family in families.values() for model in family.models for term in model.terms]
    options = "".join(f'<option value="{bin_}">{bin_}</option>' for bin_ in dict.fromkeys(bins))
    form = FORM_TEMPLATE.format(options=options, number=len(bins))
    links = " · ".join(f"[{family.family}](#family-{name})" for name, family in families.items())
    parts = [
        f'<div class="family" markdown>\n\n## {family.family} {{ #family-{name} }}\n\n'
        f'<div data-generated="lookup_{name}.html"></div>\n\n</div>\n'
        for name, family in families.items()
    ]
    return "\n".join(
        [
            form,
            f'<div id="table-lookup" markdown>\n\n??? families "By family of models"\n\n    {links}\n',
            *parts,
            "</div>\n",
        ]
    )


def family_table(name: str, family: data.Family) -> str:
    """The table of a family, in HTML."""
    head = "".join(f"<th>{words}</th>" for words in HEAD)
    body = "\n".join(row(model, term) for model in family.models for term in model.terms)
    return (
        f'<div class="table" id="table-{name}" role="region" tabindex="0" aria-label="Table: {escape(family.family)}">'
        f'<table class="lookup"><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>\n'
    )


def row(model: data.Model, term: data.Term) -> str:
    """A row, in as few nodes as it can be: there are 1,500 of them, and a phone builds each before it can scroll."""
    name = data.term_anchor(model, term)
    value = [f'<a href="#{name}">{inline_html(term.term)}</a>']
    if term.symbol:
        value.append(f"({inline_html(term.symbol)})")
    if bare := bare_names(term):
        value.append(inline_html(bare))
    also = f'<span class="also"> Also: {inline_html(", ".join(term.also))}</span>' if term.also else ""
    return (
        f'<tr id="{name}"><th scope="row">{" ".join(value)}'
        f'<span class="of"> {inline_html(model.model)}</span>{also}</th>'
        f'<td class="bin {BADGES.get(term.bin, "neither")}" data-bin="{term.bin}">{term.bin}</td>'
        f'<td>{inline_html(term.reason)}<span class="route"> {inline_html(term.route)}</span></td>'
        f"<td>{'<br>'.join(inline_html(names_in_library(term, library)) for library in term.names)}</td></tr>"
    )


def inline_html(text: str) -> str:
    """The text as HTML; what stands between backticks is code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(re.sub(r"\s+", " ", text).strip(), quote=False))


def bare_names(term: data.Term) -> str:
    """The bare names, as people type them: `alpha`, not `Ridge.alpha`."""
    bare = [name.split(".", 1)[-1] for library in term.names for name in term.codes(library) if " " not in name]
    return ", ".join(f"`{name}`" for name in dict.fromkeys(bare) if name != term.term)


def names_in_library(term: data.Term, library: data.Library) -> str:
    """`scikit-learn: Ridge.alpha`; names of `other` libraries begin with the library's own."""
    if library == "other":
        return ", ".join(re.sub(r"(\S+)$", r"`\1`", name) for name in term.codes(library))
    return f"{library}: " + ", ".join(f"`{name}`" for name in term.codes(library))


def cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def checked_table(libraries: list[data.LibraryCheck]) -> str:
    """On which version and how the names of each library outside the lock were found to be right."""
    rows = [[library.id, library.version, library.checked.isoformat(), cell(library.how)] for library in libraries]
    return table_region("checked", ["Library", "Version", "Checked on", "How"], rows, "ledger")


def as_json(families: dict[str, data.Family]) -> str:
    terms = [
        {"id": data.term_anchor(model, term), "family": family.family, "model": model.model}
        | term.model_dump(exclude={"id"})
        for family in families.values()
        for model in family.models
        for term in model.terms
    ]
    return json.dumps(terms, ensure_ascii=False, indent=1) + "\n"
