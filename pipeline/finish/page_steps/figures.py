"""An image of generated/ becomes a figure: both schemes, a narrow drawing for phones, sizes, caption, downloads."""

import re
from html import escape, unescape
from pathlib import Path

from bs4 import Tag

from pipeline.content.anchors import anchor
from pipeline.content.citation import version_address
from pipeline.content.errors import BuildError
from pipeline.content.front_matter import site_config
from pipeline.content.licenses import CONTENT, credit_line
from pipeline.finish.page import (
    BuiltPage,
    Site,
    attribute,
    docs_file,
    parse_element,
    problem_on,
    select_one,
)

PHONE = "(max-width: 30em)"
DOWNLOADS = (".svg", ".png", ".pdf", ".csv")


def expand_figures(site: Site, page: BuiltPage) -> None:
    """Raises BuildError where a figure shares its paragraph with something else."""
    for place in page.article.select("div[data-explorable]"):
        wrap_explorable(place)
    for image in page.article.select('img[src*="generated/"]:not(.thumbnail)'):
        holder = image.parent
        if holder is None or holder.name != "p" or len(holder.find_all(True)) > 1 or holder.get_text(strip=True):
            name = Path(attribute(image, "src")).name
            message = f"the figure '{name}' shares its paragraph with other text"
            raise BuildError(problem_on(site, page, name, message, "Leave a blank line before it and after it."))
        if holder.find_parent(class_="quiz"):
            holder.replace_with(bare_pictures(site, page, image))
        else:
            holder.replace_with(figure(site, page, image))


def wrap_explorable(place: Tag) -> None:
    """What is written here becomes the still form of an explorable."""
    name, caption = attribute(place, "data-explorable"), escape(attribute(place, "title"))
    element = parse_element(
        f'<figure id="fig-{name}"><{name} class="explorable"></{name}><figcaption>{caption}</figcaption></figure>'
    )
    select_one(element, name).extend(list(place.children))
    place.replace_with(element)


def figure(site: Site, page: BuiltPage, image: Tag) -> Tag:
    source, name = attribute(image, "src"), Path(attribute(image, "src")).stem
    explorable, pictures = attribute(image, "data-explorable"), both_pictures(site, page, image)
    if explorable:
        pictures = f'<{explorable} class="explorable">{pictures}</{explorable}>'
    links = [
        f'<a href="{source.replace(".svg", suffix)}" download>{suffix[1:].upper()}</a>'
        for suffix in DOWNLOADS
        if site.project.files.exists(docs_file(site, page, source.replace(".svg", suffix)))
    ]
    title = svg_title(site, docs_file(site, page, source))
    heading = f'<p class="title">{escape(title, quote=False)}</p>' if title else ""
    caption = escape(attribute(image, "title"))
    return parse_element(
        f'<figure id="fig-{anchor(name)}">{heading}{pictures}'
        f'<figcaption>{caption} <span class="figure-files">{", ".join(links)}</span>'
        f"{credit(site, page, name, title)}</figcaption></figure>"
    )


def credit(site: Site, page: BuiltPage, name: str, title: str) -> str:
    """A fold with the line to be copied under the figure, wherever it is used."""
    about, source = site_config(site.project), f"{version_address(site.address)}{page.location}#fig-{anchor(name)}"
    line = credit_line(
        escape(title or about.title, quote=False),
        escape(about.author, quote=False),
        source,
        site.project.version,
        f'<a href="{page.up or "./"}license/">{CONTENT}</a>',
    )
    return f'<details class="figure-data"><summary>Credit line</summary><p>{line}</p></details>'


def bare_pictures(site: Site, page: BuiltPage, image: Tag) -> Tag:
    """The drawing without the title and caption: of a question, they may tell the answer."""
    return parse_element(f"<div>{both_pictures(site, page, image)}</div>")


def both_pictures(site: Site, page: BuiltPage, image: Tag) -> str:
    """The drawing in the light and in the dark scheme."""
    source, alt = attribute(image, "src"), attribute(image, "alt")
    return "".join(
        picture(site, page, source.replace(".svg", f"{dark}.svg"), alt, scheme)
        for scheme, dark in (("light", ""), ("dark", ".dark"))
    )


def picture(site: Site, page: BuiltPage, source: str, alt: str, scheme: str) -> str:
    narrow = re.sub(r"(\.dark)?\.svg$", r".narrow\1.svg", source)
    choice = ""
    if site.project.files.exists(docs_file(site, page, narrow)):
        choice = f'<source media="{PHONE}" srcset="{narrow}"{size_attributes(site, docs_file(site, page, narrow))}>'
    size = size_attributes(site, docs_file(site, page, source))
    image = f'<img src="{source}" alt="{escape(alt)}"{size} loading="lazy">'
    hidden = " hidden" if scheme == "dark" else ""  # where no style sheet counts, each figure is seen once
    return f'<picture class="only-{scheme}"{hidden}>{choice}{image}</picture>'


def svg_title(site: Site, svg: Path) -> str:
    """The title that is written in a drawing; an empty text where it has none."""
    found = re.search("<title>(.*?)</title>", beginning(site, svg))
    return unescape(found[1]) if found else ""


def size_attributes(site: Site, svg: Path) -> str:
    """Width and height attributes in pixels, read from the drawing; nothing for a file that is not there."""
    found = dict(re.findall(r'\b(width|height)="([\d.]+)pt"', beginning(site, svg)))
    return "".join(f' {side}="{round(float(points) * 4 / 3)}"' for side, points in found.items())


def beginning(site: Site, svg: Path) -> str:
    """The first characters of a drawing, which hold its size and title."""
    return site.project.files.read_text(svg)[:2000] if site.project.files.exists(svg) else ""
