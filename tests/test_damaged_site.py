"""`finish` on what is no whole site, and `make site` killed in the middle: a clear word, and nothing is spoiled."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pipeline.finish.site import MARK
from pipeline.problems import Problems
from pipeline.project import Project

from pipeline import finish as finishing
from pipeline.finish import finish
from tests.small import command, small_project
from tests.test_pipeline import tree


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Project:
    """The small project, rendered."""
    root = small_project(tmp_path_factory.mktemp("small") / "copy")
    rendered = command(root, "render")
    assert rendered.returncode == 0, rendered.stdout + rendered.stderr
    return Project(root)


@pytest.fixture(scope="module")
def unfinished(small) -> Path:
    """Its site as MkDocs writes it, without the hook."""
    config, folder = small.root / "without_hook.yml", small.root / "unfinished"
    config.write_text((small.root / "mkdocs.yml").read_text("utf-8").replace("hooks: [hooks.py]", ""), "utf-8")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config.name, "--site-dir", str(folder)]
    subprocess.run(build, cwd=small.root, check=True, capture_output=True)
    return folder


@pytest.fixture
def folder(unfinished, tmp_path) -> Path:
    return shutil.copytree(unfinished, tmp_path / "site")


def edit(name: str, old: str, new: str):
    def damage(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return damage


def cut(name: str, share: float):
    def damage(folder: Path) -> None:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: int(len(content) * share)])

    return damage


def remove(name: str):
    return lambda folder: (folder / name).unlink()


OTHER, LAB = "other/index.html", "labs/01_lab/index.html"
DAMAGES = {
    "a folder of something else": (remove("sitemap.xml"), "this is not a built site"),
    "no home page": (remove("index.html"), "this is not a built site"),
    "a page is missing": (remove(OTHER), f"only a part of a site, without {OTHER}"),
    "the search index is missing": (remove("search/search_index.json"), "without search/search_index.json"),
    "a sitemap cut off": (cut("sitemap.xml", 0.5), "the sitemap is cut off"),
    "a page cut off": (cut(OTHER, 0.97), "the page is cut off"),
    "an empty page": (cut(OTHER, 0), "the page is cut off"),
    "a page without an article": (
        lambda folder: (folder / OTHER).write_text("<html><body>T</body></html>", "utf-8"),
        "the page has no article",
    ),
    "an element that is not closed": (
        edit(OTHER, "The learning rate", "<em>The learning rate"),
        "</p> comes while <em> is open",
    ),
    "an element closed twice": (edit(OTHER, "The learning rate", "The</div>"), "</div> comes while <p> is open"),
    "a comment that never ends": (edit(OTHER, "The learning rate", "<!-- The"), " comes while <p> is open"),
    "a script that never ends": (edit(OTHER, "The learning rate", "<script>The"), " comes while <p> is open"),
    "a lab with an output of another kind": (
        edit(LAB, 'data-mime-type="text/plain"', 'data-mime-type="image/jpeg"'),
        "an output of the unknown kind image/jpeg",
    ),
    "a lab in other markup": (edit(LAB, 'class="jp-Notebook"', 'class="jp-Book"'), "no notebook that is known here"),
}


@pytest.mark.parametrize("case", DAMAGES)
def test_a_damaged_site_is_named_and_not_touched(small, folder, case):
    damage, expected = DAMAGES[case]
    damage(folder)
    before = tree(folder)
    with pytest.raises(Problems) as found:
        finish(small, folder)
    assert expected in str(found.value)
    assert tree(folder) == before


@pytest.mark.parametrize("name", ["nowhere", "nothing", "a_file"])
def test_what_is_no_folder_of_a_site_is_named(small, tmp_path, name):
    (tmp_path / "nothing").mkdir()
    (tmp_path / "a_file").write_text("text")
    said = command(small.root, "finish", str(tmp_path / name))
    assert said.returncode == 1 and f"{name}: this is not a built site" in said.stderr
    assert "Traceback" not in said.stderr


def test_its_own_output_is_left_as_it_is(small, folder, capsys):
    finish(small, folder)
    before = tree(folder)
    finish(small, folder)
    assert "finished already" in capsys.readouterr().out
    assert tree(folder) == before


@pytest.mark.parametrize("left", [OTHER, "manifest.json"])
def test_a_finish_that_broke_off_is_named(small, unfinished, folder, left):
    """Some pages are written, or all of them and not yet the manifest."""
    finish(small, folder)
    (folder / left).unlink()
    if (unfinished / left).exists():
        shutil.copy(unfinished / left, folder / left)
    before = tree(folder)
    with pytest.raises(Problems, match="half finished"):
        finish(small, folder)
    assert tree(folder) == before


def test_nothing_is_written_before_the_last_check(small, folder, monkeypatch):
    before, seen = tree(folder), []
    monkeypatch.setattr(finishing, "MANY", 99)  # in this process, where `seen` is
    monkeypatch.setattr(finishing, "CHECKS", (*finishing.CHECKS, lambda *_: seen.append(tree(folder)) or []))
    (small.build / "finished").unlink(missing_ok=True)
    finish(small, folder)
    assert len(seen) == 4 and all(then == before for then in seen)
    assert tree(folder) != before


@pytest.mark.parametrize("many", [1, 99], ids=["in processes", "in one"])
def test_a_fault_on_one_page_makes_no_dead_links_on_others(small, folder, monkeypatch, many):
    """The link is to a row, whose anchor a step makes on the page with the fault."""
    table = "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>deep</td></tr></tbody></table>"
    edit(OTHER, "</article>", f"{table}<p>[@nobody1999]</p></article>")(folder)
    edit("index.html", "</article>", '<p><a href="other/#row-deep">row</a></p></article>')(folder)
    monkeypatch.setattr(finishing, "MANY", many)
    with pytest.raises(Problems) as found:
        finish(small, folder)
    assert [problem.what for problem in found.value.problems] == ["no reference has the key 'nobody1999'"]


# make site, killed


@pytest.fixture
def standing(small) -> Path:
    """A site from before."""
    shutil.rmtree(small.root / "site", ignore_errors=True)
    (small.root / "site").mkdir()
    (small.root / "site" / "index.html").write_text("the site built before", "utf-8")
    return small.root / "site"


def stands(site: Path) -> bool:
    return tree(site) == {"index.html": b"the site built before"}


def is_whole(site: Path) -> bool:
    pages = [BeautifulSoup(page.read_text("utf-8"), "html.parser") for page in site.rglob("*.html")]
    return len(pages) == 4 and all(page.html.has_attr(MARK) for page in pages) and (site / "manifest.json").exists()


@pytest.mark.parametrize("sign", ["sitemap.xml", "search/search_index.json"])
def test_killed_in_the_middle_the_old_site_stands_and_the_next_build_works(small, standing, sign):
    """Killed as soon as MkDocs has begun to write, and as soon as `finish` has begun to work."""
    fresh = small.build / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    building = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "site"],
        cwd=small.root,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 120
    while not (fresh / sign).exists() and building.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(building.pid, signal.SIGKILL)
    assert building.wait() == -signal.SIGKILL, "it was to be killed in the middle"
    assert stands(standing)
    (fresh / ".index.html.4711").write_text("what a write in one step leaves when it is killed", "utf-8")
    again = command(small.root, "site")
    assert again.returncode == 0, again.stdout + again.stderr
    assert is_whole(standing) and not list(standing.rglob(".index*"))


def test_killed_between_the_two_renames_the_old_site_is_put_back(small, standing):
    """The next build fails, and the site that stood before stands again."""
    standing.rename(small.build / "site.old")
    page = small.docs / "other.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n47.11\n", "utf-8")
    failed = command(small.root, "site")
    page.write_text(text, "utf-8")
    assert failed.returncode == 1 and "The site built before still stands" in failed.stderr
    assert stands(standing)


def test_a_half_written_notebook_cache_is_made_again(small, standing):
    cached = next((small.build / "mkdocs-jupyter").glob("*.json"))
    cached.write_bytes(cached.read_bytes()[:-1000])
    again = command(small.root, "site")
    assert again.returncode == 0, again.stdout + again.stderr
    assert is_whole(standing)
