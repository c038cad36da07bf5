"""docs/data/: entries that do not fit, or have an id twice, are named with file and line."""

import pytest

from pipeline.content import data
from pipeline.content.project import Project
from tests.support.small_project import CLAIM, EXPLORABLES, LIBRARY, MORE_TERMS, ROW, TERMS, add, problems_of

MODELS = TERMS.split("models:\n")[1]
SORT = f"- {{id: first, terms: [{', '.join(['a'] * 20)}]}}\n"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("bin: parameter", "bin: knob", "14: models.0.terms.1.bin: Input should be 'parameter', "),
        ("      route: In closed form.\n", "", "12: models.0.terms.1.route: Field required"),
        ("names:", "labels:", "11: models.0.terms.0.labels: Extra inputs are not permitted"),
        ("scikit-learn", "sklearn", "11: models.0.terms.0.names.sklearn.[key]: Input should be 'scikit-learn', "),
        ("id: coef", "id: alpha", "12: the id 'ridge-alpha' is here twice"),
        (MODELS, MODELS * 2, "17: the id 'ridge' is here twice"),
        (MODELS, f"{MODELS}  - [", "17: this is not valid YAML"),
        ("family: Linear models\n", "", "1: family: Field required"),
        ("family: Linear models\nmodels:\n", "", "1: Input should be a valid dictionary"),
    ],
)
def test_terms_that_do_not_fit(tmp_path, old, new, problem):
    project = Project(tmp_path)
    assert old in TERMS
    add(project, "docs/data/terms/linear.yml", TERMS.replace(old, new))
    said = problems_of(lambda: data.families(project))
    assert f"docs/data/terms/linear.yml:{problem}" in said


def test_an_id_that_is_in_two_files_of_terms(tmp_path):
    project = Project(tmp_path)
    add(project, "docs/data/terms/a.yml", TERMS)
    add(project, "docs/data/terms/b.yml", TERMS)
    assert problems_of(lambda: data.families(project)).startswith(
        "docs/data/terms/b.yml:3: the id 'ridge' is here twice"
    )


def test_two_terms_of_different_models_have_ids_of_their_own(tmp_path):
    project = Project(tmp_path)
    add(project, "docs/data/terms/a.yml", MODELS.replace("- id: ridge", "family: F\nmodels:\n- id: a-b"))
    add(project, "docs/data/terms/b.yml", TERMS.replace("id: ridge", "id: a").replace("id: coef", "id: b-coef"))
    assert "docs/data/terms/b.yml:12: the id 'a-b-coef' is here twice" in problems_of(lambda: data.families(project))


def test_families_and_terms_by_their_public_ids(tmp_path):
    project = Project(tmp_path)
    add(project, "docs/data/terms/01_linear_models.yml", TERMS)
    add(project, "docs/data/terms/02_networks.yml", MORE_TERMS)
    assert {name: family.family for name, family in data.families(project).items()} == {
        "linear-models": "Linear models",
        "networks": "Networks",
    }
    terms = data.terms(project)
    assert list(terms)[:3] == ["ridge-alpha", "ridge-coef", "unit-a"]
    model, term = terms["ridge-alpha"]
    assert (model.model, term.codes("scikit-learn"), term.codes("Keras")) == ("Ridge regression", ["Ridge.alpha"], [])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("two: x=2, ", "", "1: 0.states: Dictionary should have at least 3 items"),
        ("right: 2", "right: 3", "1: 0.predict: Value error, right: 3 is none of the 2 answers; the first is 1"),
        ("right: 2", "right: 0", "right: 0 is none of the 2 answers"),
        ("[up, down]", "[up]", "predict.answers: List should have at least 2 items"),
        (", why: It falls.", "", "predict.why: Field required"),
        ("axes: {x: [0, 1]", "axes: {x: [0]", "axes.x.1: Field required"),
    ],
)
def test_explorables_that_do_not_fit(tmp_path, old, new, problem):
    project = Project(tmp_path)
    asked = "predict: {question: Where?, answers: [up, down], right: 2, state: x=1, why: It falls.}"
    text = EXPLORABLES.splitlines()[0][:-1] + f", {asked}, axes: {{x: [0, 1], y: [0, 1]}}}}\n"
    add(project, "docs/data/explorables.yml", text)
    assert data.explorables(Project(tmp_path))["rise-up"].predict.right == 2
    assert old in text
    add(project, "docs/data/explorables.yml", text.replace(old, new))
    assert problem in problems_of(lambda: data.explorables(Project(tmp_path)))


LISTS = {
    "claims.yml": (data.claims, CLAIM),
    "comparison.yml": (data.comparison, ROW),
    "explorables.yml": (data.explorables, EXPLORABLES),
    "libraries.yml": (data.libraries, LIBRARY),
    "sort.yml": (data.sort_rounds, SORT),
}


@pytest.mark.parametrize("name", LISTS)
def test_an_id_twice_a_field_too_many_and_a_file_that_is_not_there(tmp_path, name):
    load, text = LISTS[name]
    project = Project(tmp_path)
    assert len(load(project)) == 0, "a project needs no such file"
    add(project, f"docs/data/{name}", text)
    number = len(load(Project(tmp_path)))
    assert number == text.count("id: ")
    add(project, f"docs/data/{name}", text * 2)
    line = len(text.splitlines()) + 1
    said = problems_of(lambda: load(Project(tmp_path)))
    assert f"docs/data/{name}:{line}: the id '" in said and said.count("is here twice") == number
    add(
        project,
        f"docs/data/{name}",
        text.replace("id: ", "color: red, id: " if "{id" in text else "color: red\n  id: "),
    )
    said = problems_of(lambda: load(Project(tmp_path)))
    assert f"docs/data/{name}:1: 0.color: Extra inputs are not permitted" in said


@pytest.mark.parametrize("field", ["statement", "snippet", "tests", "references"])
def test_a_claim_has_all_of_its_fields(tmp_path, field):
    project = Project(tmp_path)
    without = "".join(line for line in CLAIM.splitlines(keepends=True) if f"{field}:" not in line)
    add(project, "docs/data/claims.yml", without)
    assert f"docs/data/claims.yml:1: 0.{field}: Field required" in problems_of(lambda: data.claims(project))


@pytest.mark.parametrize("field", ["tests", "references"])
def test_a_claim_has_at_least_one_test_and_one_reference(tmp_path, field):
    project = Project(tmp_path)
    lines = [f"  {field}: []" if f"{field}:" in line else line for line in CLAIM.splitlines()]
    add(project, "docs/data/claims.yml", "\n".join(lines))
    assert f"0.{field}: List should have at least 1 item" in problems_of(lambda: data.claims(project))


def test_a_round_asks_twenty_terms(tmp_path):
    project = Project(tmp_path)
    add(project, "docs/data/sort.yml", SORT.replace("a, a", "a", 1))
    assert "0.terms: List should have at least 20 items" in problems_of(lambda: data.sort_rounds(project))
