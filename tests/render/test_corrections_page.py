"""The tables of the page of corrections, and the credit lines of the page about the licenses."""

import pytest

from pipeline.content.project import Project
from pipeline.render import corrections_page, credit_examples, data_pages
from tests.support.small_project import CORRECTIONS, EARLY_CORRECTIONS, add, problems_of


@pytest.fixture
def corrected(project) -> Project:
    add(project, "docs/data/corrections.yml", CORRECTIONS)
    add(project, "docs/data/early_corrections.yml", EARLY_CORRECTIONS)
    return project


def test_a_correction_is_a_row_with_its_day_its_page_and_its_effect(corrected):
    made = corrections_page.build(corrected)["generated/corrections.md"].decode()
    cells = [
        "[The rate is $x$.](/other.md#deep){ #row-rate }",
        "The learning rate is $x^2$.",
        "The power was missing.",
        "November 23, 2026, on [Other](/other.md#deep). Found by A. Reader.",
    ]
    assert made.startswith('<div class="table ledger" id="table-corrections" markdown>\n')
    assert f"\n| {' | '.join(cells)} |\n" in made


def test_what_was_found_before_publication_has_a_table_of_its_own(corrected):
    made = corrections_page.build(corrected)["generated/corrections_before_publication.md"].decode()
    assert made == "| what it said | what was wrong |\n| --- | --- |\n| It adds anything. | It adds numbers. |\n"


def test_while_there_is_none_the_page_says_so(project):
    made = corrections_page.build(project)["generated/corrections.md"].decode()
    assert made == "Nobody has reported an error in a published version so far.\n"


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("docs/data/corrections.yml", CORRECTIONS.replace("other/", "gone/"), "corrections.yml:3: correction 'rate'"),
        ("CHANGELOG.md", "## soon\n", "CHANGELOG.md:1: '## soon' is not a version with its day"),
    ],
)
def test_what_does_not_fit_stops_the_build(project, name, text, problem):
    add(project, name, text)
    assert problem in problems_of(lambda: data_pages.build(Project(project.root)))


def test_the_examples_credit_with_title_author_source_and_license(project):
    made = credit_examples.build(project)["generated/credit_examples.md"].decode()
    figure = (
        "“More rows, more nodes” by The authors, [address of the figure](/hard-cases.md#fig-tree-size), "
        "version 1.0.0, [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)"
    )
    assert f"| A figure | {figure} |\n" in made
    assert f"| A figure that you changed | {figure}. Changed: German labels, gray lines. |\n" in made
    assert "| The whole site | “Small” by The authors, " in made
