"""docs/data/falsehoods.yml: what does not fit a claim or its program stops with file and line."""

import pytest

from pipeline.content.claims import check_claims
from pipeline.content.falsehoods import falsehoods
from pipeline.content.project import Project
from pipeline.content.references import references
from tests.support.small_project import CLAIM, FALSEHOOD, SNIPPET, add, problems_of, render_quietly, write_project

FILE = "docs/data/falsehoods.yml"


@pytest.fixture
def small(tmp_path) -> Project:
    return write_project(tmp_path)


def test_a_claim_has_its_falsehood(small):
    found = falsehoods(small)
    assert list(found) == ["sums"]
    assert (found["sums"].was, found["sums"].becomes) == (".sum()", ".prod()")


def test_a_project_without_the_file_has_none_and_needs_none_without_claims(small):
    (small.root / FILE).unlink()
    add(small, "docs/data/claims.yml", "[]\n")
    bare = Project(small.root)
    assert falsehoods(bare) == {}
    check_claims(bare, references(bare))


def test_a_claim_without_one_is_refused_with_its_line(small):
    add(small, "docs/data/claims.yml", "# The claims.\n" + CLAIM.replace("sums", "more") + CLAIM)
    add(small, "docs/index.md", (small.docs / "index.md").read_text("utf-8") + "\nMore.\n{: #claim-more }\n")
    said = problems_of(lambda: check_claims(small, references(small)))
    assert said.startswith("docs/data/claims.yml:2: claim 'more': there is no falsehood against it\n")
    assert f"    Add one to {FILE}: the change of its program" in said
    assert "'sums'" not in said


def test_two_lines_may_be_replaced_and_a_text_taken_out(small):
    add(small, FILE, FALSEHOOD.replace(".sum()", r'"\nprint(f\"total {total}\")\n"').replace(".prod()", '""'))
    assert falsehoods(small)["sums"].was == '\nprint(f"total {total}")\n'
    assert falsehoods(small)["sums"].becomes == ""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("claim: sums", "claim: products", "1: there is no claim 'products'"),
        (".sum()", ".max()", "2: the numbers cell of snippets/adds.py has this text 0 times: .max()"),
        (".sum()", "total", "2: the numbers cell of snippets/adds.py has this text 3 times: total"),
        (".sum()", "A line", "2: the numbers cell of snippets/adds.py has this text 0 times: A line"),
        (".sum()", '""', "2: 0.was: String should have at least 1 character"),
        (".prod()", ".sum()", "3: this changes nothing"),
        ("  becomes: .prod()\n", "", "1: 0.becomes: Field required"),
        ("  becomes", "  program: adds\n  becomes", "3: 0.program: Extra inputs are not permitted"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(small, old, new, problem):
    assert old in FALSEHOOD
    add(small, FILE, FALSEHOOD.replace(old, new, 1))
    said = problems_of(lambda: falsehoods(small))
    assert f"{FILE}:{problem}" in said and "\n    " in said, "with a hint"


def test_a_claim_is_there_once(small):
    add(small, FILE, FALSEHOOD * 2)
    assert problems_of(lambda: falsehoods(small)).startswith(f"{FILE}:4: the claim 'sums' is here twice\n")


def test_all_problems_are_named_together(small):
    add(small, FILE, FALSEHOOD.replace("sums", "gone") + FALSEHOOD.replace(".sum()", ".prod()"))
    said = problems_of(lambda: falsehoods(small))
    assert f"{FILE}:1: there is no claim 'gone'" in said
    assert f"{FILE}:5: the numbers cell" in said and f"{FILE}:6: this changes nothing" in said


def test_a_claim_without_its_program_is_told_with_the_claims(small):
    add(small, "docs/data/claims.yml", CLAIM.replace("adds", "nothing"))
    assert list(falsehoods(small)) == ["sums"]


def test_a_program_that_no_longer_has_the_text_stops_a_render_after_its_edit(small):
    render_quietly(small)
    add(small, "snippets/adds.py", SNIPPET.replace(".sum()", ".max()"))
    assert f"{FILE}:2: the numbers cell of snippets/adds.py" in problems_of(lambda: render_quietly(small))
