"""docs/data/corrections.yml: what does not fit, or names a page that is gone, stops with file and line."""

from datetime import date

import pytest

from pipeline.content.corrections import check_corrections, corrections, early_corrections
from pipeline.content.project import Project
from tests.support.small_project import CORRECTIONS, EARLY_CORRECTIONS, HEAD, add, problems_of


@pytest.fixture
def small(tmp_path) -> Project:
    add(Project(tmp_path), "docs/other.md", HEAD.format(title="Other"))
    return Project(tmp_path)


def test_an_entry_says_what_changed_and_what_that_does(small):
    add(small, "docs/data/corrections.yml", CORRECTIONS)
    check_corrections(small)
    [entry] = corrections(small)
    assert (entry.location, entry.fragment, entry.day) == ("other/", "#deep", "November 23, 2026")
    assert (entry.effect, entry.found_by) == ("The power was missing.", "A. Reader")
    add(small, "docs/data/early_corrections.yml", EARLY_CORRECTIONS)
    [early] = early_corrections(small)
    assert (early.date, early.wrong) == (date(2026, 11, 20), "It adds numbers.")


def test_the_newest_comes_first_and_a_project_without_the_file_has_none(small):
    assert corrections(Project(small.root)) == early_corrections(small) == []
    older = CORRECTIONS.replace("2026-11-23", "2026-11-22").replace("id: rate", "id: old")
    add(small, "docs/data/corrections.yml", older + CORRECTIONS)
    assert [entry.id for entry in corrections(small)] == ["rate", "old"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("date: 2026-11-23", "date: 2026-02-30", "2: 0.date: Input should be a valid date"),
        ("date: 2026-11-23", "date: soon", "2: 0.date: Input should be a valid date"),
        ("page: other/#deep", "page: gone/#deep", "3: correction 'rate': there is no page 'gone/'"),
        ("  found_by: A. Reader\n", "", "1: 0.found_by: Field required"),
        ("found_by: A. Reader", 'found_by: ""', "7: 0.found_by: String should have at least 1 character"),
        ("effect: The power was missing.", "effect:", "6: 0.effect: Input should be a valid string"),
        ("2026-11-23", "2026-11-24", "2: correction 'rate': docs/other.md was updated before it, on 2026-11-23"),
        ("said: The", "color: red\n  said: The", "4: 0.color: Extra inputs are not permitted"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(small, old, new, problem):
    assert old in CORRECTIONS
    add(small, "docs/data/corrections.yml", CORRECTIONS.replace(old, new, 1))
    said = problems_of(lambda: check_corrections(small))
    assert f"docs/data/corrections.yml:{problem}" in said and "\n    " in said, "with a hint"


def test_an_early_correction_has_a_day_too(small):
    add(small, "docs/data/early_corrections.yml", EARLY_CORRECTIONS.replace("2026-11-20", "2026-11-31"))
    said = problems_of(lambda: early_corrections(small))
    assert "early_corrections.yml:1: 0.date: Input should be a valid date" in said and "date, said, wrong" in said


def test_an_id_is_there_once(small):
    add(small, "docs/data/corrections.yml", CORRECTIONS * 2)
    assert "corrections.yml:8: the id 'rate' is here twice" in problems_of(lambda: corrections(small))


def test_what_was_found_before_publication_is_still_there(project):
    early = early_corrections(project)
    assert len(early) == 18 and len({entry.said for entry in early}) == 18
    assert all(date(2026, 11, 23) <= entry.date <= date(2026, 11, 28) for entry in early)
