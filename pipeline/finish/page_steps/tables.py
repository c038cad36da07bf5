"""Tables get a name, an anchor for themselves and for each row, row headings, and labels for the phone."""

import re
from collections import Counter

from bs4 import NavigableString, Tag
from bs4.element import AttributeValueList

from pipeline.finish.page import BuiltPage, MarkupError, Site, attribute, classes, parse_element
from pipeline.finish.text import text_of

CATEGORY = re.compile(r"((structural |training )?hyperparameters?|parameters?)(?=[;,]|$)")


def annotate_tables(site: Site, page: BuiltPage) -> None:
    """Names each table. A corner without a word is no heading, and becomes a plain cell."""
    taken = {attribute(tag, "id") for tag in page.soup.find_all(id=True)}
    named = Counter[str]()
    for table in page.article.select("table"):
        heading = table.find_previous(["h1", "h2", "h3"])
        if not isinstance(heading, Tag):
            raise MarkupError("a table stands above all headings, and has its name from the one before it")
        region = table.find_parent("div", class_="table")
        if region is None:
            name = unique_id(taken, f"table-{attribute(heading, 'id')}")
            region = table.wrap(parse_element(f'<div class="table plain" id="{name}"></div>'))
        else:
            table["class"] = AttributeValueList(name for name in classes(region) if name != "table")
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
            annotate_row(taken, row, heads)


def annotate_row(taken: set[str], row: Tag, heads: list[str]) -> None:
    """The first cell becomes the row's heading; its anchor is the one that the data gives, or comes from its words."""
    cells = row.find_all("td")
    if not cells or len(cells) != len(heads):
        raise MarkupError(f"a row has {len(cells)} cells, where the head of its table has {len(heads)}")
    for cell, head in zip(cells, heads, strict=True):
        if head:
            cell["data-label"] = head
        badge_category(cell)
    first = cells[0]
    first.name, first["scope"] = "th", "row"
    marked = first.select_one("[id]")
    if marked:
        row["id"] = attribute(marked, "id")
        del marked["id"]
    else:
        words = re.sub(r"[^a-z0-9]+", "-", text_of(first).lower()).strip("-")
        row["id"] = unique_id(taken, f"row-{words}")
    for code in row.select(".ledger code"):
        parts = code.get_text().split("_")
        if len(parts) > 2:
            code.clear()
            code.extend(piece for part in parts[:-1] for piece in (f"{part}_", parse_element("<wbr>")))
            code.append(parts[-1])
    first.append(parse_element(f'<a class="headerlink" href="#{attribute(row, "id")}" title="Link to this row">#</a>'))


def badge_category(cell: Tag) -> None:
    """Gives the name of a category at the beginning of a cell its mark."""
    words = next(iter(cell.contents), None)
    if isinstance(words, NavigableString) and (found := CATEGORY.match(words)):
        color = "chosen" if "hyper" in found[0] else "found"
        cell.insert(0, parse_element(f'<b class="bin {color}">{found[0]}</b>'))
        words.replace_with(words[found.end() :])


def unique_id(taken: set[str], name: str) -> str:
    """The id, with a number behind it where the page has it already; from now on it has."""
    number, free = 1, name
    while free in taken:
        number, free = number + 1, f"{name}-{number + 1}"
    taken.add(free)
    return free
