"""LaTeX becomes MathML, with the LaTeX kept inside as an annotation. No script is needed to read a formula."""

import re

from bs4 import BeautifulSoup, Tag
from latex2mathml.converter import convert

from pipeline.finish.site import Page, Site
from pipeline.problems import Problems

DOLLARS = re.compile(r"\$\$(?P<block>.+?)\$\$|\$(?P<inline>[^$]+?)\$", re.DOTALL)


def to_mathml(site: Site, page: Page) -> None:
    """Converts the formulas of a Markdown page (from arithmatex) or of a lab (between dollars).

    Raises:
        Problems: a command that the converter does not know.
    """
    wrong = []
    for tag in page.article.select(".arithmatex"):
        latex = tag.get_text().strip()[2:-2].strip()
        try:
            tag.replace_with(formula(site, page, latex, tag.name == "div"))
        except Problems as found:
            wrong += found.problems
    if page.is_lab:
        for text in page.article.find_all(string=DOLLARS):
            if not text.find_parent(["pre", "code", "math"]):
                text.replace_with(*in_text(site, page, str(text)))
    if wrong:
        raise Problems(*wrong)


def in_text(site: Site, page: Page, text: str) -> list[Tag | str]:
    """The text with the formulas between dollars converted."""
    parts, end = [], 0
    for match in DOLLARS.finditer(text):
        parts += [text[end : match.start()]]
        latex = match["block"] or match["inline"]
        parts += [formula(site, page, latex.strip(), match["block"] is not None)]
        end = match.end()
    return [*parts, text[end:]]


def formula(site: Site, page: Page, latex: str, block: bool) -> Tag:
    """One <math> element. Raises Problems where the result still holds LaTeX."""
    try:
        math = BeautifulSoup(convert(latex, display="block" if block else "inline"), "html.parser").math
        left = [text for text in math.find_all(string=True) if re.search(r"[\\&]", text)]
        left += [tag["mathvariant"] for tag in math.find_all(mathvariant=lambda kind: kind and kind != "normal")]
        fault = f"browsers cannot show {left[0]!r}" if left else ""
    except Exception as error:
        fault = f"{type(error).__name__} {error}"
    if fault:
        what = f"the formula '{latex}' cannot be converted: {fault}"
        raise Problems(site.problem(page, latex.splitlines()[0], what, "Use a command that latex2mathml knows."))
    semantics = BeautifulSoup("<semantics></semantics>", "html.parser").semantics
    semantics.extend(list(math.contents))
    annotation = BeautifulSoup('<annotation encoding="application/x-tex"></annotation>', "html.parser").annotation
    annotation.string = latex
    semantics.append(annotation)
    math.append(semantics)
    return math
