"""The Python blocks of the built pages, run as a reader would run them: copied into a file in an empty folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT

PAGES = sorted(path for path in (ROOT / "site").rglob("*.html") if "/labs/" not in path.as_posix())


def blocks() -> list:
    """(code, expected output) of every Python block of a Markdown page, with a name for the report."""
    found = []
    for path in PAGES:
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for number, block in enumerate(soup.select(".language-python code"), 1):
            program = block.find_parent(class_="program")
            name = f"{path.parent.name}-{number}-{program['id'] if program else 'alone'}"
            output = program.select(".language-text code") if program else []
            found.append(pytest.param(block.get_text(), [text.get_text() for text in output], id=name))
    return found


def test_there_are_blocks_and_each_page_that_shows_code_is_covered():
    assert len(blocks()) >= 27


@pytest.mark.parametrize(("code", "outputs"), blocks())
def test_python_block_prints_its_output(code: str, outputs: list[str], tmp_path: Path):
    assert len(outputs) == 1, "a Python block belongs to a program with one Output block"
    (tmp_path / "copied.py").write_text(code, "utf-8")
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
    assert ran.stdout.rstrip() == outputs[0].rstrip()
    assert [path.name for path in tmp_path.glob("*.*") if path.name not in ("copied.py", ".cache", ".config")] == []
