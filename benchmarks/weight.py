"""What a page weighs: the bytes that a browser with an empty cache fetches for it, compressed."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.server import BELOW, Server, serving

QUIET = 1000
"""Milliseconds without a request after which nothing more is expected."""
SHORT_QUIET = 200
"""The same where the server and the browser are on one machine and have nothing else to do, as in the tests."""
WINDOW = {"width": 1280, "height": 800}
SEARCH_BOX, FOUND = ".search-box", ".search-result"
BLOCKING = """() => performance.getEntriesByType("resource")
  .filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name)"""


def weigh(browser, folder: Path, location: str, query: str = "") -> dict[str, int]:
    """What Chromium fetches for one page of the site in `folder`, with an empty cache.

    With a query for the search box also `after_search`, all that has come when its first result is shown.
    """
    with serving(folder) as server, browser.new_context(viewport=WINDOW) as context:
        page = context.new_page()
        weight = weigh_page(page, server, location)
        if query:
            page.locator(SEARCH_BOX).click()
            page.keyboard.type(query, delay=100)
            page.locator(FOUND).first.wait_for()
            settle(page, server, QUIET)
            weight["after_search"] = sum(size for _, size in server.sent)
    return weight


def weigh_page(page, server: Server, location: str, quiet: int = QUIET) -> dict[str, int]:
    """Opens a page of a server that nobody has asked yet, and weighs what comes, workers included, in bytes of gzip -9.

    `html`; `before_paint`, the page and what blocks its first paint; `first_view`, all that comes without a touch;
    `requests` of the first view; `off_origin` requests.
    """
    asked: list[str] = []
    page.context.on("request", note := lambda request: asked.append(request.url))
    page.goto(server.address + location)
    settle(page, server, quiet)
    page.context.remove_listener("request", note)
    blocking = {unquote(urlsplit(name).path).removeprefix(BELOW) for name in page.evaluate(BLOCKING)}
    away = [url for url in asked if not url.startswith((server.origin, "data:", "blob:"))]
    return {
        "html": dict(server.sent)[location],
        "before_paint": sum(size for path, size in server.sent if path in {location, *blocking}),
        "first_view": sum(size for _, size in server.sent),
        "requests": len(server.sent),
        "off_origin": len(away),
    }


def settle(page, server: Server, quiet: int) -> None:
    """Waits until the page is loaded and nobody asked the server for anything for `quiet` milliseconds."""
    page.wait_for_load_state("load")
    before = -1
    while before != len(server.sent):
        before = len(server.sent)
        page.wait_for_timeout(quiet)
