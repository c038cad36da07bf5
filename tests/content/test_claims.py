"""Each claim has an anchor on the built site and at least one test; no test proves a claim that is not there."""

from decimal import Decimal

from pipeline import claims, data
from pipeline.finish.checks import NUMBER, values


def test_claims_and_tests_are_the_same_set(project):
    assert set(claims.tests_of(project)) == {claim.id for claim in data.claims(project)}


def test_the_numbers_of_a_claim_stand_in_its_program_or_output_or_on_its_page(project):
    pages, checked = claims.pages_of(project), 0
    for claim in data.claims(project):
        shown = (project.generated / f"{claim.snippet}.md", pages[claim.id])
        known = set().union(*(values(file.read_text("utf-8")) for file in shown))
        for number in NUMBER.findall(claim.statement):
            value = Decimal(number.replace(",", ""))
            if value > 12 or "." in number:
                checked += 1
                assert value in known, (claim.id, number)
    assert checked >= 10


def test_each_claim_stands_on_a_built_page_that_shows_its_program(site, project):
    for claim in data.claims(project):
        place = f"[id='claim-{claim.id}']:not(.moved *)"
        pages = [page for page in site.pages if page.article.select(place)]
        assert len(pages) == 1, claim.id
        assert f"program-{claim.snippet.replace('_', '-')}" in pages[0].ids, claim.id


def test_each_snippet_has_a_claim(project):
    claimed = {claim.snippet for claim in data.claims(project)}
    snippets = {path.stem for path in project.snippets.glob("*.py")}
    assert snippets - claimed == set(), "enter what it shows in docs/data/claims.yml (README, step 4)"
