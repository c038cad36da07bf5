"""How others find and take the pages: sitemap, descriptions, previews and cards, Markdown copies, llms.txt."""

import json
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from pipeline.content.front_matter import site_config
from pipeline.finish.text import text_of
from pipeline.render.snippets import read_snippets
from pipeline.render.social_cards import card_of
from tests.support.built_site import nav_pages

HOME = "https://example.org/course/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SAYS_NOTHING = {
    *("click here", "click this", "go", "here", "right here", "this", "that", "start", "link"),
    *("information", "more", "more info", "more information", "learn more", "read more", "see more"),
}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$]+\$", re.DOTALL)


def pages_of(site):
    return [page for page in site.pages if page.front]


def copy_of(page) -> str:
    return page.file.with_suffix(".md").read_text("utf-8")


def prose_of(text: str) -> str:
    """A copy without its code."""
    return re.sub(r"`[^`]+`", "CODE", FENCE.sub("", text))


def test_the_sitemap_has_each_page_of_the_nav_and_its_own_date(site):
    urls = ElementTree.parse(site.folder / "sitemap.xml").getroot().findall(f"{MAP}url")
    listed = {url.find(f"{MAP}loc").text: url.find(f"{MAP}lastmod").text for url in urls}
    assert len(listed) == len(urls)
    assert listed == {HOME + page.location: page.front.updated.isoformat() for page in pages_of(site)}
    assert set(listed) == {HOME + location for location in nav_pages()}


def test_each_page_names_its_one_address(site):
    for page in site.pages:
        named = [link["href"] for link in page.soup.select('link[rel="canonical"]')]
        assert named == ([HOME + page.location] if page.front else []), page.location


def test_titles_and_descriptions_are_different(site):
    described = [page.soup.select_one('meta[name="description"]')["content"] for page in pages_of(site)]
    assert all(70 <= len(text) <= 160 for text in described)
    assert len(set(described)) == len({page.front.title for page in pages_of(site)}) == len(nav_pages())


def test_a_link_says_where_it_leads_also_when_read_alone(site):
    said = {(page.location, link.get_text().strip().lower()) for page in site.pages for link in page.soup.find_all("a")}
    assert len(said) > 500 and not {one for one in said if one[1] in SAYS_NOTHING}


def test_each_page_has_a_preview(site):
    for page in pages_of(site):
        tags = {meta["property"]: meta["content"] for meta in page.soup.select('head meta[property^="og:"]')}
        assert len(tags) == len(page.soup.select("head meta[property]")) == 9
        assert tags["og:type"] == ("article" if page.location else "website")
        assert (tags["og:title"], tags["og:description"]) == (page.front.title, page.front.description)
        assert (tags["og:url"], tags["og:site_name"]) == (HOME + page.location, site_config(site.project).title)
        assert page.soup.select_one('meta[name="twitter:card"]')["content"] == "summary_large_image"
        assert page.front.title in tags["og:image:alt"]
        card = site.folder / tags["og:image"].removeprefix(HOME)
        with Image.open(card) as image:
            assert image.format == "PNG"
            assert image.size == (int(tags["og:image:width"]), int(tags["og:image:height"])) == (1200, 630)
        assert card.stat().st_size < 80_000
    assert not [page for page in site.pages if not page.front and page.soup.select("[property]")]


def test_no_two_pages_have_the_same_card(site):
    cards = [(site.folder / card_of(site.project, page.source)).read_bytes() for page in pages_of(site)]
    assert len(set(cards)) == len(cards) == len(nav_pages())


def test_each_page_has_a_copy_in_markdown_and_says_so(site):
    for page in pages_of(site):
        link = page.soup.select_one('head link[rel="alternate"][type="text/markdown"]')
        assert page.file.parent / link["href"] == page.file.with_suffix(".md")
        text = copy_of(page)
        assert text.startswith(f"# {text_of(page.article.h1).removesuffix('#').strip()}\n\n"), page.location
        day = f"{page.front.updated:%B} {page.front.updated.day}"
        for part in (HOME + page.location, site.project.version, day, "CC BY 4.0"):
            assert part in text.splitlines()[-1]
    assert len(list(site.folder.rglob("*.md"))) == len(nav_pages())


def test_programs_in_a_copy_are_those_that_are_tested(site):
    snippets = {snippet.name: snippet for snippet in read_snippets(site.project)}
    for page in pages_of(site):
        found = [code for language, code in FENCE.findall(copy_of(page)) if language == "python"]
        if page.is_lab:
            cells = json.loads(page.source.with_suffix(".ipynb").read_text("utf-8"))["cells"]
            expected = ["".join(cell["source"]) + "\n" for cell in cells if cell["cell_type"] == "code"]
            assert all(cell.strip() in page.source.read_text("utf-8") for cell in expected)
        else:
            shown = re.findall(r'^--8<-- "(\w+)\.md"$', page.source.read_text("utf-8"), re.MULTILINE)
            expected = []
            for snippet in (snippets[name] for name in shown if name in snippets):
                expected.append(snippet.cells["numbers"].source)
                expected += [snippet.source] if snippet.has_picture else []
        assert found == expected, page.location


def test_outputs_in_a_copy_are_those_on_the_page(site):
    for page in pages_of(site):
        printed = [code for language, code in FENCE.findall(copy_of(page)) if language == "text"]
        named = page.article.select(".language-text:not(.cite *) code")
        assert printed == [block.get_text() for block in named], page.location


@pytest.mark.parametrize(
    "remnant",
    [r"</?[a-z][\w-]*[ >/]", r"\{ ?[:#.]", r"--8<--", r"\[@", r"\?\?\?", r"\]\((?!https?://)", r"\\\("],
)
def test_nothing_is_left_in_a_copy_that_only_this_site_understands(site, remnant):
    for page in pages_of(site):
        left = re.search(remnant, FORMULA.sub("", prose_of(copy_of(page))))
        assert not left, (page.location, left and left.string[left.start() - 40 : left.end() + 40])


def test_a_copy_has_every_figure_of_its_page(site):
    for page in pages_of(site):
        images = re.findall(r"!\[[^\]]+\]\((\S+)\)", prose_of(copy_of(page)))
        shown = [image["src"].split("/")[-1] for image in page.article.select("picture.only-light > img")]
        assert [image.split("/")[-1] for image in images] == shown
        assert all((site.folder / image.removeprefix(HOME)).is_file() for image in images)


def test_all_links_of_the_copies_lead_somewhere(site):
    """To an id, or to a state of an explorable on that page."""
    ids = {
        HOME + page.location: {*page.ids, *(place.name for place in page.soup.select(".explorable"))}
        for page in site.pages
    }
    for text in [*map(copy_of, pages_of(site)), (site.folder / "llms.txt").read_text("utf-8")]:
        for link in set(re.findall(r"\]\((https?://[^)\s]+)\)", FENCE.sub("", text))):
            address, _, fragment = link.partition("#")
            if address in ids:
                assert not fragment or fragment.split(":")[0] in ids[address], link
            elif link.startswith(HOME):
                file = site.folder / address.removeprefix(HOME)
                assert file.is_file() or (file / "index.html").is_file(), link


def test_llms_txt_lists_the_copies_in_the_order_of_the_nav(site):
    text = (site.folder / "llms.txt").read_text("utf-8")
    assert len(text.encode()) < 30_000
    described = {page.location: page.front.description for page in pages_of(site)}
    listed = re.findall(rf"^- \[.+\]\({HOME}(.*)index\.md\): (.+)$", text, re.MULTILINE)
    assert listed == [(location, described[location]) for location in nav_pages()]
