"""The public ids of a built site, and the ledger that none of them may ever leave."""

from functools import cache
from pathlib import Path

from pipeline.finish.site import Page, Site, load, new
from pipeline.problems import Problem, Problems
from pipeline.project import Project

AMONG = ("fig-", "on-", "program-", "ref-", "row-", "table-")
PUBLIC = "h1, h2, h3, h4, dfn, figure, tr, .table, .program, .reference, [id^='claim-']"


def ids_path(project: Project) -> Path:
    return project.docs / "data" / "ids.txt"


def read_ids(project: Project) -> dict[str, str | None]:
    """The ledger of public ids: each with its successor, or None where the id itself is still on the site.

    Raises:
        Problems: an id is there twice.
    """
    path = ids_path(project)
    return parsed(path.read_text("utf-8"), project.shown(path))


@cache
def parsed(text: str, shown: str) -> dict[str, str | None]:
    ledger: dict[str, str | None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("/"):
            name, _, successor = (part.strip() for part in line.partition("->"))
            if name in ledger:
                remedy = "An id is never used again: give the new place another one."
                raise Problems(Problem(shown, number, f"the id '{name}' is here twice", remedy))
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


def moved(site: Site, page: Page) -> dict[str, str]:
    """The fragments that the ledger once knew on a page and now knows on another, each with its address from there."""
    here, up = f"/{page.location}#", "../" * page.location.count("/")
    return {
        name.removeprefix(here): f"{up}{successor.lstrip('/')}"
        for name, successor in read_ids(site.project).items()
        if name.startswith(here) and successor and not successor.startswith(here)
    }


def lead_on(site: Site, page: Page) -> None:
    """Ends a page with a line for each page that something moved to: an old link lands there, and is led on.

    Sections and claims are led on to their own place, a figure, a program or a row among them to the page.
    """
    by_page: dict[str, dict[str, str]] = {}
    for name, address in moved(site, page).items():
        by_page.setdefault(address.split("#")[0], {})[name] = address
    for target, names in by_page.items():
        marks = [f'<i id="{name}"></i>' for name in names if name.startswith(AMONG)]
        links = [f'<a href="{names[name]}" id="{name}">{name}</a>' for name in names if not name.startswith(AMONG)]
        to = f'<a href="{target}">{target.strip("./")}</a>'
        page.article.append(new(f'<p class="moved">{"".join(marks)}This part moved to {", ".join([to, *links])}</p>'))


def keep_old(site: Site, page: Page) -> None:
    """What has another id on the same page now can still be reached by the old one."""
    here = f"/{page.location}#"
    for name, successor in read_ids(site.project).items():
        if name.startswith(here) and successor and successor.startswith(here):
            place = page.soup.find(id=successor.removeprefix(here))
            if place and not page.soup.find(id=name.removeprefix(here)):
                place.insert_before(new(f'<i id="{name.removeprefix(here)}"></i>'))


def enter(project: Project, folder: Path) -> None:
    """Appends the ids that the ledger does not know yet."""
    site, path = load(project, folder), ids_path(project)
    fresh = sorted(public_ids(site) - set(read_ids(project)))
    with path.open("a", encoding="utf-8") as ledger:
        ledger.writelines(f"{name}\n" for name in fresh)
    print(f"ids: {len(fresh)} entered into {project.shown(path)}, to be committed")
