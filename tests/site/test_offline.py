"""The offline copy as a reader has it: unpacked into a folder, opened from file://, with the network cut."""

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from pipeline import offline


@pytest.fixture(scope="module")
def archive(site) -> bytes:
    return offline.packed(site.project)


@pytest.fixture(scope="module")
def folder(archive, tmp_path_factory) -> Path:
    into = tmp_path_factory.mktemp("my downloads")
    zipfile.ZipFile(io.BytesIO(archive)).extractall(into)
    return into / offline.NAME


@pytest.fixture
def visit(chromium, folder):
    """Opens a file with the network cut; at the end nothing may have failed, complained or asked for anything else."""
    context, complaints = chromium.new_context(viewport={"width": 1280, "height": 900}, offline=True), []
    context.set_default_timeout(15_000)

    def open_file(name: str):
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda r: complaints.append(f"failed: {r.url}"))
        page.on("request", lambda r: None if r.url.startswith((folder.as_uri(), "data:")) else complaints.append(r.url))
        page.goto((folder / name).as_uri())
        return page

    yield open_file
    context.close()
    assert complaints == []


def test_every_link_and_file_that_a_page_names_is_there(folder):
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) >= 30
    for page in pages:
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        assert not soup.select('meta[http-equiv="Content-Security-Policy"]')
        for tag in soup.select("[href], [src]"):
            parts = urlsplit(tag.get("href") or tag.get("src"))
            if not parts.scheme and parts.path:
                assert (page.parent / unquote(parts.path)).is_file(), (page, str(tag)[:200])
        assert soup.find("link", rel="canonical")["href"].startswith("https://"), "a citation names the published page"


def test_the_archive_depends_on_its_content_only(archive, site):
    entries = zipfile.ZipFile(io.BytesIO(archive)).infolist()
    assert {entry.date_time for entry in entries} == {offline.BEGINNING}
    assert {entry.external_attr for entry in entries} == {0o644 << 16}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    content = {"b": b"2", "a": b"1"}
    assert offline.zipped(content) == offline.zipped(dict(reversed(content.items())))


def test_pictures_are_shown(visit):
    page = visit("parameters/index.html")
    image = page.locator("#fig-line-fit .only-light img")
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('#fig-line-fit .only-light img').naturalWidth > 0")


def test_search_finds_and_leads_to_the_page(visit):
    page = visit("difference/index.html")
    page.click(".md-search__input")
    page.locator(".md-search__input").press_sequentially("learning rate", delay=20)
    page.wait_for_selector(".md-search-result__link")
    page.locator(".md-search-result__link:visible").first.click()
    page.wait_for_url(re.compile(r"^file://.*/learning-rate/index\.html(\?.*)?$"))
    assert page.locator("#learning-rate").is_visible()


def test_a_misspelled_word_is_found_too(visit):
    page = visit("index.html")
    page.click(".md-search__input")
    page.locator(".md-search__input").press_sequentially("momentun", delay=20)
    page.wait_for_selector(".md-search-result__link mark")


def test_the_lookup_filter_works_and_the_menu_leads_on(visit):
    page = visit("lookup/index.html")
    rows = page.locator(".lookup tbody tr:visible")
    all_rows = rows.count()
    page.fill(".lookup-form input", "n_clusters")
    page.wait_for_function(
        f"[...document.querySelectorAll('.lookup tbody tr')].filter(r => !r.hidden).length < {all_rows}"
    )
    assert 0 < rows.count() < 20
    page.locator(".md-nav--primary a:visible", has_text="The difference").first.click()
    page.wait_for_url("file://**/difference/index.html")
