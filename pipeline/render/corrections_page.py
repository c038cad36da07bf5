"""The tables of docs/corrections.md."""

from pipeline.content.corrections import Correction, check_corrections, corrections, early_corrections
from pipeline.content.front_matter import front_matter
from pipeline.content.project import Project
from pipeline.render.markdown_table import table, table_region

NONE_YET = "Nobody has reported an error in a published version so far."


def build(project: Project) -> dict[str, bytes]:
    """What the page includes, by path below docs/. Raises BuildError where a correction does not fit."""
    check_corrections(project)
    found = corrections(project)
    published = published_table(project, found) if found else NONE_YET
    early = [[entry.said, entry.wrong] for entry in early_corrections(project)]
    return {
        "generated/corrections.md": f"{published}\n".encode(),
        "generated/corrections_before_publication.md": f"{table(['what it said', 'what was wrong'], early)}\n".encode(),
    }


def published_table(project: Project, published: list[Correction]) -> str:
    """A ledger: it quotes pages, so its numbers are not looked for in the outputs of a program."""
    head = ["It said", "It says now", "What that changes", "When and where"]
    return table_region("corrections", head, [correction_row(project, entry) for entry in published], "ledger")


def correction_row(project: Project, entry: Correction) -> list[str]:
    page = project.source_of(entry.location)
    assert page is not None, "check_corrections() has looked"
    address = f"{project.markdown_link(page)}{entry.fragment}"
    where = f"{entry.day}, on [{front_matter(project, page).title}]({address}). Found by {entry.found_by}."
    return [f"[{entry.said}]({address}){{ #row-{entry.id} }}", entry.says, entry.effect, where]
