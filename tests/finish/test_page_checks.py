"""What stops a build although every step went well."""

from datetime import date

import pytest

from pipeline.finish import as_finished
from pipeline.finish.page import problem_on
from pipeline.finish.page_checks import (
    check_files,
    check_headings,
    check_images,
    check_links,
    check_names,
    check_numbers,
    check_tracebacks,
)
from tests.support.small_project import add, write_site_project

OUTPUT = (
    '<div class="highlight"><span class="filename">Output</span><pre><code>m = 2.84 in 3000 steps</code></pre></div>'
)


@pytest.mark.parametrize(
    ("prose", "unknown"),
    [
        ("It found 2.84 in 3,000 steps.", []),
        ("It found 2.85.", ["2.85"]),
        ("After 40 rounds, 12 of them good.", ["40"]),
        ("In <code>range(99)</code> and <a href='#'>note 77</a>.", []),
        ('<img alt="It peaks at 0.91" src="x.svg">', ["0.91"]),
        ("Since 1972 and version 1.26.4.", ["1972"]),
        ("1,500 rows", ["1,500"]),
        ("from 4 to -0.5", ["0.5"]),
        ("<ul><li>99 items</li></ul><table><tr><td>98</td></tr></table>", ["98", "99"]),
    ],
)
def test_numbers_in_prose_need_a_source(page_of, prose, unknown):
    found = check_numbers(*page_of(f"<h1>T</h1><p>{prose}</p>{OUTPUT}"))
    assert sorted(problem.message.split()[2] for problem in found) == sorted(unknown)


def test_only_outputs_are_a_source_of_numbers(page_of):
    assert len(check_numbers(*page_of("<p>2.84</p>" + OUTPUT.replace("Output", "x.py")))) == 1


def test_numbers_may_be_given(page_of):
    assert check_numbers(*page_of("<p>Since 1972.</p>", given=[1972])) == []


@pytest.mark.parametrize(
    ("article", "check", "messages"),
    [
        ("<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>", check_headings, []),
        ("<p>no heading</p>", check_headings, ["the page has 0 headings of level 1"]),
        ("<h1>A</h1><h1>B</h1>", check_headings, ["the page has 2 headings of level 1"]),
        ("<h1>A</h1><h3>C</h3>", check_headings, ["the heading 'C' jumps from level 1 to 3"]),
        ('<img src="x.png" alt=" " width="1" height="1">', check_images, ["the image 'x.png' has no alt text"]),
        ('<img src="x.png" alt="A" width="1">', check_images, ["the image 'x.png' has no width and height"]),
        ("<pre>Traceback (most recent call last):</pre>", check_tracebacks, ["the page shows a traceback"]),
    ],
)
def test_checks_of_one_page(page_of, article, check, messages):
    assert [problem.message for problem in check(*page_of(article))] == messages


def test_names_that_nothing_knows_are_named(page_of):
    site, page = page_of(
        '<p class="lead citation">a</p><div class="language-x highlight"><b class="kn">b</b></div>'
        '<p data-label="x">c</p>'
    )
    write_site_project(site.project.root)
    assert check_names(site, page) == []
    page.article.p["class"], page.article.p["data-lable"] = "laed", "x"
    (problem,) = check_names(site, page)
    assert problem.message == "known to no style sheet and no step: class 'laed', attribute 'data-lable'"


@pytest.mark.parametrize(
    ("article", "messages"),
    [
        ('<a href="../deep/">page</a><a href="/x/deep/">same</a><a href="https://e.example/">out</a>', []),
        ('<a href="../deep/#here">here</a><a id="here" href="#here">here</a><a href="x.svg#any">file</a>', []),
        ('<a href="/x/gone/">gone</a>', ["dead link '/x/gone/': there is no such file"]),
        ('<a href="../deep/#no">no id</a>', ["dead link '../deep/#no': there is no id 'no' on that page"]),
        ('<a href="#rise-up:x=1">a state</a>', ["dead link '#rise-up:x=1': there is no id 'rise-up:x=1' on that page"]),
        ('<rise-up class="explorable"></rise-up><a href="#rise-up:x=1">a state</a>', []),
        ('<a href="#no">no id</a>', ["dead link '#no': there is no id 'no' on that page"]),
        ('<img src="x.svg"><img src="data:,"><script src="https://e.example/a.js"></script>', []),
        ('<img src="../x.svg">', ["the image 'x.svg' does not exist"]),
        ('<script src="gone.js"></script>', ["the script 'gone.js' does not exist"]),
    ],
)
def test_checks_of_the_whole_site(page_of, article, messages):
    site, page = page_of(article)
    (page.file.parent / "x.svg").write_text("<svg></svg>", "utf-8")
    pages = [as_finished(site, page)]
    assert [problem.message for problem in check_links(site, pages) + check_files(site, pages)] == messages


def test_a_problem_names_the_line_below_the_front_matter(page_of):
    site, page = page_of("", source="deep.md")
    head = f"---\ntitle: 20 words\nupdated: {date(2026, 11, 20)}\n---\n"
    add(site.project, "docs/deep.md", f"{head}\n# T\n\nAbout 20 of 200.\n")
    assert problem_on(site, page, "20", "message", "hint").line == 8
    assert problem_on(site, page, "absent", "message", "hint").line is None
