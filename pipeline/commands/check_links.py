"""`make links`: asks every external address of the built site whether it answers, where there is a network."""

import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

from pipeline.finish.site import load
from pipeline.problems import Problems
from pipeline.project import Project

ALIVE = {401, 403, 405, 406, 418, 429}
"""Answers of hosts that are there but do not talk to programs."""
SECONDS = 20


def check(project: Project) -> None:
    """Raises Problems with every address that does not answer, and a page that links to it."""
    site = load(project, project.root / "site")
    pages = {href: page for page in site.pages for href in page.links if href.startswith("http")}
    with ThreadPoolExecutor(8) as pool:
        faults = dict(zip(pages, pool.map(fault, pages), strict=True))
    print(f"links: {len(faults)} external addresses, {sum(map(bool, faults.values()))} do not answer")
    dead = [
        site.problem(pages[href], href, f"{href}: {why}", "Mend the link, or name an archived copy.")
        for href, why in faults.items()
        if why
    ]
    if dead:
        raise Problems(*dead)


def fault(href: str) -> str:
    """Why an address does not answer; an empty text if it does."""
    request = urllib.request.Request(href, headers={"User-Agent": "Mozilla/5.0 (link check)"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code in ALIVE else f"status {error.code}"
    except (OSError, HTTPException) as error:
        return f"{type(error).__name__} {error}"
