"""Ends each page with "Cite this page": plain text and, folded, BibTeX, ready to copy."""

import re
from html import escape
from urllib.parse import quote

from pipeline.finish.site import Page, Site, new

LATEX = str.maketrans({"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}"})


def append(site: Site, page: Page) -> None:
    if page.front is None:
        return
    section = new('<section class="cite"></section>')
    section.append(
        new(
            '<h2 id="cite-this-page">Cite this page'
            '<a class="headerlink" href="#cite-this-page" title="Link to this section">#</a></h2>'
        )
    )
    section.append(code("text", "Plain text", plain(site, page)))
    fold = new("<details><summary>BibTeX</summary></details>")
    fold.append(code("bibtex", "BibTeX", bibtex(site, page)))
    section.append(fold)
    section.append(new(f"<p>{last_line(site, page)}</p>"))
    page.article.append(section)


def plain(site: Site, page: Page) -> str:
    about, updated = site.project.about, page.front.updated
    day = f"{updated:%B} {updated.day}, {updated.year}"
    title = page.front.title if page.front.title.endswith(("?", "!", ".")) else f"{page.front.title}."
    return f"{about.author}. {title} In: {about.title} Version {site.project.version}, {day}. {page.address}"


def bibtex(site: Site, page: Page) -> str:
    """An @incollection: a page as a part of the site. Fields are escaped for LaTeX, the address is not."""
    about, updated = site.project.about, page.front.updated
    fields = {
        "author": f"{{{about.author.translate(LATEX)}}}",
        "title": page.front.title.translate(LATEX),
        "booktitle": about.title.translate(LATEX),
        "year": str(updated.year),
        "month": f"{updated:%b}".lower(),
        "note": f"Version {site.project.version}, updated {updated.isoformat()}",
        "url": page.address,
    }
    written = ",\n".join(
        f"  {name:9} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items()
    )
    return f"@incollection{{{key(page)},\n{written}\n}}"


def key(page: Page) -> str:
    """The BibTeX key: 'poh' and the page's name in ASCII letters, digits and hyphens."""
    return "poh-" + (re.sub(r"[^a-z0-9]+", "-", page.location.lower()).strip("-") or "home")


def last_line(site: Site, page: Page) -> str:
    updated = page.front.updated
    said = (
        f'Updated <time datetime="{updated.isoformat()}">{updated:%B} {updated.day}, {updated.year}</time>, '
        f"version {site.project.version}. Text and figures: CC BY 4.0; programs: MIT-0."
    )
    if site.repo_url:
        title = quote(f"Error on the page: {page.front.title}")
        said += f' <a href="{site.repo_url}/issues/new?title={title}">Report an error on this page</a>.'
    return said


def code(language: str, title: str, text: str):
    return new(
        f'<div class="language-{language} highlight"><span class="filename">{title}</span>'
        f"<pre><span></span><code>{escape(text, quote=False)}\n</code></pre></div>"
    )
