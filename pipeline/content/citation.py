"""How a page is cited: as plain text, and as a BibTeX entry."""

import re

from pipeline.content.front_matter import FrontMatter, SiteConfig

LATEX = str.maketrans({"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}"})


def cite_as_text(site: SiteConfig, version: str, front: FrontMatter, address: str) -> str:
    day = f"{front.updated:%B} {front.updated.day}, {front.updated.year}"
    title = front.title if front.title.endswith(("?", "!", ".")) else f"{front.title}."
    return f"{site.author}. {title} In: {site.title} Version {version}, {day}. {address}"


def cite_as_bibtex(site: SiteConfig, version: str, front: FrontMatter, address: str, location: str) -> str:
    """An @incollection: a page as a part of the site. Fields are escaped for LaTeX, the address is not."""
    fields = {
        "author": f"{{{site.author.translate(LATEX)}}}",
        "title": front.title.translate(LATEX),
        "booktitle": site.title.translate(LATEX),
        "year": str(front.updated.year),
        "month": f"{front.updated:%b}".lower(),
        "note": f"Version {version}, updated {front.updated.isoformat()}",
        "url": address,
    }
    lines = (f"  {name:9} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items())
    return f"@incollection{{{bibtex_key(location)},\n" + ",\n".join(lines) + "\n}"


def bibtex_key(location: str) -> str:
    """'poh' and the page's name in ASCII letters, digits and hyphens: 'poh-learning-rate'."""
    return "poh-" + (re.sub(r"[^a-z0-9]+", "-", location.lower()).strip("-") or "home")
