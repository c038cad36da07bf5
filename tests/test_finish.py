"""The steps of finish on small pages, their whole result compared."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pipeline.finish.site import Page, Site, save
from pipeline.problems import Problems
from pipeline.project import Project
from pipeline.validation import FrontMatter

from pipeline.finish import (
    CHECKS,
    STEPS,
    WHOLE,
    checks,
    cite,
    described,
    figures,
    formulas,
    head,
    ids,
    lookup,
    search,
    tables,
)
from tests.conftest import ROOT

LONG = "A description of a page is between seventy and one hundred and sixty characters long."


def site_of(folder: Path, body: str, location: str = "deep/", source: Path | None = None) -> tuple[Site, Page]:
    """A site of one page, in `folder`, with this article."""
    front = FrontMatter(title="A & B: 50%", description=LONG, updated="2026-05-09")
    link = f'<link rel="canonical" href="https://host.example/x/{location}">'
    html = f"<html><head><title>old</title>{link}</head><body><article>{body}</article></body></html>"
    page = Page(folder / location / "index.html", location, source, front, html)
    page.file.parent.mkdir(parents=True, exist_ok=True)
    return Site(Project(ROOT), folder, [page], None), page


def test_no_check_and_no_step_is_left_out():
    assert [check.__name__ for check in CHECKS] == ["headings", "images", "scripts", "numbers", "tracebacks"]
    names = [f"{step.__module__.removeprefix('pipeline.finish.')}.{step.__name__}" for step in STEPS + WHOLE]
    assert names == [
        "controls.navigation",
        "labs.in_our_markup",
        "formulas.to_mathml",
        "figures.complete",
        "tables.complete",
        "lookup.insert",
        "described.figures",
        "citations.link",
        "ids.lead_on",
        "ids.keep_old",
        "cite.append",
        "head.complete",
        "controls.copy_buttons",
        "controls.long_programs",
        "controls.icons",
        "controls.names",
        "controls.menu_switch",
        "controls.footer",
        "scripts.replace",
        "explorables.enliven",
        "sheet.link",
        "policy.state",
        "search.note",
        "markdown.copy",
        "markdown.write_copies",
        "reach.write_maps",
        "search.rewrite",
        "scripts.hand_over",
        "explorables.write_all",
        "sheet.write_purged",
        "policy.headers",
    ]


def test_tables_made_by_render_take_their_places_as_they_are(tmp_path):
    (tmp_path / "docs/generated").mkdir(parents=True)
    table = "<div class='table' id='table-a'><table><tbody><tr id='r'><th>a &lt; b</th></tr></tbody></table></div>"
    (tmp_path / "docs/generated/lookup_a.html").write_text(table, "utf-8")
    _, page = site_of(tmp_path, "<h2 id='a'>A</h2><div data-generated='lookup_a.html'></div><p>after</p>")
    site = Site(Project(tmp_path), tmp_path, [page], None)
    lookup.insert(site, page)
    assert page.article.decode_contents().replace('"', "'") == f"<h2 id='a'>A</h2>{table}<p>after</p>"


def test_a_place_for_a_table_that_is_not_there_stops(tmp_path):
    source = ROOT / "docs" / "lookup.md"
    with pytest.raises(Problems, match=r"docs/lookup.md.*: the page has a place for 'lookup_none.html'"):
        lookup.insert(*site_of(tmp_path, "<div data-generated='lookup_none.html'></div>", "lookup/", source))


def test_search_entries(tmp_path):
    _, page = site_of(
        tmp_path,
        "<h1 id='t'>T<a class='headerlink'>#</a></h1>"
        "<p>First &lt;b&gt; <math><mi>m</mi><annotation>m</annotation></math></p>"
        "<h2 id='one'>One<a class='headerlink'>#</a></h2><p>a</p>"
        "<div class='wrap'><h3 id='two'>Two</h3><p>b<a class='figure-files'>SVG</a></p></div>"
        "<details class='program-whole'>twice</details><p class='downloads'>file</p>"
        "<div><span class='filename'>x.py</span><pre><code>x &lt; 1\n\ny = 2</code></pre></div>"
        "<dl><dt><dfn id='word'>Word</dfn>, <em>term</em></dt><dd>Is cross-<b>validated</b>.</dd></dl>"
        "<table class='lookup'><tbody><tr id='m-a'><th><b>strength</b> <code>alpha</code> "
        "<span class='of'>Model</span> "
        "<span class='also'>Also: L2</span></th><td><span class='bin'>result</span></td></tr></tbody></table>"
        "<section class='cite'><h2 id='cite-this-page'>Cite</h2></section>",
    )
    assert list(search.entries(page)) == [
        {"location": "deep/", "title": "A & B: 50%", "text": "<p>First &lt;b&gt; m</p>", "tags": []},
        {"location": "deep/#one", "title": "One", "text": "<p>a</p>", "tags": []},
        {"location": "deep/#two", "title": "Two", "text": "<p>b</p><p>x &lt; 1</p><p>y = 2</p>", "tags": []},
        {
            "location": "deep/#m-a",
            "title": "strength alpha, Model: result",
            "text": "<p>strength alpha Model Also: L2</p><p>result</p>",
            "tags": ["alpha"],
        },
        {
            "location": "deep/#word",
            "title": "Word, term",
            "text": "<p>Is cross-validated.</p>",
            "tags": ["crossvalidated"],
        },
    ]


def test_cite_box(tmp_path):
    site, page = site_of(tmp_path, "<h1>T</h1>")
    site.project.about.title, site.project.about.author = "The #1 $ite?", "One_and & All"
    assert cite.plain(site, page) == (
        f"One_and & All. A & B: 50%. In: The #1 $ite? Version {site.project.version}, May 9, 2026. "
        "https://host.example/x/deep/"
    )
    assert cite.bibtex(site, page) == (
        "@incollection{poh-deep,\n"
        "  author    = {{One\\_and \\& All}},\n"
        "  title     = {A \\& B: 50\\%},\n"
        "  booktitle = {The \\#1 \\$ite?},\n"
        "  year      = {2026},\n"
        "  month     = may,\n"
        f"  note      = {{Version {site.project.version}, updated 2026-05-09}},\n"
        "  url       = {https://host.example/x/deep/}\n}"
    )
    page.front.title, page.location = "Is it?", ""
    assert "Is it? In:" in cite.plain(site, page) and cite.key(page) == "poh-home"
    assert 'datetime="2026-05-09">May 9, 2026<' in cite.last_line(site, page)
    assert "Report" not in cite.last_line(site, page)
    site.repo_url = "https://code.example/us"
    assert 'issues/new?title=Error%20on%20the%20page%3A%20Is%20it%3F">' in cite.last_line(site, page)
    page.front.title = "a < b"
    cite.append(site, page)
    assert [code.text for code in page.article.select("code")] == [
        cite.plain(site, page) + "\n",
        cite.bibtex(site, page) + "\n",
    ]
    assert page.article.select_one("section.cite > h2#cite-this-page")


def svg(path: Path, width: float, height: float) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'<svg width="{width}pt" height="{height}pt"></svg>', "utf-8")


def test_figure(tmp_path):
    site, page = site_of(
        tmp_path, '<p><img alt="a &lt; &quot;b&quot;" src="../generated/my_fig.svg" title="C &amp; D"></p>'
    )
    for kind, size in (("", (300, 150)), (".dark", (300, 150)), (".narrow", (150, 90)), (".narrow.dark", (150, 90))):
        svg(tmp_path / "generated" / f"my_fig{kind}.svg", *size)
    (tmp_path / "generated" / "my_fig.csv").write_text("x\n")
    figures.complete(site, page)
    wide = 'alt="a &lt; &quot;b&quot;" width="400" height="200" loading="lazy"'
    expected = '<figure id="fig-my-fig">'
    for scheme, dark in (("light", ""), ("dark", ".dark")):
        expected += (
            f'<picture class="only-{scheme}"><source media="(max-width: 30em)" '
            f'srcset="../generated/my_fig.narrow{dark}.svg" width="200" height="120">'
            f'<img src="../generated/my_fig{dark}.svg" {wide}></picture>'
        )
    expected += (
        '<figcaption>C &amp; D <span class="figure-files"><a href="../generated/my_fig.svg" download>SVG</a>, '
        '<a href="../generated/my_fig.csv" download>CSV</a> · <a rel="license" '
        'href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></span></figcaption></figure>'
    )
    assert page.article == BeautifulSoup(f"<article>{expected}</article>", "html.parser").article


@pytest.mark.parametrize("beside", ["<p>{} and words</p>", "<p>{}<em>x</em></p>", "<div>{}</div>"])
def test_a_figure_that_is_not_alone_loses_no_words(tmp_path, beside):
    site, page = site_of(tmp_path, beside.format('<img alt="a" src="../generated/f.svg">'))
    before = str(page.article)
    with pytest.raises(Problems, match="shares its paragraph"):
        figures.complete(site, page)
    assert str(page.article) == before


def test_table_from_data(tmp_path):
    site, page = site_of(
        tmp_path,
        '<h2 id="h">Head</h2><div class="table comparison" id="table-x">'
        "<table><thead><tr><th></th><th>A</th></tr></thead>"
        '<tbody><tr><td><strong id="row-q">Q?</strong></td><td>yes</td></tr></tbody></table></div>',
    )
    tables.complete(site, page)
    expected = (
        '<div class="table" id="table-x" role="region" tabindex="0" aria-label="Table: Head">'
        '<table class="comparison"><thead><tr><td></td><th>A</th></tr></thead>'
        '<tbody><tr id="row-q"><th scope="row"><strong>Q?</strong>'
        '<a class="headerlink" href="#row-q" title="Link to this row">#</a></th>'
        '<td data-label="A">yes</td></tr></tbody></table></div>'
    )
    assert parsed(str(page.article.div)) == parsed(expected)


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_plain_table_gets_anchors_from_its_words(tmp_path):
    body = (
        "<h2 id='h'>Head</h2><table><thead><tr><th></th></tr></thead><tbody><tr><td>By hand</td></tr></tbody></table>"
    )
    site, page = site_of(tmp_path, body)
    tables.complete(site, page)
    assert page.article.div["id"] == "table-h" and page.article.tbody.tr["id"] == "row-by-hand"
    assert not page.article.table.has_attr("class")


def test_ledger_finds_what_has_gone_and_appends_what_is_new(tmp_path):
    docs = tmp_path / "docs" / "data"
    docs.mkdir(parents=True)
    body = (
        "<h2 id='a'>A</h2><dfn id='d'>d</dfn><figure id='f'></figure><table><tr id='r'></tr></table>"
        "<div class='table' id='t'></div><div class='program' id='p'></div><p id='claim-c'></p><p id='private'></p>"
    )
    site, _ = site_of(tmp_path / "site", body)
    site = Site(Project(tmp_path), site.folder, site.pages, None)
    assert ids.public_ids(site) == {f"/deep/#{name}" for name in ("a", "d", "f", "r", "t", "p", "claim-c")}
    ledger = ["/deep/#a", "/deep/#gone", "/deep/#f -> /deep/#nowhere", "/old/#d -> /deep/#a", "/old/#x -> /deep/#a"]
    (docs / "ids.txt").write_text("# head\n" + "\n".join(ledger) + "\n", "utf-8")
    assert ids.missing(site) == ["/deep/#gone", "/old/#x"]


def test_entering_ids_keeps_the_old_ones(project, site, tmp_path, monkeypatch, capsys):
    path = tmp_path / "ids.txt"
    path.write_text("# head\n/old/#one\n/parameters/#parameters\n", "utf-8")
    monkeypatch.setattr(ids, "ids_path", lambda project: path)
    monkeypatch.setattr(ids, "read_ids", lambda project: dict.fromkeys(path.read_text("utf-8").splitlines()[1:]))
    ids.enter(project, site.folder)
    lines = path.read_text("utf-8").splitlines()
    assert lines[:3] == ["# head", "/old/#one", "/parameters/#parameters"]
    assert len(lines) == len(set(lines)) == 2 + len(ids.public_ids(site))
    assert "/labs/01_three_ways/#row-by-formula" in lines


def test_head_titles(tmp_path):
    site, page = site_of(tmp_path, "<h1>T</h1>", "", ROOT / "docs" / "index.md")
    head.complete(site, page)
    assert page.soup.title.text == site.project.about.title
    assert page.soup.select_one('meta[name="description"]')["content"] == LONG
    page.location = "deep/"
    site.pages.append(Page(tmp_path / "index.html", "", None, page.front, page.html))
    head.complete(site, page)
    assert page.soup.title.text == f"A & B: 50% - {site.project.about.title}"
    page.front = None
    head.complete(site, page)
    assert page.soup.title.text == f"T - {site.project.about.title}"


def test_formulas_stand_in_the_line_or_apart(tmp_path):
    site, page = site_of(tmp_path, r'<span class="arithmatex">\(a\)</span><div class="arithmatex">\[b\]</div>')
    formulas.to_mathml(site, page)
    assert [(math.mi.text, math["display"]) for math in page.article.select("math")] == [
        ("a", "inline"),
        ("b", "block"),
    ]


def test_saving_keeps_what_html_must_escape(tmp_path):
    site, page = site_of(tmp_path, "<p title='&quot;&amp;'>a &lt; b &amp; c<br>d</p>")
    save(site)
    written = page.file.read_text("utf-8")
    assert "a &lt; b & c<br>d" in written
    assert BeautifulSoup(written, "html.parser").p == page.article.p


def test_a_problem_names_the_line_below_the_front_matter(tmp_path):
    source = tmp_path / "page.md"
    source.write_text("---\ntitle: 20 words\nupdated: 2026-11-20\n---\n\n# T\n\nAbout 20 of 200.\n", "utf-8")
    site, page = site_of(tmp_path, "", source=source)
    assert site.problem(page, "20", "what", "remedy").line == 8
    assert site.problem(page, "absent", "what", "remedy").line is None


@pytest.mark.parametrize(
    ("body", "check", "number"),
    [
        ("<p>no heading</p>", checks.headings, 1),
        ('<h1>A</h1><img src="x.svg" alt="x" width="1">', checks.images, 1),
        ('<a href="../deep/">page</a><a href="/x/deep/">same</a><a href="https://e.example/">out</a>', checks.links, 0),
        ('<a href="/x/gone/">gone</a><a href="../deep/#no">no id</a><a href="x.svg#any">file</a>', checks.links, 2),
        ("<ul><li>99 items</li></ul><table><tr><td>98</td></tr></table>", checks.numbers, 2),
        ("<p>99</p><div><span class='filename'>x.py</span><pre>99</pre></div>", checks.numbers, 1),
        ("<p>99</p><div><span class='filename'>Output</span><pre>99</pre></div>", checks.numbers, 0),
    ],
)
def test_checks(tmp_path, body, check, number):
    site, page = site_of(tmp_path, body)
    page.file.write_text("x")
    svg(page.file.parent / "x.svg", 1, 1)
    home = Page(tmp_path / "index.html", "", None, page.front, page.html.replace("deep/", ""))
    site.pages.append(home)
    assert len(check(site, page)) == number


def test_a_figure_is_described_from_its_data(tmp_path):
    folder = tmp_path / "deep" / "generated"
    folder.mkdir(parents=True)
    rows = [f"{step},{step * step},{31 - step},{abs(step - 4)}" for step in range(1, 13)]
    (folder / "curve.csv").write_text("\n".join(["step,squares,down,valley", *rows]) + "\n", "utf-8")
    site, page = site_of(
        tmp_path,
        '<figure id="fig-curve"><picture><img src="generated/curve.svg" alt="x"></picture>'
        "<figcaption>c</figcaption></figure>",
    )
    described.figures(site, page)
    words = [text.text for text in page.article.select("#data-curve p")]
    assert words == [
        "squares: rises from 1 at step 1 to 144 at step 12.",
        "down: falls from 30 at step 1 to 19 at step 12.",
        "valley: from 3 at step 1 to 8 at step 12, lowest 0 at 4.",
        "squares and down cross between step 5 and 6.",
        "squares and valley cross between step 1 and 2.",
    ]
    shown = [[cell.text for cell in row.select("td")] for row in page.article.select("tbody tr")]
    assert len(shown) == 7 and shown[0][0] == "1" and shown[-1] == ["12", "144", "19", "8"]
    assert page.article.img["aria-describedby"] == "data-curve"
    assert page.article.select_one("a[download]")["href"] == "generated/curve.csv"


def test_points_and_named_rows_are_described_as_such():
    assert described.description(["x", "y"], [["3", "1"], ["1", "5000"]]) == [
        "2 points. x from 1 to 3. y from 1 to 5,000."
    ]
    assert described.description(["part", "size"], [["head", "2"], ["rest", "0.5"]]) == ["size: head 2, rest 0.5."]
