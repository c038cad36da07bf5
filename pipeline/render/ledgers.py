"""The pages made from the ledgers: every claim with its proof, every reference with the places that cite it."""

import re
from pathlib import Path

from pipeline import claims, data
from pipeline.problems import Problem, Problems
from pipeline.project import Project
from pipeline.references import CITATION, Reference, initials, surname
from pipeline.render.fragments import anchor
from pipeline.render.table import table


def files(project: Project, references: dict[str, Reference]) -> dict[str, bytes]:
    fragments = claims_by_page(project) | listed(project, references)
    bibliography = data.data_file(project, "references.bib").read_bytes()
    return {f"generated/{name}": text.encode() for name, text in fragments.items()} | {
        "generated/references.bib": bibliography
    }


def claims_by_page(project: Project) -> dict[str, str]:
    """A table for each page that states claims. Raises Problems where no page of the site shows it."""
    pages = claims.pages_of(project)
    by_page: dict[Path, list[data.Claim]] = {}
    for claim in data.claims(project):
        by_page.setdefault(pages[claim.id], []).append(claim)
    tables, shown = {}, "".join(page.read_text("utf-8") for page in project.pages())
    for page, stated in by_page.items():
        rows = [claim_row(project, claim, page) for claim in stated]
        name, head = f"claims_{page.stem}.md", ["Claim", "Program", "Proved by", "References"]
        title = f"## {project.front_matter(page).title} {{ #on-{page.stem} }}\n"
        tables[name] = f"{title}\n{table(f'claims-{page.stem}', head, rows, 'ledger')}"
    left_out = [name for name in tables if f'--8<-- "{name}"' not in shown]
    if left_out:
        what = "a table of claims is on no page"
        raise Problems(
            *(Problem("docs/claims.md", None, f"{what}: {name}", f'Add the line --8<-- "{name}"') for name in left_out)
        )
    return tables


def claim_row(project: Project, claim: data.Claim, page: Path) -> list[str]:
    place = project.link_to(page)
    return [
        f"[{claim.statement.strip()}]({place}#claim-{claim.id}){{ #row-{claim.id} }}",
        f"[`{claim.snippet}`]({place}#program-{anchor(claim.snippet)})",
        "<br>".join(f"`{test}`" for test in claim.tests),
        f"[{'; '.join(f'@{key}' for key in claim.references)}]",
    ]


def listed(project: Project, references: dict[str, Reference]) -> dict[str, str]:
    """The references in the order of their authors, each with the pages that cite it, for the pages that list them."""
    cited_on: dict[str, list[str]] = {}
    for page, keys in citations(project).items():
        link = f"[{project.front_matter(page).title}]({project.link_to(page)})"
        for key in keys:
            cited_on.setdefault(key, []).append(link)
    in_order = sorted(references.values(), key=lambda reference: (reference.label.casefold(), reference.key))
    lists: dict[str, list[str]] = {"references.md": [], "references-l-z.md": []}
    for reference in in_order:
        lists[f"{reference.listed_on}.md"].append(paragraph(reference, cited_on.get(reference.key, [])))
    return {name: "\n".join(paragraphs) for name, paragraphs in lists.items()}


def citations(project: Project) -> dict[Path, list[str]]:
    """The keys of the works that each page or lab cites, in its text or for a claim that it carries."""
    found = {page: CITATION.findall(page.read_text("utf-8")) for page in [*project.pages(), *project.labs()]}
    carried_by = claims.pages_of(project)
    for claim in data.claims(project):
        found[carried_by[claim.id]] += claim.references
    return {page: list(dict.fromkeys(keys)) for page, keys in found.items()}


def paragraph(reference: Reference, links: list[str]) -> str:
    title = re.sub(r"[{}]", "", reference.entry.fields["title"])
    parts = [f"{authors(reference)} ({reference.entry.fields['year']})", title, reference.place]
    said = ". ".join(part for part in parts if part) + f". [{reference.identifier}]({reference.address})"
    cited = f' <span class="cited">Cited on: {", ".join(links)}</span>' if links else ""
    return f"{said}{cited}\n{{: #ref-{reference.key} .reference }}\n"


def authors(reference: Reference) -> str:
    names = [
        "others" if surname(person) == "others" else f"{surname(person)}, {initials(person)}".rstrip(", ")
        for person in reference.authors
    ]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
