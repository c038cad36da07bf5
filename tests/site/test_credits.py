"""Every figure has its credit line, on the page and in its files. The licenses and the feed are where pages say."""

import re
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from pipeline.content.changelog import releases
from tests.support.built_site import nav_pages

HOME = "https://example.org/course/"
ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture(scope="module")
def figures(site) -> dict[str, list[tuple]]:
    """The pages that show each drawing, by its name, each with the figure that holds it."""
    found: dict[str, list[tuple]] = {}
    for page in site.pages:
        for image in page.article.select("figure .only-light > img[src*='generated/']"):
            name = image["src"].rsplit("/", 1)[1].removesuffix(".svg")
            found.setdefault(name, []).append((page, image.find_parent("figure")))
    assert len(found) > 50
    return found


def drawing(site, file: str) -> ElementTree.Element:
    return ElementTree.parse(site.folder / "generated" / file).getroot()


def test_each_figure_has_a_line_with_title_author_source_and_license(site, figures):
    for name, places in figures.items():
        title = drawing(site, f"{name}.svg")[0].text
        for page, figure in places:
            folds = {fold.summary.text: fold for fold in figure.select("figcaption > details")}
            line = folds["Credit line"].p
            source = f"{HOME}{page.location}#{figure['id']}"
            assert line.text == (
                f"“{title}” by {site.about.author}, {source}, version {site.project.version}, CC BY 4.0"
            ), (page.location, name)
            assert line.a.text == "CC BY 4.0" and line.a["href"].endswith("license/")
            assert figure["id"] in page.ids


def test_each_drawing_names_author_source_and_license_in_both_schemes_and_widths(site, figures):
    for name, places in figures.items():
        sources = {f"{HOME}{page.location}#{figure['id']}" for page, figure in places}
        for kind in (".svg", ".dark.svg", ".narrow.svg", ".narrow.dark.svg"):
            facts = {fact.tag: fact.text for fact in drawing(site, name + kind)[1]}
            assert facts.pop(f"{DC}source") in sources, name + kind
            assert facts == {f"{DC}creator": site.about.author, f"{DC}rights": LICENSE}, name + kind


def test_each_picture_and_each_pdf_carries_its_credit(site, figures):
    files = [file for file in (site.folder / "generated").glob("*.png") if file.stem in figures]
    assert len(files) > 40
    for file in files:
        title = drawing(site, f"{file.stem}.svg")[0].text
        alts = {figure.img["alt"] for _, figure in figures[file.stem]}
        with Image.open(file) as picture:
            said = picture.text
        assert (said["Title"], said["Author"]) == (title, site.about.author)
        assert said["Description"] in alts and said["Copyright"].endswith(f"CC BY 4.0, {LICENSE}")
        pdf = PdfReader(file.with_suffix(".pdf"))
        assert (pdf.metadata.title, pdf.metadata.author) == (title, site.about.author)
        assert pdf.metadata.subject == said["Copyright"] and said["Source"] in pdf.metadata.subject
        assert pdf.xmp_metadata.dc_source == said["Source"] and "/CreationDate" not in pdf.metadata


def test_a_file_of_numbers_holds_nothing_else(site, figures):
    for file in (site.folder / "generated").glob("*.csv"):
        assert file.read_bytes() == (site.project.generated / file.name).read_bytes()


def test_a_program_names_its_license_in_the_file_and_not_on_the_page(site):
    for page in site.pages:
        assert not [block for block in page.article.select("pre") if "SPDX-" in block.text]
    for file in (site.folder / "generated").glob("*.py"):
        *_, origin, license = file.read_text("utf-8").splitlines()
        assert origin.startswith(f"# From: {site.about.title}, {HOME}"), file.name
        assert license == "# SPDX-License-Identifier: MIT-0"


def test_each_page_leads_to_the_page_about_the_licenses(site):
    for page in site.pages:
        if page.front:
            links = page.article.select(".cite > p:last-child a")
            [license] = [link for link in links if link.text == "Text and figures: CC BY 4.0; programs: MIT-0."]
            assert (page.file.parent / license["href"]).resolve() == site.folder / "license"


def test_the_example_of_a_credit_is_the_line_under_that_figure(site, figures):
    [page] = [page for page in site.pages if page.location == "license/"]
    example = next(row for row in page.article.select("tbody tr") if row.th.text.startswith("A figure#"))
    [(_, figure)] = figures["tree_size"]
    line = next(fold.p for fold in figure.select("details") if fold.summary.text == "Credit line")
    source = re.search(r"https://\S+(?=,)", line.text)[0]
    assert example.td.text == line.text.replace(source, "address of the figure")
    assert {LICENSE, f"{LICENSE}legalcode.en", "https://spdx.org/licenses/MIT-0.html"} <= {
        link["href"] for link in page.article("a")
    }


def test_the_feed_is_named_where_it_may_be_looked_for_and_begins_with_the_newest_release(site):
    named = {
        page.location: page.soup.select_one('head link[type="application/atom+xml"]')["href"]
        for page in site.pages
        if page.soup.select('head link[type="application/atom+xml"]')
    }
    assert named == {"": "feed.xml", "corrections/": "../feed.xml"}
    root = ElementTree.parse(site.folder / "feed.xml").getroot()
    newest = releases(site.project)[0]
    titles = [entry.find(f"{ATOM}title").text for entry in root.iter(f"{ATOM}entry")]
    assert next(title for title in titles if title.startswith("Version")) == f"Version {newest.version}"
    assert root.find(f"{ATOM}updated").text >= f"{newest.date.isoformat()}T00:00:00Z"
    for link in root.iter(f"{ATOM}link"):
        address = link.get("href").removeprefix(HOME).partition("#")[0]
        assert address in (*nav_pages(), "feed.xml"), link.get("href")
