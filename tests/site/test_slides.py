"""The deck on the built site: in a browser, on paper, as PDF; and the figures as slides, with their page."""

import io
from urllib.parse import urldefrag

import pytest
import yaml
from bs4 import BeautifulSoup
from PIL import Image
from pypdf import PdfReader

from pipeline.render import slides
from pipeline.render.slides.content import deck_content
from tests.support import axe
from tests.support.built_site import FOLDER, ROOT
from tests.support.pages import until, watched

WRITTEN = yaml.safe_load((ROOT / "docs/data/slides.yml").read_text("utf-8"))["slides"]
PDFS = FOLDER / "generated" / "slides"
MOST_BYTES = 80_000
"""Of a figure's slide."""
NOW = "document.querySelector('.now')?.id"


@pytest.fixture(scope="module")
def deck():
    return BeautifulSoup((FOLDER / "slides/index.html").read_bytes(), "html.parser")


@pytest.fixture(scope="module")
def home(site):
    """The address of the site, as it was built for."""
    return next(page.address for page in site.pages if page.location == "")


@pytest.fixture(scope="module")
def tab(pages, address):
    page = pages.open(viewport={"width": 1280, "height": 720})
    with watched(page, address) as complaints:
        yield page
    pages.close(page)
    assert complaints == []


@pytest.fixture
def opened(tab, address):
    """The deck, at the slide that a test names."""

    def go(place=""):
        tab.goto("about:blank")
        tab.goto(f"{address}slides/{place}")
        return tab

    return go


# in HTML


def test_all_slides_are_there_with_their_notes(deck, project, home):
    told = deck_content(project, home)["slides"]
    shown = deck.select("main > .slide")
    assert [slide["id"] for slide in shown] == [str(number) for number in range(1, len(WRITTEN) + 1)]
    for slide, entry, made in zip(shown, WRITTEN, told, strict=True):
        notes = slide.select(".notes > p")
        assert slide.select_one("h2").get_text() == made["title"] and made["title"]
        assert len(notes) >= len(entry["notes"]) + 1 and entry["notes"][0] in slide.get_text()
        assert f"· {entry['minutes']} minute" in notes[0].get_text()


def test_the_words_are_those_of_the_site(deck, site):
    home = next(page for page in site.pages if page.location == "").article
    for box in home.select(".rule > p"):
        definition = " ".join(box.get_text(" ").split()).removeprefix(box.dfn.get_text()).strip()
        assert definition in deck.get_text()


def test_its_links_and_pictures_lead_somewhere(deck, site):
    ids = {page.location: page.ids for page in site.pages}
    links = [(tag, tag[name]) for name in ("href", "src", "srcset") for tag in deck.select(f"body [{name}]")]
    for tag, link in links:
        address, fragment = urldefrag(link)
        if "://" in address:
            continue
        path = (FOLDER / "slides" / address).resolve()
        assert path.is_file() or (path / "index.html").is_file(), link
        location = path.relative_to(FOLDER.resolve()).as_posix() + "/"
        if fragment and tag.name == "a":
            assert fragment in ids[location.removeprefix("./")], link


def test_first_and_last_slide_carry_credit_license_and_address(deck, site, home):
    for slide in (deck.select(".slide")[0], deck.select(".slide")[-1]):
        assert site.about.author in slide.get_text() and site.about.title in slide.get_text()
        assert slide.select_one("a[rel=license]")["href"].startswith("https://creativecommons.org/licenses/by/4.0")
        assert slide.select_one(f'a[href="{home}slides/"]')


def test_each_other_slide_has_its_credit_at_its_foot(deck, site, home, project):
    for slide in deck.select(".slide")[1:-1]:
        foot = slide.select_one(".board .foot")
        assert site.about.title in foot.get_text() and f"version {project.version}" in foot.get_text()
        assert foot.select_one("a[rel=license]") and foot.select_one(f'a[href="{home}slides/"]')


# in the browser


def test_keys_turn_the_slides_and_the_address_has_the_number(opened):
    page = opened()
    assert page.evaluate(NOW) == "1" and page.url.endswith("/slides/#1")
    for key, number in {"ArrowRight": 2, " ": 3, "PageDown": 4, "ArrowLeft": 3, "End": len(WRITTEN), "Home": 1}.items():
        page.keyboard.press(key)
        assert page.evaluate(NOW) == str(number) and page.url.endswith(f"#{number}"), key
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(NOW) == "1"
    assert page.locator(".slide").filter(visible=True).count() == 1


