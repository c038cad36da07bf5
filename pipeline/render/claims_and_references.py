"""The pages made from the ledgers: every claim with its proof, every reference with the places that cite it."""

import re
from pathlib import Path

from pipeline.content import data
from pipeline.content.anchors import anchor
from pipeline.content.claims import pages_of_claims
from pipeline.content.errors import Collector
from pipeline.content.front_matter import front_matter
from pipeline.content.includes import includes
from pipeline.content.project import Project
from pipeline.content.references import CITATION_KEY, Reference, initials, surname
from pipeline.render.markdown_table import table_region


def build(project: Project, references: dict[str, Reference]) -> dict[str, bytes]:
    fragments = claims_tables(project) | reference_lists(project, references)
    bibliography = project.files.read_bytes(project.data / "references.bib")
    return {f"generated/{name}": text.encode() for name, text in fragments.items()} | {
        "generated/references.bib": bibliography
    }


def claims_tables(project: Project) -> dict[str, str]:
    """A table for each page that states claims. Raises BuildError where no page of the site shows it."""
    pages, by_page = pages_of_claims(project), dict[Path, list[data.Claim]]()
    for claim in data.claims(project):
        by_page.setdefault(pages[claim.id], []).append(claim)
    tables = {f"claims_{page.stem}.md": claims_table(project, page, claims) for page, claims in by_page.items()}
    shown = {include.name for page in project.pages() for include in includes(project.files.read_text(page))}
    problems = Collector()
    for name in tables.keys() - shown:
        hint = f'Add the line --8<-- "{name}"'
        problems.add("docs/claims.md", None, f"a table of claims is on no page: {name}", hint)
    problems.raise_any()
    return tables


def claims_table(project: Project, page: Path, claims: list[data.Claim]) -> str:
    title = f"## {front_matter(project, page).title} {{ #on-{page.stem} }}\n"
    head, rows = ["Claim", "Program", "Proved by", "References"], [claim_row(project, claim, page) for claim in claims]
    return f"{title}\n{table_region(f'claims-{page.stem}', head, rows, 'ledger')}"


def claim_row(project: Project, claim: data.Claim, page: Path) -> list[str]:
    place = project.markdown_link(page)
    return [
        f"[{claim.statement.strip()}]({place}#claim-{claim.id}){{ #row-{claim.id} }}",
        f"[`{claim.snippet}`]({place}#program-{anchor(claim.snippet)})",
        "<br>".join(f"`{test}`" for test in [*claim.tests, *filter(None, [claim.hunt])]),
        f"[{'; '.join(f'@{key}' for key in claim.references)}]",
    ]


def reference_lists(project: Project, references: dict[str, Reference]) -> dict[str, str]:
    """The references in the order of their authors, each with the pages that cite it, for the pages that list them."""
    cited_on: dict[str, list[str]] = {}
    for page, keys in cited_keys(project).items():
        link = f"[{front_matter(project, page).title}]({project.markdown_link(page)})"
        for key in keys:
            cited_on.setdefault(key, []).append(link)
    in_order = sorted(references.values(), key=lambda reference: (reference.label.casefold(), reference.key))
    lists: dict[str, list[str]] = {"references.md": [], "references-l-z.md": []}
    for reference in in_order:
        lists[f"{reference.list_page}.md"].append(format_reference(reference, cited_on.get(reference.key, [])))
    return {name: "\n".join(paragraphs) for name, paragraphs in lists.items()}


def cited_keys(project: Project) -> dict[Path, list[str]]:
    """The keys of the works that each page or lab cites, in its text or for a claim that it carries."""
    found = {page: CITATION_KEY.findall(project.files.read_text(page)) for page in project.sources()}
    carried_by = pages_of_claims(project)
    for claim in data.claims(project):
        found[carried_by[claim.id]] += claim.references
    return {page: list(dict.fromkeys(keys)) for page, keys in found.items()}


def format_reference(reference: Reference, links: list[str]) -> str:
    title = re.sub(r"[{}]", "", reference.entry.fields["title"])
    parts = [f"{authors(reference)} ({reference.entry.fields['year']})", title, reference.venue]
    text = ". ".join(part for part in parts if part) + f". [{reference.identifier}]({reference.address})"
    cited = f' <span class="cited">Cited on: {", ".join(links)}</span>' if links else ""
    return f"{text}{cited}\n{{: #ref-{reference.key} .reference }}\n"


def authors(reference: Reference) -> str:
    names = [
        "others" if surname(person) == "others" else f"{surname(person)}, {initials(person)}".rstrip(", ")
        for person in reference.authors
    ]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
