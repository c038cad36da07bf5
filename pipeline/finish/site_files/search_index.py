"""search/search_index.json: what the search finds on all pages, in the form that the theme's worker reads."""

import json

from pipeline.content.files import write_atomically
from pipeline.finish.page import FinishedPage, Site

FIELDS = {"title": {"boost": 12.0}, "text": {"boost": 1.0}, "rest": {"boost": 1.0}, "tags": {"boost": 6.0}}
"""What a word counts where. With the theme's own weights, 1000 for a title, one rare word in a title wins over all."""


def write_search_index(site: Site, pages: list[FinishedPage]) -> None:
    path = site.folder / "search" / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    index["config"]["fields"] = FIELDS
    index["docs"] = [entry for page in pages for entry in page.search_entries]
    write_atomically(path, json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())
