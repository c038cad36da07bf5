"""The small Markdown of questions: `code`, *emphasis*, **strong**, $LaTeX$, and blocks of code.

It is read once into parts. Each export writes the parts in its own way, so that no mark of ours is left in any of them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, Literal
from xml.etree import ElementTree

from latex2mathml.converter import convert

PARTS = re.compile(
    r"```\w*\n(?P<block>.*?)```|`(?P<code>[^`]+)`|\$(?P<formula>[^$]+)\$"
    r"|\*\*(?P<strong>[^*]+)\*\*|\*(?P<emphasis>[^*\s](?:[^*]*[^*\s])?)\*",
    re.DOTALL,
)
LEFT_OVER = {
    r"[`$]|\*\S|\S\*": "it has a `, $ or * without its partner",
    r"\]\(": "it has a link, which no export can follow",
    r"</?[a-z!]": "it has HTML",
    r"\[\^|\[@": "it has a footnote or a citation",
    r"(?<!\w)_\w|\w_(?!\w)": "it has a _ outside of code and formulas",
}
COMMANDS = r"""
    \frac \sqrt \sum \prod \nabla \partial \hat \bar \tilde \left \right \cdot \times \pm \in \to \infty
    \lVert \rVert
    \leq \le \geq \ge \neq \ne \approx \ll \gg \log \exp \max \min \ldots \dots \cdots \quad \mid \top \mathrm \text
    \alpha \beta \gamma \delta \epsilon \varepsilon \eta \theta \kappa \lambda \mu \nu \pi \rho \sigma \tau \phi \varphi
    \chi \psi \omega \Delta \Sigma \Omega \ell \, \; \| \{ \}
