"""Steps on the text of a page: formulas, citations, tables."""

import pytest
from bs4 import BeautifulSoup

from pipeline.content.errors import BuildError
from pipeline.finish.page_steps.citation_links import link_citations
from pipeline.finish.page_steps.formulas import convert_formulas
from pipeline.finish.page_steps.links import protect_external_links
from pipeline.finish.page_steps.tables import annotate_tables


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_a_formula_is_in_the_line_or_a_block_and_keeps_its_latex(page_of):
    site, page = page_of(r'<span class="arithmatex">\(\frac{a}{b}\)</span><div class="arithmatex">\[c\]</div>')
    convert_formulas(site, page)
    inline, block = page.article.select("math")
    assert (inline["display"], block["display"], block.mi.text) == ("inline", "block", "c")
    assert inline.mfrac is not None and inline.annotation.text == r"\frac{a}{b}"


def test_a_lab_has_its_formulas_between_dollars(page_of):
    site, page = page_of("<p>As $a$, <code>$5</code>:</p><p>$$b$$</p>", "labs/01_lab/", "labs/01_lab.py")
    convert_formulas(site, page)
    assert [(math.mi.text, math["display"]) for math in page.article.select("math")] == [
        ("a", "inline"),
        ("b", "block"),
    ]
    assert page.article.code.text == "$5"


@pytest.mark.parametrize("latex", [r"\notacommand{x}", r"\boldsymbol{x}", r"\begin{aligned} a &= b \end{aligned}"])
def test_a_formula_that_browsers_could_not_show_stops(page_of, latex):
    with pytest.raises(BuildError, match="cannot be converted"):
        convert_formulas(*page_of(rf'<span class="arithmatex">\({latex}\)</span>'))


def test_citations_become_links(page_of):
    site, page = page_of("<p>See [@hastie2009; @hastie2009], not <code>[@hastie2009]</code>.</p>", "")
    link_citations(site, page)
    link = '<a class="citation" href="references/#ref-hastie2009">Hastie et al. 2009</a>'
    assert page.article.p.decode_contents() == f"See [{link}; {link}], not <code>[@hastie2009]</code>."


def test_a_citation_of_nothing_stops(page_of):
    with pytest.raises(BuildError, match="no reference has the key 'nobody2000'"):
        link_citations(*page_of("<p>See [@nobody2000].</p>"))


def test_external_links_get_no_hold_on_the_page(page_of):
    site, page = page_of('<a href="https://e.example/" rel="license">a</a><a href="../b/">b</a>')
    protect_external_links(site, page)
    assert [link.get("rel") for link in page.article("a")] == ["license noopener", None]


def test_a_table_from_data_keeps_the_anchors_that_it_was_given(page_of):
    site, page = page_of(
        '<h2 id="h">Head</h2><div class="table comparison" id="table-x">'
        "<table><thead><tr><th></th><th>A</th></tr></thead>"
        '<tbody><tr><td><strong id="row-q">Q?</strong></td><td>yes</td></tr></tbody></table></div>',
    )
    annotate_tables(site, page)
    expected = (
        '<div class="table" id="table-x" role="region" tabindex="0" aria-label="Table: Head">'
        '<table class="comparison"><thead><tr><td></td><th>A</th></tr></thead>'
        '<tbody><tr id="row-q"><th scope="row"><strong>Q?</strong>'
        '<a class="headerlink" href="#row-q" title="Link to this row">#</a></th>'
        '<td data-label="A">yes</td></tr></tbody></table></div>'
    )
    assert parsed(str(page.article.div)) == parsed(expected)


def test_plain_tables_get_anchors_from_their_words(page_of):
    row = "<table><thead><tr><th></th></tr></thead><tbody><tr><td>By hand</td></tr></tbody></table>"
    site, page = page_of(f"<h2 id='h'>Head</h2>{row}{row}")
    annotate_tables(site, page)
    assert [region["id"] for region in page.article.select("div.table")] == ["table-h", "table-h-2"]
    assert [region["aria-label"] for region in page.article.select("div.table")] == ["Table: Head", "Table 2: Head"]
    assert [row["id"] for row in page.article.select("tbody tr")] == ["row-by-hand", "row-by-hand-2"]


@pytest.mark.parametrize(
    ("words", "mark", "rest"),
    [
        ("hyperparameter, chosen", '<b class="bin chosen">hyperparameter</b>', ", chosen"),
        ("parameters", '<b class="bin found">parameters</b>', ""),
        ("parameters of it", "", "parameters of it"),
    ],
)
def test_a_category_at_the_beginning_of_a_cell_is_marked(page_of, words, mark, rest):
    site, page = page_of(
        f"<h1>T</h1><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>x</td><td>{words}</td></tr></tbody></table>"
    )
    annotate_tables(site, page)
    assert page.article.tbody.td.decode_contents() == mark + rest


@pytest.mark.parametrize(
    ("article", "message"),
    [
        ("<table><tbody><tr><td>a</td></tr></tbody></table>", "above all headings"),
        ("<h1>T</h1><table><tbody><tr><td>a</td></tr></tbody></table>", "a row has 1 cells, where .* has 0"),
        ("<h1>T</h1><table><thead><tr><th>a</th></tr></thead><tbody><tr></tr></tbody></table>", "a row has 0 cells"),
    ],
)
def test_a_table_of_another_form_is_named(page_of, article, message):
    with pytest.raises(LookupError, match=message):
        annotate_tables(*page_of(article))
