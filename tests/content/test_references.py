"""docs/data/references.bib: each work has what a reader needs to find it."""

import pytest

from pipeline.content.project import Project
from pipeline.content.references import CITATION_KEY, Reference, initials, references
from tests.support.small_project import REFERENCE, add, problems_of


def read(project: Project, bibliography: str) -> dict[str, Reference]:
    add(project, "docs/data/references.bib", bibliography)
    return references(Project(project.root))


def one(project: Project, kind: str = "article", **fields: str) -> Reference:
    fields = {"author": "Ho, Ann", "title": "On Knobs", "year": "2012", "url": "https://host.example/a/"} | fields
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    [reference] = read(project, f"@{kind}{{key,\n{lines}}}\n").values()
    return reference


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("doi = {10.1007/978-0-387-84858-7},", "", "1: 'hastie2009' has no DOI, arXiv id or address"),
        ("year = {2009},", "", "1: 'hastie2009' has no year"),
        ("author", "editor", "1: 'hastie2009' has no author"),
        ("title = {The Elements of Statistical Learning},\n  year = {2009},", "", "1: 'hastie2009' has no title, year"),
        (REFERENCE, f"{REFERENCE}\n{REFERENCE}", "8: the key 'hastie2009' is here twice"),
        ("title =", "title", "3: syntax error in line 3"),
    ],
)
def test_a_reference_that_cannot_be_followed_is_named_with_its_line(tmp_path, old, new, problem):
    assert old in REFERENCE
    said = problems_of(lambda: read(Project(tmp_path), REFERENCE.replace(old, new)))
    assert said.startswith(f"docs/data/references.bib:{problem}"), said


def test_all_entries_that_lack_something_are_named_together(tmp_path):
    without = "@book{a2000,\n  title = {A},\n  year = {2000},\n  author = {A, B},\n}\n"
    said = problems_of(
        lambda: read(Project(tmp_path), without + without.replace("a2000", "b2000").replace("year", "y"))
    )
    assert [line[:30] for line in said.splitlines()[::2]] == [
        "docs/data/references.bib:1: 'a",
        "docs/data/references.bib:6: 'b",
        "docs/data/references.bib:6: 'b",
    ]


@pytest.mark.parametrize(
    ("author", "label", "page"),
    [
        ("Bergstra, James and Bengio, Yoshua", "Bergstra and Bengio 2012", "references"),
        ("Kingma, Diederik", "Kingma 2012", "references"),
        ("Li, Lisha and Jamieson, Kevin and Talwalkar, Ameet", "Li et al. 2012", "references-l-z"),
        ("Hoffmann, Jordan and others", "Hoffmann et al. 2012", "references"),
        ("van der Laan, Mark", "van der Laan 2012", "references-l-z"),
        ('Sch{\\"o}lkopf, Bernhard', "Schölkopf 2012", "references-l-z"),
        ("{scikit-learn developers}", "scikit-learn developers 2012", "references-l-z"),
    ],
)
def test_the_text_names_a_work_by_its_authors_and_its_year(tmp_path, author, label, page):
    reference = one(Project(tmp_path), author=author)
    assert (reference.label, reference.list_page) == (label, page)


@pytest.mark.parametrize(
    ("fields", "address", "identifier"),
    [
        ({"doi": "10.1/2", "eprint": "1206.5533"}, "https://doi.org/10.1/2", "doi:10.1/2"),
        ({"eprint": "1206.5533"}, "https://arxiv.org/abs/1206.5533", "arXiv:1206.5533"),
        ({}, "https://host.example/a/", "host.example/a"),
    ],
)
def test_the_most_lasting_address_of_a_work_is_linked(tmp_path, fields, address, identifier):
    reference = one(Project(tmp_path), **fields)
    assert (reference.address, reference.identifier) == (address, identifier)


@pytest.mark.parametrize(
    ("kind", "fields", "venue"),
    [
        (
            "article",
            {"journal": "J. {ML} Research", "volume": "13", "number": "2", "pages": "281--305"},
            "*J. ML Research* 13(2), 281–305",
        ),
        ("article", {"journal": "Nature", "volume": "1"}, "*Nature* 1"),
        ("inproceedings", {"booktitle": "Proceedings", "pages": "9--50"}, "*Proceedings*, 9–50"),
        ("book", {"publisher": "Springer"}, "Springer"),
        ("misc", {}, ""),
    ],
)
def test_where_a_work_was_published(tmp_path, kind, fields, venue):
    assert one(Project(tmp_path), kind, **fields).venue == venue


def test_initials_are_those_of_all_given_names(tmp_path):
    [author] = one(Project(tmp_path), author='M{\\"u}ller, Jean-Paul {\\"O}zg{\\"u}r B').authors
    assert initials(author) == "J.-P. Ö. B."


def test_a_key_is_cited_in_brackets_alone_or_with_others():
    text = "See [@a2000], [@b2000; @c-d_2001], me@host.example, @e2000 and [x](@f2000)."
    assert CITATION_KEY.findall(text) == ["a2000", "b2000", "c-d_2001"]
