"""`[@key]` or `[@key; @other]` in the text become links to the references, named by author and year."""

import re

from bs4 import NavigableString, Tag

from pipeline.finish.site import Page, Site, new
from pipeline.problems import Problem, Problems
from pipeline.references import Reference

CITATION = re.compile(r"\[@[\w-]+(?:; @[\w-]+)*\]")
KEY = re.compile(r"@([\w-]+)")
LIST = "references/"
"""The address of the page with all references."""


def link(site: Site, page: Page) -> None:
    """Raises Problems where docs/data/references.bib has no such key."""
    problems: list[Problem] = []
    for text in page.article.find_all(string=CITATION):
        if text.find_parent(["pre", "code"]):
            continue
        for position, piece in enumerate(re.split(f"({CITATION.pattern})", text)):
            if position % 2 == 0:
                text.insert_before(NavigableString(piece))
                continue
            for place, key in enumerate(KEY.split(piece)):
                if place % 2 == 0:
                    text.insert_before(NavigableString(key))
                elif key in site.references:
                    text.insert_before(linked(page, site.references[key]))
                else:
                    remedy = "Enter it in docs/data/references.bib, or mend the key."
                    problems.append(site.problem(page, f"@{key}", f"no reference has the key '{key}'", remedy))
        text.extract()
    if problems:
        raise Problems(*problems)


def linked(page: Page, reference: Reference) -> Tag:
    up = "../" * page.location.count("/")
    tag = new(f'<a class="citation" href="{up}{LIST}#ref-{reference.key}"></a>')
    tag.string = reference.label
    return tag
