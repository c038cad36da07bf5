"""What the search finds on a page: an entry a section, and one for each word of the glossary."""

from pipeline.finish.page_steps.search_entries import collect_search_entries


def test_search_entries(page_of):
    site, page = page_of(
        "<h1 id='t'>T<a class='headerlink'>#</a></h1>"
        "<p>First &lt;b&gt; <math><mi>m</mi><annotation>m</annotation></math></p>"
        "<h2 id='one'>One<a class='headerlink'>#</a></h2><p>a</p>"
        "<div class='wrap'><h3 id='two'>Two</h3><p>b<a class='figure-files'>SVG</a></p></div>"
        "<details class='program-whole'>twice</details><p class='downloads'>file</p>"
        "<div><span class='filename'>x.py</span><pre><code>x &lt; 1\n\ny = 2</code></pre></div>"
        "<table class='ledger'><tbody><tr><td>said elsewhere</td></tr></tbody></table>"
        "<dl><dt><dfn id='word'>Word</dfn>, <em>term</em></dt><dd>Is cross-<b>validated</b>.</dd></dl>"
        "<section class='cite'><h2 id='cite-this-page'>Cite</h2></section>",
    )
    collect_search_entries(site, page)
    expected = [
        {"location": "deep/", "title": "A & B: 50%", "text": "<p>First &lt;b&gt; m</p>", "tags": []},
        {"location": "deep/#one", "title": "One", "text": "<p>a</p>", "tags": []},
        {"location": "deep/#two", "title": "Two", "text": "<p>b</p>", "tags": []},
        {
            "location": "deep/#word",
            "title": "Word, term",
            "text": "<p>Is cross-validated.</p>",
            "tags": ["crossvalidated"],
        },
    ]
    assert page.search_entries == [{**entry, "rest": "", "boost": 1.0} for entry in expected]


def test_of_a_long_section_the_beginning_can_be_shown_and_all_words_are_found(page_of):
    site, page = page_of(f"<p>{'first ' * 60}</p><p>Second, and a first time: learning_rate.</p>")
    collect_search_entries(site, page)
    (entry,) = page.search_entries
    assert entry["text"].startswith("<p>first first") and entry["text"].count("<p>") == 1
    assert entry["rest"] == "and learning_rate second time"


def test_the_rows_of_the_lookup_are_no_entries(page_of):
    site, page = page_of(
        "<h1 id='t'>T</h1><p>About</p><h2 id='ridge'>Ridge<span class='values-of'>: values</span></h2>"
        "<ul class='values'><li id='ridge-alpha'>alpha</li></ul>"
    )
    collect_search_entries(site, page)
    assert [(entry["location"], entry["text"]) for entry in page.search_entries] == [("deep/", "<p>About</p>")]


def test_pages_that_answer_come_before_pages_that_list(page_of):
    boosts = []
    for location in ("", "parameters/", "deep/", "references/"):
        site, page = page_of("<p>Text</p>", location)
        collect_search_entries(site, page)
        boosts += [entry["boost"] for entry in page.search_entries]
    assert boosts == sorted(boosts, reverse=True) and len(set(boosts)) == 4
