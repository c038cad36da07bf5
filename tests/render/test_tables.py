"""The tables and lists that are made of docs/data/: what they say, and what stops them."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from pipeline.content import data
from pipeline.content.project import Project
from pipeline.content.references import references
from pipeline.render import claims_and_references, comparison_table, data_pages, lookup_pages, sort_it
from pipeline.render.markdown_table import table
from tests.support.small_project import (
    ASKED,
    CLAIM,
    REFERENCE,
    ROOT,
    ROW,
    TERMS,
    add,
    edit,
    problems_of,
)


@pytest.fixture
def made(rendered) -> dict[str, str]:
    """The texts that the small project's data became, by name."""
    return {
        file.name: file.read_text("utf-8")
        for file in rendered.generated.glob("*.*")
        if file.suffix in (".md", ".json", ".html")
    }


def generated(files: dict[str, bytes], name: str) -> str:
    return files[f"generated/{name}"].decode()


# the comparison


def test_a_row_links_its_programs_and_the_short_table_links_the_row(made):
    head, rule, row = made["comparison.md"].split("\n\n")[1].splitlines()
    assert (head.count("|"), rule) == (5, "| --- | --- | --- | --- |")
    assert row == (
        "| **Who finds it?**{ #row-found-by } | The run. | You. "
        "| <details><summary>Exceptions</summary> Not always. "
        '<span class="runs">Run it: [`adds`](/index.md#program-adds), [lab 1](/labs/01_lab.ipynb)</span></details> |'
    )
    assert (
        "[Who finds it?](/difference.md#row-found-by){ #row-found-by } | The run | You |" in made["comparison_short.md"]
    )


def test_a_row_without_a_short_form_is_in_the_whole_table_only(project):
    short = "".join(line for line in ROW.splitlines(keepends=True) if "short:" not in line)
    add(project, "docs/data/comparison.yml", ROW + short.replace("found-by", "other"))
    files = comparison_table.build(project)
    assert "#row-other" in generated(files, "comparison.md") and "row-other" not in generated(
        files, "comparison_short.md"
    )


def test_the_cells_that_are_seen_before_a_fold_is_opened_are_short():
    long = {
        (row.id, len(cell.split()))
        for row in data.comparison(Project(ROOT))
        for cell in (row.question, row.parameter, row.hyperparameter)
        if len(cell.split()) > 25
    }
    assert long == set()


def test_programs_that_no_page_shows_are_named_with_the_line_of_their_row(project):
    longer = ROW.replace("found-by", "found-by-whom").replace("[adds, 01_lab]", "[nothing]")
    add(project, "docs/data/comparison.yml", f"# Rows.\n{longer}{ROW.replace('01_lab', '02_lab')}")
    said = problems_of(lambda: comparison_table.build(project))
    assert "comparison.yml:2: row 'found-by-whom' names the program 'nothing', which no page shows" in said
    assert "comparison.yml:9: row 'found-by' names the program '02_lab', which no page shows" in said
    assert "Name one of: 01_lab, adds, " in said


# the lookup tables


def test_each_family_has_a_page_with_a_section_for_each_model(made):
    assert made["lookup_linear-models.md"].startswith(
        '## Ridge regression<span class="values-of">: parameters and hyperparameters</span> { #ridge }\n\n'
        "Training finds one parameter (coefficients). The run is given one hyperparameter (penalty strength).\n"
    )
    units = made["lookup_networks.md"]
    assert "Training finds 20 parameters (weight a, weight b, weight c, " in units and "weight f, and more)." in units
    assert "No value here is a hyperparameter." in units


def test_a_family_without_a_page_is_named(project):
    (project.docs / "lookup" / "networks.md").unlink()
    edit(project, "docs/lookup/linear-models.md", "lookup_linear-models.md", "lookup_networks.md")
    said = problems_of(lambda: lookup_pages.build(project))
    assert "docs/lookup/networks.md: the family 'networks' has no page that shows it" in said
    assert "docs/lookup/linear-models.md: the family 'linear-models' has no page that shows it" in said


def test_the_list_of_models_keeps_the_old_addresses_of_the_rows(made):
    models = BeautifulSoup(made["lookup.md"], "html.parser")
    ridge = models.select_one(".models li")
    assert [mark["id"] for mark in ridge.select("wbr")] == ["ridge-alpha", "ridge-coef"]
    assert (ridge.a["href"], ridge.a.text) == ("linear-models/#ridge", "Ridge regression")


