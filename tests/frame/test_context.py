"""What the templates are told of the site and of a page."""

import pytest

from pipeline.content.errors import BuildError
from pipeline.content.project import Project
from pipeline.frame.context import inline, page_context, site_context
from tests.support.small_project import add, write_site_project

HOME = "https://host.example/x/"


@pytest.fixture
def project(tmp_path) -> Project:
    return write_site_project(tmp_path / "small")


def test_a_page_is_told_how_it_is_cited_and_where_its_card_is(project):
    told = page_context(project, "labs/01_lab/", HOME)
    assert told["front"].title == "A lab"
    assert told["cite_text"].endswith(
        "In: Small. Version 1.0.0, November 23, 2026. https://host.example/x/labs/01_lab/"
    )
    assert told["objectives"] == ["Define both words."]
    assert told["card"] == HOME + "generated/cards/labs/01_lab.png"


def test_the_page_for_a_mistyped_address_is_told_nothing(project):
    assert page_context(project, "404.html", HOME) == {}


def test_all_pages_are_told_of_the_site(project):
    told = site_context(project)
    assert (told["about"].title, told["version"]) == ("Small", "1.0.0")
    assert told["inline"]("mark.svg").startswith("<svg")


def test_a_script_is_written_into_the_page_minified_and_a_drawing_as_it_is(project):
    add(project, "docs/assets/a.js", "// why\nf( 1 );\n")
    add(project, "docs/assets/a.svg", "<svg> </svg>\n")
    assert (inline(project, "a.js"), inline(project, "a.svg")) == ("f(1);", "<svg> </svg>")


def test_a_site_without_its_title_stops(project):
    add(project, "site.yml", "author: A\n")
    with pytest.raises(BuildError, match=r"site.yml:1: title: Field required"):
        site_context(project)
