"""`make site`: what is wrong is named with file and line, the old site stays, and an unchanged one is left alone."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pipeline.cache import Cache
from pipeline.commands.build_site import ADDRESSES, build_key, output_files, read_sources, source_files
from pipeline.content.project import Project
from pipeline.finish import FINISHED_ATTRIBUTE
from tests.support.build_in_process import build, problems_of_build
from tests.support.small_project import add, edit, run_command, tree

PAGE, SNIPPET, LAB = "docs/difference.md", "snippets/adds.py", "docs/labs/01_lab.py"
HEAD = (
    f"---\ntitle: T\ndescription: {'words ' * 15}\nupdated: 2026-11-23\nminutes: 5\nobjectives: [define]\n---\n\n# T\n"
)
FAULTS = """As they say [@nobody2000].

![A line](/generated/adds.svg)
with a sentence

#### Deep

<img src="mark.png" alt="A mark">

It found 47.11 of them.

$\\notacommand{x}$

<em class="wrong">Said</em>
"""
LINK_FAULTS = """[x](other.md#row-nothing)

<img src="gone.png" alt="A mark" width="1" height="1">

<script src="gone.js"></script>
"""


def insert(line: int, text: str) -> Callable[[str], str]:
    """An edit that puts a line into a file, as line number `line`."""

    def change(source: str) -> str:
        lines = source.splitlines(keepends=True)
        return "".join([*lines[: line - 1], text + "\n", *lines[line - 1 :]])

    return change


def replace(old: str, new: str) -> Callable[[str], str]:
    def change(source: str) -> str:
        assert old in source
        return source.replace(old, new, 1)

    return change


CASES: dict[str, tuple[dict[str, Callable[[str], str]], list[str]]] = {
    "what render runs and reads": (
        {
            SNIPPET: insert(5, "1 / 0"),
            LAB: replace("print(1 + 1)", "print(1 / 0)"),
            "docs/data/terms/01_linear_models.yml": replace("bin: parameter", "bin: knob"),
        },
        [
            "snippets/adds.py:5: ZeroDivisionError",
            "docs/labs/01_lab.py:12: ZeroDivisionError",
            "docs/data/terms/01_linear_models.yml:14: models.0.terms.1.bin: Input should be 'parameter'",
        ],
    ),
    "a claim that names what is not there": (
        {"docs/data/claims.yml": replace("id: sums", "id: sum")},
        ["docs/data/claims.yml:1: claim 'sum': no page carries its anchor #claim-sum"],
    ),
    "a reference without an address": (
        {"docs/data/references.bib": replace("  doi = {10.1007/978-0-387-84858-7},\n", "")},
        ["docs/data/references.bib:1: 'hastie2009' has no DOI, arXiv id or address"],
    ),
    "what a page includes and shows": (
        {
            PAGE: insert(9, '--8<-- "ads.md"\n\n![A drawing](drawing.png)\n\n![](/generated/adds.svg)\n\n'),
            SNIPPET: lambda text: text.split("# %% picture")[0],
        },
        [
            "docs/difference.md:9: the page includes 'ads.md', which no snippet makes",
            "docs/difference.md:11: the image 'drawing.png' does not exist",
            "docs/difference.md:13: the image '/generated/adds.svg' has no alt text",
            "docs/difference.md:13: the page shows a figure of 'adds', which draws none",
        ],
    ),
    "what shows only in the finished page": (
        {PAGE: insert(11, FAULTS)},
        [
            "docs/difference.md:11: no reference has the key 'nobody2000'",
            "docs/difference.md:13: the figure 'adds.svg' shares its paragraph",
            "docs/difference.md:16: the heading 'Deep' jumps from level 1 to 4",
            "docs/difference.md:18: the image 'mark.png' has no width and height",
            "docs/difference.md:20: the number 47.11 in the text is in no output",
            "docs/difference.md:22: the formula '\\notacommand{x}' cannot be converted",
            "docs/difference.md: known to no style sheet and no step: class 'arithmatex', class 'wrong'",
        ],
    ),
    "what shows only in the finished site": (
        {PAGE: insert(11, LINK_FAULTS)},
        [
            "docs/difference.md:11: dead link '../other/#row-nothing': there is no id 'row-nothing'",
            "docs/difference.md:13: the image 'gone.png' does not exist",
            "docs/difference.md:15: the script 'gone.js' does not exist",
        ],
    ),
    "a link to a page that is not there": (
        {PAGE: insert(11, "[x](nowhere.md)")},
        ["docs/difference.md:11: dead link 'nowhere.md': there is no such file"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_named_with_its_file_and_line(rich_copy, case: str):
    project, (edits, messages) = rich_copy("small"), CASES[case]
    for name, change in edits.items():
        file = project.root / name
        add(project, name, change(file.read_text("utf-8") if file.exists() else ""))
    said = problems_of_build(Project(project.root))
    assert [message for message in messages if message not in said] == [], said


def test_where_the_build_fails_the_old_site_stays_and_a_repaired_project_builds(copy: Project):
    before, page = tree(copy.site), (copy.root / PAGE).read_text("utf-8")
    add(copy, PAGE, f"{page}\n47.11 [x](nowhere.md)\n")
    failed = run_command(copy, "site")
    said = failed.stdout + failed.stderr
    assert failed.returncode == 1 and "Traceback" not in said, said
    assert "The site built before is still in site/" in said and "nowhere.md" in said
    assert tree(copy.site) == before
    add(copy, PAGE, page)
    addresses = {"SITE_URL": "https://host.example/deep/er/", "REPO_URL": "https://code.example/us/it"}
    built = run_command(copy, "site", **addresses)
    assert built.returncode == 0, built.stdout + built.stderr
    html = (copy.site / "difference/index.html").read_text("utf-8")
    assert "<link href=https://host.example/deep/er/difference/ rel=canonical>" in html
    assert "https://code.example/us/it/issues/new?title=" in html and "Report an error" in html


def test_a_release_needs_an_address(copy: Project):
    ran = run_command(copy, "site", "--release")
    assert ran.returncode == 1 and "SITE_URL: a release needs its address" in ran.stderr


def test_a_release_is_built_from_a_commit(copy: Project):
    for words in ("init --quiet", "add .", "-c user.name=a -c user.email=a@b.example commit --quiet -m first"):
        subprocess.run(["git", *words.split()], cwd=copy.root, check=True)
    before = (copy.root / PAGE).read_text("utf-8")
    add(copy, PAGE, f"{before}\nNot yet committed.\n")
    ran = run_command(copy, "site", "--release", SITE_URL="https://host.example/")
    assert ran.returncode == 1 and "git status: a release has no uncommitted changes" in ran.stderr
    add(copy, PAGE, before)
    assert run_command(copy, "site", "--release", SITE_URL="https://host.example/").returncode == 0


# An unchanged site


def is_current(project: Project) -> bool:
    """Whether `make site` would leave the site alone."""
    project = Project(project.root)
    record, sources = Cache[None](project, "site").find("site", build_key(project)), read_sources(project)
    return bool(record and record.reads == sources and record.outputs.keys() == set(output_files(project)))


def test_a_second_build_does_nothing(copy: Project, monkeypatch):
    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)
    home = copy.site / "index.html"
    before = home.stat().st_mtime_ns
    again = run_command(copy, "site")
    assert again.returncode == 0 and "Nothing has changed" in again.stdout
    assert home.stat().st_mtime_ns == before


SOURCES = (
    *("docs/other.md", "snippets/adds.py", "docs/labs/01_lab.py", "docs/data/ids.txt", "docs/assets/mark.svg"),
    *("theme/404.html", "mkdocs.yml", "hooks.py", "requirements.txt", "pipeline/finish/text.py"),
)


@pytest.fixture
def current(copy: Project, monkeypatch) -> Project:
    """The copy, whose site is current, as this process sees it: its own pipeline is not the copy's."""
    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pipeline.cache.PIPELINE", copy.root / "pipeline")
    assert is_current(copy)
    return copy


def test_whatever_could_change_a_byte_is_noticed(current: Project, monkeypatch):
    missed = []
    for name in SOURCES:
        text = (current.root / name).read_text("utf-8")
        add(current, name, text + "\n")
        missed += [name] if is_current(current) else []
        add(current, name, text)
    new = current.docs / "assets/new.txt"
    new.touch()
    missed += ["a new file"] if is_current(current) else []
    new.unlink()
    page = (current.docs / "other.md").rename(current.docs / "moved.md")
    missed += ["a renamed file"] if is_current(current) else []
    page.rename(current.docs / "other.md")
    for name in ADDRESSES:
        with monkeypatch.context() as patch:
            patch.setenv(name, "https://example.org/b/")
            missed += [name] if is_current(current) else []
    assert missed == [] and is_current(current)


@pytest.mark.parametrize(
    "damage",
    [
        lambda project: (project.site / "index.html").write_text("cut", "utf-8"),
        lambda project: (project.site / "other/index.html").unlink(),
        lambda project: (project.site / "else.html").touch(),
        lambda project: (project.site / "manifest.json").unlink(),
        lambda project: (project.docs / "labs/01_lab.ipynb").unlink(),
        lambda project: (project.generated / "adds.md").unlink(),
        lambda project: shutil.rmtree(project.site),
    ],
    ids=["changed", "lost", "added", "no manifest", "no notebook", "no fragment", "no site"],
)
def test_damage_to_what_was_built_is_noticed(current: Project, damage: Callable[[Project], object]):
    damage(current)
    assert not is_current(current)


def test_what_a_build_writes_is_no_source(copy: Project):
    names = {file.relative_to(copy.root).as_posix() for file in source_files(copy, copy.root)}
    assert {"docs/index.md", "docs/labs/01_lab.py", "pipeline/cache.py", "snippets/adds.py"} <= names
    made = ("site/", ".build/", "docs/generated/")
    assert not [name for name in names if name.startswith(made) or name.endswith((".ipynb", ".pyc"))]


# A build that is killed


@pytest.fixture
def standing(copy: Project) -> dict[str, bytes]:
    """A site from before, and a page that has changed since."""
    shutil.rmtree(copy.site)
    add(copy, "site/index.html", "the site built before")
    edit(copy, "docs/other.md", "The learning rate", "The rate")
    return tree(copy.site)


def is_whole(site: Path) -> bool:
    pages = [
        BeautifulSoup(page.read_bytes(), "html.parser") for page in site.rglob("*.html") if "embed" not in page.parts
    ]
    return len(pages) == 13 and all(page.html.has_attr(FINISHED_ATTRIBUTE) for page in pages)


@pytest.mark.parametrize("sign", ["sitemap.xml", pytest.param("search/search_index.json", marks=pytest.mark.proof)])
def test_killed_in_the_middle_the_old_site_stands_and_the_next_build_works(copy: Project, standing, sign: str):
    """Killed as soon as MkDocs has begun to write, and as soon as `finish` has begun to work."""
    new = copy.build / "site"
    shutil.rmtree(new, ignore_errors=True)
    building = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "site"],
        cwd=copy.root,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 120
    while not (new / sign).exists() and building.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(building.pid, signal.SIGKILL)
    assert building.wait() == -signal.SIGKILL, "it was to be killed in the middle"
    assert tree(copy.site) == standing
    (new / ".index.html.4711").write_text("what a write in one step leaves when it is killed", "utf-8")
    again = run_command(copy, "site")
    assert again.returncode == 0, again.stdout + again.stderr
    assert is_whole(copy.site) and not list(copy.site.rglob(".index*"))


def test_killed_between_the_two_renames_the_old_site_is_put_back(copy: Project, standing):
    """The next build fails, and the site that stood before stands again."""
    copy.site.rename(copy.build / "site.old")
    add(copy, "site.yml", "no title\n")
    failed = run_command(copy, "site")
    assert failed.returncode == 1 and "The site built before is still in site/" in failed.stderr
    assert tree(copy.site) == standing


def test_a_half_written_notebook_cache_is_made_again(copy: Project, standing):
    cached = next((copy.build / "mkdocs-jupyter").glob("*.json"))
    cached.write_bytes(cached.read_bytes()[:-1000])
    again = run_command(copy, "site")
    assert again.returncode == 0, again.stdout + again.stderr
    assert is_whole(copy.site)


def test_plain_mkdocs_finds_the_pipeline(rich_copy):
    project = rich_copy("small")
    shutil.rmtree(project.build / "site")
    assert FINISHED_ATTRIBUTE in (build(project) / "index.html").read_text("utf-8")[:1000]
