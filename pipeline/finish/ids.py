"""The public ids of a built site, and the ledger that none of them may ever leave."""

from pathlib import Path

from pipeline.finish.site import Site, load
from pipeline.problems import Problem, Problems
from pipeline.project import Project

PUBLIC = "h1, h2, h3, h4, dfn, figure, tr, .table, .program, .reference, [id^='claim-']"


def ids_path(project: Project) -> Path:
    return project.docs / "data" / "ids.txt"


def read_ids(project: Project) -> dict[str, str | None]:
    """The ledger of public ids: each with its successor, or None where the id itself is still on the site.

    Raises:
        Problems: an id is there twice.
    """
    path = ids_path(project)
    ledger: dict[str, str | None] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("/"):
            name, _, successor = (part.strip() for part in line.partition("->"))
            if name in ledger:
                remedy = "An id is never used again: give the new place another one."
                raise Problems(Problem(project.shown(path), number, f"the id '{name}' is here twice", remedy))
            ledger[name] = successor or None
    return ledger


def public_ids(site: Site) -> set[str]:
    """The ids that may be cited, as '/page/#id'."""
    return {
        f"/{page.location}#{tag['id']}"
        for page in site.pages
        if page.front
        for tag in page.article.select(PUBLIC)
        if tag.get("id")
    }


def missing(site: Site) -> list[str]:
    """Ids of the ledger that are gone from the site and have no successor whose page still carries the old anchor."""
    there = {f"/{page.location}#{tag['id']}" for page in site.pages for tag in page.soup.select("[id]")}
    gone = []
    for name, successor in read_ids(site.project).items():
        kept = successor and successor in there and f"{successor.split('#')[0]}#{name.split('#')[1]}" in there
        if name not in there and not kept:
            gone.append(name)
    return gone


def enter(project: Project, folder: Path) -> None:
    """Appends the ids that the ledger does not know yet."""
    site, path = load(project, folder), ids_path(project)
    fresh = sorted(public_ids(site) - set(read_ids(project)))
    with path.open("a", encoding="utf-8") as ledger:
        ledger.writelines(f"{name}\n" for name in fresh)
    print(f"ids: {len(fresh)} entered into {project.shown(path)}, to be committed")
