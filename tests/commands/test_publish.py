"""`make publish`: two releases of the small project, put by mike on a branch of a local bare repository."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from mike.versions import Versions

from benchmarks.server import serving
from pipeline.commands.publish import folder_of, is_new, publish
from pipeline.content.errors import BuildError
from pipeline.content.project import Project
from tests.site.test_citing import open_citation
from tests.support.pages import until, watched
from tests.support.small_project import HEAD, ROOT, add, edit, tree, write_project

HOME = "https://host.example/course/"
PEOPLE = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
LEFT_OUT = ("HOME", "XDG_CONFIG_HOME", "SITE_URL", "REPO_URL", "MIKE_DOCS_VERSION")
OURS = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
ENVIRONMENT = OURS | PEOPLE | {"SITE_URL": HOME, "GIT_CONFIG_NOSYSTEM": "1"}
"""Git knows who commits, and nothing of the machine's owner."""


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=300)


def git(folder: Path, *words: str) -> str:
    ran = run(folder, "git", *words)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def release(project: Project, version: str) -> None:
    """Publishes the project as this version, as `make publish` does."""
    now = project.version
    edit(project, "pyproject.toml", f'version = "{now}"', f'version = "{version}"')
    git(project.root, "add", ".")
    git(project.root, "commit", "--quiet", "-m", version)
    ran = run(project.root, sys.executable, "-m", "pipeline", "publish")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def checked_out(project: Project, folder: Path) -> Path:
    """The branch as it is in the bare repository."""
    git(project.root, "clone", "--quiet", "--branch", "gh-pages", str(project.root.parent / "bare.git"), str(folder))
    shutil.rmtree(folder / ".git")
    return folder


@pytest.fixture(scope="module")
def releases(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Path, Path]:
    """The project after its releases 0.1.0 and 0.2.0, and the published branch after each."""
    base = tmp_path_factory.mktemp("releases")
    project = Project(shutil.copytree(whole, base / "small"))
    shutil.copy(ROOT / ".gitignore", project.root)
    git(base, "init", "--quiet", "--bare", "bare.git")
    git(project.root, "init", "--quiet")
    git(project.root, "remote", "add", "origin", str(base / "bare.git"))
    release(project, "0.1.0")
    first = checked_out(project, base / "first")
    edit(project, "docs/other.md", "The learning rate", "The zebra rate")
    add(project, "docs/new.md", HEAD.format(title="New"))
    edit(project, "mkdocs.yml", "  - other.md\n", "  - other.md\n  - new.md\n")
    release(Project(project.root), "0.2.0")
    return Project(project.root), first, checked_out(project, base / "second")


