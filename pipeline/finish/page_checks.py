"""What must be true of a finished page. Each check returns the problems that it finds."""

import re
from decimal import Decimal
from urllib.parse import unquote, urlsplit

from pipeline.finish.site import Page, Site, text_of
from pipeline.problems import Problem

NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w]|[.,]\d)")
NOT_PROSE = {"pre", "code", "label", "math", "a", "script", "style", "nav", "output"}
APART = {"cite", "figure-data", "ledger", "reference"}
"""Classes of what quotes other pages or works, or is made from data: its numbers are checked elsewhere."""


def headings(site: Site, page: Page) -> list[Problem]:
    """One h1, and no level left out."""
    levels = [int(tag.name[1]) for tag in page.article.find_all(re.compile("^h[1-6]$"))]
    problems = []
    if levels.count(1) != 1:
        remedy = "A page has one heading of the first level: its title."
        problems.append(site.problem(page, "", f"the page has {levels.count(1)} headings of level 1", remedy))
    for tag, before in zip(page.article.find_all(re.compile("^h[1-6]$"))[1:], levels, strict=False):
        if int(tag.name[1]) > before + 1:
            words = text_of(tag).removesuffix("#")
            what = f"the heading '{words}' jumps from level {before} to {tag.name[1]}"
            problems.append(site.problem(page, words, what, "Go down one level at a time."))
    return problems


def images(site: Site, page: Page) -> list[Problem]:
    """Every image in the text has alt text, a size, and a file."""
    problems = []
    for image in page.article.find_all("img"):
        source = image["src"]
        faults = {
            "has no alt text": not image.get("alt", "").strip(),
            "does not exist": not source.startswith("data:") and not (page.file.parent / source).exists(),
            "has no width and height": not (image.get("width") and image.get("height")),
        }
        for fault in (fault for fault, there in faults.items() if there):
            name = source.rsplit("/", 1)[-1].replace(".dark.svg", ".svg")
            remedy = "Figures come from /generated/NAME.svg; say between the brackets what is to be seen."
            problems.append(site.problem(page, name, f"the image '{name}' {fault}", remedy))
    return problems


def scripts(site: Site, page: Page) -> list[Problem]:
    """Every script that the page loads is a file of the site."""
    problems = []
    for script in page.soup.find_all("script", src=True):
        if dead(site, page, script["src"]):
            what, name = f"the script '{script['src']}' does not exist", script["src"].rsplit("/", 1)[-1]
            problems.append(site.problem(page, name, what, "Its address is relative to the page: ../assets/NAME.js."))
    return problems


def links(site: Site, page: Page) -> list[Problem]:
    """Every internal link leads to a file of the site, and its fragment to an id there."""
    problems = []
    for href in page.links:
        fault = dead(site, page, href)
        if fault:
            target = href.split("/")[-1] or href
            needle = target if "#" in target else href.rstrip("/").split("/")[-1]
            remedy = "Mend the link; headings are linked by the id that a click on their # shows."
            problems.append(site.problem(page, needle, f"dead link '{href}': {fault}", remedy))
    return problems


def dead(site: Site, page: Page, href: str) -> str:
    """Why an address leads nowhere; an empty text if it does lead somewhere, or off the site."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not href:
        return ""
    target = site.file_at(page, href)
    if target in site.by_file or (target := target / "index.html") in site.by_file:
        if parts.fragment and unquote(parts.fragment) not in site.by_file[target].ids:
            return f"there is no id '{parts.fragment}' on that page"
        return ""
    return "" if target.parent.is_file() else "there is no such file"


def numbers(site: Site, page: Page) -> list[Problem]:
    """Every decimal and every integer over 12 in the prose stands in an output of the page, or in its `given:` list."""
    if page.front is None:
        return []
    text = prose(page)
    known = {value for number in page.front.given for value in values(str(number))}
    for output in page.article.find_all("span", class_="filename"):
        if output.get_text() == "Output":
            known |= values(output.parent.get_text())
    problems = []
    for token in NUMBER.findall(text):
        value = Decimal(token.replace(",", ""))
        small = "." not in token and value <= 12
        if not small and value not in known:
            what = f"the number {token} in the text is in no output of this page"
            remedy = "Print it in a program that the page shows, or enter it under `given:` in the front matter."
            problems.append(site.problem(page, token, what, remedy))
    return problems


def prose(page: Page) -> str:
    """The text of the article and the alt texts, without code, formulas, links, ledgers and the cite box."""
    alts = " ".join(image.get("alt", "") for image in page.article.find_all("img"))
    text = text_of(page.article, lambda tag: tag.name in NOT_PROSE or not APART.isdisjoint(tag.get("class", [])))
    return f"{alts} {text}"


def values(text: str) -> set[Decimal]:
    return {Decimal(token.replace(",", "")) for token in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)}


def tracebacks(site: Site, page: Page) -> list[Problem]:
    if "Traceback (most recent call last)" in page.article.get_text():
        return [site.problem(page, "", "the page shows a traceback", "Mend the program that raised.")]
    return []
