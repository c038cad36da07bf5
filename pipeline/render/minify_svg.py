"""The same SVG drawing in fewer bytes: without metadata and unused ids, with paths in short steps on a fine grid."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
COMMAND = re.compile(r"([MLQCz])([^MLQCz]*)")
FONT = "DejaVuSans-"
"""What the id of each letter's outline begins with."""
KEY_GLYPH_PATH = (
    "M-6 33a25 25 0 1 1 50 0a25 25 0 1 1-50 0zM4 33a15 15 0 1 0 30 0a15 15 0 1 0-30 0z"
    "M43 38V28H49V16H59V28H69V11H79V38z"
)
"""The outline of the site's key, in hundredths of the height of the type: it takes the place of the font's."""
GLYPH_TRANSFORM = "scale(0.015625)"
"""How matplotlib scales the outline of a letter."""


def minify_svg(svg: str, title: str) -> str:
    """The drawing, named by its title.

    Positions are rounded to a tenth of a point, the outlines of letters to a hundredth of their height.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    svg = svg.replace(FONT, "")
    root, used = ET.fromstring(svg), set(re.findall(r"#([\w-]+)", svg))
    for tag in list(root.iter()):
        for child in [child for child in tag if child.tag == f"{{{SVG}}}metadata"]:
            tag.remove(child)
        if tag.get("id") not in used:
            tag.attrib.pop("id", None)
        if not (tag.text or "").strip():
            tag.text = None
        tag.tail = None
        compact_element(tag)
        if tag.get("id") in ids_of_the_key():
            tag.set("d", KEY_GLYPH_PATH)
            del tag.attrib["transform"]
    if title:
        root.insert(0, ET.Element(f"{{{SVG}}}title"))
        root[0].text = title
    return ET.tostring(root, "unicode") + "\n"


@cache
def ids_of_the_key() -> set[str]:
    """What matplotlib calls the outline of the character ⚷, plain and bold."""
    from matplotlib.font_manager import findfont, get_font

    fonts = {"": "DejaVu Sans", "Bold-": "DejaVu Sans:bold"}
    return {f"{prefix}{get_font(findfont(name)).get_char_index(ord('⚷')):x}" for prefix, name in fonts.items()}


def compact_element(tag: ET.Element) -> None:
    """Shortens the numbers and the paths of one element."""
    if "style" in tag.attrib:
        tag.set("style", re.sub(r"([:;])\s+", r"\1", tag.attrib["style"]))
    for name in ("x", "y", "transform"):
        if name in tag.attrib and tag.attrib[name] != GLYPH_TRANSFORM:
            tag.set(name, re.sub(r"-?\d+\.\d{2,}", rounded, tag.attrib[name]))
    if tag.get("transform") == GLYPH_TRANSFORM and "d" in tag.attrib:
        tag.set("d", relative_path(tag.attrib["d"], 32, 1))
        tag.set("transform", "scale(.5)")
    elif "d" in tag.attrib:
        tag.set("d", relative_path(tag.attrib["d"], 0.1, 0.1))


def rounded(number: re.Match[str]) -> str:
    value = float(number[0])
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.4g}"


def relative_path(path: str, grid: float, unit: float) -> str:
    """The path in steps from point to point, each point on the grid; a step of one is written as `unit`.

    >>> relative_path("M 10 10 L 20 10 L 20 30 z", 10, 1)
    'm1 1l1 0l0 2z'
    """
    return "".join(path_steps(path, grid, unit))


def path_steps(path: str, grid: float, unit: float) -> Iterator[str]:
    here = start = (0, 0)
    for letter, rest in COMMAND.findall(path):
        numbers = [round(float(number) / grid) for number in rest.split()]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        moved = [side * unit for x, y in points for side in (x - here[0], y - here[1])]
        yield letter.lower() + " ".join(f"{number:.1f}".removesuffix(".0") for number in moved).replace(" -", "-")
        here = points[-1] if points else start
        start = here if letter == "M" else start
