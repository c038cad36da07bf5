"""The style sheets: the palette first, one for all pages under a name of its content, topics where they are needed."""

import pytest
from bs4 import BeautifulSoup

from pipeline.content.files import fingerprinted
from pipeline.content.palette import palette_css
from pipeline.content.project import Project
from pipeline.frame.minify import minify_css, minify_js
from pipeline.frame.stylesheets import TOPICS, common_css, sheet, styled_names, stylesheet_name, topic_css
from tests.support.small_project import add, write_site_project


@pytest.fixture
def project(tmp_path) -> Project:
    return write_site_project(tmp_path / "small")


def test_the_common_sheet_begins_with_the_palette_and_is_named_by_its_content(project):
    css = common_css(project)
    assert css.startswith(palette_css())
    assert stylesheet_name(project) == f"assets/{fingerprinted('site.css', css.encode())}"
    add(project, "docs/assets/styles/base.css", "p { color: red }")
    assert stylesheet_name(Project(project.root)) != stylesheet_name(project)


def test_a_page_gets_the_sheets_of_its_topics(project):
    soup = BeautifulSoup('<dl></dl><p class="ledger"></p>', "html.parser")
    assert topic_css(project, soup) == sheet(project, "ledger") + sheet(project, "glossary")
    assert topic_css(project, BeautifulSoup("<p></p>", "html.parser")) == ""


def test_the_names_that_are_styled_are_those_of_the_selectors(project):
    for name in TOPICS:
        (project.docs / f"assets/styles/{name}.css").write_text("", "utf-8") if name != "explorables" else None
    add(project, "docs/assets/styles/base.css", ".one:is(.two, a)[data-three=x] { margin: .5em 1.5em }")
    assert {"one", "two", "data-three"} <= styled_names(project)
    assert not {"5em", "margin", "a"} & styled_names(project)


def test_minified_texts_say_the_same():
    assert minify_css("a { color: #ff0000; }\n/* why */") == "a{color:red}"
    assert minify_js("// why\nlet a = b();\nf( a );\n") == "let a=b();f(a);"
