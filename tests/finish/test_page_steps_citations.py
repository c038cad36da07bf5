"""What can be cited on a page, and what it is called."""

import json

from pipeline.finish.page_steps.citations import citable_items, list_citations
from pipeline.finish.site_files.citation_files import is_citation_file

ARTICLE = """
<h1 id="t">T</h1>
<h2 id="ridge">Ridge</h2>
<ul class="values"><li id="ridge-alpha"><p><a href="#ridge-alpha">penalty strength</a> <code>alpha</code></p></li></ul>
<h2 id="how">How?<a class="headerlink" href="#how">#</a></h2>
<p><dfn id="def-penalty">penalty</dfn> A number.</p>
<p id="claim-no-rise">kNN never rises, they say.</p>
<p id="claim-long">One two three four five six seven eight nine ten eleven twelve thirteen.</p>
<figure id="fig-a"><p class="title">It falls. Then it rises.</p></figure>
<figure id="fig-b"><figcaption>Which rate? The best. <span class="figure-files">SVG</span></figcaption></figure>
<div class="program" id="program-line-fit"></div>
<table><tr id="row-x"><th>How found?<a class="headerlink" href="#row-x">#</a></th><td>So.</td></tr></table>
<section class="cite"><h2 id="cite-this-page">Cite this page</h2></section>
"""


def test_each_kind_of_item_has_a_title_that_says_what_it_is(page_of):
    _, page = page_of(ARTICLE)
    assert dict(citable_items(page)) == {
        "ridge": "Ridge [Section]",
        "ridge-alpha": "Ridge: penalty strength [Lookup row]",
        "how": "How? [Section]",
        "def-penalty": "Penalty [Definition]",
        "claim-no-rise": "kNN never rises, they say [Claim]",
        "claim-long": "One two three four five six seven eight nine ten eleven twelve ... [Claim]",
        "fig-a": "It falls [Figure]",
        "fig-b": "Which rate? [Figure]",
        "program-line-fit": "line_fit.py [Program]",
        "row-x": "How found? [Table row]",
    }


def test_the_page_comes_first_and_each_item_has_its_own_address(page_of):
    site, page = page_of(ARTICLE)
    list_citations(site, page)
    whole, *items = json.loads(page.citations["csl.json"])
    assert whole["title"] == "A & B: 50%" and whole["URL"] == site.address + page.location
    assert [item["URL"] for item in items][:2] == [f"{whole['URL']}#ridge", f"{whole['URL']}#ridge-alpha"]
    assert all(text.count(site.address) >= len(items) + 1 for text in page.citations.values())


def test_a_link_to_a_citation_file_is_good_only_where_there_is_a_page():
    pages = {"": 1, "rule/": 1}
    assert all(is_citation_file(path, pages) for path in ("page.bib", "rule/page.csl.json", "site.ris"))
    assert not any(is_citation_file(path, pages) for path in ("rul/page.bib", "rule/page.doc", "rule/site.bib", "bib"))
