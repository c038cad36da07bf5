"""The programs and notebooks that a page offers: far from the site they still say where they come from."""

import json
import re

import pytest
import yaml

from tests.support.snippets import NAMES, ROOT

LABS = sorted(path.stem for path in (ROOT / "docs" / "labs").glob("*.py"))
TITLE = yaml.safe_load((ROOT / "site.yml").read_text("utf-8"))["title"]


@pytest.fixture(scope="module")
def home() -> str:
    """The address of the site, as its home page states it."""
    html = (ROOT / "site" / "index.html").read_text("utf-8")
    (link,) = (tag for tag in re.findall(r"<link [^>]*>", html) if re.search(r"\brel=\"?canonical\b", tag))
    return re.search(r"href=\"?([^\" >]+)", link)[1]


FILES = [f"{name}.{kind}" for name in NAMES for kind in ("py", "ipynb")]
FILES += [f"{name}.{kind}" for name in LABS for kind in ("py", "student.ipynb", "teacher.ipynb")]


@pytest.mark.parametrize("name", FILES)
def test_a_download_says_where_it_comes_from(home, name):
    text = (ROOT / "site" / "generated" / name).read_text("utf-8")
    if name.endswith("ipynb"):
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    assert TITLE in text
    assert home in text
    assert "](../" not in text, "a relative link leads nowhere from a download"