def test_a_row_says_what_a_value_is_why_and_what_it_is_called(project):
    edit(
        project,
        "docs/data/terms/01_linear_models.yml",
        "reason: Worked out, and",
        "symbol: w\n      also: [weights, slope]\n      reason: Worked out as `a < b`, and",
    )
    edit(
        project,
        "docs/data/terms/01_linear_models.yml",
        "scikit-learn: Ridge.alpha",
        "scikit-learn: [Ridge.alpha, RidgeCV.alphas], other: statsmodels alpha",
    )
    page = BeautifulSoup(generated(lookup_pages.build(project), "lookup_linear-models.md"), "html.parser")
    coef, alpha = page.select(".values > li")  # parameters come first
    assert (alpha["id"], alpha.p.a["href"]) == ("ridge-alpha", "#ridge-alpha")
    assert [code.text for code in alpha.p.select("code")] == ["alpha", "alphas"]
    assert [str(part) for part in alpha.select_one(".names").contents] == [
        *("scikit-learn: ", "<code>Ridge.alpha</code>", ", ", "<code>RidgeCV.alphas</code>"),
        *("; statsmodels ", "<code>alpha</code>"),
    ]
    assert [(row.b["class"], row.b.text) for row in (coef, alpha)] == [
        (["bin", "found"], "parameter"),
        (["bin", "chosen"], "training hyperparameter"),
    ]
    assert coef.p.text == "coefficients (w)" and coef.select_one(".names").text == "also: weights, slope"
    assert coef.div.p.text == "parameter Worked out as a < b, and needed. In closed form." and coef.code.text == "a < b"


def test_every_name_is_listed_with_the_models_in_which_it_means_something(made):
    listed = BeautifulSoup(made["lookup_names.md"], "html.parser").select("li")
    assert [(item.text, item.a["href"], item.a["class"]) for item in listed] == [
        ("alpha: Ridge regression", "../linear-models/#ridge-alpha", ["chosen"]),
        ("coefficients: Ridge regression", "../linear-models/#ridge-coef", ["found"]),
    ]
    assert "penalty strength: " in made["lookup_names_n_r.md"] and "weight a: " in made["lookup_names_t_z.md"]


def test_the_index_of_names_has_all_that_the_ranking_reads(project):
    index = json.loads(generated(lookup_pages.build(project), "names.json"))
    assert index["families"] == [["linear-models", "Linear models"], ["networks", "Networks"]]
    assert index["models"] == [["ridge", "Ridge regression", 0, 1], ["unit", "A unit", 1, 0]]
    assert index["rows"][0] == [0, "alpha", "penalty strength", "", "training hyperparameter", ["Ridge.alpha"], []]
    assert len(index["rows"]) == 22


def test_a_popular_model_that_is_not_there_is_named_with_its_line(project):
    add(project, "docs/data/popular.yml", "- unit\n- rigde\n")
    said = problems_of(lambda: lookup_pages.build(project))
    assert "docs/data/popular.yml:2: there is no model 'rigde'" in said
    add(project, "docs/data/popular.yml", "unit: 1\n")
    assert "Write a list, a name a line." in problems_of(lambda: lookup_pages.build(Project(project.root)))


def test_reasons_are_there_by_family(made):
    reasons = json.loads(made["lookup_linear-models.json"])
    assert reasons["ridge-alpha"] == [
        "Given to the fit.",
        '<p class="names">scikit-learn: <code>Ridge.alpha</code></p>',
    ]


def test_the_json_has_all_that_is_known_of_each_value(made):
    first, second, *others = json.loads(made["lookup.json"])
    assert first == {
        "id": "ridge-alpha",
        "family": "Linear models",
        "model": "Ridge regression",
        "term": "penalty strength",
        "symbol": None,
        "bin": "training hyperparameter",
        "reason": "Given to the fit.",
        "route": "By validation.",
        "names": {"scikit-learn": "Ridge.alpha"},
        "also": [],
    }
    assert (second["id"], second["names"]) == ("ridge-coef", {}) and [term["id"] for term in others] == ASKED


def test_libraries_outside_the_lock_are_listed_with_their_day(made):
    assert "| PyTorch | 2.15.0 | 2026-11-23 | Installed. |" in made["lookup_checked.md"]


# Sort it


def test_sort_it_asks_what_the_tables_say(made):
    asked = json.loads(made["sort_it.json"])
    assert (asked["term"][:2], asked["of"][0]) == (["weight a", "weight b"], "A unit")
    assert (asked["bin"], asked["reason"][0]) == (["parameter"] * 20, "Learned as a.")
    rows = [line.strip() for line in made["sort_it.md"].splitlines() if "#unit-" in line]
    assert len(rows) == 20
    assert rows[0] == "| [weight a](/lookup/networks.md#unit-a): A unit | **parameter**{ .bin .found } |"


