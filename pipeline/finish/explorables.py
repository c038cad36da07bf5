"""Figures that can be played with: their scripts come when a reader comes near; each has a bare page to embed."""

import hashlib
import json
from functools import cache
from html import escape

from pipeline import data
from pipeline.finish import lean, sheet
from pipeline.finish.figures import LICENSE
from pipeline.finish.policy import digest
from pipeline.finish.scripts import ours
from pipeline.finish.site import Page, Site, new
from pipeline.problems import Problem, Problems
from pipeline.project import Project
from pipeline.render.outputs import write

FOLDER = "assets/explorables"
POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'"
)


def enliven(site: Site, page: Page) -> None:
    """Tells each figure of an explorable which scripts to fetch, and where it can be embedded from.

    Raises:
        Problems: there is no such explorable, or its figure is of another snippet.
    """
    places = page.article.select(".explorable")
    for place in places:
        it = known(site.project).get(place.name)
        if it is None or (place.img and f"/{it.source}." not in place.img["src"]):
            what = f"the figure '{place.img['src']}' is not that of an explorable '{place.name}'"
            raise Problems(site.problem(page, place.name, what, "docs/data/explorables.yml says which there are."))
        base = page.soup.html["data-base"]
        place["data-scripts"] = " ".join(f"{base}/{address}" for address, _ in scripts(site.project, it))
        place["data-embed"] = f"{site.home}embed/{it.id}/"
        place["data-title"] = it.title
    if places:
        page.soup.body.append(new(f"<script>{ours('near.js')}</script>"))


@cache
def known(project: Project) -> dict[str, data.Explorable]:
    return {it.id: it for it in data.explorables(project)}


def scripts(project: Project, it: data.Explorable) -> list[tuple[str, str]]:
    """The two scripts of an explorable, each with its address below the site's: what all share, and its own."""
    both = {"shared": shared(project), it.id: own(project, it)}
    return [
        (f"{FOLDER}/{name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js", text) for name, text in both.items()
    ]


@cache
def source(project: Project, name: str) -> str:
    """Raises Problems where docs/explorables/ lacks the file."""
    file = project.docs / "explorables" / f"{name}.js"
    if not file.exists():
        remedy = "Write it, or mend docs/data/explorables.yml."
        raise Problems(Problem(project.shown(file), None, "an explorable needs this file, which is not there", remedy))
    return lean.script(file.read_text("utf-8"))


@cache
def shared(project: Project) -> str:
    """What all share, with the style of what is alive."""
    style = (project.docs / "explorables" / "stage.css").read_text("utf-8")
    return source(project, "shared").replace("STYLE", json.dumps(sheet.tightened(style)), 1)


def own(project: Project, it: data.Explorable) -> str:
    """The explorable's mathematics and element in one script, with the data of its snippet."""
    file = project.generated / f"{it.source}.json"
    columns = json.loads(file.read_text("utf-8")) if file.exists() else {}
    if missing := [name for name in it.columns if name not in columns]:
        what = f"the data of '{it.source}' lack {', '.join(missing)}, which '{it.id}' reads"
        raise Problems(Problem("docs/data/explorables.yml", None, what, f"There are: {', '.join(columns)}."))
    rounded = {name: [in_short(value) for value in columns[name]] for name in it.columns}
    numbers = json.dumps(rounded, separators=(",", ":"))
    parts = [f"const DATA={numbers};", *(source(project, name) for name in it.mathematics), source(project, it.id)]
    return "{" + "\n".join(parts) + "}"


def in_short(value: float | str) -> float | str:
    """A number with twelve digits, a whole one as such; a text as it is."""
    if isinstance(value, str):
        return value
    return int(value) if value == int(value) else float(f"{value:.12g}")


def write_all(site: Site) -> None:
    """Writes the scripts, and a page to embed each explorable, which holds all that it needs."""
    pages = {}
    for it in known(site.project).values():
        both = scripts(site.project, it)
        for address, text in both:
            write(site.folder / address, text.encode())
        shown_on = [page for page in site.pages if it.id in page.names]
        if shown_on:
            home = min(shown_on, key=lambda page: len(known(site.project).keys() & page.names))  # not the one with all
            script = "".join(text for _, text in both)
            pages[it.id] = (it, home, script, bare_body(site, it, home, script))
    names = sheet.words("".join(body for *_, body in pages.values())) | {"html", "embedded", "live", "data-md-color-scheme=slate"}
    style = sheet.fitting(sheet.ours(site), names) if pages else ""
    for id, page in pages.items():
        write(site.folder / "embed" / id / "index.html", bare_page(*page, style).encode())


def bare_body(site: Site, it: data.Explorable, shown_on: Page, script: str) -> str:
    """What a page for a frame shows, with its source and license."""
    pictures = "".join(
        f'<picture class="only-{scheme}">'
        f'<img src="../../generated/{it.source}{dark}.svg" alt="{escape(it.title)}"></picture>'
        for scheme, dark in (("light", ""), ("dark", ".dark"))
        if (site.project.generated / f"{it.source}{dark}.svg").exists()
    )
    source = f'<a href="{shown_on.address}" target="_blank" rel="noopener">{escape(site.project.about.title)}</a>'
    license = f'<a href="{LICENSE}" target="_blank" rel="license noopener">CC BY 4.0</a>'
    return (
        f'<body class="md-typeset" data-md-color-scheme="default"><script>{ours("scheme.js")}</script>'
        f'<main><figure><p class="title" role="heading" aria-level="1">{escape(it.title)}</p>'
        f'<{it.id} class="explorable">{pictures}</{it.id}>'
        f"<figcaption>{source} · {license}</figcaption></figure></main><script>{script}</script></body>"
    )


def bare_page(it: data.Explorable, shown_on: Page, script: str, body: str, style: str) -> str:
    """A page for a frame of any origin: it fetches nothing and stores nothing."""
    policy = POLICY.format(script=f"{digest(ours('scheme.js'))} {digest(script)}", style=digest(style))
    return (
        f'<!doctype html><html lang="en" class="embedded"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{policy}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" '
        f'content="noindex"><title>{escape(it.title)}</title><link rel="canonical" href="{shown_on.address}">'
        f'<link rel="icon" href="data:,"><style>{style}</style></head>{body}</html>'
    )
