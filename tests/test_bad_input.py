"""`make site` on the whole project with one thing broken: it names file, line and remedy, and the old site stands."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "site", "__pycache__", ".pytest_cache", ".ruff_cache", "tmp")


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The project as it stands, with what is already rendered, and a `site/` from before."""
    root = tmp_path_factory.mktemp("project") / "copy"
    shutil.copytree(ROOT, root, ignore=LEFT_BEHIND)
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("the site built before", "utf-8")
    return root


def make_site(root: Path, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "site"],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )


def insert(line: int, text: str):
    """An edit that puts a line into a file, as line number `line`."""

    def edit(source: str) -> str:
        lines = source.splitlines(keepends=True)
        return "".join([*lines[: line - 1], text + "\n", *lines[line - 1 :]])

    return edit


def replace(old: str, new: str):
    def edit(source: str) -> str:
        assert old in source
        return source.replace(old, new, 1)

    return edit


PAGE, SNIPPET, LAB = "docs/parameters.md", "snippets/em.py", "docs/labs/01_three_ways.py"
LAB_CELL = (ROOT / LAB).read_text("utf-8").split("learning_rate = 0.1")[0].count("\n")
FAULTS = """As they say [@nobody2000].

![A line](/generated/line_fit.svg)
with a sentence

#### Deep

<img src="mark.png" alt="A mark">

It found 47.11 of them.

[x](nowhere.md)

[x](difference.md#row-nothing)

$\\notacommand{x}$

<script src="gone.js"></script>
"""
CASES = {
    "a snippet that raises": (SNIPPET, insert(5, "1 / 0"), "snippets/em.py:5: ZeroDivisionError"),
    "a snippet without a figure": (
        PAGE,
        insert(13, "![Two bells](/generated/em.svg)"),
        "docs/parameters.md:13: the page shows a figure of 'em', which draws none",
    ),
    "a term with an unknown bin": (
        "docs/data/terms/01_linear.yml",
        replace("bin: parameter", "bin: knob"),
        "bin: Input should be 'parameter', 'fitted statistic'",
    ),
    "a claim without a test": (
        "docs/data/claims.yml",
        replace("- id: least-squares-line", "- id: least-square-line"),
        "docs/data/claims.yml:7: claim 'least-square-line': no test is marked",
    ),
    "a reference without an address": (
        "docs/data/references.bib",
        replace("  doi = {10.1073/pnas.102102699},\n", ""),
        "'ambroise2002' has no DOI, arXiv id or address",
    ),
    "a missing include": (
        PAGE,
        insert(13, '--8<-- "line_fitt.md"'),
        "docs/parameters.md:13: the page includes 'line_fitt.md'",
    ),
    "a missing image": (
        PAGE,
        insert(13, "![A drawing](drawing.png)"),
        "docs/parameters.md:13: the image 'drawing.png' does not exist",
    ),
    "an image without alt text": (
        PAGE,
        insert(13, "![](/generated/line_fit.svg)"),
        "docs/parameters.md:13: the image '/generated/line_fit.svg' has no alt text",
    ),
    "a lab cell that raises": (
        LAB,
        replace("n_steps = 500", "n_steps = 500 / 0"),
        f"01_three_ways.py:{LAB_CELL}: ZeroDivisionError",
    ),
    "all that shows only in the finished page": (
        PAGE,
        insert(13, FAULTS),
        "docs/parameters.md:13: no reference has the key 'nobody2000'",
        "docs/parameters.md:15: the figure 'line_fit.svg' shares its paragraph",
        "docs/parameters.md:18: the heading 'Deep' jumps from level 1 to 4",
        "docs/parameters.md:20: the image 'mark.png' does not exist",
        "docs/parameters.md:22: the number 47.11 in the text is in no output",
        "docs/parameters.md:24: dead link 'nowhere.md'",
        "docs/parameters.md:26: dead link '../difference/#row-nothing': there is no id 'row-nothing'",
        "docs/parameters.md:30: the script 'gone.js' does not exist",
        "docs/parameters.md:28: the formula '\\notacommand{x}' cannot be converted",
    ),
    "a page outside the nav": (
        "docs/stray.md",
        lambda _: f"---\ntitle: T\ndescription: {'words ' * 15}\nupdated: 2026-11-23\n---\n\n# T\n",
        "stray.md",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_broken_input_stops_the_build_and_the_old_site_stands(copy, case):
    name, edit, *expected = CASES[case]
    file = copy / name
    before = file.read_text("utf-8") if file.exists() else None
    try:
        file.write_text(edit(before or ""), "utf-8")
        ran = make_site(copy)
    finally:
        file.unlink() if before is None else file.write_text(before, "utf-8")
    said = ran.stdout + ran.stderr
    assert ran.returncode == 1, said
    assert [text for text in expected if text not in said] == [], said
    assert "Traceback" not in said
    assert "The site built before still stands" in said
    assert (copy / "site" / "index.html").read_text("utf-8") == "the site built before"


def test_a_release_needs_an_address(copy):
    environment = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    command = [sys.executable, "-m", "pipeline", "site", "--release"]
    ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    assert ran.returncode == 1 and "SITE_URL: a release needs its address" in ran.stderr


def test_the_repaired_project_builds_with_its_own_addresses(copy):
    """The last test of the module: nothing of the broken attempts is left, and both variables reach the pages."""
    ran = make_site(copy, SITE_URL="https://host.example/deep/er/", REPO_URL="https://code.example/us/it")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    page = (copy / "site" / "difference" / "index.html").read_text("utf-8")
    assert "<link href=https://host.example/deep/er/difference/ rel=canonical>" in page
    assert "content=https://host.example/deep/er/difference/ " in page
    assert "https://code.example/us/it/issues/new?title=" in page
    assert "Report an error" in page
