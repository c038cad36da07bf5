"""The deck: a bare page with all slides and their notes, its style and its script inside."""

from html import escape
from typing import Any

from pipeline.content.data import explorables
from pipeline.content.errors import Collector, Problem
from pipeline.content.files import write_atomically
from pipeline.content.palette import PAGE
from pipeline.content.project import Project
from pipeline.content.question_text import html, mathml
from pipeline.content.slides import MINUTES, slides_file
from pipeline.finish.page import DECK, FinishedPage, Site
from pipeline.finish.page_steps.figures import PHONE
from pipeline.finish.page_steps.security_policy import policy_for
from pipeline.frame.minify import minify_css, minify_js
from pipeline.render.slides.content import Content, deck_content

DECK_POLICY = {
    "default-src": "'none'",
    "script-src": "",
    "style-src": "",
    "img-src": "'self' data:",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""The deck shows explorables in frames, and fetches nothing else than pictures."""
SCRIPT, SHEET = "assets/deck/deck.js", "assets/deck/deck.css"


def write_slide_deck(site: Site, pages: list[FinishedPage]) -> None:
    """Nothing where docs/data/ has no slides."""
    content = deck_content(site.project, site.address)
    if content["slides"]:
        write_atomically(site.folder / DECK / "index.html", deck_page(site.project, content).encode())


def check_slides(site: Site, pages: list[FinishedPage]) -> list[Problem]:
    """Each slide can be made, and what it leads to is there."""
    problems, ids = Collector(), {page.location: page.ids for page in pages}
    with problems:
        for slide in deck_content(site.project, site.address)["slides"]:
            location, mark, place = slide["more"].partition("#")
            if mark and place not in ids.get(location, frozenset()):
                message = f"slide '{slide['id']}': there is no '#{place}' on the page '{location}'"
                hint = "Name an id of that page."
                problems.add(site.project.display_path(slides_file(site.project)), None, message, hint)
    return problems.found


def deck_style(project: Project) -> str:
    """The colors of both schemes, by what the reader's system asks for, and the style of the deck."""
    light, dark = ("".join(f"--{name}:{color[scheme]};" for name, color in PAGE.items()) for scheme in (0, 1))
    colors = f":root{{color-scheme:light;{light}}}"
    colors += f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}"
    return minify_css(colors) + minify_css(project.files.read_text(project.docs / SHEET))


def deck_script(project: Project) -> str:
    return minify_js(project.files.read_text(project.docs / SCRIPT))


def deck_policy(project: Project) -> str:
    return policy_for([deck_script(project)], [deck_style(project)], DECK_POLICY)


def deck_page(project: Project, content: Content) -> str:
    """The page as HTML."""
    address, title = f"{content['address']}{DECK}/", escape(f"Slides: {content['title']}")
    slides = "".join(slide_html(project, content, slide) for slide in content["slides"])
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{deck_policy(project)}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{title}</title><meta name="description" content="{len(content["slides"])} slides with notes for a '
        f'class of {MINUTES} minutes."><link rel="canonical" href="{address}"><link rel="icon" href="data:,">'
        f"<style>{deck_style(project)}</style></head><body><main>"
        f'<h1 class="unseen">{title}</h1>{slides}</main>{controls()}'
        f"<script>{deck_script(project)}</script></body></html>"
    )


def controls() -> str:
    """The buttons below the slides, for where the script runs."""
    buttons = {
        "back": ("←", ' aria-label="The slide before"'),
        "next": ("→", ' aria-label="The next slide"'),
        "notes": ("Notes", ""),
        "screen": ("Full screen", ""),
        "presenter": ("Presenter view", ""),
    }
    back, forth, *others = (
        f'<button type="button" name="{name}"{label}>{words}</button>' for name, (words, label) in buttons.items()
    )
    return (
        f'<nav class="controls" aria-label="Slides" hidden>{back}<span class="place"></span>{forth}'
        f'<span class="clock"></span>{"".join(others)}<a href="../figures/">About these slides</a></nav>'
        '<p class="told" role="status"></p>'
    )


def slide_html(project: Project, content: Content, slide: Content) -> str:
    """A slide and its notes."""
    number, name = slide["number"], escape(slide["title"], quote=False)
    return (
        f'<section class="slide {slide["kind"]}" id="{number}" aria-labelledby="title-{number}" '
        f'data-minutes="{slide["minutes"]}"><div class="board"><div class="inside">'
        f'<h2 id="title-{number}">{name}</h2>{BODIES[slide["kind"]](project, content, slide["body"])}'
        f"{foot(content, slide)}</div></div>{notes_html(content, slide)}</section>"
    )


def notes_html(content: Content, slide: Content) -> str:
    number, minutes = slide["number"], slide["minutes"]
    more = f'<p><a href="{escape("../" + slide["more"])}">More on the site</a></p>' if slide["more"] else ""
    lines = "".join(f"<p>{small(line)}</p>" for line in slide["notes"])
    unit = "minute" if minutes == 1 else "minutes"
    return (
        f'<aside class="notes" aria-label="Notes on slide {number}">'
        f"<p><strong>{number}</strong> · {minutes} {unit}</p>{lines}{more}</aside>"
    )


