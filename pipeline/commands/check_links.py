"""`make links`: asks every external address of the built site whether it answers, where there is a network."""

import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

from pipeline.content.errors import BuildError
from pipeline.content.project import Project
from pipeline.finish.page import problem_on
from pipeline.finish.published import published_site

ALIVE = {401, 403, 405, 406, 418, 429}
"""Answers of hosts that are there but do not talk to programs."""
SECONDS = 20


def check_links(project: Project) -> None:
    """Raises BuildError with every address that does not answer, and a page that links to it."""
    site, pages = published_site(project)
    linked_from = {href: page for page in pages for href in page.links if href.startswith("http")}
    with ThreadPoolExecutor(8) as pool:
        errors = dict(zip(linked_from, pool.map(link_error, linked_from), strict=True))
    print(f"links: {len(errors)} external addresses, {sum(map(bool, errors.values()))} do not answer")
    hint = "Fix the link, or name an archived copy."
    dead = [
        problem_on(site, linked_from[href], href, f"{href}: {error}", hint) for href, error in errors.items() if error
    ]
    if dead:
        raise BuildError(*dead)


def link_error(href: str) -> str:
    """Why an address does not answer; an empty text if it does."""
    request = urllib.request.Request(href, headers={"User-Agent": "Mozilla/5.0 (link check)"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code in ALIVE else f"status {error.code}"
    except (OSError, HTTPException) as error:
        return f"{type(error).__name__} {error}"
