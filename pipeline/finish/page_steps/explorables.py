"""Figures that can be played with: their scripts come when a reader comes near."""

import json
from html import escape
from pathlib import Path
from typing import Any

from bs4 import NavigableString, Tag

from pipeline.content import data
from pipeline.content.citation import version_address
from pipeline.content.errors import BuildError, Problem
from pipeline.content.files import fingerprinted
from pipeline.content.project import Project
from pipeline.finish.page import BuiltPage, Site, attribute, parse_element, problem_on, select_one
from pipeline.frame.minify import minify_css, minify_js

FOLDER = "assets/explorables"
LAZY_LOADER = "assets/scripts/lazy-explorables.js"
"""The inline script that fetches the scripts of an explorable when it comes near the view."""


def attach_scripts(site: Site, page: BuiltPage) -> None:
    """Tells each figure of an explorable which scripts to fetch, and where it can be embedded from.

    Raises:
        BuildError: there is no such explorable, or its figure is of another snippet.
    """
    known, places = data.explorables(site.project), page.article.select(".explorable")
    for place in places:
        explorable, image = known.get(place.name), place.select_one("img")
        source = attribute(image, "src") if image else ""
        if explorable is None or (image and f"/{explorable.source}." not in source):
            message = f"the figure '{source}' is not that of an explorable '{place.name}'"
            hint = "docs/data/explorables.yml says which there are."
            raise BuildError(problem_on(site, page, place.name, message, hint))
        shared, tools, own = (f"{page.up or './'}{name}" for name, _ in scripts_of(site.project, explorable))
        place["data-scripts"], place["data-tools"] = f"{shared} {own}", tools
        place["data-embed"] = f"{version_address(site.address)}embed/{explorable.id}/"
        place["data-title"] = explorable.title
        say_what_is_alive(place, explorable)
    if places:
        loader = site.project.files.read_text(site.project.docs / LAZY_LOADER)
        select_one(page.soup, "body").append(parse_element(f"<script>{minify_js(loader)}</script>"))


def say_what_is_alive(place: Tag, explorable: data.Explorable) -> None:
    """Title and caption of the explorable beside those of its still figure; the style shows one or the other.

    Where the heading above says the title already, it is not said again. Where the page begins with the explorable, it
    stands there bare, without its title and its tools.
    """
    figure = place.parent
    assert figure is not None and figure.figcaption is not None
    heading, still_title = figure.find_previous(["h1", "h2", "h3"]), figure.select_one(".title")
    if still_title:
        still_title["class"] = "title when-still"
    if heading is None or heading.name == "h1":
        place["data-bare"] = ""
    elif not explorable.title.startswith(heading.get_text().rstrip("#¶ ")):
        figure.insert(0, parse_element(f'<p class="title when-live">{escape(explorable.title)}</p>'))
    still = parse_element('<span class="when-still"></span>')
    still.extend([child for child in figure.figcaption.contents if isinstance(child, NavigableString)])
    words = parse_element(f'<span class="when-live">{escape(explorable.caption, quote=False)} </span>')
    figure.figcaption.insert(0, words)
    words.insert_after(still)
    if files := figure.select_one(".figure-files"):
        files.insert(0, parse_element('<span class="when-live">The still figure: </span>'))


def scripts_of(project: Project, explorable: data.Explorable) -> list[tuple[str, str]]:
    """The scripts of an explorable, each with its file below the site's root: what all share, the tools, its own."""
    scripts = {
        "shared": styled_script(project, "shared", "stage.css"),
        "tools": styled_script(project, "tools", "tools.css"),
        explorable.id: bundle(project, explorable),
    }
    return [(f"{FOLDER}/{fingerprinted(f'{name}.js', text.encode())}", text) for name, text in scripts.items()]


def styled_script(project: Project, name: str, sheet: str) -> str:
    """A script that all explorables share, with its style in the place of the word STYLE."""

    def build() -> str:
        style = project.files.read_text(explorable_file(project, sheet))
        return script(project, name).replace("STYLE", json.dumps(minify_css(style)), 1)

    return project.files.remembered(f"explorables/{name}", build)


def bundle(project: Project, explorable: data.Explorable) -> str:
    """The explorable's mathematics and element in one script, with the data of its snippet."""

    def build() -> str:
        file = project.generated / f"{explorable.source}.json"
        columns = json.loads(project.files.read_text(file)) if project.files.exists(file) else {}
        if missing := [name for name in explorable.columns if name not in columns]:
            message = f"the data of '{explorable.source}' lack {', '.join(missing)}, which '{explorable.id}' reads"
            hint = f"There are: {', '.join(columns)}."
            raise BuildError(Problem("docs/data/explorables.yml", None, message, hint))
        rounded = {name: [round_number(value) for value in columns[name]] for name in explorable.columns}
        names = [*explorable.mathematics, explorable.id]
        told = f"explorables.told[{compact(explorable.id)}]={compact(told_by(project, explorable))};"
        parts = [f"const DATA={compact(rounded)};", told, *own_style(project, explorable)]
        parts += [script(project, name) for name in names]
        return "{" + "\n".join(parts) + "}"

    return project.files.remembered(("explorables", explorable.id), build)


def own_style(project: Project, explorable: data.Explorable) -> list[str]:
    """The statement that adds the style of this explorable alone, where it has one."""
    sheet = project.docs / "explorables" / f"{explorable.id}.css"
    if not project.files.exists(sheet):
        return []
    return [f"explorables.adopt({compact(minify_css(project.files.read_text(sheet)))});"]


def told_by(project: Project, explorable: data.Explorable) -> dict[str, Any]:
    """What its script says to readers, and the program of its states, where it has one."""
    program = project.docs / "explorables" / f"{explorable.id}.py"
    has_program = project.files.exists(program)
    return explorable.told | ({"program": project.files.read_text(program)} if has_program else {})


def compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def script(project: Project, name: str) -> str:
    """A script of docs/explorables/, minified. Raises BuildError where the file is missing."""
    return minify_js(project.files.read_text(explorable_file(project, f"{name}.js")))


def explorable_file(project: Project, name: str) -> Path:
    file = project.docs / "explorables" / name
    if not project.files.exists(file):
        message = "an explorable needs this file, which is not there"
        hint = "Write it, or fix docs/data/explorables.yml."
        raise BuildError(Problem(project.display_path(file), None, message, hint))
    return file


def round_number(value: float | str) -> float | str:
    """Twelve significant digits; a whole number as such; a text unchanged."""
    if isinstance(value, str):
        return value
    return int(value) if value == int(value) else float(f"{value:.12g}")