def small(text: str) -> str:
    """Small Markdown as HTML, formulas as MathML."""
    return html(text, mathml)


def listed(lines: list[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{small(line)}</li>' for line in lines)}</{tag}>"


def lines_body(project: Project, content: Content, body: Content) -> str:
    return listed(body["lines"])


def credit_body(project: Project, content: Content, body: Content) -> str:
    """Whose the slides are, where they are, and what one may do with them."""
    license, address = content["license"], f"{content['address']}{DECK}/"
    shown = escape(address.partition("://")[2].rstrip("/"))
    return (
        f'<p class="credit">{escape(content["author"])}<br><cite>{escape(content["site"])}</cite> '
        f'version {content["version"]}<br><a class="here" href="{escape(address)}">{shown}</a><br>License: '
        f'<a rel="license" href="{license["address"]}">{license["name"]}</a></p>'
    )


def foot(content: Content, slide: Content) -> str:
    """The credit of a slide that has none in its body: people take single slides out of a deck."""
    if BODIES[slide["kind"]] is credit_body:
        return ""
    license, address = content["license"], f"{content['address']}{DECK}/"
    return (
        f'<p class="foot"><cite>{escape(content["site"])}</cite> version {content["version"]} · '
        f'<a href="{escape(address)}">{escape(address.partition("://")[2].rstrip("/"))}</a> · '
        f'<a rel="license" href="{license["address"]}">{license["name"]}</a></p>'
    )


def definitions_body(project: Project, content: Content, body: Content) -> str:
    boxes = (
        f'<p class="box {each["kind"]}"><strong class="bin {each["kind"]}">{each["word"]}</strong> '
        f"{small(each['text'])}</p>"
        for each in body["definitions"]
    )
    return f'<div class="two">{"".join(boxes)}</div>'


def rule_body(project: Project, content: Content, body: Content) -> str:
    """The first question above the two others."""
    kinds = {"parameter": "found", "hyperparameter": "chosen"}
    rule = body["rule"]
    ways = ""
    for number, way in enumerate(rule["ways"], 2):
        outcomes = "".join(
            f'<li>{answer} <strong class="bin {kinds.get(category, "neither")}">{category}</strong></li>'
            for answer, category in way["outcomes"]
        )
        ways += (
            f'<div><p class="answer">{small(way["answer"])}</p><p class="ask"><b>{number}</b> {small(way["ask"])}</p>'
            f"<ul>{outcomes}</ul></div>"
        )
    return f'<p class="ask first"><b>1</b> {small(rule["first"])}</p><div class="two">{ways}</div>'


def table_body(project: Project, content: Content, body: Content) -> str:
    heads = "".join(
        f'<th scope="col"><span class="bin {kind}">{small(head)}</span></th>'
        if kind
        else f'<th scope="col">{small(head)}</th>'
        for kind, head in zip(body["kinds"][1:], body["head"][1:], strict=True)
    )
    rows = "".join(
        f'<tr><th scope="row">{small(first)}</th>{"".join(f"<td>{small(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in body["rows"]
    )
    return f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def values_body(project: Project, content: Content, body: Content) -> str:
    rows = (
        f"<li><strong>{escape(each['term'])}</strong> <span>{escape(each['model'])}</span></li>"
        for each in body["values"]
    )
    return f'<ul class="values">{"".join(rows)}</ul>'


def question_body(project: Project, content: Content, body: Content) -> str:
    return f'<p class="asked">{small(body["question"])}</p>{listed(body["choices"], "ol")}'


def figure_body(project: Project, content: Content, body: Content) -> str:
    return picture(project, body["figure"], body["alt"])


def explorable_body(project: Project, content: Content, body: Content) -> str:
    """The explorable in a frame, and its still figure for paper."""
    title = escape(explorables(project)[body["explorable"]].title)
    frame = (
        f'<iframe name="slide" src="../embed/{body["explorable"]}/#{escape(body["state"])}" title="{title}" '
        'loading="lazy" allow="fullscreen"></iframe>'
    )
    return f'{frame}<div class="still">{picture(project, body["figure"], body["alt"])}</div>'


def picture(project: Project, name: str, alt: str) -> str:
    """The drawing for the scheme and the width of the screen. It comes when its slide is near."""
    sources = [
        (f"{PHONE} and (prefers-color-scheme: dark)", ".narrow.dark"),
        (PHONE, ".narrow"),
        ("(prefers-color-scheme: dark)", ".dark"),
    ]
    choices = "".join(
        f'<source media="{media}" srcset="../generated/{name}{suffix}.svg">'
        for media, suffix in sources
        if project.files.exists(project.generated / f"{name}{suffix}.svg")
    )
    image = f'<img src="../generated/{name}.svg" alt="{escape(alt)}" width="691" height="389" loading="lazy">'
    return f"<picture>{choices}{image}</picture>"


BODIES: dict[str, Any] = {
    "title": credit_body,
    "end": credit_body,
    "text": lines_body,
    "objectives": lines_body,
    "definitions": definitions_body,
    "rule": rule_body,
    "comparison": table_body,
    "table": table_body,
    "values": values_body,
    "question": question_body,
    "figure": figure_body,
    "explorable": explorable_body,
}
"""What writes the body of a slide of each kind."""
