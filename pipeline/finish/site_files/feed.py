"""feed.xml: the corrections and the releases for feed readers, in the format Atom (RFC 4287)."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from markdown import markdown

from pipeline.content.changelog import releases
from pipeline.content.corrections import corrections
from pipeline.content.files import write_atomically
from pipeline.content.front_matter import front_matter, site_config
from pipeline.content.licenses import RIGHTS
from pipeline.finish.page import FinishedPage, Site

NAME = "feed.xml"
PAGE = re.compile(r"(?<=\]\()docs/([\w/-]+)\.md")
"""The target of a link in the changelog."""
Dated = tuple[date, Element]
"""An entry with its day."""


def write_feed(site: Site, pages: list[FinishedPage]) -> None:
    """A project without a changelog has no feed."""
    if releases(site.project):
        write_atomically(site.folder / NAME, feed(site))


def feed(site: Site) -> bytes:
    """The newest entry first. Of those of one day, the corrections come first."""
    entries = sorted([*correction_entries(site), *release_entries(site)], key=lambda dated: dated[0], reverse=True)
    about, root = site_config(site.project), Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    add(root, "id", tag(site, "feed"))
    add(root, "title", f"{about.title} Corrections and releases")
    add(root, "updated", timestamp(entries[0][0]))
    add(SubElement(root, "author"), "name", about.author)
    add(root, "rights", RIGHTS)
    add(root, "link", rel="self", type="application/atom+xml", href=site.address + NAME)
    add(root, "link", rel="alternate", type="text/html", href=site.address)
    root.extend(entry for _, entry in entries)
    indent(root)
    text: bytes = tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def correction_entries(site: Site) -> Iterator[Dated]:
    for found in corrections(site.project):
        source = site.project.source_of(found.location)
        assert source is not None, "check_corrections() has looked"
        title = f"Corrected: {front_matter(site.project, source).title}"
        text = f"It said: {found.said}\n\nIt says now: {found.says}\n\n{found.effect}"
        address = f"{site.address}corrections/#row-{found.id}"
        yield found.date, entry(tag(site, f"correction/{found.id}"), title, found.date, address, text)


def release_entries(site: Site) -> Iterator[Dated]:
    for release in releases(site.project):
        name, title = tag(site, f"release/{release.version}"), f"Version {release.version}"
        text = PAGE.sub(lambda page: f"{site.address}{page[1]}/", release.changes)
        yield release.date, entry(name, title, release.date, site.address, text)


def entry(name: str, title: str, day: date, address: str, text: str) -> Element:
    """An entry, whose text is Markdown."""
    element = Element("entry")
    add(element, "id", name)
    add(element, "title", title)
    add(element, "updated", timestamp(day))
    add(element, "link", rel="alternate", type="text/html", href=address)
    add(element, "content", markdown(text), type="html")
    return element


def tag(site: Site, name: str) -> str:
    """An id that stays when the site moves on its host: 'tag:example.org,2026-11-23:the-package/release/1.0.0'."""
    first = releases(site.project)[-1].date.isoformat()
    return f"tag:{urlsplit(site.address).hostname},{first}:{site.project.name}/{name}"


def timestamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def add(parent: Element, name: str, text: str | None = None, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text
