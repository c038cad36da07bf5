"""What must be true of a page after its steps. Each check returns the problems that it finds."""

import re
from decimal import Decimal
from urllib.parse import unquote, urlsplit

from pygments.token import STANDARD_TYPES

from pipeline.content.errors import Problem
from pipeline.content.slides import deck
from pipeline.finish.page import DECK, BuiltPage, FinishedPage, Site, attribute, classes, problem_on, resolve
from pipeline.finish.site_files.citation_files import is_citation_file
from pipeline.finish.site_files.course_pack import CRATE, PACK
from pipeline.finish.site_files.term_file import NAME as TERMS
from pipeline.finish.text import text_of
from pipeline.frame.stylesheets import styled_names

NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w]|[.,]\d)")
NOT_PROSE = {"pre", "code", "label", "math", "a", "script", "style", "nav", "output"}
QUOTED = {
    "cite",
    "level",
    "figure-data",
    "ledger",
    "names",
    "names-list",
    "program-code",
    "quiz",
    "reference",
    "summary",
}
"""Classes of what quotes other pages or works, or is made from data: its numbers are checked elsewhere."""
PYGMENTS = frozenset(STANDARD_TYPES.values())
"""The classes of code."""
LANGUAGE = re.compile(r"language-\w+")
UNSTYLED = {
    *("citation", "previous", "solution", "sorted", "tree", "versions"),
    *("data-bin", "data-embed", "data-label", "data-scheme", "data-style", "data-title"),
    *("data-script", "data-scripts", "data-tools", "data-size-of", "data-offline-copy"),
    *("data-name", "data-needs", "data-megabytes"),
}
"""Classes and data attributes that no style sheet speaks of."""

WRITTEN_LATER = {"feed.xml", PACK, CRATE, TERMS}
"""What pages link to, and finish writes once all checks are passed."""


def check_headings(site: Site, page: BuiltPage) -> list[Problem]:
    """One h1, and no level left out."""
    levels = [int(tag.name[1]) for tag in page.article.find_all(re.compile("^h[1-6]$"))]
    problems = []
    if levels.count(1) != 1:
        hint = "A page has one heading of the first level: its title."
        problems.append(problem_on(site, page, "", f"the page has {levels.count(1)} headings of level 1", hint))
    for tag, before in zip(page.article.find_all(re.compile("^h[1-6]$"))[1:], levels, strict=False):
        if int(tag.name[1]) > before + 1:
            words = text_of(tag).removesuffix("#")
            message = f"the heading '{words}' jumps from level {before} to {tag.name[1]}"
            problems.append(problem_on(site, page, words, message, "Go down one level at a time."))
    return problems


def check_images(site: Site, page: BuiltPage) -> list[Problem]:
    """Every image in the text has a size and alt text; a thumbnail has its words beside it."""
    problems = []
    for image in page.article.find_all("img"):
        source = attribute(image, "src")
        faults = {
            "has no alt text": not attribute(image, "alt").strip() and "thumbnail" not in classes(image),
            "has no width and height": not (image.get("width") and image.get("height")),
        }
        for fault in (fault for fault, there in faults.items() if there):
            name = source.rsplit("/", 1)[-1].replace(".dark.svg", ".svg")
            hint = "Figures come from /generated/NAME.svg; say between the brackets what is to be seen."
            problems.append(problem_on(site, page, name, f"the image '{name}' {fault}", hint))
    return problems


def check_numbers(site: Site, page: BuiltPage) -> list[Problem]:
    """Every decimal and every integer over 12 in the prose is in an output of the page, or in its `given:` list."""
    if page.front is None:
        return []
    text = prose(page)
    known = {value for number in page.front.given for value in values(str(number))}
    for output in page.article.find_all("span", class_="filename"):
        if output.get_text() == "Output" and output.parent:
            known |= values(output.parent.get_text())
    problems = []
    for token in NUMBER.findall(text):
        value = Decimal(token.replace(",", ""))
        small = "." not in token and value <= 12
        if not small and value not in known:
            message = f"the number {token} in the text is in no output of this page"
            hint = "Print it in a program that the page shows, or enter it under `given:` in the front matter."
            problems.append(problem_on(site, page, token, message, hint))
    return problems