def test_a_term_that_no_table_has_is_named_with_its_round(project):
    edit(project, "docs/data/sort.yml", "unit-b, unit-c", "unit-z, ridge")
    said = problems_of(lambda: sort_it.build(project))
    assert "sort.yml: the round 'first' asks for unit-z, ridge, which no table has" in said


def test_a_project_without_rounds_has_no_quiz(project):
    (project.data / "sort.yml").unlink()
    assert sort_it.build(project) == {}


# the ledgers


def test_a_claim_is_listed_with_its_program_its_tests_and_its_references(made):
    assert made["claims_index.md"].startswith("## Home { #on-index }\n")
    row = [
        "[It adds.](/index.md#claim-sums){ #row-sums }",
        "[`adds`](/index.md#program-adds)",
        "`test_it_adds`",
        "[@hastie2009]",
    ]
    assert f"| {' | '.join(row)} |" in made["claims_index.md"]


def test_a_page_with_claims_that_no_page_lists_is_named(project):
    edit(project, "docs/claims.md", '--8<-- "claims_index.md"', "None.")
    said = problems_of(lambda: claims_and_references.build(project, references(project)))
    assert said.startswith("docs/claims.md: a table of claims is on no page: claims_index.md")


def test_a_reference_is_listed_with_the_pages_that_cite_it(made, rendered):
    assert made["references.md"] == (
        "Hastie, T., Tibshirani, R. and Friedman, J. (2009). The Elements of Statistical Learning. "
        "[doi:10.1007/978-0-387-84858-7](https://doi.org/10.1007/978-0-387-84858-7) "
        '<span class="cited">Cited on: [Home](/index.md)</span>\n{: #ref-hastie2009 .reference }\n'
    )
    assert made["references-l-z.md"] == ""
    assert (rendered.generated / "references.bib").read_text("utf-8") == REFERENCE


def test_references_are_listed_by_author_each_with_all_pages_that_cite_it(project):
    other = (
        "@misc{li2018,\n  author = {Li, Lisha and others},\n  title = {A {Band} Too},\n  year = {2018},\n"
        "  eprint = {1603.06560},\n}\n"
    )
    add(
        project,
        "docs/data/references.bib",
        other + other.replace("li2018", "a2001").replace("Li, Lisha and others", "Aho, Bo") + REFERENCE,
    )
    edit(project, "docs/other.md", "The learning rate", "The learning rate [@li2018; @hastie2009]")
    edit(project, "docs/labs/01_lab.py", "# # A lab", "# # A lab\n#\n# As in [@li2018].")
    files = claims_and_references.build(project, references(project))
    first, second = re.findall(r"#ref-(\w+)", generated(files, "references.md"))
    assert (first, second) == ("a2001", "hastie2009")
    assert "Cited on: [Home](/index.md), [Other](/other.md)</span>\n{: #ref-hastie2009" in generated(
        files, "references.md"
    )
    assert generated(files, "references-l-z.md") == (
        "Li, L. and others (2018). A Band Too. [arXiv:1603.06560](https://arxiv.org/abs/1603.06560) "
        '<span class="cited">Cited on: [Other](/other.md), [A lab](/labs/01_lab.ipynb)</span>\n'
        "{: #ref-li2018 .reference }\n"
    )


# all together


FAULTS = {
    "docs/bare.md": ("# Bare\n", "docs/bare.md:1: the page has no front matter"),
    "docs/data/references.bib": (REFERENCE.replace("year", "y"), "references.bib:1: 'hastie2009' has no year"),
    "docs/data/claims.yml": (
        CLAIM.replace("adds", "nothing"),
        "claims.yml:1: claim 'sums': the snippet 'nothing' does",
    ),
    "docs/data/comparison.yml": (ROW.replace("adds", "nothing"), "comparison.yml:1: row 'found-by' names the program"),
    "docs/data/terms/01_linear_models.yml": (
        TERMS.replace("bin: p", "bin: k"),
        ":14: models.0.terms.1.bin: Input should",
    ),
    "docs/data/libraries.yml": ("- [\n", "docs/data/libraries.yml:2: this is not valid YAML"),
    "docs/data/sort.yml": ("- {id: first, terms: []}\n", "docs/data/sort.yml:1: 0.terms: List should have"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_in_any_file_of_the_data_stops_the_task_with_its_name(project, name):
    text, problem = FAULTS[name]
    add(project, name, text)
    assert problem in problems_of(lambda: data_pages.build(Project(project.root)))


def test_a_bar_in_a_cell_does_not_end_it():
    assert table(["a"], [["the sum of |w|"], [r"already \| escaped"]]).splitlines()[2:] == [
        r"| the sum of \|w\| |",
        r"| already \| escaped |",
    ]
