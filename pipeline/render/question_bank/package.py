"""The zip of a QTI package: its files, and the manifest that lists exactly these."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.content.files import zip_bytes
from pipeline.render.question_bank.bank import Bank
from pipeline.render.question_bank.question import Question
from pipeline.render.question_bank.xml import add, xml_bytes

CONTENT_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
METADATA = "http://www.imsglobal.org/xsd/imsmd_v1p2"


@dataclass(frozen=True)
class Resource:
    """A file of a package. `needs` are the names of other resources."""

    type: str
    content: bytes
    questions: tuple[Question, ...] = ()
    """Whose figures it shows."""
    needs: tuple[str, ...] = ()


def package(bank: Bank, schema: str, version: str, resources: dict[str, Resource]) -> bytes:
    """The zip. Each resource becomes NAME.xml, and each figure images/NAME.png."""
    manifest = Element("manifest", identifier="parameter-or-hyperparameter", xmlns=CONTENT_PACKAGE)
    metadata = add(manifest, "metadata")
    add(metadata, "schema", schema)
    add(metadata, "schemaversion", version)
    add_rights(metadata, bank)
    add(manifest, "organizations")
    listed = add(manifest, "resources")
    for name, resource in resources.items():
        figures = dict.fromkeys(question.figure for question in resource.questions if question.figure)
        entry = add_resource(listed, name, resource.type, f"{name}.xml")
        for needed in (*resource.needs, *(f"image-{figure}" for figure in figures)):
            add(entry, "dependency", identifierref=needed)
    for name in bank.pictures:
        add_resource(listed, f"image-{name}", "webcontent", f"images/{name}.png")
    files = {"imsmanifest.xml": xml_bytes(manifest)}
    files |= {f"{name}.xml": resource.content for name, resource in resources.items()}
    return zip_bytes(files | {f"images/{name}.png": content for name, content in bank.pictures.items()})


def add_resource(listed: Element, name: str, kind: str, file: str) -> Element:
    entry = add(listed, "resource", identifier=name, type=kind, href=file)
    add(entry, "file", href=file)
    return entry


def add_rights(metadata: Element, bank: Bank) -> None:
    """Title and license, as learning object metadata."""
    lom = add(metadata, "lom", xmlns=METADATA)
    add_text(add(add(lom, "general"), "title"), bank.title)
    rights = add(lom, "rights")
    restricted = add(rights, "copyrightandotherrestrictions")
    for tag, value in {"source": "LOMv1.0", "value": "yes"}.items():
        add_text(add(restricted, tag), value)
    add_text(add(rights, "description"), bank.credit)


def add_text(parent: Element, text: str) -> None:
    add(parent, "langstring", text)
