"""What must be true of a page after its steps. Each check returns the problems that it finds."""

import re
from decimal import Decimal
from urllib.parse import unquote, urlsplit

from pipeline.content.errors import Problem
from pipeline.finish.page import BuiltPage, FinishedPage, Site, attribute, classes, problem_on, resolve
from pipeline.finish.text import text_of

NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w]|[.,]\d)")
NOT_PROSE = {"pre", "code", "label", "math", "a", "script", "style", "nav", "output"}
QUOTED = {"cite", "figure-data", "ledger", "reference"}
"""Classes of what quotes other pages or works, or is made from data: its numbers are checked elsewhere."""


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
    """Every image in the text has alt text, a size, and a file."""
    problems = []
    for image in page.article.find_all("img"):
        source = attribute(image, "src")
        faults = {
            "has no alt text": not attribute(image, "alt").strip(),
            "does not exist": not source.startswith("data:") and not exists(site, page.location, source),
            "has no width and height": not (image.get("width") and image.get("height")),
        }
        for fault in (fault for fault, there in faults.items() if there):
            name = source.rsplit("/", 1)[-1].replace(".dark.svg", ".svg")
            hint = "Figures come from /generated/NAME.svg; say between the brackets what is to be seen."
            problems.append(problem_on(site, page, name, f"the image '{name}' {fault}", hint))
    return problems


def check_scripts(site: Site, page: BuiltPage) -> list[Problem]:
    """Every script that the page loads is a file of the site."""
    problems = []
    for script in page.soup.find_all("script", src=True):
        source = attribute(script, "src")
        if is_internal(source) and not exists(site, page.location, source):
            message, name = f"the script '{source}' does not exist", source.rsplit("/", 1)[-1]
            hint = "Its address is relative to the page: ../assets/NAME.js."
            problems.append(problem_on(site, page, name, message, hint))
    return problems


def is_internal(address: str) -> bool:
    parts = urlsplit(address)
    return bool(address) and not parts.scheme and not parts.netloc


def exists(site: Site, location: str, address: str) -> bool:
    """Whether an address on a page leads to a file that MkDocs put into the site."""
    return (site.folder / resolve(site, location, address)).is_file()


def check_numbers(site: Site, page: BuiltPage) -> list[Problem]:
    """Every decimal and every integer over 12 in the prose stands in an output of the page, or in its `given:` list."""
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
    alts = " ".join(attribute(image, "alt") for image in page.article.find_all("img"))
    text = text_of(page.article, lambda tag: tag.name in NOT_PROSE or not QUOTED.isdisjoint(classes(tag)))
    return f"{alts} {text}"


def values(text: str) -> set[Decimal]:
    return {Decimal(token.replace(",", "")) for token in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)}


def check_tracebacks(site: Site, page: BuiltPage) -> list[Problem]:
    if "Traceback (most recent call last)" in page.article.get_text():
        return [problem_on(site, page, "", "the page shows a traceback", "Mend the program that raised.")]
    return []


PAGE_CHECKS = (check_headings, check_images, check_scripts, check_numbers, check_tracebacks)


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
    target = by_location.get(location.removesuffix("index.html")) or by_location.get(f"{location.rstrip('/')}/")
    if target is None:
        return "" if (site.folder / location).is_file() else "there is no such file"
    return f"there is no id '{fragment}' on that page" if fragment and fragment not in target.ids else ""
