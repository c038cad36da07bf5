"""The lookup, from docs/data/terms/: a page for each family of models, a list of all names, and the same as JSON.

The rows are written as HTML: Markdown would take seconds to read them.
"""

import json
import re
from html import escape
from itertools import groupby

from pipeline.content import data
from pipeline.content.errors import Collector
from pipeline.content.includes import snippets_included
from pipeline.content.project import Project
from pipeline.render.markdown_table import table_region

FORM = """\
<form class="lookup-form" action="names/" role="search" aria-label="Look up a value"
data-script="../assets/scripts/lookup.js">
<label>Is … a parameter? <input type="search" name="name" placeholder="alpha, batch size, n_clusters"
autocomplete="off" autocapitalize="off" spellcheck="false"></label>
<button>Look it up</button>
<output></output>
<div class="lookup-answer"></div>
</form>
"""
"""docs/assets/scripts/lookup.js answers. Without script the form leads to the list of all names."""
MOVED = (
    "\n<script>{const {hash}=location,mark=hash&&document.getElementById(hash.slice(1));"
    'if(mark&&mark.matches(".models wbr"))'
    'location.replace(mark.closest("li").querySelector("a").href.replace(/#.*/,hash))}'
    "</script>\n"
)
"""Leads from a row's old address to the new one. Without script the mark is in the line of the row's model."""
NAME_PAGES = {"names": "C", "names-d-g": "G", "names-h-m": "M", "names-n-r": "R", "names-s": "S", "names-t-z": "Z"}
"""The pages of the list of all names, each with its last letter."""
NUMBERS = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]
Families = dict[str, data.Family]


def build(project: Project) -> dict[str, bytes]:
    """What the lookup's pages include and offer, by path below docs/."""
    families = data.families(project)
    check_pages(project, families)
    pages = {f"lookup_{name}.md": family_page(family) for name, family in families.items()}
    reasons = {f"lookup_{name}.json": compact_json(reasons_of(family)) for name, family in families.items()}
    files = (
        pages
        | reasons
        | name_lists(families)
        | {
            "lookup_form.md": FORM,
            "lookup.md": model_list(families) + MOVED,
            "lookup_checked.md": checked_table(data.libraries(project)),
            "lookup.json": whole_json(families),
            "names.json": compact_json(name_index(families, data.popular(project))),
        }
    )
    return {f"generated/{name}": text.encode() for name, text in files.items()}


def check_pages(project: Project, families: Families) -> None:
    """Raises BuildError where a family has no page of its own that shows it."""
    problems = Collector()
    for name in families:
        page = project.docs / "lookup" / f"{name}.md"
        if not project.files.exists(page) or f"lookup_{name}" not in snippets_included(project.files.read_text(page)):
            hint = f'Write it, with the line --8<-- "lookup_{name}.md", and enter it in the nav of mkdocs.yml.'
            problems.add(project.display_path(page), None, f"the family '{name}' has no page that shows it", hint)
    problems.raise_any()


def model_list(families: Families) -> str:
    """The models, family by family. The marks are the rows' old addresses, from when all stood on one page.

    A mark is the lightest element there is, and in the order of the alphabet, since there are so many of them.
    """
    parts = []
    for name, family in families.items():
        items = "".join(
            f"<li>{''.join(sorted(f'<wbr id={data.term_anchor(model, term)}>' for term in model.terms))}"
            f'<a href="{name}/#{model.id}">{escape(model.model)}</a></li>'
            for model in family.models
        )
        parts.append(
            f'<h2 id="family-{name}"><a href="{name}/">{family.family}</a></h2>\n<ul class="models">{items}</ul>\n'
        )
    return "\n".join(parts)


def family_page(family: data.Family) -> str:
    """The sections of a family's page, one for each model."""
    return "\n".join(map(model_section, family.models))


def model_section(model: data.Model) -> str:
    heading = f'## {model.model}<span class="values-of">: parameters and hyperparameters</span> {{ #{model.id} }}'
    rows = "\n".join(row(model, term) for term in model.in_order)
    return f'{heading}\n\n{summary(model)}\n{{: .summary }}\n\n<ul class="values">\n{rows}\n</ul>\n'


def summary(model: data.Model) -> str:
    """The model in a sentence or two: what training finds, what it is given, and how many values are neither."""
    by_kind = {kind: [term.term for term in terms] for kind, terms in groupby(model.in_order, lambda term: term.kind)}
    found, chosen, neither = (by_kind.get(kind, []) for kind in data.KINDS)
    parts = [
        f"Training finds {counted(found, 'parameter')}" if found else "No value here is a parameter",
        f"The run is given {counted(chosen, 'hyperparameter')}" if chosen else "No value here is a hyperparameter",
    ]
    if neither:
        parts.append("One value is neither" if len(neither) == 1 else f"{in_words(len(neither))} values are neither")
    return ". ".join(parts) + "."


