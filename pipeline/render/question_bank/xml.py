"""Small helpers for XML and zip files that are the same bytes every time."""

import io
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


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


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """A zip that depends on names and contents only."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
