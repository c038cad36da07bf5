"""LaTeX becomes MathML, with the LaTeX kept inside as an annotation. No script is needed to read a formula."""

import re

from bs4 import Tag
from latex2mathml.converter import convert

from pipeline.content.errors import BuildError, Collector
from pipeline.finish.page import BuiltPage, Site, attribute, parse_element, problem_on

DOLLARS = re.compile(r"\$\$(?P<block>.+?)\$\$|\$(?P<inline>[^$]+?)\$", re.DOTALL)


def convert_formulas(site: Site, page: BuiltPage) -> None:
    """Converts the formulas of a Markdown page (from arithmatex) or of a lab (between dollars).

    Raises:
        BuildError: a command that the converter does not know.
    """
    problems = Collector()
    for tag in page.article.select(".arithmatex"):
        latex = tag.get_text().strip()[2:-2].strip()
        with problems:
            tag.replace_with(formula(site, page, latex, tag.name == "div"))
    if page.is_lab:
        for text in page.article.find_all(string=DOLLARS):
            if not text.find_parent(["pre", "code", "math"]):
                with problems:
                    text.replace_with(*in_text(site, page, str(text)))
    problems.raise_any()


def in_text(site: Site, page: BuiltPage, text: str) -> list[Tag | str]:
    """The text with the formulas between dollars converted."""
    parts: list[Tag | str] = []
    end = 0
    for match in DOLLARS.finditer(text):
        parts.append(text[end : match.start()])
        latex = match["block"] or match["inline"]
        parts.append(formula(site, page, latex.strip(), match["block"] is not None))
        end = match.end()
    return [*parts, text[end:]]


def formula(site: Site, page: BuiltPage, latex: str, block: bool) -> Tag:
    """One <math> element. Raises BuildError where the result still holds LaTeX."""
    try:
        math = parse_element(convert(latex, display="block" if block else "inline"))
    except Exception as error:  # the converter raises exceptions of many kinds
        raise cannot_convert(site, page, latex, f"{type(error).__name__} {error}") from None
    left = [str(text) for text in math.find_all(string=True) if re.search(r"[\\&]", str(text))]
    left += [kind for tag in math.find_all(True) if (kind := attribute(tag, "mathvariant")) not in ("", "normal")]
    if left:
        raise cannot_convert(site, page, latex, f"browsers cannot show {left[0]!r}")
    semantics = parse_element("<semantics></semantics>")
    semantics.extend(list(math.contents))
    annotation = parse_element('<annotation encoding="application/x-tex"></annotation>')
    annotation.string = latex
    semantics.append(annotation)
    math.append(semantics)
    return math


def cannot_convert(site: Site, page: BuiltPage, latex: str, reason: str) -> BuildError:
    message = f"the formula '{latex}' cannot be converted: {reason}"
    return BuildError(problem_on(site, page, latex.splitlines()[0], message, "Use a command that latex2mathml knows."))
