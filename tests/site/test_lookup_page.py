"""The lookup: enough of everything, each value with its own reason, one card for what is typed, and no address lost."""

import json
import re
from collections import Counter
from typing import get_args

import pytest
import yaml

from pipeline.content import data
from tests.support.lookup import LOADER
from tests.support.pages import PHONE, until
from tests.support.snippets import ROOT

FIELD, CARD = ".lookup-form input", ".lookup-form .card"
FIND = """([index, typed]) => {
  const rows = names.read(index);
  return typed.map((words) => names.find(rows, words).slice(0, 3).map(({ row }) => row.id));
}"""
KEY_TO_ANSWER = """(words) => {
  const field = document.querySelector(".lookup-form input");
  field.value = words;
  field.dispatchEvent(new Event("input"));
  return document.querySelector(".card .verdict").textContent;
}"""


def pairs(project) -> list[tuple[data.Model, data.Term]]:
    return list(data.terms(project).values())


# What there is


def test_there_are_enough_models_values_and_at_least_eight_in_every_category(project):
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


def test_the_pages_and_the_json_have_every_value(site, project):
    pages = {page.location: page for page in site.pages}
    for name, family in data.families(project).items():
        article = pages[f"lookup/{name}/"].article
        expected = [(data.term_anchor(model, term), term.bin) for model in family.models for term in model.in_order]
        assert [(row["id"], row.select_one(".bin").text) for row in article.select(".values > li")] == expected
        assert [heading["id"] for heading in article.select("h2:has(.values-of)")] == [m.id for m in family.models]
    listed = json.loads((site.folder / "generated" / "lookup.json").read_text("utf-8"))
    assert [(term["id"], term["bin"]) for term in listed] == [
        (data.term_anchor(model, term), term.bin) for model, term in pairs(project)
    ]


# Which row somebody means


@pytest.fixture(scope="module")
def found(chromium, address, site) -> dict[str, list[tuple[str, list[str], list[str]]]]:
    """For each list of lookups: what was typed, the rows that answer it, and the first three that were found."""
    lists = yaml.load((ROOT / "tests" / "lookups.yml").read_text("utf-8"), LOADER)
    index = json.loads((site.folder / "generated" / "names.json").read_text("utf-8"))
    page = chromium.new_page()
    page.goto(address + "404.html")
    page.add_script_tag(url=f"{address}assets/scripts/names.js")
    answers = {
        name: [
            (lookup["query"], lookup["row"] if isinstance(lookup["row"], list) else [lookup["row"]], rows)
            for lookup, rows in zip(
                lookups, page.evaluate(FIND, [index, [lookup["query"] for lookup in lookups]]), strict=True
            )
        ]
        for name, lookups in lists.items()
    }
    page.close()
    return answers


def test_the_row_that_was_meant_comes_first(found, project):
    both = [answer for answers in found.values() for answer in answers]
    assert len(both) >= 150 and len(found["held_out"]) >= len(found["tuned"])
    assert {row for _, rows, _ in both for row in rows} <= data.terms(project).keys()
    not_first = [typed for typed, rows, answers in both if not set(rows) & set(answers[:1])]
    not_in_three = [typed for typed, rows, answers in both if not set(rows) & set(answers)]
    assert len(not_first) <= 0.05 * len(both), not_first
    assert len(not_in_three) <= 0.01 * len(both), not_in_three


# The field and its answer


@pytest.mark.parametrize("location", ["", "lookup/"])
def test_a_name_is_answered_by_a_card_where_it_is_typed(visit, address, location):
    page = visit(location)
    page.locator(FIELD).press_sequentially("ridge alpha", delay=10)
    card = page.locator(CARD)
    card.get_by_text("scikit-learn:").wait_for()
    assert card.locator(".verdict").inner_text() == "No, a training hyperparameter in Ridge regression"
    assert "chosen" in card.get_attribute("class").split() and "Ridge.alpha" in card.inner_text()
    assert card.get_by_role("link", name="The rule").get_attribute("href") == f"{address}rule/"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}lookup/linear/#ridge-alpha")


def test_a_name_of_many_models_says_so_first_and_has_a_line_for_each(visit):
    page = visit("lookup/?name=gamma")
    page.locator(CARD).wait_for()
    said = page.locator(".lookup-form output").inner_text()
    assert re.fullmatch(r"“gamma” means different things in \d+ models\. This one is most often meant:", said)
    assert (
        page.locator(f"{CARD} .verdict").inner_text()
        == "No, a structural hyperparameter in Support vector machine with a kernel"
    )
    lines = page.locator(".meanings > li")
    shown = lines.count()
    assert shown == 7 and {"parameter", "training hyperparameter"} <= set(
        page.locator(".meanings .bin").all_inner_texts()
    )
    page.locator(".lookup-answer summary").click()
    until(page, f"document.querySelectorAll('.meanings > li').length > {shown}")


