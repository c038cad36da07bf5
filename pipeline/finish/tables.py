"""Tables from docs/data/: an anchor on each row, row headings, a named region to scroll, labels for the phone."""

from bs4 import Tag

from pipeline.finish.site import Page, Site, new, text_of


def complete(site: Site, page: Page) -> None:
    for region in page.article.select("div.table"):
        table = region.table
        table["class"] = "comparison"
        heading = region.find_previous(["h1", "h2", "h3"])
        region["role"], region["tabindex"] = "region", "0"
        region["aria-label"] = f"Table: {text_of(heading).removesuffix('#')}"
        heads = [text_of(cell) for cell in table.select("thead th")]
        for row in table.select("tbody tr"):
            complete_row(row, heads)


def complete_row(row: Tag, heads: list[str]) -> None:
    cells = row.find_all("td")
    for cell, head in zip(cells, heads, strict=True):
        if head:
            cell["data-label"] = head
    cells[0].name = "th"
    cells[0]["scope"] = "row"
    if marked := cells[0].select_one('[id^="row-"]'):
        row["id"] = marked["id"]
        marked.unwrap()
        cells[0].append(new(f'<a class="headerlink" href="#{row["id"]}" title="Link to this row">#</a>'))
