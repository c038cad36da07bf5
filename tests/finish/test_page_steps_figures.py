"""Steps on figures: both schemes, captions, downloads, and what a figure shows in words."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pipeline.content.errors import BuildError
from pipeline.finish.page_steps.explorables import attach_scripts
from pipeline.finish.page_steps.figure_descriptions import describe_figures, description
from pipeline.finish.page_steps.figures import expand_figures
from tests.support.small_project import add, write_site_project


def test_a_figure_has_both_schemes_a_drawing_for_phones_and_its_files(page_of):
    site, page = page_of('<p><img alt="a &lt; &quot;b&quot;" src="../generated/my_fig.svg" title="C &amp; D"></p>')
    sizes = {"": (300, 150), ".dark": (300, 150), ".narrow": (150, 90), ".narrow.dark": (150, 90)}
    for kind, (width, height) in sizes.items():
        drawing = f'<svg width="{width}pt" height="{height}pt"><title>Up &amp; down</title></svg>'
        add(site.project, f"docs/generated/my_fig{kind}.svg", drawing)
    add(site.project, "docs/generated/my_fig.csv", "x\n")
    expand_figures(site, page)
    wide = 'alt="a &lt; &quot;b&quot;" width="400" height="200" loading="lazy"'
    expected = '<figure id="fig-my-fig"><p class="title">Up &amp; down</p>'
    for scheme, dark in (("light", ""), ("dark", ".dark")):
        hidden = " hidden" if dark else ""
        expected += (
            f'<picture class="only-{scheme}"{hidden}><source media="(max-width: 30em)" '
            f'srcset="../generated/my_fig.narrow{dark}.svg" width="200" height="120">'
            f'<img src="../generated/my_fig{dark}.svg" {wide}></picture>'
        )
    expected += (
        '<figcaption>C &amp; D <span class="figure-files"><a href="../generated/my_fig.svg" download>SVG</a>, '
        '<a href="../generated/my_fig.csv" download>CSV</a></span><details class="figure-data">'
        "<summary>Credit line</summary><p>“Up &amp; down” by The authors, https://host.example/x/deep/#fig-my-fig, "
        'version 1.0.0, <a href="../license/">CC BY 4.0</a></p></details></figcaption></figure>'
    )
    assert page.article == BeautifulSoup(f"<article>{expected}</article>", "html.parser").article


@pytest.mark.parametrize("beside", ["<p>{} and words</p>", "<p>{}<em>x</em></p>", "<div>{}</div>"])
def test_a_figure_that_is_not_alone_loses_no_words(page_of, beside):
    site, page = page_of(beside.format('<img alt="a" src="../generated/f.svg">'))
    before = str(page.article)
    with pytest.raises(BuildError, match="shares its paragraph"):
        expand_figures(site, page)
    assert str(page.article) == before


def test_the_figure_of_a_question_has_no_title_no_caption_and_no_files(page_of):
    site, page = page_of('<section class="quiz"><p><img alt="a" src="../generated/f.svg"></p></section>')
    for kind in ("", ".dark"):
        add(
            site.project,
            f"docs/generated/f{kind}.svg",
            '<svg width="300pt" height="150pt"><title>The answer</title></svg>',
        )
    add(site.project, "docs/generated/f.csv", "x\n")
    expand_figures(site, page)
    describe_figures(site, page)
    assert [image["src"] for image in page.article.select("img")] == ["../generated/f.svg", "../generated/f.dark.svg"]
    assert all(image["alt"] == "a" and image["width"] == "400" for image in page.article.select("img"))
    assert page.article.get_text() == "" and not page.article.select("figure, a, [id]")


def described(page_of, *columns: str) -> list[str]:
    """The sentences below the figure of a CSV with these columns, each as a formula of its step."""
    steps = range(1, 13)
    head = ["step", *(column.split(" = ")[0] for column in columns)]
    rows = [[step, *(eval(column.split(" = ")[1], {"step": step}) for column in columns)] for step in steps]
    site, page = page_of(
        '<figure id="fig-curve"><picture><img src="../generated/curve.svg" alt="x"></picture>'
        "<figcaption>c</figcaption></figure>",
    )
    add(site.project, "docs/generated/curve.csv", "".join(f"{','.join(map(str, row))}\n" for row in [head, *rows]))
    describe_figures(site, page)
    shown = [[cell.text for cell in row.select("td")] for row in page.article.select("tbody tr")]
    assert len(shown) == 7 and (shown[0][0], shown[-1][0]) == ("1", "12"), "seven rows, the first and the last too"
    assert page.article.img["aria-describedby"] == "data-curve"
    assert page.article.select("details > p")[-1].text == "7 of 12 rows; the CSV has all."
    return [text.text for text in page.article.select("#data-curve p")]


def test_curves_are_described_from_their_data(page_of):
    assert described(page_of, "squares = step * step", "down = 31 - step", "valley = abs(step - 4)") == [
        "squares: rises from 1 at step 1 to 144 at step 12.",
        "down: falls from 30 at step 1 to 19 at step 12.",
        "valley: from 3 at step 1 to 8 at step 12, lowest 0 at 4.",
        "squares and down cross between step 5 and 6.",
        "squares and valley cross between step 1 and 2.",
    ]


def test_points_and_named_rows_are_described_as_such():
    assert description(["x", "y"], [["3", "1"], ["1", "5000"]]) == ["2 points. x from 1 to 3. y from 1 to 5,000."]
    assert description(["part", "size"], [["head", "2"], ["rest", "0.5"]]) == ["size: head 2, rest 0.5."]


EXPLORABLE = (
    '<h2>A rise</h2><figure id="fig-adds"><p class="title">Still</p><rise-up class="explorable">'
    '<img src="../generated/{}.svg"></rise-up>'
    '<figcaption>It rose. <span class="figure-files"><a>SVG</a></span></figcaption></figure>'
)


def test_an_explorable_is_told_its_scripts_and_its_own_page(page_of, tmp_path: Path):
    site, page = page_of(EXPLORABLE.format("adds"))
    write_site_project(site.project.root)
    add(site.project, "docs/generated/adds.json", '{"x": [0, 1.0], "y": [0.5, 0.1234567890123456]}')
    attach_scripts(site, page)
    place = page.article.select_one("rise-up")
    shared, own = place["data-scripts"].split()
    assert shared.startswith("../assets/explorables/shared.") and own.startswith("../assets/explorables/rise-up.")
    assert (place["data-embed"], place["data-title"]) == ("https://host.example/x/embed/rise-up/", "It rises")
    assert len(page.soup.body("script")) == 1
    figure = page.article.figure
    assert [title.text for title in figure.select(".title")] == ["It rises", "Still"]
    said = figure.figcaption
    assert [part.text for part in said.select(".when-live")] == ["Turn x. ", "The still figure: "]
    assert said.select_one(".when-still").text == "It rose. " and said.text.endswith("SVG")


@pytest.mark.parametrize(
    ("heading", "titles", "bare"),
    [("<h2>It rises#</h2>", 0, False), ("<h1>Home</h1>", 0, True), ("<h2>A</h2>", 1, False)],
)
def test_an_explorable_has_one_title_and_at_the_beginning_of_a_page_none(page_of, heading, titles, bare):
    site, page = page_of(EXPLORABLE.format("adds").replace("<h2>A rise</h2>", heading))
    write_site_project(site.project.root)
    add(site.project, "docs/generated/adds.json", '{"x": [0], "y": [1]}')
    attach_scripts(site, page)
    assert len(page.article.select(".title.when-live")) == titles
    assert page.article.select_one("rise-up").has_attr("data-bare") == bare


@pytest.mark.parametrize(
    ("article", "message"),
    [
        (EXPLORABLE.format("another"), "'../generated/another.svg' is not that of an explorable 'rise-up'"),
        ('<fall-down class="explorable"></fall-down>', "is not that of an explorable 'fall-down'"),
    ],
)
def test_a_figure_of_another_explorable_stops(page_of, article, message):
    with pytest.raises(BuildError, match=message):
        attach_scripts(*page_of(article))


def test_data_that_an_explorable_lacks_are_named(page_of):
    site, page = page_of(EXPLORABLE.format("adds"))
    write_site_project(site.project.root)
    add(site.project, "docs/generated/adds.json", '{"x": [0]}')
    with pytest.raises(BuildError, match="the data of 'adds' lack y, which 'rise-up' reads"):
        attach_scripts(site, page)
