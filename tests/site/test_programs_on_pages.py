"""The programs on the built pages: each is the tested snippet, and runs when it is copied from the page."""

import functools
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup, SoupStrainer

from tests.support.snippets import NAMES, ROOT, cells

DRAWN = [name for name in NAMES if "picture" in cells(name)]
COPIES = [(name, "numbers") for name in NAMES] + [(name, "whole") for name in DRAWN]
SAMPLE = [("layers", "numbers"), ("two_kinds", "whole"), ("search_results", "numbers")]
"""Run in `make test`: numpy alone, with a picture, with scikit-learn."""


class Shown(NamedTuple):
    """A program as a page shows it. `whole` is the program with its picture, where it has one."""

    numbers: str
    output: str
    whole: str | None


@functools.cache
def pages() -> dict[Path, str]:
    """The HTML of all pages with programs but the labs."""
    paths = [path for path in sorted((ROOT / "site").rglob("*.html")) if "labs" not in path.parts]
    texts = {path: path.read_text("utf-8") for path in paths}
    return {path: html for path, html in texts.items() if "language-python" in html}


@functools.cache
def programs_on(path: Path) -> dict[str, Shown]:
    """The programs on a page, by the name of the snippet."""
    found, only = {}, SoupStrainer(class_="program")
    for program in BeautifulSoup(pages()[path], "html.parser", parse_only=only).find_all(recursive=False):
        numbers, *whole = (code.get_text() for code in program.select(".language-python code"))
        (output,) = (code.get_text() for code in program.select(".language-text code"))
        name = program["id"].removeprefix("program-").replace("-", "_")
        found[name] = Shown(numbers, output, *whole or [None])
    return found


def shown(name: str) -> list[Shown]:
    """A program on each page that shows it."""
    place = f"program-{name.replace('_', '-')}"
    found = [programs_on(path).get(name) for path, html in pages().items() if place in html]
    return [program for program in found if program]


def test_each_python_block_belongs_to_a_program_of_a_snippet():
    for path, html in pages().items():
        programs = programs_on(path)
        assert programs.keys() <= set(NAMES)
        blocks = sum(1 if program.whole is None else 2 for program in programs.values())
        assert html.count("language-python") == blocks, path


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_the_snippet_and_what_it_printed(name):
    """Render ran the snippet and recorded what it printed; the tests of snippets run the same cell."""
    source = (ROOT / "snippets" / f"{name}.py").read_text("utf-8")
    output = (ROOT / "docs" / "generated" / f"{name}.txt").read_text("utf-8")
    programs = shown(name)
    assert programs, "no page shows it"
    for program in programs:
        assert program.numbers.strip("\n") == cells(name)["numbers"]
        assert program.output.strip("\n") == output.strip("\n")
        assert program.whole is None if name not in DRAWN else program.whole.strip("\n") == source.strip("\n")


@pytest.mark.parametrize(
    ("name", "part"),
    [pytest.param(*copy, marks=[] if copy in SAMPLE else pytest.mark.proof) for copy in COPIES],
)
def test_a_copied_program_prints_its_output(name, part, tmp_path):
    """Copied into a file in an empty folder, as a reader would do."""
    program = shown(name)[0]
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
