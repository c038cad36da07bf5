"""What catalogs of courses and search engines read: JSON-LD, Dublin Core, and terms.json."""

import json
import re

import pytest

from pipeline.content.data import objectives

PROFILE = "https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE"
MINIMUM = {"@type", "@id", "description", "keywords", "name"}
RECOMMENDED = {
    *("author", "competencyRequired", "educationalLevel", "inLanguage", "learningResourceType"),
    *("license", "teaches", "timeRequired", "version"),
}
"""The properties of the profile that a page of ours can have."""


@pytest.fixture(scope="module")
def described(site):
    """The graph of each page, by location."""
    return {
        page.location: json.loads(page.soup.select_one("script[type='application/ld+json']").string)["@graph"]
        for page in site.pages
        if page.front
    }


def test_each_page_is_training_material_with_all_that_the_profile_asks_for(site, described):
    for page in (page for page in site.pages if page.front):
        resource = described[page.location][0]
        assert resource["@type"] == ["TechArticle", "LearningResource"]
        assert resource["http://purl.org/dc/terms/conformsTo"] == {"@id": PROFILE}
        assert set(resource) >= MINIMUM | RECOMMENDED and all(resource.values()), page.location
        assert resource["@id"] == page.address and resource["name"] == page.front.title
        assert re.fullmatch(r"PT[1-9]\d*M", resource["timeRequired"])
        assert resource["dateModified"] == page.front.updated.isoformat()
        assert len(resource["teaches"]) == len(page.front.objectives)


def test_what_a_page_cites_is_named_by_the_addresses_that_the_references_have(site, described):
    lists = [page for page in site.pages if page.location.startswith("references")]
    listed = {link["href"] for page in lists for link in page.article.select(".reference a[href^=http]")}
    cited = {address for graph in described.values() for address in graph[0].get("citation", [])}
    assert len(cited) > 50 and cited <= listed


def test_breadcrumbs_lead_from_home_over_the_section_to_the_page(site, described):
    addresses = {page.address for page in site.pages if page.front}
    for location, graph in described.items():
        places = graph[1]["itemListElement"]
        assert [place["position"] for place in places] == list(range(1, len(places) + 1))
        assert {place["item"] for place in places} <= addresses, location
        assert places[-1]["item"].endswith(f"/course/{location}")
    names = [place["name"] for place in described["epochs/"][1]["itemListElement"]]
    assert names == ["Parameter or Hyperparameter?", "Hyperparameters", "Epochs"]


def test_dublin_core_says_the_same_as_the_citation_tags(site):
    for page in (page for page in site.pages if page.front):
        tags = {meta["name"]: meta["content"] for meta in page.soup.select("head meta[name]")}
        assert tags["DC.title"] == tags["citation_title"] and tags["DC.identifier"] == page.address
        assert tags["DC.date"] == tags["citation_publication_date"]
        assert tags["DC.rights"].startswith("https://creativecommons.org/licenses/by/4.0")


def test_terms_json_has_every_word_of_the_glossary_and_every_row_of_the_lookup(site):
    scheme = json.loads((site.folder / "terms.json").read_text("utf-8"))
    pages = [page for page in site.pages if page.front]
    ids = {f"{page.address}#{name}" for page in pages for name in page.ids}
    concepts = {concept["id"]: concept for concept in scheme["concepts"]}
    assert len(concepts) == len(scheme["concepts"]) and set(concepts) <= ids
    rows = sum(len(page.article.select(".values > li[id]")) for page in pages if page.location.startswith("lookup/"))
    words = len(next(page for page in site.pages if page.location == "glossary/").article.select("dfn[id]"))
    assert len(concepts) == rows + words
    assert all(concept["label"] and concept["definition"] for concept in concepts.values())
    assert {concept["broader"] for concept in concepts.values() if "broader" in concept} <= set(concepts)
    of_parameter = concepts["https://example.org/course/glossary/#parameter"]["definition"]
    assert "training" in of_parameter.lower()


def test_a_quiz_names_the_questions_of_its_page_and_what_they_assess(site, described):
    pages = {page.location: page for page in site.pages if page.front}
    quizzes = {location: node for location, graph in described.items() for node in graph if node["@type"] == "Quiz"}
    asking = {location for location in pages if location.startswith("questions/")}
    assert quizzes.keys() == asking | {"test-yourself/"}
    known = objectives(site.project)
    for location in asking:
        page, quiz = pages[location], quizzes[location]
        ids = [heading["id"] for heading in page.article.select(".quiz > h2")]
        assert [part["@id"] for part in quiz["hasPart"]] == [f"{page.address}#{name}" for name in ids] and ids
        assert quiz["assesses"] == [known[location.split("/")[1]]] and quiz["url"] == page.address
        assert all(part["@type"] == "Question" and part["name"] for part in quiz["hasPart"])
    parts = {part["@id"] for part in quizzes["test-yourself/"]["hasPart"]}
    assert parts == {pages[location].address for location in asking}