def counted(names: list[str], kind: str) -> str:
    """'two parameters (slope, intercept)'. Of many names the first six are said."""
    shown = ", ".join(names[:6]) + (", and more" if len(names) > 6 else "")
    return f"{in_words(len(names)).lower()} {kind}{'s' * (len(names) > 1)} ({shown})"


def in_words(number: int) -> str:
    """'Seven'; a number over twelve stays in figures."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def row(model: data.Model, term: data.Term) -> str:
    """A value with its category, its reason, and its names."""
    name, bare = data.term_anchor(model, term), bare_names(term)
    value = [f'<a href="#{name}">{inline_html(term.term)}</a>']
    value += [f"({inline_html(term.symbol)})"] if term.symbol else []
    value += [inline_html(bare)] if bare else []
    route = f'<span class="route"> {inline_html(term.route)}</span>'
    return (
        f'<li id="{name}"><p>{" ".join(value)}</p><div><p><b class="bin {term.kind}">{term.bin}</b> '
        f"{inline_html(term.reason)}{route}</p>{names_line(term)}</div></li>"
    )


def names_line(term: data.Term) -> str:
    """What the value is called in libraries, and what else people call it."""
    said = [inline_html(names_in_library(term, library)) for library in term.names]
    said += [f"also: {inline_html(', '.join(term.also))}"] if term.also else []
    return f'<p class="names">{"; ".join(said)}</p>' if said else ""


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


def name_lists(families: Families) -> dict[str, str]:
    """All names from A to Z, each with the models in which it means something, for the pages in NAME_PAGES."""
    places = places_of_names(families)
    in_order = sorted(places, key=lambda name: (name[0].isalpha(), name.casefold(), name))
    sections = dict.fromkeys(NAME_PAGES, "")
    for letter, names in groupby(in_order, lambda name: name[0].upper() if name[0].isalpha() else "Signs and digits"):
        page = next(page for page, last in NAME_PAGES.items() if letter[0] <= last or letter == "Signs and digits")
        items = "".join(f"<li>{escape(name)}: {', '.join(places[name])}</li>" for name in names)
        sections[page] += f'## {letter}\n\n<ul class="names-list">{items}</ul>\n\n'
    return {f"lookup_{page.replace('-', '_')}.md": text for page, text in sections.items()}


def places_of_names(families: Families) -> dict[str, list[str]]:
    """A link to each row that carries a name, as term, symbol, or name in code."""
    places: dict[str, list[str]] = {}
    for family_name, family in families.items():
        for model in family.models:
            for term in model.terms:
                address = f"../{family_name}/#{data.term_anchor(model, term)}"
                link = f'<a class="{term.kind}" href="{address}">{escape(model.model)}</a>'
                bare = re.findall(r"`([^`]+)`", bare_names(term))
                for name in dict.fromkeys([term.term.replace("`", ""), *filter(None, [term.symbol]), *bare]):
                    places.setdefault(name, []).append(link)
    return places


def checked_table(libraries: list[data.LibraryCheck]) -> str:
    """On which version and how the names of each library outside the lock were found to be right."""
    rows = [[library.id, library.version, library.checked.isoformat(), cell(library.how)] for library in libraries]
    return table_region("checked", ["Library", "Version", "Checked on", "How"], rows, "ledger")


def cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def whole_json(families: Families) -> str:
    """All rows with all that is known of them."""
    terms = [
        {"id": data.term_anchor(model, term), "family": family.family, "model": model.model}
        | term.model_dump(exclude={"id"})
        for family in families.values()
        for model in family.models
        for term in model.terms
    ]
    return json.dumps(terms, ensure_ascii=False, indent=1) + "\n"


def name_index(families: Families, popular: list[str]) -> dict[str, list[list[object]]]:
    """What the field and the search know of all rows before one is shown.

    `families` have a name for addresses and a title; `models` an id, a title, their family's place, and their place in
    the order of popularity; `rows` their model's place, the id within it, term, symbol, category, names in code, and
    other words.
    """
    places = {name: place for place, name in enumerate(popular)}
    models: list[list[object]] = []
    rows: list[list[object]] = []
    for place, family in enumerate(families.values()):
        for model in family.models:
            for term in model.terms:
                codes = [name for library in term.names for name in term.codes(library)]
                rows.append([len(models), term.id, term.term, term.symbol or "", term.bin, codes, term.also])
            models.append([model.id, model.model, place, places.get(model.id, len(places))])
    return {"families": [[name, family.family] for name, family in families.items()], "models": models, "rows": rows}


def reasons_of(family: data.Family) -> dict[str, list[str]]:
    """The reason of each row, and the line of its names, as HTML."""
    rows = ((model, term) for model in family.models for term in model.terms)
    return {data.term_anchor(model, term): [inline_html(term.reason), names_line(term)] for model, term in rows}


def compact_json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
