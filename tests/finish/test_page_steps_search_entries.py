"""What the search finds on a page: an entry a section, a row of the lookup, a word of the glossary."""

from pipeline.finish.page_steps.search_entries import collect_search_entries


def test_search_entries(page_of):
    site, page = page_of(
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
    collect_search_entries(site, page)
    expected = [
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
    assert page.search_entries == [{**entry, "boost": 1.0} for entry in expected]


def test_pages_that_answer_come_before_pages_that_list(page_of):
    boosts = []
    for location in ("", "parameters/", "deep/", "references/"):
        site, page = page_of("<p>Text</p>", location)
        collect_search_entries(site, page)
        boosts += [entry["boost"] for entry in page.search_entries]
    assert boosts == sorted(boosts, reverse=True) and len(set(boosts)) == 4
