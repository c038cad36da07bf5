"""What a page weighs: the bytes that a browser with an empty cache fetches for it, compressed."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.server import BELOW, Server, serving

QUIET = 1000
"""Milliseconds without a request after which nothing more is expected."""
WINDOW = {"width": 1280, "height": 800}
SEARCH_BOX, FOUND = "[data-md-component=search-query]", "[data-md-component=search-result] a"
BLOCKING = """() => performance.getEntriesByType("resource")
  .filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name)"""


def weigh(browser, folder: Path, location: str, query: str = "") -> dict[str, int]:
    """What Chromium fetches for one page of the site in `folder`, workers included, in bytes of gzip -9.

    `html`; `before_paint`, the page and what blocks its first paint; `first_view`, all that comes without a touch;
    `requests` of the first view; `off_origin` requests; with a query for the search box also `after_search`, all
    that has come when its first result is shown.
    """
    asked: list[str] = []
    with serving(folder) as server, browser.new_context(viewport=WINDOW) as context:
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(server.address + location)
        settle(page, server)
        blocking = {unquote(urlsplit(name).path).removeprefix(BELOW) for name in page.evaluate(BLOCKING)}
        weight = {
            "html": dict(server.sent)[location],
            "before_paint": sum(size for path, size in server.sent if path in {location, *blocking}),
            "first_view": sum(size for _, size in server.sent),
            "requests": len(server.sent),
        }
        if query:
            page.locator(SEARCH_BOX).click()
            page.keyboard.type(query, delay=100)
            page.locator(FOUND).first.wait_for()
            settle(page, server)
            weight["after_search"] = sum(size for _, size in server.sent)
    away = [url for url in asked if not url.startswith((server.origin, "data:", "blob:"))]
    return weight | {"off_origin": len(away)}


def settle(page, server: Server) -> None:
    """Waits until the page is loaded and nobody asked the server for anything for a while."""
    page.wait_for_load_state("load")
    before = -1
    while before != len(server.sent):
        before = len(server.sent)
        page.wait_for_timeout(QUIET)
