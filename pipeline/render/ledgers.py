"""The pages made from the ledgers: every claim with its proof, every reference with the places that cite it."""

import re
from pathlib import Path

from pipeline import claims, data
from pipeline.project import Project
from pipeline.references import CITATION, Reference, initials, surname
from pipeline.render.fragments import anchor
from pipeline.render.table import table


def files(project: Project, references: dict[str, Reference]) -> dict[str, bytes]:
    return {
        "generated/claims.md": claims_by_page(project).encode(),
        "generated/references.md": listed(project, references).encode(),
        "generated/references.bib": "\n\n".join(map(Reference.bibtex, references.values())).encode() + b"\n",
    }


def claims_by_page(project: Project) -> str:
    pages, tests = claims.pages_of(project), claims.tests_of(project)
    by_page: dict[Path, list[data.Claim]] = {}
    for claim in data.claims(project):
        by_page.setdefault(pages[claim.id], []).append(claim)
    parts = []
    for page, stated in by_page.items():
        rows = [claim_row(project, claim, page, tests[claim.id]) for claim in stated]
        parts.append(f"## {project.front_matter(page).title} {{ #on-{page.stem} }}\n")
        parts.append(table(f"claims-{page.stem}", ["Claim", "Program", "Proved by", "References"], rows, "ledger"))
    return "\n".join(parts)


def claim_row(project: Project, claim: data.Claim, page: Path, tests: list[str]) -> list[str]:
    place = f"/{page.relative_to(project.docs).as_posix()}"
    return [
        f"[{claim.statement.strip()}]({place}#claim-{claim.id}){{ #row-{claim.id} }}",
        f"[`{claim.snippet}`]({place}#program-{anchor(claim.snippet)})",
        "<br>".join(f"`{test.split('::')[1]}`" for test in tests),
        f"[{'; '.join(f'@{key}' for key in claim.references)}]",
    ]


def listed(project: Project, references: dict[str, Reference]) -> str:
    """The references in the order of their authors, each with the pages that cite it."""
    cited_on = citing_pages(project)
    in_order = sorted(references.values(), key=lambda reference: (reference.label.casefold(), reference.key))
    return "\n".join(paragraph(project, reference, cited_on.get(reference.key, [])) for reference in in_order)


def citing_pages(project: Project) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for page in [*project.pages(), *project.labs()]:
        for key in dict.fromkeys(CITATION.findall(page.read_text("utf-8"))):
            found.setdefault(key, []).append(page)
    proved_on = claims.pages_of(project)
    for claim in data.claims(project):
        for key in claim.references:
            if proved_on[claim.id] not in found.setdefault(key, []):
                found[key].append(proved_on[claim.id])
    return found


def paragraph(project: Project, reference: Reference, pages: list[Path]) -> str:
    title = re.sub(r"[{}]", "", reference.entry.fields["title"])
    where = ", ".join(f"[{project.front_matter(page).title}]({address(project, page)})" for page in pages)
    parts = [f"{authors(reference)} ({reference.entry.fields['year']})", title, reference.place]
    said = ". ".join(part for part in parts if part) + f". [{reference.identifier}]({reference.address})"
    cited = f' <span class="cited">Cited on: {where}</span>' if pages else ""
    return f"{said}{cited}\n{{: #ref-{reference.key} .reference }}\n"


def address(project: Project, page: Path) -> str:
    return f"/{page.relative_to(project.docs).with_suffix('.ipynb' if page.suffix == '.py' else '.md').as_posix()}"


def authors(reference: Reference) -> str:
    names = [
        "others" if surname(person) == "others" else f"{surname(person)}, {initials(person)}".rstrip(", ")
        for person in reference.authors
    ]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
