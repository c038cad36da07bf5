"""The pack for a class, and the description of a release, read back by others than their writers."""

import hashlib
import io
import json
import zipfile

import pytest
from rocrate.rocrate import ROCrate

from pipeline.finish.page import Site
from pipeline.finish.site_files import course_pack


@pytest.fixture(scope="module")
def pack(site) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO((site.folder / course_pack.PACK).read_bytes()))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_pack_has_something_in_each_folder_and_the_licenses(pack):
    folders = {name.split("/")[1] for name in pack}
    assert set(course_pack.CONTENTS) <= folders
    assert {"README.txt", "LICENSE.txt", "LICENSE-CONTENT.txt", "SHA256SUMS"} <= folders
    readme = pack["course-pack/README.txt"].decode()
    assert {"teach.md", "teach-two-weeks.md", "teach-exams.md"} <= {name.split("/")[-1] for name in pack}
    assert [folder for folder in course_pack.CONTENTS if folder not in readme] == [], "it says what is where"


def test_the_sums_are_those_of_the_files(pack):
    lines = dict(reversed(line.split("  ")) for line in pack["course-pack/SHA256SUMS"].decode().splitlines())
    found = {name.removeprefix("course-pack/"): hashlib.sha256(content).hexdigest() for name, content in pack.items()}
    del found["SHA256SUMS"]
    assert lines == found


def test_the_same_files_give_the_same_pack(site):
    contents = course_pack.pack_contents(Site(site.project, site.folder, "https://example.org/course/"))
    packs = [course_pack.zip_bytes(dict(sorted(contents.items(), reverse=turn))) for turn in (False, True)]
    assert packs[0] == packs[1]


def test_the_release_is_described_as_a_crate_that_its_own_library_reads(site, tmp_path):
    described = json.loads((site.folder / course_pack.CRATE).read_text("utf-8"))
    crate = ROCrate({"@graph": described["@graph"], "@context": described["@context"]})
    root = crate.root_dataset
    assert root["name"] == site.about.title and root["version"] == site.project.version
    assert root["license"].id == "https://creativecommons.org/licenses/by/4.0/"
    assert root["author"]["name"] == site.about.author
    for part in root["hasPart"]:
        assert int(part["contentSize"]) == (site.folder / part.id).stat().st_size, part.id


def test_pages_that_offer_the_pack_say_how_large_it_is(site):
    offering = [page for page in site.pages if page.front and page.article.select("[data-size-of]")]
    size = f"{(site.folder / course_pack.PACK).stat().st_size / 1e6:.1f} MB"
    assert offering
    for page in offering:
        assert {tag.text for tag in page.article.select("[data-size-of]")} == {size}, page.location