def prose(page: BuiltPage) -> str:
    """The text of the article and the alt texts, without code, formulas, links, ledgers and the cite box."""
    alts = " ".join(attribute(image, "alt") for image in page.article.select("img:not(.quiz *)"))
    text = text_of(page.article, lambda tag: tag.name in NOT_PROSE or not QUOTED.isdisjoint(classes(tag)))
    return f"{alts} {text}"


def values(text: str) -> set[Decimal]:
    return {Decimal(token.replace(",", "")) for token in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)}


def check_tracebacks(site: Site, page: BuiltPage) -> list[Problem]:
    if "Traceback (most recent call last)" in page.article.get_text():
        return [problem_on(site, page, "", "the page shows a traceback", "Fix the program that raised.")]
    return []


def check_names(site: Site, page: BuiltPage) -> list[Problem]:
    """Every class and data attribute is known here. Another one is misspelled, or its maker has renamed it."""
    known, found = styled_names(site.project) | UNSTYLED | PYGMENTS, dict[str, str]()
    for tag in page.soup.find_all(True):
        found |= dict.fromkeys(classes(tag), "class")
        found |= {name: "attribute" for name in tag.attrs if name.startswith("data-")}
    unknown = [name for name in found if name not in known and not LANGUAGE.fullmatch(name)]
    if not unknown:
        return []
    names = ", ".join(f"{found[name]} '{name}'" for name in unknown[:5]) + (", ..." if len(unknown) > 5 else "")
    message = f"known to no style sheet and no step: {names}"
    hint = "Has MkDocs, an extension or a template renamed it? What is right goes into UNSTYLED in page_checks.py."
    return [problem_on(site, page, unknown[0], message, hint)]


PAGE_CHECKS = (check_headings, check_images, check_numbers, check_tracebacks, check_names)


def check_files(site: Site, pages: list[FinishedPage]) -> list[Problem]:
    """Every image and script that a page loads is a file of the site."""
    problems = []
    for page in pages:
        for address in filter(is_internal, page.files):
            if not (site.folder / resolve(site, page.location, address)).is_file():
                name, kind = address.rsplit("/", 1)[-1], "script" if address.endswith(".js") else "image"
                hint = "Figures are /generated/NAME.svg, scripts ../assets/NAME.js."
                message = f"the {kind} '{name}' does not exist"
                problems.append(problem_on(site, page, name.replace(".dark.svg", ".svg"), message, hint))
    return problems


def check_links(site: Site, pages: list[FinishedPage]) -> list[Problem]:
    """Every internal link leads to a file of the site, and its fragment to an id there."""
    by_location, problems = {page.location: page for page in pages}, []
    for page in pages:
        for href in filter(is_internal, page.links):
            if fault := link_fault(site, by_location, page, href):
                target = href.split("/")[-1] or href
                needle = target if "#" in target else href.rstrip("/").split("/")[-1]
                hint = "Fix the link; headings are linked by the id that a click on their # shows."
                problems.append(problem_on(site, page, needle, f"dead link '{href}': {fault}", hint))
    return problems


def link_fault(site: Site, by_location: dict[str, FinishedPage], page: FinishedPage, href: str) -> str:
    """Why an internal address leads nowhere; an empty text if it leads somewhere."""
    location, fragment = resolve(site, page.location, href), unquote(urlsplit(href).fragment)
    if location == f"{DECK}/" and deck(site.project):
        return ""
    target = by_location.get(location.removesuffix("index.html")) or by_location.get(f"{location.rstrip('/')}/")
    if target is None:
        written_later = location in WRITTEN_LATER or is_citation_file(location, by_location)
        return "" if written_later or (site.folder / location).is_file() else "there is no such file"
    explorable, is_state, _ = fragment.partition(":")
    if is_state and explorable in target.explorables:
        return ""
    return f"there is no id '{fragment}' on that page" if fragment and fragment not in target.ids else ""


def is_internal(address: str) -> bool:
    parts = urlsplit(address)
    return bool(address) and not parts.scheme and not parts.netloc
