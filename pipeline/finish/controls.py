"""What stock Material makes by script, or leaves out of reach of the keyboard, is written into the page."""

from html import escape
from urllib.parse import quote

from bs4 import Tag

from pipeline.finish.site import Page, Site, new, text_of

OF_THE_SEARCH = {"search", "dialog", "header"}
"""What the theme's script has to do with on our pages."""
IDLE = {"data-md-color-accent", "data-md-color-primary", "data-md-scrollfix", "data-md-type"}
"""What only scripts of the theme ask for that do not run here."""
LONG = 22
"""A program with more lines than this is shown in part; assets/site.css says how much."""
DRAWING = "=:/',.()-"
"""What an address may hold as it stands, of what a drawing holds."""


def copy_buttons(site: Site, page: Page) -> None:
    """Each program gets a button, named by its title, and so do the citations. Without script it is not shown."""
    for block in page.article.select(".language-python.highlight, .cite .highlight"):
        title = block.find("span", class_="filename")
        named = f' aria-label="Copy {title.text}"' if title else ""
        block.insert(0, new(f'<button class="copy" type="button"{named}>Copy</button>'))


def long_programs(site: Site, page: Page) -> None:
    """A program longer than a page can spare shows how it begins, with a switch for all of it."""
    for block in page.article.select(".program > .language-python"):
        lines = len(block.code.get_text().splitlines())
        if lines > LONG:
            block.append(new(f'<label class="more"><input type="checkbox">All {lines} lines</label>'))


def navigation(site: Site, page: Page) -> None:
    """The navigation lists the parts of the site, and of the one where the reader is, the pages.

    It needs no script, and nothing in it is hidden behind a label that only a pointer can press.
    """
    menu = page.soup.select_one(".md-nav--primary")
    for part in menu.select(".md-nav__item--nested"):
        caption = new(f'<a class="md-nav__link" href="{part.nav.a["href"]}">{escape(text_of(part.label))}</a>')
        if "md-nav__item--active" in part["class"]:
            caption.name = "span"
            del caption["href"]
            part.nav.label.decompose()
            pages = part.nav.ul.extract()
            pages["class"] = [*pages["class"], "md-nav"]
            part.clear()
            part.extend([caption, pages])
        else:
            part["class"] = ["md-nav__item"]
            part.clear()
            part.append(caption)
    for switch in menu.select("#__toc, [for=__toc]:not(.md-nav__title)"):
        switch.decompose()
    for name in page.soup.find_all(class_="md-ellipsis"):
        if "md-nav__link" in name.parent.get("class", ()):
            name.unwrap()
    for here in menu.select("a.md-nav__link--active"):
        here["aria-current"] = "page"
    for contents in page.soup.find_all(class_="md-nav--secondary"):
        caption = contents.select_one(".md-nav__title")
        if caption:
            caption.name, caption.string = "span", "On this page"
            del caption["for"]
        for inner in contents.select(".md-nav"):
            inner.name = "div"
            del inner["aria-label"]
    for number, contents in enumerate(page.soup.find_all("nav", class_="md-nav--secondary")):
        contents["aria-label"] = ("On this page, in the menu", "On this page")[number]


def names(site: Site, page: Page) -> None:
    """The search dialog, the menu's switch and the message get a name and a role; pictures beside text get none."""
    soup = page.soup
    soup.header.select_one("[data-md-component=header-topic]").decompose()
    for place in soup.body.find_all(attrs={"data-md-component": ["skip", "announce"]}, recursive=False):
        if not place.contents or not place.text.strip():
            place.decompose()
    for idle in soup.head.select("meta[name=generator], link[rel=prev], link[rel=next]"):
        idle.decompose()
    soup.find(id="__drawer")["aria-label"] = "Menu"
    soup.find(id="__search")["aria-label"] = "Search"
    for scheme in soup.header.select(".md-option"):
        name = scheme["aria-label"].split(". Switch")[0]
        value = scheme["data-md-color-scheme"] if ":" in scheme["data-md-color-media"] else "system"
        scheme.attrs = {"class": "md-option", "type": "radio", "id": scheme["id"], "name": "scheme", "value": value}
        scheme["aria-label"] = name
    search = soup.header.select_one(".md-search")
    search["aria-label"] = "Search"
    results = search.select_one(".md-search__scrollwrap")
    results["aria-label"], results["role"] = "Results", "region"
    options = search.select_one(".md-search__options")
    options.name = "div"
    del options["aria-label"], options.button["tabindex"]
    soup.find(class_="md-dialog")["role"] = "status"
    for part in soup.find_all(True):
        tidy(part)
    for link in soup.find_all("a"):
        if link.get("href", "").startswith("http"):
            link["rel"] = [*link.get("rel", []), "noopener"]


def tidy(part: Tag) -> None:
    """Takes away what nobody asks for here, and titles that say a name twice."""
    if part.get("data-md-component", "search").split("-")[0] not in OF_THE_SEARCH:
        del part["data-md-component"]
    for name in IDLE & part.attrs.keys():
        del part[name]
    if "md-logo" in part.get("class", ()):
        del part["title"]
    if "md-toggle" in part.get("class", ()):
        del part["autocomplete"]
    if part.name == "svg":
        part["aria-hidden"] = "true"
        del part["xmlns"]


def footer(site: Site, page: Page) -> None:
    """The links to the page before and the next have an arrow, no drawing in a box, and are named by what they say."""
    foot = page.soup.find(class_="md-footer")
    for link in foot.select(".md-footer__link"):
        del link["aria-label"]
    for button in foot.select(".md-footer__button"):
        button.decompose()
    for arrow, of in (("← {}", "prev"), ("{} →", "next")):
        for direction in foot.select(f".md-footer__link--{of} .md-footer__direction"):
            direction.string = arrow.format(direction.text.strip())


def menu_switch(site: Site, page: Page) -> None:
    """The menu's switch stands in the header, before its picture: a landmark holds it, and Tab comes to it in order."""
    switch = page.soup.find(id="__drawer").extract()
    page.soup.select_one(".md-header [for=__drawer]").insert_before(switch)


def icons(site: Site, page: Page) -> None:
    """The logo and the tab's icon are in the page: no request is spent on three hundred bytes."""
    for image in page.soup.select(".md-logo img"):
        image.replace_with(new(site.file_at(page, image["src"]).read_text("utf-8").strip()))
    icon = page.soup.select_one("link[rel=icon]")
    drawing = site.file_at(page, icon["href"]).read_text("utf-8").strip().replace('"', "'")
    icon["href"] = f"data:image/svg+xml,{quote(drawing, safe=DRAWING)}"
