"""What a figure says of itself far from the site: title, author, source and license, in its SVG, PNG and PDF files."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from PIL.PngImagePlugin import PngInfo, putchunk
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from pipeline.content.anchors import anchor
from pipeline.content.citation import version_address
from pipeline.content.files import write_atomically
from pipeline.content.front_matter import site_config
from pipeline.content.licenses import CONTENT_ADDRESS, credit_line
from pipeline.finish.page import FinishedPage, Site
from pipeline.finish.page_steps.figures import svg_title

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
SVG_HEAD = re.compile(rb"<svg[^>]*>(<title>[^<]*</title>)?")
"""How a drawing begins: with its size, and with its title."""
PNG_HEAD = 33
"""The bytes of a picture up to the end of its first chunk, the one with its size."""
PACKET = {NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")}
"""What a PDF says of its stream of XMP."""


@dataclass(frozen=True)
class Credit:
    title: str
    author: str
    source: str
    """The address of the figure on its page."""
    topic: str
    """The title of that page."""
    description: str
    """The alt text."""
    version: str

    @property
    def line(self) -> str:
        """The line that credits it, with the address of its license."""
        return f"{credit_line(self.title, self.author, self.source, self.version)}, {CONTENT_ADDRESS}"


def write_figure_credits(site: Site, pages: list[FinishedPage]) -> None:
    """Writes the credit of every figure into its files, from what render wrote.

    Under `make serve` it is left out: it takes a second, and whoever writes a page takes no figure home.
    """
    if site.serving:
        return
    for name, page in pages_of_figures(pages).items():
        credit = credit_of(site, name, page)
        for file in site.project.files.glob(site.project.generated, f"{name}.*"):
            if with_credit := WITH_CREDIT.get(file.suffix):
                content = with_credit(site.project.files.read_bytes(file), credit)
                write_atomically(site.folder / "generated" / file.name, content)


def pages_of_figures(pages: list[FinishedPage]) -> dict[str, FinishedPage]:
    """The page of each figure, by its name: the one that shows its program too, or else the first that shows it."""
    found: dict[str, FinishedPage] = {}
    for page in pages:
        for name in page.figures:
            if name not in found or f"program-{anchor(name)}" in page.public_ids:
                found[name] = page
    return found


def credit_of(site: Site, name: str, page: FinishedPage) -> Credit:
    about = site_config(site.project)
    return Credit(
        title=svg_title(site, site.project.generated / f"{name}.svg") or about.title,
        author=about.author,
        source=f"{version_address(site.address)}{page.location}#fig-{anchor(name)}",
        topic=page.front.title if page.front else "",
        description=page.figures[name],
        version=site.project.version,
    )


def svg_with_credit(svg: bytes, credit: Credit) -> bytes:
    """The drawing with its author, source and license in the words of Dublin Core; its title it has already.

    It is short: a page loads some drawings before anybody asks for them.
    """
    facts = {"creator": credit.author, "source": credit.source, "rights": CONTENT_ADDRESS}
    elements = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in facts.items())
    metadata = f'<metadata xmlns:dc="{DUBLIN_CORE}">{elements}</metadata>'
    return SVG_HEAD.sub(lambda head: head[0] + metadata.encode(), svg, count=1)


def png_with_credit(png: bytes, credit: Credit) -> bytes:
    """The picture with its credit in chunks of text behind its header."""
    texts = PngInfo()
    texts.add_text("Title", credit.title)
    texts.add_text("Author", credit.author)
    texts.add_text("Description", credit.description)
    texts.add_text("Copyright", credit.line)
    texts.add_text("Source", credit.source)
    texts.add_itxt("XML:com.adobe.xmp", xmp(credit))
    chunks = io.BytesIO()
    for kind, content, *_ in texts.chunks:
        putchunk(chunks, kind, content)
    return png[:PNG_HEAD] + chunks.getvalue() + png[PNG_HEAD:]


def pdf_with_credit(pdf: bytes, credit: Credit) -> bytes:
    """The page with its credit where viewers show it, and as XMP."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pdf_header = pdf[:8].decode()
    writer.metadata = {
        "/Title": credit.title,
        "/Author": credit.author,
        "/Subject": credit.line,
        "/Keywords": credit.topic,
    }
    writer.xmp_metadata = xmp(credit).encode()
    stream = writer.root_object["/Metadata"].get_object()
    assert isinstance(stream, StreamObject), "it was set in the line above"
    stream.update(PACKET)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def xmp(credit: Credit) -> str:
    """The credit in XMP, the form that programs for pictures and documents read."""
    title, author, source, description, rights = map(
        escape, (credit.title, credit.author, credit.source, credit.description, credit.line)
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:dc="{DUBLIN_CORE}" '
        'xmlns:cc="http://creativecommons.org/ns#" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>'
        f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>'
        f"<dc:source>{source}</dc:source><xmpRights:Marked>True</xmpRights:Marked>"
        f"<xmpRights:WebStatement>{source}</xmpRights:WebStatement>"
        f'<cc:license rdf:resource="{CONTENT_ADDRESS}"/>'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )


WITH_CREDIT: dict[str, Callable[[bytes, Credit], bytes]] = {
    ".svg": svg_with_credit,
    ".png": png_with_credit,
    ".pdf": pdf_with_credit,
}
