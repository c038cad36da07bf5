"""The programs on the built pages: each is the tested snippet, and runs when it is copied from the page."""

import os
import subprocess
import sys
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup, SoupStrainer

from tests.support.snippets import NAMES, ROOT, cells

DRAWN = [name for name in NAMES if "picture" in cells(name)]
COPIES = [(name, "numbers") for name in NAMES] + [(name, "whole") for name in DRAWN]
SAMPLE = [("line_fit", "numbers"), ("line_fit", "whole"), ("search_results", "numbers")]
"""Run in `make test`: numpy alone, with a picture, with scikit-learn."""


class Shown(NamedTuple):
    """A program as a page shows it. `whole` is the program with its picture, where it has one."""

    numbers: str
    output: str
    whole: str | None


@pytest.fixture(scope="module")
def shown() -> dict[str, list[Shown]]:
    """The programs on all pages but the labs, by the name of the snippet."""
    found: dict[str, list[Shown]] = {}
    for path in sorted((ROOT / "site").rglob("*.html")):
        html = path.read_text("utf-8")
        if "/labs/" in path.as_posix() or "language-python" not in html:
            continue
        programs = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer(class_="program"))
        blocks = 0
        for program in programs.find_all(class_="program"):
            numbers, *whole = (code.get_text() for code in program.select(".language-python code"))
            (output,) = (code.get_text() for code in program.select(".language-text code"))
            name = program["id"].removeprefix("program-").replace("-", "_")
            found.setdefault(name, []).append(Shown(numbers, output, *whole or [None]))
            blocks += 1 + len(whole)
        assert html.count("language-python") == blocks, f"{path}: a Python block belongs to a program"
    return found


def test_every_snippet_is_on_a_page(shown):
    assert sorted(shown) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_page_shows_the_snippet_and_what_it_printed(shown, name):
    """Render ran the snippet and recorded what it printed; the tests of snippets run the same cell."""
    source = (ROOT / "snippets" / f"{name}.py").read_text("utf-8")
    output = (ROOT / "docs" / "generated" / f"{name}.txt").read_text("utf-8")
    for program in shown[name]:
        assert program.numbers.strip("\n") == cells(name)["numbers"]
        assert program.output.strip("\n") == output.strip("\n")
        assert program.whole is None if name not in DRAWN else program.whole.strip("\n") == source.strip("\n")


@pytest.mark.parametrize(
    ("name", "part"),
    [pytest.param(*copy, marks=[] if copy in SAMPLE else pytest.mark.proof) for copy in COPIES],
)
def test_a_copied_program_prints_its_output(shown, name, part, tmp_path):
    """Copied into a file in an empty folder, as a reader would do."""
    program = shown[name][0]
    (tmp_path / "copied.py").write_text(getattr(program, part), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-I", "copied.py"],
        cwd=tmp_path,
        env={"MPLBACKEND": "Agg", "PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.rstrip() == program.output.rstrip()
    assert {path.name for path in tmp_path.iterdir()} <= {"copied.py", ".cache", ".config"}
