"""The lookup table: enough of everything, each value with its own reason, and what is made of it."""

import json
from collections import Counter
from typing import get_args

import pytest

from pipeline.content import data
from tests.support import frame
from tests.support.pages import until


def pairs(project) -> list[tuple[data.Model, data.Term]]:
    return list(data.terms(project).values())


def test_there_are_enough_models_values_and_at_least_eight_in_every_bin(project):
    terms = pairs(project)
    bins = Counter(term.bin for _, term in terms)
    assert len({model.id for model, _ in terms}) >= 50
    assert len({(model.model, term.term) for model, term in terms}) >= 200
    assert set(bins) == set(get_args(data.Bin)) and min(bins.values()) >= 8


def test_each_value_has_a_reason_of_its_own(project):
    reasons = Counter(term.reason.strip() for _, term in pairs(project))
    assert [reason for reason, times in reasons.items() if times > 1] == []
    assert [reason for reason in reasons if len(reason.split()) < 5] == []


def test_names_of_other_libraries_say_when_and_on_what_they_were_checked(project):
    known = {"scikit-learn"} | {library.id for library in data.libraries(project)}
    for model, term in pairs(project):
        for library in set(term.names) - {"scikit-learn", "other"}:
            assert library in known, (model.id, term.id)
        for name in term.codes("other"):
            assert name.split()[0] in known, (model.id, term.id, name)


def test_the_page_and_the_json_have_every_value_in_the_same_order(site, project):
    page = next(page for page in site.pages if page.location == "lookup/")
    expected = [data.term_anchor(model, term) for model, term in pairs(project)]
    assert [row["id"] for row in page.article.select("table.lookup tbody tr")] == expected
    listed = json.loads((site.folder / "generated" / "lookup.json").read_text("utf-8"))
    assert [term["id"] for term in listed] == expected
    bins = [bin_.text for bin_ in page.article.select("table.lookup .bin")]
    assert bins == [term["bin"] for term in listed] == [term.bin for _, term in pairs(project)]


def rows_shown(page) -> int:
    return page.locator("table.lookup tbody tr:visible").count()


def test_the_filter_narrows_keeps_the_address_and_gives_way(visit, address, project):
    page = visit("lookup/")
    everything = len(pairs(project))
    assert rows_shown(page) == everything
    page.get_by_label("Is … a parameter?").fill("is n_clusters a parameter in k-means?")
    shown = page.locator("table.lookup tbody tr:visible").first
    assert shown.get_attribute("id") == "k-means-k" and rows_shown(page) < 5
    page.get_by_label("Kind").select_option("parameter")
    page.get_by_label("Is … a parameter?").fill("centroids k-means")
    assert 0 < rows_shown(page) < 5 and "bin=parameter" in page.url
    with_rows = page.locator(".family", has=page.locator("tbody tr:visible")).count()
    assert 0 < page.locator(".family:visible").count() == with_rows < 5 and "name=centroids" in page.url
    page.reload()
    assert 0 < rows_shown(page) < 5 and page.get_by_label("Is … a parameter?").input_value() == "centroids k-means"
    assert not page.locator(frame.SEARCH_PANEL).is_visible(), "the address is the table's, not the search's"
    page.get_by_label("Is … a parameter?").fill("no such thing")
    assert (
        rows_shown(page) == page.locator(".family:visible").count() == 0
        and "three questions" in page.locator("form output").inner_text()
    )
    page.goto(f"{address}lookup/?bin=nonsense&name=%00(")
    assert page.get_by_label("Kind").input_value() == ""


@pytest.mark.parametrize("width", [360, 1440])
def test_an_address_of_a_row_shows_that_row_far_down_too(visit, width):
    page = visit("lookup/#random-search-n-iter", viewport={"width": width, "height": 900})
    until(page, "scrollY > 10_000")
    page.wait_for_timeout(300)
    assert 0 <= page.locator("#random-search-n-iter").bounding_box()["y"] < 300


def test_families_far_away_are_not_laid_out_and_all_is_printed(visit):
    page = visit("lookup/")
    last = (
        "document.querySelector('.family:nth-last-of-type(1) tbody tr').checkVisibility({contentVisibilityAuto: true})"
    )
    assert page.evaluate(last) is False
    page.emulate_media(media="print")
    until(page, last)


def test_without_javascript_it_is_a_plain_table(visit, address, project):
    page = visit("lookup/#ridge-alpha", script=False)
    assert rows_shown(page) == len(pairs(project))
    assert not page.locator("form.lookup-form").is_visible()
    assert page.locator("#ridge-alpha").is_visible()


TRANSLATE = """() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = words.nextNode()); )
    if (!text.parentElement.closest("[translate=no], script, style"))
      text.data = text.data.replace(/[a-z]+/gi, "palabra");
}"""


def test_the_filter_by_kind_works_after_a_translator_has_changed_all_words(visit, project):
    page = visit("lookup/")
    page.evaluate(TRANSLATE)
    for kind in ("parameter", "structural hyperparameter"):
        page.locator(".lookup-form select").select_option(value=kind)
        assert rows_shown(page) == sum(term.bin == kind for _, term in pairs(project))
