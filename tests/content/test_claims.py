"""Each claim has an anchor on the built site, a program beside it, and the tests that it names."""

import ast
from decimal import Decimal

import pytest

from pipeline.content import data
from pipeline.content.claims import pages_of_claims
from pipeline.finish.page_checks import NUMBER, values
from tests.support.snippets import NAMES, ROOT


def marked_tests() -> dict[str, list[str]]:
    """The names of the tests marked with each claim, by the claim's id."""
    marked: dict[str, list[str]] = {}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            for mark in getattr(function, "decorator_list", []):
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.claim":
                    marked.setdefault(ast.literal_eval(mark.args[0]), []).append(function.name)
    return marked


def test_each_claim_names_the_tests_that_are_marked_with_it(project):
    named = {claim.id: sorted(claim.tests) for claim in data.claims(project)}
    assert named == {claim: sorted(tests) for claim, tests in marked_tests().items()}


def test_the_numbers_of_a_claim_stand_in_its_program_or_output_or_on_its_page(project):
    pages = pages_of_claims(project)
    for claim in data.claims(project):
        shown = (project.generated / f"{claim.snippet}.md", pages[claim.id])
        known = set().union(*(values(file.read_text("utf-8")) for file in shown))
        for number in NUMBER.findall(claim.statement):
            value = Decimal(number.replace(",", ""))
            assert value in known or (value <= 12 and "." not in number), (claim.id, number)


@pytest.mark.slow  # it needs the built site
def test_each_claim_stands_on_one_page_that_shows_its_program(site, project):
    stating = [page for page in site.pages if "id=claim-" in page.file.read_text("utf-8")]
    for claim in data.claims(project):
        place = f"[id='claim-{claim.id}']:not(.moved *)"
        pages = [page for page in stating if page.article.select(place)]
        assert len(pages) == 1, claim.id
        assert f"program-{claim.snippet.replace('_', '-')}" in pages[0].ids, claim.id


def test_each_snippet_has_a_claim(project):
    claimed = {claim.snippet for claim in data.claims(project)}
    assert set(NAMES) - claimed == set(), "enter what it shows in docs/data/claims.yml (README, step 4)"
