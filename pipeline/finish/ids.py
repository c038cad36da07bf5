"""The public ids of a built site, and the ledger that none of them may ever leave."""

from pathlib import Path

from pipeline.data import ids_path, read_ids
from pipeline.finish.site import Site, load
from pipeline.project import Project

PUBLIC = "h1, h2, h3, h4, dfn, figure, tr, .table, .program, [id^='claim-']"


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
