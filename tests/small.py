"""A project that builds in seconds: the real pipeline, theme and configuration; two pages, a snippet, a lab."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.test_pipeline import GOOD, LAB, LONG

REAL = ("pipeline", "theme", "docs/assets", "hooks.py", "site.yml", "pyproject.toml", "requirements.txt")
HEAD = "---\ntitle: {title}\ndescription: {words}\nupdated: 2026-11-23\n---\n\n# {title}\n\n"
FIGURE = '![A straight line that rises from the origin to one.](/generated/adds.svg "It rises.")\n'
FILES = {
    "snippets/adds.py": GOOD,
    "docs/index.md": HEAD.format(title="Home", words=LONG) + f'--8<-- "adds.md"\n\n{FIGURE}\n[Next](other.md#deep)\n',
    "docs/other.md": HEAD.format(title="Other", words=f"Another. {LONG}") + "## Deep\n\nThe learning rate is $x^2$.\n",
    "docs/labs/01_lab.py": LAB,
    "docs/data/claims.yml": "[]\n",
    "docs/data/comparison.yml": "[]\n",
    "docs/data/libraries.yml": "[]\n",
    "docs/data/ids.txt": "",
    "docs/data/references.bib": "",
}
NAV = "nav:\n  - Home: index.md\n  - Other: other.md\n  - Lab: labs/01_lab.ipynb\n\n"


def small_project(root: Path) -> Path:
    """Writes the project into the folder `root`, which is made."""
    for name in REAL:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, root / name)
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"nav:\n(?: .*\n)+\n", NAV, config), "utf-8")
    return root


def command(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess:
    """Runs `python -m pipeline WORDS` of that project."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=300,
    )
