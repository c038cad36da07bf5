"""A page as Markdown: each kind of element has its form, and no word of the page is lost."""

import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from pipeline.finish.page_steps.markdown_copy import make_markdown_copy, to_markdown

pytestmark = pytest.mark.slow

SITE = Path(__file__).parents[2] / "site"
PAGE_URL = "https://host.example/x/rule/"
NOT_COPIED = ", ".join(
    [
        *("annotation", "button", "form", "math", "script", "svg"),
        *(".cite", ".figure-data", ".figure-files", ".headerlink", ".level", ".moved", ".when-live"),
    ]
)
"""What a copy leaves out, and formulas, which it has as TeX."""


def article_of(html: str) -> Tag:
    return BeautifulSoup(f"<article>{html}</article>", "html.parser").article


def convert(html: str) -> str:
    copy = to_markdown(article_of(html), PAGE_URL, "Cite me.")
    assert copy.endswith("\n\n---\n\nCite me.\n")
    return copy.removesuffix("\n\n---\n\nCite me.\n")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<h2 id="a">A <code>b</code><a class="headerlink" href="#a">#</a></h2>', "## A `b`"),
        ("<p>One\n  <em>two</em> <strong>three</strong>.</p><p>Four</p>", "One *two* **three**.\n\nFour"),
        ('<div><p>A <dfn id="x">word</dfn></p></div>', "A **word**"),
        ('<p><i id="old"></i>Text</p>', "Text"),
        ("<ul><li>a</li><li>b <em>c</em></li></ul>", "- a\n- b *c*"),
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n\n  - b"),
        ("<dl><dt>Bias, <em>offset</em></dt><dd>A\nconstant.</dd></dl>", "Bias, *offset*: A constant."),
        ("<details><summary>Open me</summary> <p>Text</p></details>", "**Open me**\n\nText"),
        ("<p>before</p><p class='moved'>This part moved</p><section class='cite'><h2>Cite</h2></section>", "before"),
        ("<div><form><label>Is <input> one?</label></form><script>x()</script><p>after</p></div>", "after"),
    ],
)
def test_elements_of_a_text(html, markdown):
    assert convert(html) == markdown


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("../glossary/#a", "https://host.example/x/glossary/#a"),
        ("#here", "https://host.example/x/rule/#here"),
        ("../generated/a.py", "https://host.example/x/generated/a.py"),
        ("https://doi.org/10.1/2", "https://doi.org/10.1/2"),
    ],
)
def test_a_link_leads_to_the_same_place_from_anywhere(href, address):
    assert convert(f'<p>See <a href="{href}"><code>it</code></a>.</p>') == f"See [`it`]({address})."


def test_characters_that_markdown_would_read_as_marks_are_escaped_in_text_and_kept_in_code():
    html = "<p>2 * 3 for $5, _x, y_pred, &lt;b&gt; and 1 &lt; 2: <code>*a_ &lt;b&gt; $</code></p>"
    assert convert(html) == r"2 \* 3 for \$5, \_x, y_pred, \<b> and 1 < 2: `*a_ <b> $`"


def test_a_program_and_its_output_keep_every_character():
    html = (
        '<div class="language-python highlight"><button class="copy">Copy</button><span class="filename">a.py</span>'
        '<pre><span></span><code><span class="kn">import</span> re\n\n\nx = "* | &lt;p&gt;"\n</code></pre>'
        "</div>"
        '<div class="language-text highlight"><span class="filename">Output</span><pre><code>1  2\n</code></pre></div>'
        '<div class="language-text highlight"><pre><code>bare\n</code></pre></div>'
    )
    program = 'a.py:\n\n```python\nimport re\n\n\nx = "* | <p>"\n```'
    assert convert(html) == f"{program}\n\nOutput:\n\n```text\n1  2\n```\n\n```text\nbare\n```"


def test_a_formula_is_the_tex_that_it_was_made_from():
    math = (
        "<math{}><semantics><mi>m</mi><annotation encoding='application/x-tex'>m_i * 2</annotation></semantics></math>"
    )
    inline, block = math.format(" display='inline'"), math.format(" display='block'")
    assert convert(f"<p>Is {inline} one?</p><p>{block}</p>{block}") == "Is $m_i * 2$ one?\n\n$$m_i * 2$$\n\n$$m_i * 2$$"


def test_a_figure_has_its_title_one_image_and_its_caption():
    picture = '<picture class="only-{0}"><source srcset="n.svg"><img alt="A line" src="../generated/{1}"></picture>'
    html = (
        f'<figure><p class="title">It rises</p><who-turns>{picture.format("light", "a.svg")}'
        f"{picture.format('dark', 'a.dark.svg')}</who-turns><figcaption>Steadily. <span class='figure-files'>"
        "<a href='a.png'>PNG</a></span><details class='figure-data'><summary>In words</summary></details>"
        "</figcaption></figure>"
    )
    image = "![A line](https://host.example/x/generated/a.svg)"
    assert convert(html) == f"**It rises**\n\n{image}\n\n*Steadily.*"


def test_a_table():
    html = (
        "<table><thead><tr><td></td><th>A</th></tr></thead><tbody><tr><th>x<a class='headerlink' href='#x'>#</a></th>"
        "<td><code>a|b</code></td></tr><tr><th>y</th><td>one<br><em>two</em></td></tr></tbody></table>"
    )
    assert convert(html) == "|  | A |\n| --- | --- |\n| x | `a\\|b` |\n| y | one; *two* |"


def test_the_values_of_a_model_are_a_list():
    html = (
        '<ul class="values"><li id="a"><p><a href="#a">slope</a> (w) <code>coef_</code></p>'
        '<div><p><b class="bin found">parameter</b> It is found.<span class="route"> By formula.</span></p>'
        '<p class="names">R: <code>lm</code></p></div></li></ul>'
    )
    assert convert(html) == (
        "- [slope](https://host.example/x/rule/#a) (w) `coef_`\n\n  **parameter** It is found. By formula.\n\n  R: `lm`"
    )


def test_a_copy_has_every_word_and_formula_of_its_page():
    files = [file for file in sorted(SITE.rglob("index.html")) if not {"embed", "slides"} & set(file.parts)]
    assert files, "There is no built site: run `make site` before pytest."
    for file in files:
        article = BeautifulSoup(file.read_text("utf-8"), "html.parser").article
        copy = re.sub(r"\]\(https?://[^)\s]+\)", "]", to_markdown(article, PAGE_URL, ""))
        for formula in article.find_all("annotation"):
            assert f"${formula.get_text()}$" in copy, (file, formula)
        for tag in article.select(NOT_COPIED):
            tag.decompose()
        for within_a_word in article.select("pre span, sup, wbr"):
            within_a_word.unwrap()
        article.smooth()
        lost = Counter(re.findall(r"\w+", article.get_text(" "))) - Counter(re.findall(r"\w+", copy))
        assert not lost, (file, lost)


def test_a_word_with_two_meanings_has_both():
    html = "<dl><dt><dfn>Word</dfn></dt><dd>First.</dd><dd>Second.</dd><dt>Other</dt><dd>Third.</dd></dl>"
    assert convert(html) == "**Word**: First.; Second.\n\nOther: Third."


def test_a_copy_ends_with_how_to_cite_its_page(page_of):
    site, page = page_of("<h1>T</h1>")
    make_markdown_copy(site, page)
    assert page.markdown.splitlines()[-1] == (
        "The authors. A & B: 50%. In: Small. Version 1.0.0, May 9, 2026. https://host.example/x/deep/ "
        "Text and figures: CC BY 4.0; programs: MIT-0."
    )
