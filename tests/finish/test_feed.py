"""feed.xml, read back as a feed reader does, says what the data say."""

import re
import shutil
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from pipeline.content.changelog import releases
from pipeline.content.corrections import corrections
from pipeline.content.project import Project
from pipeline.finish import finish
from pipeline.finish.page import Site
from pipeline.finish.site_files.feed import feed, write_feed
from tests.support.small_project import CORRECTIONS, ROOT, add, write_project

ATOM = "{http://www.w3.org/2005/Atom}"
HOME = "https://host.example/course/"


@pytest.fixture
def small(tmp_path) -> Site:
    project = write_project(tmp_path / "project")
    add(project, "docs/data/corrections.yml", CORRECTIONS)
    return Site(project, tmp_path, HOME)


def parsed(site: Site) -> ElementTree.Element:
    return ElementTree.fromstring(feed(site))


def entries(root: ElementTree.Element) -> list[dict[str, str]]:
    """The text of each part of each entry, and where its link leads."""
    return [
        {part.tag.removeprefix(ATOM): part.text or part.get("href") for part in entry}
        for entry in root.findall(f"{ATOM}entry")
    ]


def test_it_has_what_rfc_4287_asks_for(small):
    root = parsed(small)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1 and element.find(ATOM + name).text, name
        datetime.fromisoformat(element.find(f"{ATOM}updated").text)
    assert root.find(f"{ATOM}author/{ATOM}name").text == "The authors"
    assert root.find(f"{ATOM}rights").text == "Text and figures: CC BY 4.0; programs: MIT-0."
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": HOME + "feed.xml", "alternate": HOME}


def test_corrections_and_releases_are_entries_of_their_day(small):
    correction, release = entries(parsed(small))
    assert correction == {
        "id": "tag:host.example,2026-11-23:small/correction/rate",
        "title": "Corrected: Other",
        "updated": "2026-11-23T00:00:00Z",
        "link": HOME + "corrections/#row-rate",
        "content": "<p>It said: The rate is $x$.</p>\n<p>It says now: The learning rate is $x^2$.</p>\n"
        "<p>The power was missing.</p>",
    }
    assert (release["title"], release["updated"]) == ("Version 1.0.0", "2026-11-23T00:00:00Z")
    assert f'<li>It adds, and <a href="{HOME}other/#deep">more</a>.</li>' in release["content"]


def test_ids_stay_where_only_the_path_of_the_site_changes(small):
    moved = Site(small.project, small.folder, "https://host.example/latest/")
    assert [entry["id"] for entry in entries(parsed(moved))] == [entry["id"] for entry in entries(parsed(small))]
    assert entries(parsed(moved))[1]["link"] == "https://host.example/latest/"


def test_it_is_the_same_bytes_every_time(small):
    assert feed(Site(Project(small.project.root), small.folder, HOME)) == feed(small)


def test_a_project_without_a_changelog_has_no_feed(small):
    (small.project.root / "CHANGELOG.md").unlink()
    write_feed(small, [])
    assert not (small.folder / "feed.xml").exists()


def test_the_feed_of_this_site_has_every_release_and_every_correction_newest_first():
    site = Site(Project(ROOT), ROOT, HOME)
    root, listed = parsed(site), releases(site.project)
    found = entries(root)
    assert len({entry["id"] for entry in found}) == len(found) == len(listed) + len(corrections(site.project))
    versions = re.findall(r"^## (\S+) \((\S+)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    told = [(entry["title"], entry["updated"]) for entry in found if entry["title"].startswith("Version")]
    assert told == [(f"Version {version}", f"{day}T00:00:00Z") for version, day in versions]
    days = [entry["updated"] for entry in found]
    assert days == sorted(days, reverse=True) and root.find(f"{ATOM}updated").text == days[0]
    html = " ".join(entry["content"] for entry in found)
    links = {link["href"] for link in BeautifulSoup(html, "html.parser")("a")}
    assert links and all(site.project.source_of(link.removeprefix(HOME).split("#")[0]) for link in links)


def test_only_home_and_corrections_name_the_feed(unfinished: Path, tmp_path: Path):
    root = shutil.copytree(unfinished, tmp_path / "small")
    folder = root / ".build/site"
    finish(Project(root), folder, "https://example.org/course/")
    named = {}
    for file in folder.rglob("index.html"):
        for link in BeautifulSoup(file.read_bytes(), "html.parser").select('link[type="application/atom+xml"]'):
            named[file.parent.relative_to(folder).as_posix()] = (file.parent / link["href"]).resolve()
    assert named == {".": folder / "feed.xml", "corrections": folder / "feed.xml"}
    assert ElementTree.parse(folder / "feed.xml").getroot().tag == f"{ATOM}feed"
    page = BeautifulSoup((folder / "other/index.html").read_bytes(), "html.parser")
    assert "Corrected on November 23, 2026." in [part.text for part in page.select(".cite > p")]
