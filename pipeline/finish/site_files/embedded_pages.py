"""The scripts of the explorables, and a bare page for each, which others can show in a frame."""

from html import escape

from pipeline.content import data
from pipeline.content.errors import Collector, Problem
from pipeline.content.files import write_atomically
from pipeline.content.front_matter import site_config
from pipeline.content.licenses import CONTENT, CONTENT_ADDRESS
from pipeline.content.project import Project
from pipeline.finish.page import FinishedPage, Site, address_of
from pipeline.finish.page_steps.explorables import explorable_file, scripts_of
from pipeline.finish.page_steps.security_policy import EMBED_POLICY, policy_for
from pipeline.frame.context import inline
from pipeline.frame.minify import minify_css
from pipeline.frame.stylesheets import common_css, sheet

SCHEME_SCRIPT = "scripts/embed-color-scheme.js"


def write_embedded_pages(site: Site, pages: list[FinishedPage]) -> None:
    """An explorable's page holds all that it needs: it fetches nothing and stores nothing."""
    for explorable in data.explorables(site.project).values():
        for name, text in scripts_of(site.project, explorable):
            write_atomically(site.folder / name, text.encode())
        shown_on = [page for page in pages if explorable.id in page.explorables]
        if shown_on:
            home = min(shown_on, key=lambda page: len(page.explorables))  # not the page that has all of them
            html = embedded_page(site, explorable, home)
            write_atomically(site.folder / "embed" / explorable.id / "index.html", html.encode())


def check_explorables(site: Site, pages: list[FinishedPage]) -> list[Problem]:
    """Every explorable has its scripts and data, also one that no page shows."""
    problems = Collector()
    for explorable in data.explorables(site.project).values():
        with problems:
            scripts_of(site.project, explorable)
    return problems.found


def embedded_parts(project: Project, explorable: data.Explorable) -> tuple[str, str, str]:
    """What is inside its bare page: the script of the color scheme, its own script, and the style."""
    own_style = minify_css(project.files.read_text(explorable_file(project, "embedded.css")))
    style = common_css(project) + sheet(project, "explorables") + own_style
    return inline(project, SCHEME_SCRIPT), "".join(text for _, text in scripts_of(project, explorable)), style


def embedded_policy(project: Project, explorable: data.Explorable) -> str:
    *scripts, style = embedded_parts(project, explorable)
    return policy_for(scripts, [style], EMBED_POLICY)


def embedded_page(site: Site, explorable: data.Explorable, shown_on: FinishedPage) -> str:
    scheme_script, script, style = embedded_parts(site.project, explorable)
    policy, title = embedded_policy(site.project, explorable), escape(explorable.title)
    address, site_title = address_of(site, shown_on), escape(site_config(site.project).title)
    source = f'<a href="{address}" target="_blank" rel="noopener">{site_title}</a>'
    license = f'<a href="{CONTENT_ADDRESS}" target="_blank" rel="license noopener">{CONTENT}</a>'
    caption = escape(explorable.caption, quote=False)
    return (
        '<!doctype html><html lang="en" class="embedded" data-scheme="light"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f'<title>{title}</title><link rel="canonical" href="{address}"><link rel="icon" href="data:,">'
        f'<style>{style}</style></head><body class="prose"><script>{scheme_script}</script>'
        f'<main><figure><p class="title" role="heading" aria-level="1">{title}</p>'
        f'<{explorable.id} class="explorable late">{still_pictures(site, explorable)}</{explorable.id}>'
        f"<figcaption>{caption} {source} · {license}</figcaption></figure></main>"
        f"<script>{script}</script></body></html>"
    )


def still_pictures(site: Site, explorable: data.Explorable) -> str:
    """The figure in both schemes, for where no script runs."""
    return "".join(
        f'<picture class="only-{scheme}"{hidden}><img src="../../generated/{explorable.source}{dark}.svg" '
        f'alt="{escape(explorable.title)}"></picture>'
        for scheme, dark, hidden in (("light", "", ""), ("dark", ".dark", " hidden"))
        if site.project.files.exists(site.project.generated / f"{explorable.source}{dark}.svg")
    )
