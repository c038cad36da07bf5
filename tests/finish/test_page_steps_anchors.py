"""The ledger of anchors: what moved is led on, what was renamed keeps its old anchor, what is gone is named."""

import pytest

from pipeline.content.errors import BuildError
from pipeline.finish import as_finished
from pipeline.finish.page_steps.anchors import (
    add_moved_links,
    anchors_of,
    keep_old_anchors,
    missing_anchors,
    read_ledger,
)
from tests.support.small_project import add


def test_what_moved_to_another_page_is_led_on(page_of):
    site, page = page_of("<p>Text.</p><section class='cite'></section>")
    moved = ["/deep/#one -> /new/#uno", "/deep/#fig-two -> /new/#fig-zwei", "/deep/#row-three -> /other/#row-tres"]
    add(site.project, "docs/data/ids.txt", "\n".join([*moved, "/else/#four -> /new/#four", ""]))
    add_moved_links(site, page)
    first, second = page.article.select(".moved")
    assert first.get_text() == "This part moved to new, one"
    assert [(link["href"], link.get("id")) for link in first("a")] == [("../new/", None), ("../new/#uno", "one")]
    assert [mark["id"] for mark in first("i")] == ["fig-two"] and [mark["id"] for mark in second("i")] == ["row-three"]
    assert second.find_next_sibling()["class"] == ["cite"]


def test_what_was_renamed_on_its_page_keeps_its_old_anchor(page_of):
    site, page = page_of("<h2 id='new'>N</h2><h2 id='there'>T</h2>")
    lines = ["/deep/#old -> /deep/#new", "/deep/#there -> /deep/#new", "/deep/#x -> /deep/#gone", ""]
    add(site.project, "docs/data/ids.txt", "\n".join(lines))
    keep_old_anchors(site, page)
    assert page.article.decode_contents().replace('"', "'") == (
        "<i id='old'></i><h2 id='new'>N</h2><h2 id='there'>T</h2>"
    )


def test_the_ledger_finds_what_has_gone_and_what_may_be_cited(page_of):
    site, page = page_of(
        "<h2 id='a'>A</h2><dfn id='d'>d</dfn><figure id='f'></figure><table><tr id='r'></tr></table>"
        "<div class='table' id='t'></div><div class='program' id='p'></div><p id='claim-c'></p><p id='private'></p>"
    )
    pages = [as_finished(site, page)]
    assert anchors_of(pages) == {f"/deep/#{name}" for name in ("a", "d", "f", "r", "t", "p", "claim-c")}
    ledger = ["/deep/#a", "/deep/#gone", "/deep/#f -> /deep/#nowhere", "/old/#d -> /deep/#a", "/old/#x -> /deep/#a"]
    add(site.project, "docs/data/ids.txt", "# head\n" + "\n".join(ledger) + "\n")
    assert missing_anchors(site.project, pages) == ["/deep/#gone", "/old/#x"]


def test_an_anchor_is_never_used_again(page_of):
    site, _ = page_of("")
    add(site.project, "docs/data/ids.txt", "# head\n/a/#b\n/a/#b -> /c/#d\n")
    with pytest.raises(BuildError, match=r"docs/data/ids\.txt:3: the anchor '/a/#b' is here twice"):
        read_ledger(site.project)