"""
"""What MathJax shows in each of the platforms, and latex2mathml here."""
MATHML = "http://www.w3.org/1998/Math/MathML"
MARKS = {"^": "\u0302", "\u00af": "\u0304", "\u203e": "\u0304", "~": "\u0303", "\u02c6": "\u0302", "\u02dc": "\u0303"}
RAISED = str.maketrans("0123456789+-−nit⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿⁱᵗᵀ")
LOWERED = str.maketrans("0123456789+-−=ijknt", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌ᵢⱼₖₙₜ")


@dataclass(frozen=True)
class Part:
    """A stretch of text of one kind, and the marks before and after it."""

    kind: Literal["plain", "block", "code", "formula", "strong", "emphasis"]
    text: str
    before: str = ""
    after: str = ""

    @property
    def shown(self) -> str:
        """The text with its blanks as readers see them: only a block has lines of its own."""
        return self.text.rstrip() if self.kind == "block" else re.sub(r"\s+", " ", self.text)


def parts(text: str) -> Iterator[Part]:
    """The parts of a text, in order.

    >>> [part.kind for part in parts("Is `C` a *hyperparameter*?")]
    ['plain', 'code', 'plain', 'emphasis', 'plain']
    """
    end = 0
    for match in PARTS.finditer(text):
        if match.start() > end:
            yield Part("plain", text[end : match.start()])
        kind: Any = match.lastgroup
        before, after = text[match.start() : match.start(kind)], text[match.end(kind) : match.end()]
        yield Part(kind, match[kind], before, after)
        end = match.end()
    if end < len(text):
        yield Part("plain", text[end:])


def faults(text: str) -> Iterator[str]:
    """What an export could not show."""
    for part in parts(text):
        if part.kind == "formula":
            yield from formula_faults(part.text)
        elif part.kind in ("plain", "strong", "emphasis"):
            yield from (message for pattern, message in LEFT_OVER.items() if re.search(pattern, part.text))


def formula_faults(latex: str) -> Iterator[str]:
    """Why a formula cannot be shown everywhere."""
    if unknown := sorted(set(re.findall(r"\\(?:[A-Za-z]+|.)", latex)) - set(COMMANDS.split())):
        yield f"the formula '{latex}' has {', '.join(unknown)}, which not every platform shows"
        return
    braces = re.sub(r"\\[{}]", "", latex)
    try:
        shown = "".join(ElementTree.fromstring(mathml(latex)).itertext())
    except Exception as error:  # the converter raises exceptions of many kinds
        shown = f"\\{type(error).__name__}"
    if re.search(r"[\\&]", shown) or braces.count("{") != braces.count("}"):
        yield f"the formula '{latex}' is not valid LaTeX"


def html(text: str, formula: Callable[[str], str] | None = None) -> str:
    r"""The text as HTML. A formula is written as \( ... \), or as `formula` says.

    >>> html("Is `a<b`, or $a < b$?")
    'Is <code>a&lt;b</code>, or \\(a &lt; b\\)?'
    """
    formula = formula or (lambda latex: rf"\({escape(latex, quote=False)}\)")
    tags = {
        "plain": "{}",
        "block": "<pre><code>{}</code></pre>",
        "code": "<code>{}</code>",
        "strong": "<strong>{}</strong>",
        "emphasis": "<em>{}</em>",
    }
    return "".join(
        formula(part.text) if part.kind == "formula" else tags[part.kind].format(escape(part.shown, quote=False))
        for part in parts(text.strip())
    )


def plain(text: str) -> str:
    """The text as a person would type it without any markup; only a block of code has lines of its own.

    >>> plain(r"The step is $\\eta \\nabla L$, not `lr`.")
    'The step is η∇L, not lr.'
    """
    found = ""
    for part in parts(text.strip()):
        if part.kind == "block":
            found = f"{found.rstrip()}\n{part.shown}\n"
        else:
            piece = plain_formula(part.text) if part.kind == "formula" else part.shown
            found += piece.lstrip() if found.endswith("\n") else piece
    return found.strip()


def mathml(latex: str) -> str:
    """A formula as a MathML element that is well-formed XML."""
    return str(convert(latex))


def plain_formula(latex: str) -> str:
    """A formula in one line of characters: a slash for fractions, indices raised and lowered where they can be."""
    found = " ".join(linear(ElementTree.fromstring(mathml(latex))).split())
    signs_at_numbers = re.sub(r"(^|[(/^_]|[,=<>≤≥≠≈×·→] ) ?− ", r"\1−", found)
    return unicodedata.normalize("NFC", signs_at_numbers)


def linear(element: ElementTree.Element) -> str:
    """One element of MathML, in one line."""
    name, inside = element.tag.removeprefix(f"{{{MATHML}}}"), [linear(child) for child in element]
    if name == "mfrac":
        return "/".join(map(grouped, inside))
    if name == "msqrt":
        return f"√{grouped(''.join(inside))}"
    if name in ("mover", "munder") and inside[-1] in MARKS:
        return inside[0] + MARKS[inside[-1]]
    if name in ("msub", "msup", "msubsup", "munderover", "munder", "mover"):
        lower = inside[1] if name in ("msub", "msubsup", "munder", "munderover") else ""
        upper = inside[-1] if name not in ("msub", "munder") else ""
        return inside[0] + shifted(lower, LOWERED, "_") + shifted(upper, RAISED, "^")
    text = (element.text or "").strip()
    if name == "mo" and text:
        return f" {text} " if text in "=<>≤≥≠≈+−×⋅·→∈|" else ", " if text == "," else text
    return text + "".join(inside)


def grouped(text: str) -> str:
    """In parentheses, if it is more than one thing."""
    text = text.strip()
    return text if len(text) == 1 or re.fullmatch(r"[∂∇√]?[\w.\u0300-\u036f]+", text) else f"({text})"


def shifted(text: str, table: dict[int, int], mark: str) -> str:
    """Raised or lowered; after a mark where a character of it has no such form."""
    text = text.replace(" ", "")
    if all(ord(character) in table for character in text):
        return text.translate(table)
    return mark + grouped(text)
