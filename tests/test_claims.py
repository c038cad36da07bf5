"""Each claim has an anchor on the built site and at least one test; no test proves a claim that is not there."""

import ast

from pipeline import data
from tests.conftest import ROOT


def marked() -> set[str]:
    """The ids in @pytest.mark.claim(...) of all tests, read from their source."""
    found = set()
    for file in (ROOT / "tests").glob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for mark in node.decorator_list:
                    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.claim":
                        found.add(ast.literal_eval(mark.args[0]))
    return found


def test_claims_and_tests_are_the_same_set(project):
    assert marked() == {claim.id for claim in data.claims(project)}


def test_each_claim_stands_on_a_built_page_that_shows_its_program(site, project):
    for claim in data.claims(project):
        pages = [page for page in site.pages if f"claim-{claim.id}" in page.ids]
        assert len(pages) == 1, claim.id
        assert f"program-{claim.snippet.replace('_', '-')}" in pages[0].ids, claim.id


def test_each_snippet_has_a_claim(project):
    claimed = {claim.snippet for claim in data.claims(project)}
    snippets = {path.stem for path in project.snippets.glob("*.py")}
    assert snippets - claimed == set(), "enter what it shows in docs/data/claims.yml (README, step 4)"
