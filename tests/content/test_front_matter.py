"""The head of each page, each lab, and site.yml."""

from datetime import date

import pytest

from pipeline.content.front_matter import check_front_matter, front_matter, site_config
from pipeline.content.project import Project
from tests.support.small_project import HEAD, LAB, WORDS, add, problems_of

PAGE = HEAD.format(title="A lab").split("\n\n")[0] + "\n"


def test_a_page_and_a_lab_have_the_same_kind_of_head(tmp_path):
    project = Project(tmp_path)
    add(project, "docs/page.md", PAGE.replace("updated", 'given: [0.5, 1972, "1,500"]\nhide: [toc]\nupdated'))
    add(project, "docs/labs/01_a.py", LAB)
    page, lab = (front_matter(project, project.docs / name) for name in ("page.md", "labs/01_a.py"))
    assert (page.title, page.description, page.updated) == (lab.title, lab.description, lab.updated)
    assert (lab.title, lab.description, lab.updated) == ("A lab", WORDS, date(2026, 11, 23))
    assert page.given == [0.5, 1972, "1,500"] and lab.given == []


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("page.md", "# Bare\n", "1: the page has no front matter"),
        ("page.md", PAGE.removesuffix("---\n"), "1: the page has no front matter"),
        ("page.md", f"\n{PAGE}", "1: the page has no front matter"),
        ("page.md", PAGE.replace(WORDS, "Short."), "3: description: String should have at least 70"),
        ("page.md", PAGE.replace(WORDS, WORDS * 2), "3: description: String should have at most 160"),
        ("page.md", PAGE.replace("2026-11-23", "soon"), "4: updated: Input should be a valid date"),
        ("page.md", PAGE.replace("2026-11-23", "2026-02-30"), "4: updated: Input should be a valid date"),
        ("page.md", PAGE.replace("title: A lab\n", ""), "2: title: Field required"),
        ("page.md", PAGE.replace("title: A lab", "title: ["), "4: this is not valid YAML"),
        ("labs/01_a.py", LAB.replace("2026-11-23", "soon"), "4: updated: Input should be a valid date"),
        ("page.md", PAGE.replace("minutes: 5", "minutes: 0"), "5: minutes: Input should be greater than or equal to 1"),
        ("page.md", PAGE.replace("[define]", "[]"), "6: objectives: List should have at least 1 item"),
        ("labs/01_a.py", "print(1)\n", "1: the page has no front matter"),
    ],
)
def test_a_head_that_is_missing_or_wrong_is_named_with_its_line(tmp_path, name, text, problem):
    project = Project(tmp_path)
    add(project, f"docs/{name}", text)
    said = problems_of(lambda: front_matter(project, project.docs / name))
    assert said.startswith(f"docs/{name}:{problem}"), said


def test_all_heads_are_looked_at_together_and_nothing_that_is_no_page(tmp_path):
    project = Project(tmp_path)
    for name in ("a.md", "deep/b.md", "labs/01_a.py", "generated/fragment.md", "data/notes.md"):
        add(project, f"docs/{name}", "No head.\n")
    said = problems_of(lambda: check_front_matter(project))
    assert [line.split(":")[0] for line in said.splitlines()[::2]] == [
        "docs/a.md",
        "docs/deep/b.md",
        "docs/labs/01_a.py",
    ]


def test_an_objective_that_nobody_knows_is_named_with_its_line(tmp_path):
    project = Project(tmp_path)
    add(project, "docs/data/objectives.yml", "- {id: count, objective: Count.}\n- {id: define, objective: Define.}\n")
    add(project, "docs/a.md", PAGE)
    add(project, "docs/b.md", PAGE.replace("[define]", "[count, dance]"))
    said = problems_of(lambda: check_front_matter(project))
    assert said.splitlines() == [
        "docs/b.md:6: there is no objective 'dance'",
        "    The objectives are in docs/data/objectives.yml: count, define.",
    ]


def test_site_yml_has_its_fields_and_no_others(tmp_path):
    project = Project(tmp_path)
    add(project, "site.yml", "title: T\nrights: CC-BY-4.0\n")
    said = problems_of(lambda: site_config(project))
    assert "site.yml:2: rights: Extra inputs" in said and "site.yml:1: author: Field required" in said
