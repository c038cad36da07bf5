"""A claim leads to a snippet, an anchor on a page, and references that exist."""

import pytest

from pipeline.content.claims import check_claims, pages_of_claims
from pipeline.content.project import Project
from pipeline.content.references import references
from tests.support.small_project import CLAIM, add, edit, problems_of, write_project


@pytest.fixture
def project(tmp_path) -> Project:
    return write_project(tmp_path)


def faults(project: Project) -> str:
    fresh = Project(project.root)
    return problems_of(lambda: check_claims(fresh, references(fresh)))


def test_the_page_of_a_claim_is_the_one_with_its_anchor(project):
    edit(project, "docs/other.md", "## Deep\n", "## Deep\n\nIt falls.\n{: .lead #claim-sums-too }\n")
    assert pages_of_claims(project) == {"sums": project.docs / "index.md", "sums-too": project.docs / "other.md"}
    check_claims(project, references(project))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("snippet: adds", "snippet: nothing", "the snippet 'nothing' does not exist"),
        ("id: sums", "id: sum", "no page carries its anchor #claim-sum"),
        ("[hastie2009]", "[hastie2009, one, two]", "docs/data/references.bib has no 'one, two'"),
    ],
)
def test_a_claim_that_leads_nowhere(project, old, new, fault):
    edit(project, "docs/data/claims.yml", old, new)
    assert faults(project).startswith(f"docs/data/claims.yml:1: claim '{new[4:] if 'id' in new else 'sums'}': {fault}")


def test_all_faults_of_all_claims_are_named_with_the_line_of_their_claim(project):
    longer = CLAIM.replace("sums", "sums-too").replace("hastie2009", "nobody2000")
    add(project, "docs/data/claims.yml", f"# The claims.\n{longer}{CLAIM.replace('adds', 'nothing')}")
    said = faults(project)
    assert "claims.yml:2: claim 'sums-too': no page carries its anchor" in said
    assert "claims.yml:2: claim 'sums-too': docs/data/references.bib has no 'nobody2000'" in said
    assert "claims.yml:7: claim 'sums': the snippet 'nothing' does not exist" in said


@pytest.mark.parametrize("word", ["always", "never", "any", "all", "only", "no", "none", "every", "Every"])
def test_an_absolute_word_without_a_hunt_is_refused(project, word):
    said = CLAIM.replace("It adds.", f">-\n    It adds {word}\n    two.")
    add(project, "docs/data/claims.yml", f"# The claims.\n\n{said}")
    assert faults(project).startswith(f"docs/data/claims.yml:4: claim 'sums' says '{word}' and has no hunt")
    add(project, "docs/data/claims.yml", f"{said}  hunt: test_it_adds_two\n")
    check_claims(Project(project.root), references(project))


@pytest.mark.parametrize("word", ["many", "allow", "noise", "lonely", "everyday"])
def test_a_word_that_only_holds_an_absolute_one_needs_no_hunt(project, word):
    edit(project, "docs/data/claims.yml", "It adds.", f"It adds {word}.")
    check_claims(Project(project.root), references(project))
