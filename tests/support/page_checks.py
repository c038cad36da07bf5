"""Runs the checks of page_checks.js on a page that is open."""

from pathlib import Path

from tests.support import frame

SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
SELECTORS = {
    "article": frame.ARTICLE,
    "header": frame.HEADER,
    "search": frame.SEARCH,
    "sides": frame.SIDES,
    "skipLink": frame.SKIP_LINK,
    "toast": frame.TOAST,
}


def install(page) -> None:
    """Makes the checks known to the page that is open now."""
    page.evaluate(SCRIPT, SELECTORS)


def check(page, name: str, argument=None) -> list[str]:
    """What the check of this name finds on the page."""
    return page.evaluate(f"(argument) => window.checks.{name}(argument)", argument)


def unfold(page) -> None:
    """Opens every fold, shows the side columns whole, and lays out what is far away."""
    check(page, "unfold")
