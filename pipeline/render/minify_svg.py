"""The same SVG drawing in fewer bytes: without what draws nothing, with paths in short steps on a fine grid."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from pipeline.render.figure_style import FACE, SIGNS

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
COMMAND = re.compile(r"([MLQCz])([^MLQCz]*)")
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "−0123456789")
DRAWN_SMALL = {outline for outline, _ in SIGNS.values()}
"""Paths that are short already."""
POWER = re.compile("(?<=[0-9])([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")


def minify_svg(svg: str, title: str) -> str:
    """The drawing, named by its title.

    Positions are rounded to a tenth of a point. Exponents are digits of the text's own face, raised.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root, used = ET.fromstring(svg), set(re.findall(r"#([\w-]+)", svg))
    for tag in list(root.iter()):
        tag[:] = [child for child in tag if not draws_nothing(child)]
        if tag.get("id") not in used:
            tag.attrib.pop("id", None)
        if not (tag.text or "").strip():
            tag.text = None
        tag.tail = None
        compact_element(tag)
        if tag.tag == f"{{{SVG}}}text":
            set_text(tag)
    unwrap_groups(root)
    root.attrib.pop("version", None)
    root.attrib |= {"font-family": FACE, "stroke-linejoin": "round"}
    if title:
        root.insert(0, ET.Element(f"{{{SVG}}}title"))
        root[0].text = title
    return shorten_ids(root, ET.tostring(root, "unicode").replace(" />", "/>")) + "\n"


def draws_nothing(tag: ET.Element) -> bool:
    """Whether it is metadata, a background without a color, or the style of all lines, which the drawing itself has."""
    return (
        tag.tag == f"{{{SVG}}}metadata"
        or (tag.tag == f"{{{SVG}}}path" and tag.get("style") == "fill: none")
        or [child.tag for child in tag] == [f"{{{SVG}}}style"]
    )


def unwrap_groups(tag: ET.Element) -> None:
    """Puts what is in a group without attributes in the place of the group."""
    children = []
    for child in tag:
        unwrap_groups(child)
        children += list(child) if child.tag == f"{{{SVG}}}g" and not child.attrib else [child]
    tag[:] = children


def shorten_ids(root: ET.Element, svg: str) -> str:
    """The drawing with the beginnings of its ids in their place, as long as they need to be to differ."""
    names = {tag.attrib["id"] for tag in root.iter() if "id" in tag.attrib}
    length = next(n for n in range(4, 99) if len({name[:n] for name in names}) == len(names))
    for name in names:
        svg = svg.replace(name, name[:length])
    return svg


def set_text(tag: ET.Element) -> None:
    """Keeps all spaces of a text, and raises its exponents."""
    first, *others = POWER.split((tag.text or "").replace("  ", "\xa0\xa0"))
    tag.text = first
    for digits, rest in zip(others[::2], others[1::2], strict=True):
        raised = ET.SubElement(tag, f"{{{SVG}}}tspan", {"font-size": "70%", "dy": "-.5em"})
        raised.text = digits.translate(RAISED)
        if rest:
            lowered = ET.SubElement(tag, f"{{{SVG}}}tspan", {"dy": ".35em"})
            lowered.text = rest


def compact_element(tag: ET.Element) -> None:
    """Shortens the numbers and the paths of one element."""
    if "style" in tag.attrib:
        tag.set("style", re.sub(r"([:;])\s+", r"\1", tag.attrib["style"]))
    for name in ("x", "y", "width", "height", "transform"):
        if name in tag.attrib:
            tag.set(name, re.sub(r"-?\d+\.\d{2,}", rounded, tag.attrib[name]))
    if "d" in tag.attrib and tag.attrib["d"] not in DRAWN_SMALL:
        tag.set("d", relative_path(tag.attrib["d"], 0.1, 0.1))


def rounded(number: re.Match[str]) -> str:
    value = float(number[0])
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= 1 else f"{value:.4g}"


def relative_path(path: str, grid: float, unit: float) -> str:
    """The path in steps from point to point, each point on the grid; a step of one is written as `unit`.

    >>> relative_path("M 10 10 L 20 10 L 20 30 z", 10, 1)
    'm1 1h1v2z'
    """
    return "".join(path_steps(path, grid, unit))


def path_steps(path: str, grid: float, unit: float) -> Iterator[str]:
    here = start = (0, 0)
    for letter, rest in COMMAND.findall(path):
        numbers = [round(float(number) / grid) for number in rest.split()]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        moved = [side * unit for x, y in points for side in (x - here[0], y - here[1])]
        yield path_step(letter.lower(), moved)
        here = points[-1] if points else start
        start = here if letter == "M" else start


def path_step(letter: str, moved: list[float]) -> str:
    """A step in few characters: a line to the side or up needs one number, and a number no zero before its point."""
    if letter == "l" and len(moved) == 2 and 0 in moved:
        letter, moved = ("h", moved[:1]) if moved[1] == 0 else ("v", moved[1:])
    numbers = (re.sub(r"^(-?)0\.", r"\1.", f"{number:.1f}".removesuffix(".0")) for number in moved)
    return letter + " ".join(numbers).replace(" -", "-")
