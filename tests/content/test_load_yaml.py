"""YAML that does not fit is named with file, line and field."""

from datetime import date

import pytest
from pydantic import BaseModel, ConfigDict

from pipeline.content.load_yaml import load_yaml
from pipeline.content.project import Project
from tests.support.small_project import problems_of


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    day: date | None = None
    parts: list["Part"] = []


TEXT = """\
# The parts.
- name: one
  parts:
    - name: inner
      day: 2026-11-23
- name: "2026"
"""


def load(project: Project, text: str, kind: type = list[Part]):
    (project.root / "parts.yml").write_text(text, "utf-8")
    return load_yaml(kind, project.root / "parts.yml", project)


def test_entries_become_typed_objects(tmp_path):
    one, other = load(Project(tmp_path), TEXT)
    assert (one.parts[0].day, other.name) == (date(2026, 11, 23), "2026")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("name: inner", "name: [1]", "4: 0.parts.0.name: Input should be a valid string"),
        ("- name: inner\n      day", "- day", "4: 0.parts.0.name: Field required"),
        ("day:", "days:", "5: 0.parts.0.days: Extra inputs are not permitted"),
        ('"2026"', "2026", "6: 1.name: Input should be a valid string"),
        ('"2026"', "2026-11-23\n  day: 2026-11-31", "7: 1.day: Input should be a valid date"),
        ('name: "2026"', "[", "7: this is not valid YAML: did not find expected node content"),
        (TEXT, "name: one\n", "1: Input should be a valid list"),
        (TEXT, "", "1: Input should be a valid list"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(tmp_path, old, new, problem):
    assert old in TEXT
    said = problems_of(lambda: load(Project(tmp_path), TEXT.replace(old, new)))
    assert said.startswith(f"parts.yml:{problem}"), said


def test_all_that_does_not_fit_is_named_together_with_the_fields_that_there_are(tmp_path):
    said = problems_of(lambda: load(Project(tmp_path), TEXT.replace("name", "title")))
    assert said.count("Field required") == said.count("Extra inputs") == 3
    assert said.count("\n    An entry has the fields: name, day, parts.") == 6


def test_the_head_of_a_page_begins_one_line_below_its_dashes(tmp_path):
    project = Project(tmp_path)
    said = problems_of(lambda: load_yaml(Part, tmp_path / "page.md", project, "name: one\nday: soon"))
    assert said.startswith("page.md:3: day: Input should be a valid date")
