"""The built HTML, whatever built it: titles, anchors, search index, citation, figures, formulas, no foreign address."""

import json
import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from pipeline.content.front_matter import front_matter
from pipeline.finish.page_steps.anchors import anchors_of, missing_anchors, read_ledger
from pipeline.finish.published import published_site
from pipeline.finish.text import text_of
from tests.support.built_site import ROOT, nav_pages


def test_nav_gives_each_page_its_title(project):
    """Under `make serve` the navigation is written on pages of which MkDocs has read only those that changed."""
    listed = re.search(r"^nav:\n((?: .*\n)+)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)[1]
    for line in listed.splitlines():
        assert re.fullmatch(r' +- (".+"|[^":]+):( \S+)?', line), f"{line}: give the page its title, `- Title: file`"
    for title, file in re.findall(r'^ {6}- "?(.+?)"?: (\S+)$', listed, re.MULTILINE):
        source = (project.docs / file).with_suffix(".py" if "labs/" in file else ".md")
        assert title == front_matter(project, source).title.removesuffix(": parameters and hyperparameters")


def test_pages_are_those_of_the_nav(site):
    assert sorted(page.location for page in site.pages) == sorted([*nav_pages(), "404.html"])


def test_search_index_covers_the_same_pages(site):
    index = json.loads((site.folder / "search" / "search_index.json").read_text("utf-8"))
    locations = [entry["location"] for entry in index["docs"]]
    assert {location.split("#")[0] for location in locations} == set(nav_pages())
    assert len(locations) == len(set(locations))
    by_place = {page.location: page for page in site.pages}
    for location in locations:
        page, _, anchor = location.partition("#")
        assert not anchor or anchor in by_place[page].ids
    assert not [entry["title"] for entry in index["docs"] if entry["title"].endswith("#")]
    text = " ".join(entry["title"] + entry["text"] for entry in index["docs"])
    assert [
        remnant for remnant in ("¶", "In [", "\\(", "\\frac", "Copied!", "class=", "</div", "</span") if remnant in text
    ] == []


def test_titles_are_different_and_named(site):
    titles = [page.soup.title.text for page in site.pages]
    assert len(set(titles)) == len(titles)
    assert all("Parameter or Hyperparameter?" in title for title in titles)


def test_the_ledger_knows_every_anchor_and_none_has_gone(project):
    _, pages = published_site(project)
    assert anchors_of(pages) - set(read_ledger(project)) == set(), "run `make anchors`"
    assert missing_anchors(project, pages) == [], "an anchor is never removed: give it a successor, `old -> new`"


def test_what_may_be_cited_has_an_anchor(site):
    for page in site.pages:
        if page.front:
            for tag in page.article.select("h1, h2, h3, dfn, figure, .table, tbody tr, .program"):
                assert tag.get("id") or tag.find_parent(class_="figure-data"), (page.location, str(tag)[:80])
            assert all(table.find_parent(class_="table") for table in page.article.select("table:not(.numbers)"))


def addresses(soup: BeautifulSoup) -> list[str]:
    """Whatever a browser would fetch by itself."""
    found = [tag.get(name) for tag in soup.select("[src], [srcset], [poster], [data]") for name in ("src", "srcset")]
    kinds = {"stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "modulepreload", "manifest"}
    found += [link["href"] for link in soup.select("link[href]") if kinds & set(link.get("rel", []))]
    styles = " ".join(str(tag) for tag in soup.select("style, [style]"))
    return [address for address in [*found, *re.findall(r"url\(([^)]+)\)", styles)] if address]


def test_nothing_is_fetched_from_elsewhere(site):
    for page in site.pages:
        for address in addresses(page.soup):
            assert not urlsplit(address).netloc, (page.location, address)
    for sheet in site.folder.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*['\"]?(https?:)?//", sheet.read_text("utf-8")), sheet.name


def test_pages_carry_the_tags_of_a_book_section(site):
    for page in site.pages:
        if page.front is None:
            continue
        tags = {meta["name"]: meta["content"] for meta in page.soup.select("head meta[name]")}
        names = [meta["name"] for meta in page.soup.select("head meta[name]")]
        assert len(names) == len(set(names))
        assert tags["citation_title"] == page.front.title
        assert tags["citation_inbook_title"] == site.about.title
        assert tags["citation_author"] == f"{site.about.author},", "a comma: it is one name"
        assert tags["citation_public_url"] == page.address == f"https://example.org/course/{page.location}"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", tags["citation_publication_date"])
        assert tags["citation_language"] == "en"
        assert zotero_type(tags) == "bookSection"
        assert 70 <= len(tags["description"]) <= 160, (page.location, len(tags["description"]))
        assert page.soup.select(".Z3988") == [], "COinS would override the tags"


def zotero_type(tags: dict[str, str]) -> str:
    """Zotero's rule for the type of an item, as its Embedded Metadata translator applies it to citation_* tags."""
    for tag, kind in (
        ("citation_journal_title", "journalArticle"),
        ("citation_technical_report_institution", "report"),
        ("citation_conference_title", "conferencePaper"),
        ("citation_dissertation_institution", "thesis"),
        ("citation_inbook_title", "bookSection"),
        ("citation_book_title", "bookSection"),
    ):
        if tag in tags:
            return kind
    return "journalArticle" if "citation_title" in tags else "webpage"


def test_cite_box_names_title_author_version_date_and_address(site):
    for page in site.pages:
        if page.front is None:
            assert page.soup.select(".cite") == []
            continue
        (plain,) = [block.text for block in page.article.select(".cite code")]
        about, updated = site.about, page.front.updated
        parts = (page.front.title, about.author, about.title, site.project.version, str(updated.year), page.address)
        assert [part for part in parts if part not in plain] == [], page.location
        links = {link["href"] for link in page.article.select(".cite > p > a")}
        assert {"page.bib", "page.ris", "page.csl.json", "page.apa.txt"} <= links


def test_every_definition_claim_figure_program_and_row_can_be_cited(site):
    """Counted in the built pages by another rule than the one that lists them."""
    keys, titles = [], []
    for page in (page for page in site.pages if page.front):
        entries = json.loads((page.file.parent / "page.csl.json").read_text("utf-8"))
        fragments = {entry["URL"].partition("#")[2] for entry in entries}
        items = page.article.select("dfn[id], .program[id], figure[id], tr[id], .values > li[id], p[id^=claim-]")
        asked = {tag["id"] for tag in items}
        assert asked <= fragments, (page.location, asked - fragments)
        keys += [entry["id"] for entry in entries]
        titles += [entry["title"] for entry in entries]
    assert len(set(keys)) == len(keys) > 2000
    assert [title for title in titles if not title.strip() or title.startswith("[") or "#" in title] == []


def test_figures_have_both_schemes_a_caption_and_their_files(site):
    figures = [(page, figure) for page in site.pages for figure in page.article.select("figure:has(picture)")]
    drawn = [file for file in (ROOT / "snippets").glob("*.py") if "# %% picture" in file.read_text("utf-8")]
    shown = {figure.img["src"].rsplit("/", 1)[1] for _, figure in figures}
    assert {f"{file.stem}.svg" for file in drawn} <= shown, "every drawing is shown on a page"
    for page, figure in figures:
        light, dark = figure.select("picture > img")
        assert dark["src"] == light["src"].replace(".svg", ".dark.svg")
        assert light["alt"] == dark["alt"] and 40 <= len(light["alt"]) <= 320
        assert len(figure.figcaption.text.split()) > 6
        for link in figure.select("[src], [srcset], figcaption a[download]"):
            target = link.get("src") or link.get("srcset") or link.get("href")
            assert (page.file.parent / target).exists(), target


def test_a_reader_view_shows_each_figure_once(site):
    """It drops the style sheet, under which one of the two drawings is hidden."""
    drawings = [picture for page in site.pages for picture in page.article.select("picture.only-dark")]
    assert len(drawings) > 30 and all(drawing.has_attr("hidden") for drawing in drawings)


def test_formulas_are_mathml_and_no_latex_is_left(site):
    written = [page for page in site.pages if page.source and r"\frac" in page.source.read_text("utf-8")]
    assert written and all(page.article.select("math mfrac") for page in written)
    for page in site.pages:
        text = text_of(page.article, lambda tag: tag.name in ("annotation", "pre", "code"))
        assert not [remnant for remnant in ("\\(", "\\[", "\\frac", "$") if remnant in text], page.location
        assert page.soup.select(".arithmatex") == []


def test_lab_is_in_the_sites_own_markup(site):
    lab = next(page for page in site.pages if page.is_lab)
    raw = lab.file.read_text("utf-8")
    for foreign in ("jp-", "CodeMirror", "mathjax", "mermaid", "clipboard-copy", "No description has been provided"):
        assert foreign not in raw, foreign
    assert len(raw) < 80_000
    assert len(lab.soup.select("details.solution")) == 3
    for fold in lab.soup.select("details.solution"):
        assert fold.select(".language-python") and fold.select(".language-text"), "a solution shows that it was run"
        assert not fold.has_attr("open")


def test_the_404_page_helps(site):
    page = next(page for page in site.pages if page.location == "404.html")
    targets = {urlsplit(link["href"]).path for link in page.article.select("a[href]")}
    assert {f"/course/{location}" for location in nav_pages()} <= targets


LISTS = {
    *("", "glossary/", "references/", "references-l-z/", "corrections/"),
    *("claims/", "claims-hyperparameters/", "claims-hard-cases/", "claims-language-models/"),
}
"""Pages that lead on by all that they list; the home page has its doors."""


def test_every_page_ends_with_where_to_go_from_there(site):
    for page in site.pages:
        if (
            page.source is None
            or page.is_lab
            or page.location in {*LISTS, "accessibility/"}
            or page.location.startswith("lookup/")
        ):
            continue
        last = page.article.select_one(".cite").find_previous_sibling(class_=lambda name: name != "moved")
        assert "next" in last.get("class", []), page.location
        targets = {link["href"].split("#")[0] for link in last.select("a")} - {""}
        assert len(targets) >= 2, page.location


def test_every_custom_property_that_a_style_sheet_reads_is_declared(site):
    """The live part of an explorable declares a few of its own."""
    common = next(site.folder.glob("assets/site.*.css")).read_text("utf-8")
    for page in site.pages:
        text = common + "".join(style.text for style in page.soup.select("style"))
        read = set(re.findall(r"var\(\s*(--[\w-]+)", text))
        assert read <= set(re.findall(r"(--[\w-]+)\s*:", text)), page.location
