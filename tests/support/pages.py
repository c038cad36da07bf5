"""Pages in a browser: opened in few contexts, watched for complaints, left without a trace."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


class Pages:
    """Opens pages in one browser. Those with the same options share a context: a context costs a second of CPU time."""

    def __init__(self, browser):
        self.browser = browser
        self.contexts: dict[tuple[bool, bool], object] = {}

    def open(
        self, *, viewport=DESK, color_scheme="light", reduced_motion="no-preference", script=True, has_touch=False
    ):
        """A blank page. Without `script` no JavaScript runs on it but that of the test."""
        if (script, has_touch) not in self.contexts:
            self.contexts[script, has_touch] = self.browser.new_context(
                java_script_enabled=script, has_touch=has_touch, permissions=["clipboard-read", "clipboard-write"]
            )
        page = self.contexts[script, has_touch].new_page()
        page.set_default_timeout(10_000)
        page.set_default_navigation_timeout(40_000)  # three browsers share two cores
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
        return page

    def close(self, page) -> None:
        """Closes a page and forgets what its origin stored, so that the next page begins anew."""
        parts = urlsplit(page.url)
        if parts.scheme == "http":
            told = {"origin": f"{parts.scheme}://{parts.netloc}", "storageTypes": "local_storage,cookies"}
            page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", told)
        page.close()

    def close_all(self) -> None:
        for context in self.contexts.values():
            context.close()


@contextmanager
def watched(page, address: str) -> Iterator[list[str]]:
    """A list that grows with errors and warnings in the console, failed requests, and requests to other hosts."""
    found: list[str] = []
    listeners = {
        "console": lambda message: found.append(message.text) if message.type in ("error", "warning") else None,
        "pageerror": lambda error: found.append(str(error)),
        "request": lambda ask: None if ask.url.startswith((address, "data:", "blob:")) else found.append(ask.url),
        "response": lambda answer: found.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield found
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def until(page, expression: str, seconds: float = 10) -> None:
    """Waits until the expression is true on the page. Playwright's own waiting needs eval, which the policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(50)
