"""`[@key]` or `[@key; @other]` in the text become links to the references, named by author and year."""

from bs4 import NavigableString, Tag

from pipeline.finish.site import Page, Site, new
from pipeline.problems import Problem, Problems
from pipeline.references import CITATION, Reference


def link(site: Site, page: Page) -> None:
    """Raises Problems where docs/data/references.bib has no such key."""
    problems: list[Problem] = []
    for text in page.article.find_all(string=CITATION):
        if text.find_parent(["pre", "code"]):
            continue
        pieces: list[Tag | NavigableString] = []
        for position, piece in enumerate(CITATION.split(text)):
            if position % 2 == 0:
                pieces.append(NavigableString(piece))
            elif piece in site.references:
                pieces.append(linked(page, site.references[piece]))
            else:
                remedy = "Enter it in docs/data/references.bib, or mend the key."
                problems.append(site.problem(page, f"@{piece}", f"no reference has the key '{piece}'", remedy))
        text.replace_with(*pieces)
    if problems:
        raise Problems(*problems)


def linked(page: Page, reference: Reference) -> Tag:
    up = "../" * page.location.count("/")
    tag = new(f'<a class="citation" href="{up}{reference.listed_on}/#ref-{reference.key}"></a>')
    tag.string = reference.label
    return tag
