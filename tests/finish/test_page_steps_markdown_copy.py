"""A page as plain Markdown: what other programs and notes understand, with all its words."""

from pipeline.finish.page_steps.markdown_copy import make_markdown_copy, to_markdown

ARTICLE = """\
<h1 id="t">T &amp; U<a class="headerlink" href="#t">#</a></h1>
<div class="rule"><p class="lead">A <dfn id="d">word</dfn>, see <a href="../difference/#row-a">it</a>
&amp; <code>&lt;b&gt; *x*</code>, 2 * 3.</p></div>
<form action="lookup/"><label>Is it one? <input name="name"></label></form>
<p>Is <math display="inline"><mi>a</mi><annotation>a &lt; b</annotation></math>
[<a class="citation" href="../references/#ref-k">K 2014</a>]?</p><ul><li>Yes</li><li>No<p>At all</p></li></ul>
<math display="block"><annotation>c</annotation></math>
<figure id="fig-line"><p class="title">Rise</p>
<picture class="only-light"><img alt="A line" src="../generated/line.svg"></picture>
<picture class="only-dark"><img alt="A line" src="../generated/line.dark.svg"></picture>
<figcaption>It rises. <span class="figure-files">SVG</span>
<details class="figure-data">numbers</details></figcaption></figure>
<div class="language-python highlight"><button class="copy">Copy</button><span class="filename">a.py</span>
<pre><code>x = "</code><code>&lt;b&gt;"  # [it](x.md)
</code></pre></div>
<details><summary>Open me</summary><p>Inside.</p></details>
<dl><dt><dfn>Word</dfn>, <em>term</em></dt><dd>First.</dd><dd>Second.</dd><dt>Other</dt><dd>Third.</dd></dl>
<table><thead><tr><td></td><th>A</th></tr></thead><tbody><tr><th>Q</th><td>y | n<br>z</td></tr></tbody></table>
<p class="moved">This part moved</p><section class="cite"><h2>Cite</h2></section>"""
PLAIN = r"""# T & U

A **word**, see [it](https://host.example/x/difference/#row-a) & `<b> *x*`, 2 \* 3.

Is $a < b$ [[K 2014](https://host.example/x/references/#ref-k)]?

- Yes

- No

  At all

$$c$$

**Rise**

![A line](https://host.example/x/generated/line.svg)

*It rises.*

a.py:

```python
x = "<b>"  # [it](x.md)
```

**Open me**

Inside.

**Word**, *term*: First.; Second.

Other: Third.

|  | A |
| --- | --- |
| Q | y \| n; z |

---

Cited so.
"""


def test_an_article_becomes_plain_markdown(page_of):
    _, page = page_of(ARTICLE)
    assert to_markdown(page.article, "https://host.example/x/deep/", "Cited so.") == PLAIN


def test_rows_of_the_lookup_become_a_list_a_model(page_of):
    row = (
        '<tr id="r-{0}"><th scope="row"><a href="#r-{0}">strength</a> (<code>l</code>)<span class="of"> Ridge</span>'
        '<span class="also"> Also: L2</span></th><td class="bin">result</td><td>Said<span class="route"> so</span></td>'
        "<td><code>R.{0}</code></td></tr>"
    )
    _, page = page_of(f'<table class="lookup"><thead></thead><tbody>{row.format("a")}{row.format("b")}</tbody></table>')
    text = to_markdown(page.article, "https://host.example/x/deep/", "")
    item = "- **strength** (`l`): **result**. Said so Also: L2. In code: `R.{}`."
    assert text.startswith(f"### Ridge\n\n{item.format('a')}\n{item.format('b')}\n\n")


def test_a_copy_ends_with_how_to_cite_it(page_of):
    site, page = page_of("<h1>T</h1>")
    make_markdown_copy(site, page)
    assert page.markdown.splitlines()[-1] == (
        "The authors. A & B: 50%. In: Small Version 1.0.0, May 9, 2026. https://host.example/x/deep/ "
        "Text and figures: CC BY 4.0; programs: MIT-0."
    )
