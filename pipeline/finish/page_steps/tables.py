"""Tables get a name, an anchor for themselves and for each row, row headings, and labels for the phone."""

import re
from collections import Counter

from bs4 import NavigableString, Tag

from pipeline.finish.site import Page, Site, new, text_of

KIND = re.compile(r"((structural |training )?hyperparameters?|parameters?)(?=[;,]|$)")


def complete(site: Site, page: Page) -> None:
    """Names each table. A corner without a word is no heading, and becomes a plain cell."""
    taken, named = {tag["id"] for tag in page.soup.find_all(id=True)}, Counter()
    for table in page.article.select("table"):
        heading = table.find_previous(["h1", "h2", "h3"])
        region = table.find_parent("div", class_="table")
        if region is None:
            name = unused(taken, f"table-{heading['id']}")
            region = table.wrap(new(f'<div class="table plain" id="{name}"></div>'))
        else:
            table["class"] = [name for name in region["class"] if name != "table"]
            region["class"] = "table"
        region["role"], region["tabindex"] = "region", "0"
        name = text_of(heading).removesuffix("#")
        named[name] += 1
        region["aria-label"] = f"Table: {name}" if named[name] == 1 else f"Table {named[name]}: {name}"
        heads = [text_of(cell) for cell in table.select("thead th")]
        for cell in table.select("thead th"):
            if not text_of(cell):
                cell.name = "td"
        for row in table.select("tbody tr"):
            complete_row(taken, row, heads)


def complete_row(taken: set[str], row: Tag, heads: list[str]) -> None:
    """The first cell becomes the row's heading; its anchor is the one that the data gives, or comes from its words."""
    cells = row.find_all("td")
    for cell, head in zip(cells, heads, strict=True):
        if head:
            cell["data-label"] = head
        mark(cell)
    first = cells[0]
    first.name, first["scope"] = "th", "row"
    marked = first.select_one("[id]")
    if marked:
        row["id"] = marked["id"]
        del marked["id"]
    else:
        words = re.sub(r"[^a-z0-9]+", "-", text_of(first).lower()).strip("-")
        row["id"] = unused(taken, f"row-{words}")
    for code in row.select(".ledger code"):
        if len(words := code.get_text().split("_")) > 2:
            code.clear()
            code.extend(part for word in words[:-1] for part in (f"{word}_", new("<wbr>")))
            code.append(words[-1])
    first.append(new(f'<a class="headerlink" href="#{row["id"]}" title="Link to this row">#</a>'))


def mark(cell: Tag) -> None:
    """Gives the name of a kind at the beginning of a cell its mark."""
    words = cell.contents[0] if cell.contents and isinstance(cell.contents[0], NavigableString) else ""
    if found := KIND.match(words):
        cell.insert(0, new(f'<b class="bin {"chosen" if "hyper" in found[0] else "found"}">{found[0]}</b>'))
        words.replace_with(words[found.end() :])


def unused(taken: set[str], name: str) -> str:
    """The id, with a number behind it where the page has it already; from now on it has."""
    number, free = 1, name
    while free in taken:
        number, free = number + 1, f"{name}-{number + 1}"
    taken.add(free)
    return free
