"""How a page and each of its items is cited: the entries of the files beside the page, in all formats."""

import re
from collections.abc import Iterator

from bs4 import Tag

from pipeline.content.citation import FORMATS, item_work, page_work, version_address
from pipeline.content.front_matter import site_config
from pipeline.finish.page import BuiltPage, Site, attribute, classes
from pipeline.finish.text import text_of

ITEMS = ":is(h2, h3, dfn, figure, tr, .values > li, .program, [id^='claim-'])[id]:not(.cite *)"
"""What can be cited by itself, besides the page."""
MOST_WORDS = 12
"""Of a claim in its title."""


def list_citations(site: Site, page: BuiltPage) -> None:
    """The page comes first, then its items in their order on the page."""
    if page.front is None:
        return
    address = version_address(site.address) + page.location
    whole = page_work(site_config(site.project), site.project.version, page.front, address, page.location)
    works = [whole, *(item_work(whole, name, title) for name, title in citable_items(page))]
    page.citations = {ending: write(works) for ending, write in FORMATS.items()}


def citable_items(page: BuiltPage) -> Iterator[tuple[str, str]]:
    """The id and the title of each item, such as 'Learning rate [Definition]'."""
    for tag in page.article.select(ITEMS):
        yield attribute(tag, "id"), title_of(tag)


def title_of(tag: Tag) -> str:
    """What an item is called: a claim by its first words, and a question by its id."""
    if attribute(tag, "id").startswith("claim-"):
        said = first_sentence(words_of(tag)).split()
        return f"{' '.join(said[:MOST_WORDS])}{' ...' if len(said) > MOST_WORDS else ''} [Claim]"
    if attribute(tag, "id").startswith("q-"):
        return f"{attribute(tag, 'id').removeprefix('q-').replace('-', ' ').capitalize()} [Question]"
    if tag.name == "dfn":
        words = text_of(tag)
        return f"{words[:1].upper()}{words[1:]} [Definition]"
    if tag.name == "figure":
        return f"{first_sentence(words_of(tag.select_one('.title, figcaption')) or heading_above(tag))} [Figure]"
    if tag.name == "li":
        model = heading_above(tag).removesuffix(": parameters and hyperparameters")
        return f"{model}: {words_of(tag.select_one('p a'))} [Lookup row]"
    if tag.name == "tr":
        return f"{first_sentence(words_of(tag.select_one('th')))} [Table row]"
    if "program" in classes(tag):
        return f"{attribute(tag, 'id').removeprefix('program-').replace('-', '_')}.py [Program]"
    return f"{words_of(tag)} [Section]"


def words_of(tag: Tag | None) -> str:
    left_out = {"headerlink", "figure-files", "when-live"}
    return text_of(tag, lambda part: bool(left_out.intersection(classes(part)))) if tag else ""


def heading_above(tag: Tag) -> str:
    heading = tag.find_previous(["h1", "h2", "h3"])
    return words_of(heading) if isinstance(heading, Tag) else ""


def first_sentence(text: str) -> str:
    """Up to the first point, without it; a question keeps its mark."""
    return re.split(r"(?<=[?!])\s|\.(?:\s|$)", text, maxsplit=1)[0]
