"""Small helpers for XML that is the same bytes every time."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Appends an element, with its text and attributes, and returns it."""
    element = SubElement(parent, tag, attributes)
    element.text = text
    return element


def xml_bytes(root: Element, pretty: bool = True) -> bytes:
    """The document. `pretty` puts each element on its own line, which a text with markup inside would not bear."""
    if pretty:
        ElementTree.indent(root, " ")
    document: bytes = ElementTree.tostring(root, "UTF-8", xml_declaration=True)
    return document + b"\n"