def page_of(folder: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((folder / name / "index.html").read_bytes(), "html.parser")


def test_each_release_is_in_a_folder_of_its_own_and_the_newest_is_the_latest(releases):
    _, first, second = releases
    versions = json.loads((second / "versions.json").read_text("utf-8"))
    assert [(one["version"], one["title"], one["aliases"]) for one in versions] == [
        ("v0.2", "0.2.0", ["latest"]),
        ("v0.1", "0.1.0", []),
    ]
    assert tree(second / "v0.2") == tree(second / "latest")
    assert tree(first / "v0.1") == tree(first / "latest")
    assert "zebra" in page_of(second / "v0.2", "other").text and "zebra" not in page_of(second / "v0.1", "other").text


def test_an_old_release_keeps_each_byte(releases):
    _, first, second = releases
    assert len(tree(first / "v0.1")) > 100 and tree(first / "v0.1") == tree(second / "v0.1")


@pytest.mark.parametrize(("folder", "own"), [("v0.1", "v0.1"), ("v0.2", "v0.2"), ("latest", "v0.2")])
def test_a_citation_names_the_release_and_the_canonical_address_the_latest(releases, folder: str, own: str):
    site = releases[2] / folder
    page = page_of(site, "other")
    meta = {tag.get("name") or tag.get("property"): tag.get("content") for tag in page.find_all("meta")}
    cited, canonical = f"{HOME}{own}/other/", f"{HOME}latest/other/"
    assert page.select_one("link[rel=canonical]")["href"] == meta["og:url"] == canonical
    assert meta["citation_public_url"] == meta["DC.identifier"] == cited
    assert cited in page.select_one(".cite code").text
    for name in ("page.bib", "page.ris", "page.csl.json", "page.apa.txt", "page.txt", "index.md"):
        text = (site / "other" / name).read_text("utf-8")
        assert cited in text and canonical not in text, name
    assert json.loads(page.select_one("[type='application/ld+json']").string)["@graph"][0]["@id"] == cited
    assert f"{HOME}{own}/" in (site / "site.bib").read_text("utf-8")
    assert f", {HOME}{own}/\n" in (site / "generated/adds.py").read_text("utf-8")
    assert f"<loc>{canonical}</loc>" in (site / "sitemap.xml").read_text("utf-8")


def test_search_and_the_line_about_versions_are_in_every_release(releases):
    for folder in ("v0.1", "v0.2", "latest"):
        site = releases[2] / folder
        page, index = page_of(site, "other"), json.loads((site / "search/search_index.json").read_text("utf-8"))
        found = [entry["location"] for entry in index["docs"] if "zebra" in entry["text"]]
        assert found == ([] if folder == "v0.1" else ["other/#deep"])
        assert page.select_one(".versions summary").text == f"Version {'0.1.0' if folder == 'v0.1' else '0.2.0'}"
        assert page.select_one(".versions a")["href"] == f"{HOME}latest/other/"
        assert (site / "assets/scripts/versions.js").is_file() and (site / "assets/scripts/search.js").is_file()


def test_above_all_versions_stands_what_leads_to_the_latest(releases):
    root = releases[2]
    assert 'href="latest/"' in (root / "index.html").read_text("utf-8")
    assert (root / "404.html").read_bytes() == (root / "latest/404.html").read_bytes()
    lost = BeautifulSoup((root / "404.html").read_bytes(), "html.parser")
    links = [tag["href"] for tag in lost.select(".pages a")]
    assert links and all(link.startswith("/course/latest/") for link in links)
    assert f"Sitemap: {HOME}latest/sitemap.xml" in (root / "robots.txt").read_text("utf-8")


def test_a_site_that_is_not_published_by_mike_has_no_byte_of_it(whole: Path):
    site = whole / "site"
    assert not (site / "assets/scripts/versions.js").exists()
    assert "versions" not in (site / "other/index.html").read_text("utf-8")
    assert "versions" not in (site / "404.html").read_text("utf-8")


@pytest.fixture
def inside(monkeypatch):
    """Calls `publish` in this process, in the folder of the project. Returns what it stops with, or an empty text."""
    for name in LEFT_OUT:
        monkeypatch.delenv(name, raising=False)
    for name, value in (PEOPLE | {"SITE_URL": HOME}).items():
        monkeypatch.setenv(name, value)

    def call(project: Project, **options: bool) -> str:
        monkeypatch.chdir(project.root)
        try:
            publish(Project(project.root), **options)
        except BuildError as error:
            return str(error)
        return ""

    return call


def test_a_published_release_is_not_built_again(releases, inside, capsys):
    project = releases[0]
    before = git(project.root, "ls-remote", "origin", "gh-pages")
    assert "pyproject.toml: version 0.2.0 is not newer than 0.2.0" in inside(project)
    assert inside(project, if_new=True) == "" and capsys.readouterr().out == "Version 0.2.0 is published already.\n"
    git(project.root, "update-ref", "refs/heads/gh-pages", "HEAD")  # what is only here counts for nothing
    assert "is not newer" in inside(project)
    assert git(project.root, "ls-remote", "origin", "gh-pages") == before


@pytest.mark.parametrize(
    ("version", "new"), [("0.2.1", True), ("0.3.0", True), ("0.10.0", True), ("0.1.9", False), ("0.2.0", False)]
)
def test_only_the_newest_release_is_corrected(version: str, new: bool):
    published = Versions()
    assert is_new(version, published)
    for title in ("0.1.0", "0.2.0"):
        published.add(folder_of(title), title)
    assert is_new(version, published) == new


def test_where_git_cannot_it_is_said_and_nothing_is_published(tmp_path: Path, inside, monkeypatch):
    project = write_project(tmp_path / "small")
    assert "git: publishing needs a repository with a remote origin" in inside(project)
    git(project.root, "init", "--quiet")
    git(project.root, "add", ".")
    git(project.root, "commit", "--quiet", "-m", "first")
    assert "git: publishing needs a repository with a remote origin" in inside(project)
    git(project.root, "remote", "add", "origin", str(tmp_path / "nowhere.git"))
    assert "nowhere.git' does not appear to be a git repository" in inside(project)
    add(project, "docs/index.md", "changed")
    assert "git status: a release has no uncommitted changes" in inside(project)
    monkeypatch.delenv("SITE_URL")
    assert "SITE_URL: a release needs its address" in inside(project)


# In a browser


@pytest.fixture
def visit_release(releases, pages):
    """Opens a page of the published branch, below /course/. At the end none may have complained."""
    with serving(releases[2]) as server, contextlib.ExitStack() as visits:

        def open_page(location: str):
            page = pages.open()
            visits.callback(pages.close, page)
            complaints.append(visits.enter_context(watched(page, server.address)))
            page.goto(server.address + location)
            return page

        complaints: list[list[str]] = []
        yield open_page
    assert [complaint for found in complaints for complaint in found] == []


def told(page) -> str:
    return page.locator(".versions summary").inner_text()


@pytest.mark.proof
def test_an_old_release_says_so_and_leads_to_the_others(visit_release):
    page = visit_release("v0.1/other/#deep")
    until(page, "document.querySelectorAll('.versions li').length === 2")
    assert told(page) == "You read version 0.1.0. The latest is 0.2.0."
    page.locator(".versions summary").click()
    assert page.locator(".versions li").all_inner_texts() == ["0.2.0 (the latest)", "0.1.0"]
    page.locator(".versions a").first.click()
    page.wait_for_url("**/course/latest/other/#deep")
    until(page, "document.querySelectorAll('.versions li').length === 2")
    assert told(page) == "Version 0.2.0"
    page.locator(".versions summary").click()
    page.locator(".versions a", has_text="0.1.0").click()
    page.wait_for_url("**/course/v0.1/other/#deep")


@pytest.mark.proof
def test_where_a_release_lacks_the_page_its_home_page_is_opened(releases, pages):
    page = pages.open()
    with serving(releases[2]) as server:
        page.goto(f"{server.address}latest/new/")
        until(page, "document.querySelectorAll('.versions li').length === 2")
        page.locator(".versions summary").click()
        page.locator(".versions a", has_text="0.1.0").click()
        page.wait_for_url("**/course/v0.1/")
        pages.close(page)


@pytest.mark.proof
@pytest.mark.parametrize(("folder", "own", "word"), [("v0.1", "v0.1", "learning"), ("latest", "v0.2", "zebra")])
def test_each_release_is_searched_and_cited_by_itself(visit_release, folder: str, own: str, word: str):
    page = visit_release(f"{folder}/")
    page.locator(".search-box").fill(word)
    result = page.locator(".search-result").first
    result.wait_for()
    assert f"/course/{folder}/other/" in result.evaluate("(link) => link.href")
    page = visit_release(f"{folder}/other/")
    assert f"{HOME}{own}/other/#deep" in open_citation(page, "#deep").locator("code").text_content()


@pytest.mark.proof
def test_an_address_without_a_version_leads_to_the_latest(releases, pages):
    page = pages.open()
    with serving(releases[2]) as server:
        for asked in ("other/?q=x#deep", ""):
            page.goto(server.address + asked)
            page.wait_for_url(f"**/course/latest/{asked}")
        page.goto(f"{server.address}latest/nowhere/")
        page.wait_for_timeout(300)
        assert page.url.endswith("/latest/nowhere/") and page.locator("h1").inner_text() == "There is no such page"
        pages.close(page)
