"""`finish` on what is no whole site, or in markup that it does not know: a clear word, and nothing is spoiled."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.content.errors import BuildError
from pipeline.finish import finish
from pipeline.finish.page import Site
from tests.support.small_project import tree

Damage = Callable[[Path], object]
OTHER, LAB = "other/index.html", "labs/01_lab/index.html"


def replace(name: str, old: str, new: str) -> Damage:
    def damage(folder: Path) -> None:
        text, times = re.subn(old, new, (folder / name).read_text("utf-8"), count=1, flags=re.DOTALL)
        assert times == 1, f"{name} has no {old}"
        (folder / name).write_text(text, "utf-8")

    return damage


def cut(name: str, share: float) -> Damage:
    def damage(folder: Path) -> None:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: int(len(content) * share)])

    return damage


def remove(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


DAMAGES = {
    "a folder of something else": (remove("sitemap.xml"), "this is not a built site"),
    "no home page": (remove("index.html"), "this is not a built site"),
    "no folder": (shutil.rmtree, "this is not a built site"),
    "a page is missing": (remove(OTHER), f"only a part of a site, without {OTHER}"),
    "the search index is missing": (remove("search/search_index.json"), "without search/search_index.json"),
    "a sitemap cut off": (cut("sitemap.xml", 0.5), "the sitemap is cut off"),
    "a page cut off": (cut(OTHER, 0.97), "the page is cut off"),
    "an empty page": (cut(OTHER, 0), "the page is cut off"),
    "a page without an article": (replace(OTHER, "<article.*</article>", "<p>T</p>"), "the page has no article"),
    "a page without a head": (replace(OTHER, "<meta charset=.utf-8.>", ""), "no element 'meta[charset]'"),
    "an element that is not closed": (replace(OTHER, "The learning", "<em>The"), "</p> comes while <em> is open"),
    "an element closed twice": (replace(OTHER, "The learning rate", "The</div>"), "</div> comes while <p> is open"),
    "a comment that never ends": (replace(OTHER, "The learning rate", "<!-- The"), " comes while <p> is open"),
    "a script that never ends": (replace(OTHER, "The learning rate", "<script>The"), " comes while <p> is open"),
    "a figure in no paragraph": (
        replace(OTHER, "<p>(<img[^>]*generated/[^>]*>)</p>", r"<div>\1</div>"),
        "shares its paragraph with other text",
    ),
    "a table without a head": (replace(OTHER, "<thead>.*?</thead>", ""), "where the head of its table has 0"),
    "the theme's worker is missing": (
        lambda folder: shutil.rmtree(folder / "assets/javascripts/workers"),
        "the theme has 0 files assets/javascripts/workers/search.*.min.js",
    ),
    "a lab with an output of another kind": (
        replace(LAB, 'data-mime-type="text/plain"', 'data-mime-type="image/jpeg"'),
        "an output of the unknown kind image/jpeg",
    ),
    "a lab without a notebook": (replace(LAB, 'class="jp-Notebook"', 'class="jp-Book"'), "no element '.jp-Notebook'"),
    "a lab without one of its cells": (replace(LAB, 'id="cell-id=', 'id="cell='), "shows 4 cells, where"),
    "a lab without an output": (replace(LAB, 'jp-OutputArea-output"', 'jp-Out"'), "shows 0 outputs, where it has 1"),
}


@pytest.mark.parametrize("case", DAMAGES)
def test_a_damaged_site_is_named_and_not_touched(built: Site, case: str):
    damage, message = DAMAGES[case]
    damage(built.folder)
    before = tree(built.folder)
    with pytest.raises(BuildError) as found:
        finish(built.project, built.folder, built.address)
    assert message in str(found.value)
    assert tree(built.folder) == before


def test_a_file_is_no_folder_of_a_site(built: Site):
    with pytest.raises(BuildError, match="this is not a built site"):
        finish(built.project, built.folder / "index.html", built.address)
