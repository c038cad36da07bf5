"""The table of CONTRIBUTING.md that says where to change what."""

import re

from tests.support.built_site import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TABLE = TEXT.partition("## I want to change")[2].partition("\n## ")[0]


def test_every_place_that_the_table_names_is_there():
    places = re.findall(r"`([\w./-]+)`", TABLE)
    paths = [place for place in places if "/" in place or "." in place]
    assert len(paths) > 15
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_name_that_the_table_gives_is_in_the_file_beside_it():
    for path, name in re.findall(r"`([\w./-]+\.py)`: add a \w+ to `([A-Z_]+)`", TABLE):
        assert f"\n{name}" in (ROOT / path).read_text("utf-8"), f"{path} has no {name}"
