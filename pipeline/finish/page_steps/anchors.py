"""The ledger of public anchors, docs/data/ids.txt: none of them may ever leave the site.

A line is an anchor, or `old -> new` for one that moved; the old one still leads to where its content went.
"""

from bs4 import Tag

from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project
from pipeline.finish.page import BuiltPage, FinishedPage, Site, ids_of, parse_element, select_one

UNTITLED_PREFIXES = ("fig-", "on-", "program-", "ref-", "row-", "table-")
"""Anchors of what has no heading of its own: an old link to one of them leads on to the page, not to the place."""


def read_ledger(project: Project) -> dict[str, str | None]:
    """Each public anchor, as '/page/#id', with its successor, or None where the anchor itself is still on the site.

    Raises:
        BuildError: an anchor is there twice.
    """
    return project.files.remembered("ids.txt", lambda: parse_ledger(project))


def parse_ledger(project: Project) -> dict[str, str | None]:
    path = project.data / "ids.txt"
    ledger: dict[str, str | None] = {}
    for number, line in enumerate(project.files.read_text(path).splitlines(), 1):
        if line.startswith("/"):
            name, _, successor = (part.strip() for part in line.partition("->"))
            if name in ledger:
                message = f"the anchor '{name}' is here twice"
                hint = "An anchor is never used again: give the new place another one."
                raise BuildError(Problem(project.display_path(path), number, message, hint))
            ledger[name] = successor or None
    return ledger


def anchors_of(pages: list[FinishedPage]) -> set[str]:
    """The anchors that may be cited, as '/page/#id'."""
    return {f"/{page.location}#{name}" for page in pages for name in page.public_ids}


def missing_anchors(project: Project, pages: list[FinishedPage]) -> list[str]:
    """Anchors of the ledger that are gone, and have no successor whose page still carries the old anchor."""
    present = {f"/{page.location}#{name}" for page in pages for name in page.ids}
    gone = []
    for name, successor in read_ledger(project).items():
        kept = successor and successor in present and f"{successor.split('#')[0]}#{name.split('#')[1]}" in present
        if name not in present and not kept:
            gone.append(name)
    return gone


def moved_anchors(project: Project, page: BuiltPage) -> dict[str, str]:
    """The ids that the ledger once knew on this page and now knows on another, each with its address from here."""
    here = f"/{page.location}#"
    return {
        name.removeprefix(here): f"{page.up}{successor.lstrip('/')}"
        for name, successor in read_ledger(project).items()
        if name.startswith(here) and successor and not successor.startswith(here)
    }


def add_moved_links(site: Site, page: BuiltPage) -> None:
    """Ends the text with a line for each page that something moved to: an old link lands there, and is led on.

    Sections and claims are led on to their own place; a figure, a program or a row among them is led to the page.
    """
    by_page: dict[str, dict[str, str]] = {}
    marked = ids_of(page.article.find_all(id=True))  # the page itself leads on from these
    for name, address in moved_anchors(site.project, page).items():
        if name not in marked:
            by_page.setdefault(address.split("#")[0], {})[name] = address
    for target, names in by_page.items():
        untitled = {name for name in names if name.startswith(UNTITLED_PREFIXES)}
        marks = "".join(f'<i id="{name}"></i>' for name in names if name in untitled)
        links = [f'<a href="{names[name]}" id="{name}">{name}</a>' for name in names if name not in untitled]
        to = f'<a href="{target}">{target.strip("./")}</a>'
        add_to_text(page, f'<p class="moved">{marks}This part moved to {", ".join([to, *links])}</p>')


def add_to_text(page: BuiltPage, markup: str) -> None:
    """Adds an element behind the last of the page's text, before the box that says how to cite it."""
    cite = page.article.select_one(".cite")
    if cite:
        cite.insert_before(parse_element(markup))
    else:
        page.article.append(parse_element(markup))


def keep_old_anchors(site: Site, page: BuiltPage) -> None:
    """What has another id on the same page now can still be reached by the old one."""
    here = f"/{page.location}#"
    for name, successor in read_ledger(site.project).items():
        if name.startswith(here) and successor and successor.startswith(here):
            place = page.soup.find(id=successor.removeprefix(here))
            if isinstance(place, Tag) and not page.soup.find(id=name.removeprefix(here)):
                mark = parse_element(f'<i id="{name.removeprefix(here)}"></i>')
                if place.name == "tr":  # between rows of a table nothing else may be
                    select_one(place, "th, td").insert(0, mark)
                else:
                    place.insert_before(mark)
