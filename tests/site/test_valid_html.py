"""The HTML of every page is valid: a strict parser finds no error, ids are unique, and vnu has nothing to say."""

import json
import os
import shutil
import subprocess
import warnings
from collections import Counter
from pathlib import Path

import pytest
from tinyhtml5.parser import HTMLParser

from tests.conftest import FOLDER, LOCATIONS, ROOT

VNU = Path(os.environ.get("VNU", ROOT / ".build" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"))
"""Where `npm install --prefix .build vnu-jar` puts the checker of the W3C."""
UNKNOWN_TO_VNU = (
    "Content Security Policy",
    *("@container", "container-type"),  # in all browsers since 2023
    "too few values for the property “linear-gradient”",  # a color with two positions is two stops: CSS Images 4
)
"""What vnu complains about that is right."""


def faults(html: str) -> list[str]:
    """What is wrong with a page as it is written, not as a forgiving parser would mend it."""
    parser = HTMLParser()
    root = parser.parse(html)
    found = [f"line {line}, column {column}: {what} {more}" for (line, column), what, more in parser.errors]
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    found += [f"the id '{name}' is there {times} times" for name, times in ids.items() if times > 1]
    headings = sum(element.tag.endswith("}h1") for element in elements)
    found += [f"{headings} headings of level 1"] if headings != 1 else []
    found += [] if root.get("lang") == "en" else ["no language"]
    known = set(ids)
    for element in elements:
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            named = (element.get(name) or "").split()
            found += [f"{name} names '{one}', which is not there" for one in named if one not in known]
    return found


@pytest.mark.parametrize("location", LOCATIONS)
def test_a_strict_parser_finds_nothing(site, location):
    file = FOLDER / location / "index.html" if not location.endswith(".html") else FOLDER / location
    assert faults(file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p id=a id=b>", "duplicate-attribute"),
        ("<p><div></div></p>", "unexpected-end-tag"),
        ("<b><i></b></i>", "adoption-agency"),
        ("<p id=a><p id=a>", "the id 'a' is there 2 times"),
        ("<h1>b</h1>", "2 headings"),
        ('<label for="none">a</label>', "which is not there"),
        ("&nosuch;", "named-entity"),
    ],
)
def test_the_strict_parser_sees_a_planted_fault(html, fault):
    page = '<!doctype html><html lang="en"><title>t</title><h1>a</h1>{}</html>'
    assert faults(page.format("")) == []
    assert any(fault in one for one in faults(page.format(html))), faults(page.format(html))


def test_vnu_finds_nothing(site, tmp_path):
    """Says so, loudly, where the checker or Java is not there."""
    if not (VNU.exists() and shutil.which("java")):
        warnings.warn(f"HTML was not checked by vnu: it needs Java and {VNU}", stacklevel=1)
        return
    planted = tmp_path / "planted.html"
    planted.write_text('<!doctype html><html lang="en"><title>t</title><p><img src="a.png"></p></html>', "utf-8")
    pages = [str(file) for file in FOLDER.rglob("*.html")]
    ran = subprocess.run(
        ["java", "-Xss4m", "-jar", str(VNU), "--errors-only", "--format", "json", str(planted), *pages],
        capture_output=True,
        text=True,
    )
    said = [(Path(one["url"]).name, one["message"], one.get("extract")) for one in json.loads(ran.stderr)["messages"]]
    said = [one for one in said if not any(unknown in one[1] for unknown in UNKNOWN_TO_VNU)]
    assert {name for name, *_ in said} == {planted.name}, said
