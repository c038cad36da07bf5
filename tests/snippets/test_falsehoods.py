"""docs/data/falsehoods.yml: on a program that contradicts its claim, a test of the claim fails."""

import pytest

from pipeline.content import data
from pipeline.content.falsehoods import Falsehood, falsehoods
from pipeline.content.project import Project
from tests.support.planted import changed, first_case, named, plant
from tests.support.snippets import ROOT, variables

CLAIMS = {claim.id: claim for claim in data.claims(Project(ROOT))}
FALSEHOODS = falsehoods(Project(ROOT))


@pytest.mark.parametrize("falsehood", FALSEHOODS.values(), ids=FALSEHOODS)
def test_a_test_of_the_claim_fails_where_the_claim_is_false(falsehood: Falsehood, monkeypatch):
    claim = CLAIMS[falsehood.claim]
    plant(monkeypatch, claim.snippet, changed(claim.snippet, falsehood.was, falsehood.becomes))
    assert any(fails(name, claim.snippet) for name in claim.tests), f"no test of '{claim.id}' notices the falsehood"


def fails(name: str, program: str) -> bool:
    """Whether this test fails by one of its assertions. If the program itself crashes, that counts for nothing."""
    [function] = named(name)
    case = first_case(function)
    variables(program, case.get("seed"))  # the changed program runs; the test gets what it left from the cache
    try:
        function(**case)
    except AssertionError:
        return True
    return False


def test_claims_that_share_a_program_have_each_their_own():
    changes = {(CLAIMS[one.claim].snippet, one.was, one.becomes) for one in FALSEHOODS.values()}
    assert len(changes) == len(FALSEHOODS) == len(CLAIMS)
