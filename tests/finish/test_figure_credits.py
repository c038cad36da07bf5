"""A figure says far from the site what it is, who made it, where it is from, and what may be done with it."""

import gzip
import io
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from pipeline.content.project import Project
from pipeline.finish.page import FinishedPage, Site
from pipeline.finish.site_files.figure_credits import (
    Credit,
    pages_of_figures,
    pdf_with_credit,
    png_with_credit,
    svg_with_credit,
    write_figure_credits,
)
from tests.support.small_project import add

DC, CC = "{http://purl.org/dc/elements/1.1/}", "{http://creativecommons.org/ns#}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
SOURCE = "https://host.example/a/#fig-x"
CREDIT = Credit("x² < “10⁻³” & more", "Él & Co.", SOURCE, "Topic", "A line that rises.", "1.2.3")
LINE = f"“x² < “10⁻³” & more” by Él & Co., {SOURCE}, version 1.2.3, CC BY 4.0, {LICENSE}"


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    """A figure as matplotlib writes it."""
    from matplotlib.figure import Figure

    figure, files = Figure(figsize=(2, 1)), {}
    figure.subplots().plot([0, 1])
    for kind in ("png", "pdf"):
        buffer = io.BytesIO()
        figure.savefig(buffer, format=kind)
        files[kind] = buffer.getvalue()
    return files


def check_xmp(packet: bytes | str) -> None:
    """Its words are in the places where programs look for them."""
    [facts] = ElementTree.fromstring(packet).iter(f"{RDF}Description")
    for name, text in {"title": CREDIT.title, "creator": "Él & Co.", "description": CREDIT.description}.items():
        assert facts.find(f"{DC}{name}//{RDF}li").text == text
    assert facts.find(f"{DC}rights//{RDF}li").text == LINE
    assert facts.find(f"{DC}source").text == SOURCE
    assert facts.find(f"{CC}license").get(f"{RDF}resource") == LICENSE


def test_a_picture_keeps_its_pixels_and_has_its_credit_in_text(drawn):
    plain = Image.open(io.BytesIO(drawn["png"]))
    picture = Image.open(io.BytesIO(png_with_credit(drawn["png"], CREDIT)))
    assert (np.asarray(picture) == np.asarray(plain)).all() and picture.info["dpi"] == plain.info["dpi"]
    packet = picture.text.pop("XML:com.adobe.xmp")
    assert picture.text == plain.text | {
        "Title": CREDIT.title,
        "Author": "Él & Co.",
        "Description": "A line that rises.",
        "Copyright": LINE,
        "Source": SOURCE,
    }
    check_xmp(packet)


def test_a_pdf_keeps_its_drawing_and_has_its_credit_where_viewers_show_it(drawn):
    plain, pdf = (PdfReader(io.BytesIO(c)) for c in (drawn["pdf"], pdf_with_credit(drawn["pdf"], CREDIT)))
    assert pdf.metadata == {
        "/Title": CREDIT.title,
        "/Author": "Él & Co.",
        "/Subject": LINE,
        "/Keywords": "Topic",
    }, "and no date, and no name of a program"
    assert pdf.pages[0].get_contents().get_data() == plain.pages[0].get_contents().get_data()
    assert pdf.pdf_header == plain.pdf_header == "%PDF-1.4"
    stream = pdf.trailer["/Root"]["/Metadata"]
    assert (stream["/Type"], stream["/Subtype"]) == ("/Metadata", "/XML")
    check_xmp(stream.get_data())


@pytest.mark.parametrize("title", ["<title>A &amp; b</title>", ""])
def test_a_drawing_names_author_source_and_license_behind_its_title(title):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="1pt">{title}<path d="m0 0"/></svg>\n'.encode()
    root = ElementTree.fromstring(svg_with_credit(svg, CREDIT))
    names = [child.tag.split("}")[1] for child in root]
    assert names == [*(["title"] if title else []), "metadata", "path"]
    facts = {fact.tag: fact.text for fact in root[-2]}
    assert facts == {f"{DC}creator": "Él & Co.", f"{DC}source": SOURCE, f"{DC}rights": LICENSE}


def test_the_credit_is_the_same_bytes_every_time(drawn):
    for kind, write in (("png", png_with_credit), ("pdf", pdf_with_credit)):
        assert write(drawn[kind], CREDIT) == write(drawn[kind], CREDIT)


def page(location: str, *figures: str, ids: tuple[str, ...] = ()) -> FinishedPage:
    alts = {name: f"Alt of {name}." for name in figures}
    facts = {"ids": frozenset(), "public_ids": frozenset(ids), "links": (), "files": (), "explorables": ()}
    rest = {"policy": "", "search_entries": [], "markdown": "", "citations": {}}
    return FinishedPage(location, f"{location}index.html", None, None, "", figures=alts, **facts, **rest)


def test_a_figure_is_from_the_page_that_has_its_program_or_else_from_the_first():
    first, second = page("", "a_b", "c"), page("x/", "a_b", "c", ids=("program-a-b",))
    assert pages_of_figures([first, second, page("y/", "a_b")]) == {"a_b": second, "c": first}


def test_all_files_of_a_figure_are_written_each_time_from_what_render_made(tmp_path, drawn):
    project = Project(tmp_path)
    add(project, "site.yml", "title: Small\nauthor: We\n")
    add(project, "pyproject.toml", '[project]\nname = "small"\nversion = "1.0.0"\n')
    for name in ("a.svg", "a.narrow.dark.svg", "ab.svg", "a.csv"):
        add(project, f"docs/generated/{name}", '<svg width="1pt"><title>T</title></svg>')
    (project.generated / "a.png").write_bytes(drawn["png"])
    site = Site(project, tmp_path / "site", "https://host.example/")
    write_figure_credits(replace(site, serving=True), [page("x/", "a")])
    assert not site.folder.exists(), "whoever writes a page takes no figure home"
    for _ in range(2):
        write_figure_credits(site, [page("x/", "a")])
    written = {file.name: file.read_bytes() for file in (site.folder / "generated").iterdir()}
    assert written.keys() == {"a.svg", "a.narrow.dark.svg", "a.png"}, "not the CSV, and no figure that no page shows"
    assert written["a.svg"].count(b"<metadata") == 1 and b"https://host.example/x/#fig-a<" in written["a.svg"]
    assert Image.open(io.BytesIO(written["a.png"])).text["Description"] == "Alt of a."


def test_the_credit_costs_a_page_little():
    """A page loads some drawings before anybody asks, each compressed by itself."""
    svg = b"<svg><title>T</title></svg>"
    short = "https://example.org/course/hard-cases/#fig-tree-size"
    credit = replace(CREDIT, author="The Parameter or Hyperparameter contributors", source=short)
    assert len(gzip.compress(svg_with_credit(svg, credit), 9)) - len(gzip.compress(svg, 9)) < 200