def test_what_is_typed_is_kept_in_the_address_of_the_lookup(visit, address):
    page = visit("lookup/")
    page.locator(FIELD).fill("batch size")
    page.locator(CARD).wait_for()
    assert page.url == f"{address}lookup/?name=batch%20size"
    page.reload()
    page.locator(CARD, has_text="batch size").wait_for()
    assert page.locator(FIELD).input_value() == "batch size"
    page.locator(FIELD).fill("")
    until(page, "!document.querySelector('.card')")
    assert page.url == f"{address}lookup/"


def test_on_its_page_a_query_of_the_search_is_answered_by_the_field(visit):
    page = visit("lookup/?q=gamma")
    page.locator(".card .verdict").first.wait_for()
    assert page.locator(".lookup-form input").input_value() == "gamma"
    assert not page.locator(".search-panel").is_visible() and page.locator(".search-box").input_value() == ""


def test_a_name_that_every_object_of_the_language_has_is_a_name_like_others(visit):
    page = visit("lookup/?name=constructor")
    page.locator(".lookup-answer > *").first.wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.type("constructor argument", delay=20)
    page.wait_for_selector(".search-result")


def test_a_name_that_is_not_there_gets_the_questions(visit):
    page = visit("lookup/?name=%3Cb%3Efoozle")
    page.locator(".lookup-answer ol").wait_for()
    assert "Nothing here is called “<b>foozle”." in page.locator(".lookup-form output").inner_text()
    assert "Could different training data change “<b>foozle”?" in page.locator(".lookup-answer ol").inner_text()


def test_the_answer_is_seen_above_the_keyboard_of_a_phone(visit):
    page = visit("lookup/", viewport=PHONE)
    page.locator(FIELD).focus()
    page.keyboard.type("momentum")
    page.locator(CARD).wait_for()
    verdict = page.locator(f"{CARD} .verdict").bounding_box()
    assert verdict["y"] + 20 < PHONE["height"] * 0.62, "an on-screen keyboard takes two fifths of the screen"


def test_an_answer_follows_its_key_at_once(visit):
    """Not a measure of time: the card is there when the event that the key made has been heard."""
    page = visit("lookup/?name=alpha")
    page.locator(CARD).wait_for()
    assert page.evaluate(KEY_TO_ANSWER, "k in knn").startswith("No, a structural hyperparameter in k nearest neighbors")


def test_names_come_only_when_somebody_goes_for_the_field(visit):
    page = visit("")
    asked = "performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop())"
    assert not {"lookup.js", "names.js", "names.json"} & set(page.evaluate(asked))
    page.locator(FIELD).focus()
    until(page, f"{asked}.includes('names.json')")


# Old addresses, and readers without script


@pytest.mark.parametrize("old", ["ridge-alpha", "random-search-n-iter"])
def test_an_old_address_of_a_row_leads_to_its_new_place(visit, address, project, old):
    page = visit(f"lookup/#{old}")
    new = data.row_link(project, old).replace(".md", "/").lstrip("/")
    page.wait_for_url(address + new)
    until(page, f"document.getElementById('{old}').getBoundingClientRect().top < 300")


def test_every_old_address_is_in_the_line_of_its_model(site, project):
    article = next(page for page in site.pages if page.location == "lookup/").article
    for family_name, family in data.families(project).items():
        for model in family.models:
            line = article.select_one(f'.models li:has(> a[href="{family_name}/#{model.id}"])')
            marks = {mark["id"] for mark in line.select("wbr")}
            assert marks == {data.term_anchor(model, term) for term in model.terms}, model.id


def test_without_script_the_form_leads_to_the_list_of_all_names(visit, address):
    page = visit("lookup/#ridge-alpha", script=False)
    assert page.locator("li:has(#ridge-alpha) a").is_visible()
    page.locator(FIELD).fill("alpha")
    page.get_by_role("button", name="Look it up").click()
    page.wait_for_url(f"{address}lookup/names/?name=alpha")
    named = page.locator(".names-list li").filter(has_text=re.compile("^alpha: "))
    assert named.get_by_role("link", name="Ridge regression", exact=True).is_visible()


def test_every_name_is_on_the_list_that_has_its_letter(site, project):
    pages = [page for page in site.pages if page.location.startswith("lookup/names")]
    listed = {item.get_text().split(": ")[0] for page in pages for item in page.article.select(".names-list li")}
    for _, term in pairs(project):
        bare = [name.split(".", 1)[-1] for library in term.names for name in term.codes(library) if " " not in name]
        wanted = {name.replace("`", "").split(": ")[0] for name in [term.term, *filter(None, [term.symbol]), *bare]}
        assert wanted <= listed, wanted - listed


def test_a_page_of_a_family_is_light(site):
    for page in site.pages:
        if page.location.startswith("lookup/"):
            assert len(page.soup.find_all(True)) < 3000, page.location
