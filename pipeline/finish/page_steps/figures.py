"""An image of generated/ becomes a figure: both schemes, a narrow drawing for phones, sizes, caption, downloads."""

import re
from html import escape
from pathlib import Path

from bs4 import Tag

from pipeline.finish.site import Page, Site, new
from pipeline.problems import Problems
from pipeline.render.fragments import anchor

PHONE = "(max-width: 30em)"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def complete(site: Site, page: Page) -> None:
    """Raises Problems where a figure shares its paragraph with something else."""
    for place in page.article.select("div[data-explorable]"):
        around(place)
    for image in page.article.select('img[src*="generated/"]'):
        holder = image.parent
        if holder.name != "p" or len(holder.find_all(True)) > 1 or holder.get_text(strip=True):
            name = Path(image["src"]).name
            remedy = "Leave a blank line before it and after it."
            raise Problems(
                site.problem(page, name, f"the figure '{name}' shares its paragraph with other text", remedy)
            )
        holder.replace_with(figure(site, page, image))


def figure(site: Site, page: Page, image: Tag) -> Tag:
    source, name = image["src"], Path(image["src"]).stem
    explorable = image.get("data-explorable")
    pictures = "".join(
        picture(site, page, source.replace(".svg", f"{dark}.svg"), image.get("alt", ""), scheme)
        for scheme, dark in (("light", ""), ("dark", ".dark"))
    )
    if explorable:
        pictures = f'<{explorable} class="explorable">{pictures}</{explorable}>'
    links = [
        f'<a href="{source.replace(".svg", suffix)}" download>{suffix[1:].upper()}</a>'
        for suffix in (".svg", ".png", ".pdf", ".csv")
        if (page.file.parent / source.replace(".svg", suffix)).exists()
    ]
    named = title(page.file.parent / source)
    headed = f'<p class="title">{named}</p>' if named else ""
    caption = escape(image.get("title", ""))
    credit = f'{", ".join(links)} · <a rel="license" href="{LICENSE}">CC BY 4.0</a>'
    return new(
        f'<figure id="fig-{anchor(name)}">{headed}{pictures}'
        f'<figcaption>{caption} <span class="figure-files">{credit}</span></figcaption></figure>'
    )


def around(place: Tag) -> None:
    """What stands here becomes the still form of an explorable."""
    name, caption = place["data-explorable"], escape(place["title"])
    made = new(
        f'<figure id="fig-{name}"><{name} class="explorable"></{name}><figcaption>{caption}</figcaption></figure>'
    )
    made.find(name).extend(list(place.children))
    place.replace_with(made)


def title(svg: Path) -> str:
    """The name of the drawing, in HTML; nothing where it has none."""
    found = re.search("<title>(.*?)</title>", svg.read_text("utf-8")[:2000]) if svg.exists() else None
    return found[1] if found else ""


def picture(site: Site, page: Page, source: str, alt: str, scheme: str) -> str:
    narrow = re.sub(r"(\.dark)?\.svg$", r".narrow\1.svg", source)
    choice = ""
    if (page.file.parent / narrow).exists():
        choice = f'<source media="{PHONE}" srcset="{narrow}"{size(page.file.parent / narrow)}>'
    image = f'<img src="{source}" alt="{escape(alt)}"{size(page.file.parent / source)} loading="lazy">'
    return f'<picture class="only-{scheme}">{choice}{image}</picture>'


def size(svg: Path) -> str:
    """Width and height attributes in pixels, read from the drawing; nothing for a file that is not there."""
    if not svg.exists():
        return ""
    found = dict(re.findall(r'\b(width|height)="([\d.]+)pt"', svg.read_text("utf-8")[:2000]))
    return "".join(f' {side}="{round(float(points) * 4 / 3)}"' for side, points in found.items())
