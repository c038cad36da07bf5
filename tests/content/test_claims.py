"""Each claim has an anchor on the built site, a program beside it, and the tests and the hunt that it names."""

import ast
from decimal import Decimal

import pytest

from pipeline.content import data
from pipeline.content.claims import pages_of_claims
from pipeline.finish.page_checks import NUMBER, values
from tests.support.hunts import DRAWS
from tests.support.snippets import NAMES, ROOT


def marked_tests(mark: str) -> dict[str, dict[str, str]]:
    """The tests that carry the mark with a claim's id: by the id, their names and the source of their files."""
    marked: dict[str, dict[str, str]] = {}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        source = file.read_text("utf-8")
        for function in ast.walk(ast.parse(source)):
            for decorator in getattr(function, "decorator_list", []):
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == f"pytest.mark.{mark}":
                    found = marked.setdefault(ast.literal_eval(decorator.args[0]), {})
                    found[function.name] = ast.get_source_segment(source, function)
    return marked


def test_each_claim_names_the_tests_that_are_marked_with_it(project):
    named = {claim.id: sorted(claim.tests) for claim in data.claims(project)}
    assert named == {claim: sorted(tests) for claim, tests in marked_tests("claim").items()}


def test_each_claim_names_the_hunt_that_is_marked_with_it(project):
    named = {claim.id: claim.hunt for claim in data.claims(project)}
    assert None not in named.values(), "each claim of this project has a hunt"
    assert {claim: [hunt] for claim, hunt in named.items()} == {
        claim: list(hunts) for claim, hunts in marked_tests("hunt").items()
    }


def test_the_numbers_of_a_claim_stand_in_its_program_or_output_or_on_its_page_or_in_its_hunt(project):
    pages, hunts = pages_of_claims(project), marked_tests("hunt")
    for claim in data.claims(project):
        shown = (project.generated / f"{claim.snippet}.md", pages[claim.id])
        hunt = hunts[claim.id][claim.hunt]
        known = set().union(*(values(text) for text in (*(file.read_text("utf-8") for file in shown), hunt)))
        known |= {DRAWS, DRAWS - 1}  # the draws of a hunt and its last seed
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
