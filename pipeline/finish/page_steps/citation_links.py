"""`[@key]` or `[@key; @other]` in the text become links to the references, named by author and year."""

from bs4 import NavigableString, Tag

from pipeline.content.errors import Collector
from pipeline.content.references import CITATION_KEY, Reference, references
from pipeline.finish.page import BuiltPage, Site, parse_element, problem_on


def link_citations(site: Site, page: BuiltPage) -> None:
    """Raises BuildError where docs/data/references.bib has no such key."""
    known, problems = references(site.project), Collector()
    for text in page.article.find_all(string=CITATION_KEY):
        if text.find_parent(["pre", "code"]):
            continue
        pieces: list[Tag | NavigableString] = []
        for position, piece in enumerate(CITATION_KEY.split(str(text))):
            if position % 2 == 0:
                pieces.append(NavigableString(piece))
            elif piece in known:
                pieces.append(citation_link(page, known[piece]))
            else:
                hint = "Enter it in docs/data/references.bib, or fix the key."
                problems.found.append(problem_on(site, page, f"@{piece}", f"no reference has the key '{piece}'", hint))
        text.replace_with(*pieces)
    problems.raise_any()


def citation_link(page: BuiltPage, reference: Reference) -> Tag:
    tag = parse_element(f'<a class="citation" href="{page.up}{reference.list_page}/#ref-{reference.key}"></a>')
    tag.string = reference.label
    return tag
