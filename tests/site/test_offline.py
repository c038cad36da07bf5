"""The offline copy as a reader has it: unpacked into a folder, opened from file://, with the network cut."""

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from pipeline.content.files import ZIP_EPOCH, zip_bytes
from pipeline.finish.site_files import offline_copy
from tests.support import frame
from tests.support.built_site import nav_pages


@pytest.fixture(scope="module")
def archive(site) -> bytes:
    return offline_copy.packed(site.project, site.folder)


@pytest.fixture(scope="module")
def folder(archive, tmp_path_factory) -> Path:
    into = tmp_path_factory.mktemp("my downloads")
    zipfile.ZipFile(io.BytesIO(archive)).extractall(into)
    return into / offline_copy.NAME


LEFT = ("net::ERR_ABORTED",)
"""How a request fails whose page leads on before the answer comes."""


@pytest.fixture
def visit(pages, folder):
    """Opens a file with the network cut; at the end nothing may have failed, complained or asked for anything else."""
    opened, complaints = [], []
    cut = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}

    def open_file(name: str):
        page = pages.open()
        opened.append(page)
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", cut)
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda r: None if r.failure in LEFT else complaints.append(f"failed: {r.url}"))
        page.on("request", lambda r: None if r.url.startswith((folder.as_uri(), "data:")) else complaints.append(r.url))
        page.goto((folder / name).as_uri())
        return page

    yield open_file
    for page in opened:
        pages.close(page)
    assert complaints == []


class Addresses(HTMLParser):
    """The attributes of all elements of a page that name an address, and of its policy."""

    def __init__(self, page: Path):
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if told.keys() & {"href", "src", "http-equiv"}:
            self.found.append(told)


def test_every_link_and_file_that_a_page_names_is_there(folder):
    pages = sorted(folder.rglob("*.html"))
    assert {page.relative_to(folder).as_posix() for page in pages} >= {f"{page}index.html" for page in nav_pages()}
    for page in pages:
        for told in Addresses(page).found:
            assert told.get("http-equiv") != "Content-Security-Policy", page
            parts = urlsplit(told.get("href") or told.get("src") or "")
            if not parts.scheme and parts.path:
                assert (page.parent / unquote(parts.path)).is_file(), (page, told)
            assert told.get("rel") != "canonical" or parts.scheme == "https", "a citation names the published page"


def test_the_archive_depends_on_its_content_only(archive, site):
    entries = zipfile.ZipFile(io.BytesIO(archive)).infolist()
    assert {entry.date_time for entry in entries} == {ZIP_EPOCH}
    assert {entry.external_attr for entry in entries} == {0o644 << 16}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    content = {"b": b"2", "a": b"1"}
    assert zip_bytes(content) == zip_bytes(dict(reversed(content.items())))


def test_pictures_are_shown(visit):
    page = visit("parameters/index.html")
    image = page.locator("#fig-line-fit .only-light img")
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('#fig-line-fit .only-light img').naturalWidth > 0")


def test_search_finds_and_leads_to_the_page(visit):
    page = visit("difference/index.html")
    page.click(frame.SEARCH_BOX)
    page.locator(frame.SEARCH_BOX).press_sequentially("learning rate", delay=20)
    page.wait_for_selector(frame.SEARCH_RESULT)
    row = page.locator(f"{frame.SEARCH_RESULT}:visible", has_text="training hyperparameter in").first
    assert row.get_attribute("href").endswith("/lookup/networks/index.html#neural-network-learning-rate")
    page.locator(f"{frame.SEARCH_RESULT}.of-page:visible").first.click()
    page.wait_for_url(re.compile(r"^file://.*/learning-rate/index\.html(\?.*)?$"))
    assert page.locator("#learning-rate").is_visible()


def test_a_misspelled_word_is_found_too(visit):
    page = visit("index.html")
    page.click(frame.SEARCH_BOX)
    page.locator(frame.SEARCH_BOX).press_sequentially("momentun", delay=20)
    page.wait_for_selector(f"{frame.SEARCH_RESULT} mark")


def test_the_lookup_answers_and_leads_on(visit):
    page = visit("lookup/index.html")
    page.fill(".lookup-form input", "n_clusters")
    card = page.locator(".card", has_text="Number of clusters".lower())
    card.get_by_text("scikit-learn:").wait_for()  # the reason has come, too
    card.get_by_role("link", name="number of clusters").click()
    page.wait_for_url("file://**/lookup/clustering-and-mixtures/index.html#k-means-k")
    page.locator(f"{frame.MENU} a:visible", has_text="The difference").first.click()
    page.wait_for_url("file://**/difference/index.html")


def test_an_old_address_of_a_row_leads_on(visit):
    page = visit("lookup/index.html")
    page.goto(f"{page.url}#ridge-alpha")
    page.reload()
    page.wait_for_url("file://**/lookup/linear/index.html#ridge-alpha")


def test_a_program_cannot_run_and_the_page_says_why(visit, folder):
    page = visit("learned/index.html")
    place = page.locator(".run").first
    assert (
        place.text_content() == "A page that was opened from a folder cannot run Python. The same page on the web can."
    )
    assert not page.locator(".run button").count() and page.locator(".program .language-text").first.is_visible()
    assert [file.name for file in (folder / "assets" / "run").iterdir()] == ["button.js"]
