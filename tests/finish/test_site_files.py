"""What finish writes for the whole site: sitemap, copies, search index, assets, embedded pages, downloads, manifest."""

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from pipeline.content.project import Project
from pipeline.finish import finish
from pipeline.finish.page import Site
from pipeline.finish.site_files.downloads import program_with_origin
from pipeline.finish.site_files.manifest import git_state
from tests.support.small_project import ROOT, tree

HOME = "https://example.org/course/"
IN_ORDER = [
    *("", "other/", "difference/", "lookup/", "lookup/linear-models/", "lookup/networks/"),
    *("claims/", "license/", "corrections/", "references/", "references-l-z/", "labs/01_lab/"),
]
"""The pages, as the nav has them."""


@pytest.fixture(scope="module")
def site(unfinished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small site, finished."""
    root = shutil.copytree(unfinished, tmp_path_factory.mktemp("finished") / "small")
    project = Project(root)
    finish(project, project.build / "site", HOME)
    return project.build / "site"


def test_the_sitemap_has_each_page_of_the_nav_and_its_own_date(site: Path):
    urls = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = [(url[0].text, url[1].text) for url in urls]
    assert listed == [(HOME + location, "2026-11-23") for location in IN_ORDER]
    assert not (site / "sitemap.xml.gz").exists(), "the one that MkDocs wrote has other dates"


def test_robots_may_read_all_and_are_told_the_sitemap(site: Path):
    assert (site / "robots.txt").read_text("utf-8") == f"User-agent: *\nAllow: /\n\nSitemap: {HOME}sitemap.xml\n"


def test_llms_txt_lists_the_copies_in_the_order_of_the_nav(site: Path):
    text = (site / "llms.txt").read_text("utf-8")
    assert text.startswith("# Small\n\n> A description")
    copies = re.findall(rf"^- \[.+\]\({HOME}(.*)index\.md\): A description.+$", text, re.MULTILINE)
    assert copies == IN_ORDER
    assert all((site / location / "index.md").read_text("utf-8").startswith("# ") for location in copies)


def test_the_search_index_has_all_pages_and_our_weights(site: Path):
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    assert {entry["location"].split("#")[0] for entry in index["docs"]} == set(IN_ORDER)
    assert index["config"]["fields"]["title"] == {"boost": 12.0} and index["config"]["lang"] == ["en"]


def test_of_the_theme_only_the_search_worker_is_left(site: Path):
    names = {name for name in tree(site) if name.startswith("assets/") and "explorables" not in name}
    (worker,) = (name for name in names if name.startswith("assets/javascripts/"))
    assert re.fullmatch(r"assets/javascripts/workers/search\.\w+\.min\.js", worker)
    scripts = {name: (site / f"assets/scripts/{name}.js").read_text() for name in ("search-worker", "lookup", "names")}
    assert f"../../{worker}" in scripts["search-worker"]
    (sheet,) = (name for name in names if name.startswith("assets/site."))
    (scripted,) = (name for name in names if name.startswith("assets/scripted."))
    home = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    assert home.select_one("link[rel=stylesheet]")["href"] == sheet
    assert home.select_one("[data-style]")["data-style"] == scripted


def test_an_explorable_has_a_bare_page_that_fetches_nothing(site: Path):
    page = BeautifulSoup((site / "embed/rise-up/index.html").read_text("utf-8"), "html.parser")
    assert page.select("script[src], link[rel=stylesheet], [style]") == []
    assert page.select_one("link[rel=canonical]")["href"] == HOME + "other/"
    assert {image["src"] for image in page.select("rise-up img")} == {
        "../../generated/adds.svg",
        "../../generated/adds.dark.svg",
    }
    policy = page.select_one("meta[http-equiv]")["content"]
    assert policy.startswith("default-src 'none'") and policy.count("sha256") == 3
    scripts = BeautifulSoup((site / "other/index.html").read_text("utf-8"), "html.parser").select("[data-scripts]")
    for place in scripts:
        assert all((site / "other" / name).is_file() for name in place["data-scripts"].split())
    assert len(scripts) == 2


def test_downloads_say_where_they_come_from(site: Path):
    program = (site / "generated/adds.py").read_text("utf-8")
    assert program.endswith(f"\n\n# From: Small, {HOME}\n# SPDX-License-Identifier: MIT-0\n")
    assert program.count("# From") == 1
    for name, location in (("adds", ""), ("01_lab.student", "labs/01_lab/"), ("01_lab.teacher", "labs/01_lab/")):
        first, *others = (notebook := json.loads((site / f"generated/{name}.ipynb").read_text("utf-8")))["cells"]
        assert first["id"] == ("about" if location else "origin") and "origin" not in {cell["id"] for cell in others}
        assert first["source"][-1].startswith(f"From [Small]({HOME}), {HOME}{location}. ")
        said = {name: notebook["metadata"][name] for name in ("authors", "license", "source")}
        assert said == {
            "authors": [{"name": "The authors"}],
            "license": "MIT-0 AND CC-BY-4.0",
            "source": HOME + location,
        }
    assert f"[the file]({HOME}generated/01_lab.py)" in json.dumps(notebook)


def test_links_in_comments_of_a_program_become_absolute_and_its_code_stays(page_of):
    site, _ = page_of("")
    program = "# See [it](../a/#b).\nx[0](y)\n"
    assert program_with_origin(site, program, HOME + "c/") == (
        f"# See [it]({HOME}a/#b).\nx[0](y)\n\n# From: Small, {HOME}c/\n# SPDX-License-Identifier: MIT-0\n"
    )


def test_a_served_folder_is_finished_twice_and_its_downloads_are_the_same(built: Site):
    """MkDocs copies a file again only if its source has changed since."""
    once = []
    for _ in range(2):
        finish(Project(built.project.root), built.folder, built.address, serving=True)
        once.append({name: content for name, content in tree(built.folder).items() if name.startswith("generated/")})
    assert once[0] == once[1]


def test_the_headers_allow_what_the_pages_need(site: Path):
    headers = (site / "_headers").read_text("utf-8")
    allowed = set(re.search("Content-Security-Policy: (.*)", headers)[1].replace(";", "").split())
    for page in ("index.html", "other/index.html", "404.html"):
        soup = BeautifulSoup((site / page).read_text("utf-8"), "html.parser")
        assert set(soup.select_one("meta[http-equiv]")["content"].replace(";", "").split()) <= allowed
    assert "X-Content-Type-Options: nosniff" in headers and "Referrer-Policy:" in headers


def test_the_manifest_lists_every_file_with_its_hash_and_says_what_built_it(site: Path):
    manifest, files = json.loads((site / "manifest.json").read_text("utf-8")), tree(site)
    del files["manifest.json"]
    assert manifest["files"] == {name: sha256(content).hexdigest() for name, content in files.items()}
    assert list(manifest["files"]) == sorted(manifest["files"])
    assert manifest["source"] is None, "the small project is no repository"
    lock, built_with = (ROOT / "requirements.txt").read_text("utf-8"), manifest["built with"]
    for package in ("mkdocs", "mkdocs-material", "mkdocs-jupyter", "matplotlib", "numpy"):
        assert f"{package}=={built_with[package]} " in lock, package
    assert built_with["requirements.txt"] == sha256(lock.encode()).hexdigest()


def test_the_commit_is_named_with_what_differs_from_it(tmp_path: Path):
    assert git_state(Project(tmp_path)) is None
    (tmp_path / "file").write_text("one")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "file"], [*who, "commit", "-qm", "One"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=tmp_path, capture_output=True, text=True).stdout.strip()
    assert git_state(Project(tmp_path)) == {"commit": head, "dirty": False}
    (tmp_path / "file").write_text("two")
    assert git_state(Project(tmp_path)) == {"commit": head, "dirty": True}
    (tmp_path / "inside").mkdir()
    assert git_state(Project(tmp_path / "inside")) is None, "the repository around it is another project's"