def test_an_address_leads_to_its_slide_and_what_is_none_to_the_first(opened):
    page = opened("#7")
    assert page.evaluate(NOW) == "7" and page.get_by_role("status").text_content() == ""
    page.get_by_role("button", name="The next slide").click()
    assert page.evaluate(NOW) == "8" and page.get_by_role("status").text_content().startswith("Slide 8 of")
    assert opened("#99").evaluate(NOW) == "1"


def test_the_notes_come_and_go(opened):
    page = opened("#3")
    notes = page.locator(".now .notes")
    assert not notes.is_visible()
    page.keyboard.press("n")
    assert notes.is_visible()
    page.get_by_role("button", name="Notes").click()
    assert not notes.is_visible()


def test_no_slide_is_higher_than_16_to_9_or_wider_than_a_phone(opened):
    page = opened()
    shape = "(({ offsetWidth, offsetHeight }) => offsetWidth / offsetHeight)(document.querySelector('.now .board'))"
    for number in range(1, len(WRITTEN) + 1):
        page.evaluate(f"location.hash = '#{number}'")
        until(page, f"{NOW} === '{number}'")
        assert page.evaluate(shape) == pytest.approx(16 / 9, rel=0.004), number
    page.set_viewport_size({"width": 320, "height": 640})
    for number in range(1, len(WRITTEN) + 1):
        page.evaluate(f"location.hash = '#{number}'")
        until(page, f"{NOW} === '{number}'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, number
    page.set_viewport_size({"width": 1280, "height": 720})


def test_an_explorable_is_alive_in_its_state(opened):
    number = 1 + next(i for i, slide in enumerate(WRITTEN) if slide["kind"] == "explorable")
    page = opened(f"#{number}")
    frame = page.frame_locator(".now iframe")
    frame.locator(".explorable.live").wait_for()
    assert frame.locator("input[name=degree]").input_value() == "3"


@pytest.mark.parametrize("size", [(768, 1024), (1280, 720), (1920, 1080)])
def test_an_interactive_slide_shows_all_that_its_notes_call_for(opened, size):
    page = opened()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for number, slide in enumerate(WRITTEN, 1):
        if slide["kind"] == "explorable":
            page.evaluate(f"location.hash = '#{number}'")
            until(page, f"{NOW} === '{number}'")
            page.frame_locator(".now iframe").get_by_text("Predict first").wait_for()
            inside = "document.querySelector('.now iframe').contentDocument.documentElement"
            until(page, f"{inside}.scrollHeight <= {inside}.clientHeight")
            assert page.evaluate(
                "document.querySelector('.now iframe').getBoundingClientRect().bottom"
                " <= document.querySelector('.now .foot').getBoundingClientRect().top"
            )
            assert page.frame_locator(".now iframe").locator(".title, figcaption").filter(visible=True).count() == 0
    page.set_viewport_size({"width": 1280, "height": 720})


def test_a_slide_stands_in_the_middle_of_a_high_screen(opened):
    page = opened("#5")
    page.set_viewport_size({"width": 768, "height": 1024})
    box, bar = (page.locator(place).bounding_box() for place in (".now .board", ".controls"))
    assert box["y"] == pytest.approx(bar["y"] - box["y"] - box["height"], abs=2)
    page.set_viewport_size({"width": 1280, "height": 720})


def test_the_presenter_view_goes_in_step(opened, tab):
    page = opened("#4")
    with page.expect_popup() as popup:
        page.keyboard.press("p")
    second = popup.value
    until(second, f"{NOW} === '4'")
    assert second.locator(".now .notes").is_visible() and second.locator(".soon .board").is_visible()
    assert "until" in second.locator(".clock").text_content()
    second.keyboard.press("ArrowRight")
    until(page, f"{NOW} === '5'")
    page.keyboard.press("ArrowLeft")
    until(second, f"{NOW} === '4'")
    for each in (page, second):
        each.frame_locator(".now iframe").locator(".explorable.live").wait_for()
    second.frame_locator(".now iframe").get_by_role("button", name="Too flexible").click()
    degree = "document.querySelector('.now iframe').contentDocument.querySelector('[name=degree]').value"
    until(page, f"{degree} === '9'")
    second.close()


def test_on_paper_a_page_has_a_slide_and_its_notes(opened):
    pages = PdfReader(io.BytesIO(opened("#5").pdf(format="A4", print_background=True))).pages
    assert len(pages) == len(WRITTEN)
    for page, slide in zip(pages, WRITTEN, strict=True):
        text = " ".join(page.extract_text().split())
        assert slide["notes"][0][:30] in text and slide.get("title", "")[:20] in text


def test_axe_finds_nothing(opened):
    page = opened("#6")
    page.keyboard.press("n")
    page.evaluate(axe.AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for number in range(1, len(WRITTEN) + 1):
            page.evaluate(f"location.hash = '#{number}'")
            until(page, f"{NOW} === '{number}'")
            violations, _ = axe.run(page, axe.ALL_RULES if scheme == "light" else axe.COLOR_RULES)
            assert violations == [], (scheme, number)
    page.emulate_media(color_scheme="light")


def test_without_script_it_is_a_column_with_notes(pages, address):
    page = pages.open(script=False, viewport={"width": 1280, "height": 720})
    page.goto(f"{address}slides/")
    assert page.locator(".slide").filter(visible=True).count() == len(WRITTEN)
    assert page.locator(".notes").filter(visible=True).count() == len(WRITTEN)
    assert not page.locator(".controls").is_visible()
    pages.close(page)


# as PDF


@pytest.mark.parametrize("name", slides.PAPERS.values())
def test_the_pdf_has_a_page_for_each_slide_and_is_tagged(name, site, home, project):
    pdf = PdfReader(PDFS / f"{name}.pdf")
    root, metadata = pdf.trailer["/Root"], pdf.metadata
    assert len(pdf.pages) == len(WRITTEN)
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("en") and "/StructTreeRoot" in root
    assert metadata.title.endswith("Is it a parameter or a hyperparameter?") and metadata.author == site.about.author
    for page, slide in zip(pdf.pages, deck_content(project, home)["slides"], strict=True):
        text = " ".join(page.extract_text().split())
        assert slide["title"].split()[0] in text
        assert f"version {project.version}" in text and "CC BY 4.0" in text
        assert (f"{slide['minutes']} minute" in text) == ("notes" in name)
    assert (PDFS / f"{name}.pdf").stat().st_size < 300_000


def test_the_slides_are_16_to_9_and_the_same_bytes_each_time(project, home):
    page = PdfReader(PDFS / "slides.pdf").pages[0].mediabox
    assert float(page.width / page.height) == pytest.approx(16 / 9)
    for name, content in slides.build(project, home).items():
        assert (ROOT / "docs" / name).read_bytes() == content, name


# the figures


def test_each_figure_is_a_slide(project):
    names = {file.name.removesuffix(".png") for file in project.generated.glob("*.png") if ".slide" not in file.name}
    made = {file.name.removesuffix(".slide.png"): file for file in (FOLDER / "generated").glob("*.slide.png")}
    assert set(made) == names and len(names) > 40
    for name, file in made.items():
        slide = Image.open(file)
        assert slide.size == (1920, 1080) and "transparency" not in slide.info and slide.text["Description"], name
        assert file.stat().st_size <= MOST_BYTES, name


def test_the_page_of_all_figures_lists_each_with_its_files(site):
    page = next(page for page in site.pages if page.location == "figures/")
    listed = {tag["src"].rsplit("/", 1)[1].removesuffix(".svg"): tag for tag in page.article.select("img.thumbnail")}
    slides_made = {file.name.removesuffix(".slide.png") for file in (FOLDER / "generated").glob("*.slide.png")}
    assert set(listed) == slides_made
    for name, image in listed.items():
        item = image.find_parent("li")
        files = [link["href"].rsplit("/", 1)[1] for link in item.select("a[download]")]
        assert files[:4] == [f"{name}.slide.png", f"{name}.svg", f"{name}.png", f"{name}.pdf"]
        line = item.select_one(".figure-data code").get_text()
        assert f"#fig-{name.replace('_', '-')}, version " in line and line.endswith("CC BY 4.0")
        assert item.select_one(".figure-data .copy").parent.code, "the script of the page copies the code beside it"
        assert image["loading"] == "lazy" and image["width"] and image.find_parent("details")
        assert all((FOLDER / page.location / link["href"]).resolve().is_file() for link in item.select("a[download]"))
