"""What the files beside the code promise: versions that agree, a lock with hashes, commands that exist."""

import json
import re
import tomllib
from datetime import date

import yaml

from pipeline.content.front_matter import site_config
from pipeline.content.licenses import RIGHTS
from tests.support.snippets import ROOT


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_one_version_everywhere(project):
    cff = yaml.safe_load(text("CITATION.cff"))
    newest, day = re.search(r"^## (\S+) \((\S+)\)", text("CHANGELOG.md"), re.MULTILINE).groups()
    assert project.version == str(cff["version"]) == str(cff["preferred-citation"]["version"]) == newest
    assert cff["date-released"] == date.fromisoformat(day)


def test_one_title_and_author_everywhere(project):
    cff = yaml.safe_load(text("CITATION.cff"))
    mkdocs = re.search(r"^site_name: (.*)$", text("mkdocs.yml"), re.MULTILINE)[1]
    site = site_config(project)
    assert site.title == cff["title"] == mkdocs
    assert [author["name"] for author in cff["authors"]] == [site.author]


def test_zenodo_is_told_what_citation_cff_says():
    """Zenodo reads .zenodo.json alone where it is there, and could not read a list of licenses in CITATION.cff."""
    cff, zenodo = yaml.safe_load(text("CITATION.cff")), json.loads(text(".zenodo.json"))
    assert zenodo == {
        "title": cff["title"],
        "description": cff["abstract"],
        "creators": [{"name": author["name"]} for author in cff["authors"]],
        "version": cff["version"],
        "publication_date": cff["date-released"].isoformat(),
        "license": cff["license"][0].lower(),
        "notes": RIGHTS,
        "keywords": cff["keywords"],
        "upload_type": "lesson",
        "access_right": "open",
        "language": "eng",
    }
    assert cff["license"] == ["CC-BY-4.0", "MIT-0"] and cff["cff-version"] == "1.2.0"
    for name in ("title", "authors", "version", "date-released"):
        assert cff["preferred-citation"][name] == cff[name], name


def test_lock_has_hashes_and_no_address():
    lock = text("requirements.txt")
    assert "://" not in lock
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(entries) > 50
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def test_lock_has_all_that_is_asked_for():
    asked = tomllib.loads(text("pyproject.toml"))
    names = [*asked["project"]["dependencies"], *(n for group in asked["dependency-groups"].values() for n in group)]
    locked = set(re.findall(r"^([a-z0-9-]+)==", text("requirements.txt"), re.MULTILINE))
    wanted = {re.match(r"[A-Za-z0-9-]+", name)[0].lower() for name in names}
    assert wanted <= locked
    assert [name for name in wanted if name not in text("ARCHITECTURE.md").lower()] == [], "it says why each is there"


def test_workflow_actions_are_pinned_and_permissions_are_least():
    workflow = yaml.safe_load(text(".github/workflows/site.yml"))
    used = re.findall(r"uses: (\S+)", text(".github/workflows/site.yml"))
    assert used and all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) for action in used)
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    assert "permissions" not in jobs["test"] and jobs["release"]["needs"] == "test"
    assert jobs["release"]["permissions"] == {"contents": "write", "pages": "read"}
    assert jobs["publish"]["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert "refs/heads/main" in jobs["release"]["if"] and jobs["publish"]["needs"] == "release"


def test_each_command_that_is_named_exists():
    verbs = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", ".ci/run", ".github/workflows/site.yml"):
        named = re.findall(r"(?:^\s*|`|run: |&& )make ([a-z-]+)", text(name), re.MULTILINE)
        assert named and set(named) <= verbs, name
