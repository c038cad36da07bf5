"""What the tests call the parts of a page's frame: one name a part, so that a new frame is a change in one file."""

from tests.support.built_site import ROOT

HEADER = ".site-header"
ARTICLE = "article"
PROSE = ".prose"
LOGO = ".logo"
SKIP_LINK = ".skip-link"
MENU = "nav.menu"
CONTENTS = "nav.contents"
SIDES = "nav.menu, aside"
MENU_SWITCH = "#menu-switch"
MENU_BUTTON = "#menu-switch + label"
SCHEME_OPTION = ".scheme-option"
SCHEME_BUTTON = ".scheme-option + label"
SEARCH = ".search"
SEARCH_BOX = ".search-box"
SEARCH_PANEL = ".search-panel"
SEARCH_STATUS = ".search-status"
SEARCH_RESULT = ".search-result"
NEXT, PREVIOUS = ".next-page", ".previous"
FOOTER_LABEL = ".next-page"
TOAST = ".toast"
NEEDS_SCRIPT = (".copy", ".search", ".scheme-option + label")
NOT_A_STOP = ".skip-link"
"""What Tab reaches by another way."""
SWITCHES = "#menu-switch, .scheme-option"
"""Controls that are seen as the label behind them."""
SEARCH_FILES = r"/assets\/scripts\/search|search\/search_index/"
"""A regular expression of JavaScript: the addresses of what the search needs."""
LATE_SHEETS = 0
"""How many style sheets come with the search only."""


def scheme(page) -> str:
    """The scheme that the page is drawn in: light or dark."""
    return page.get_attribute("html", "data-scheme")


def source_css() -> str:
    """All rules that come with the pages, as they are in the sources, but for the deck's own."""
    styles = sorted(
        file for file in (ROOT / "docs/assets/styles").glob("*.css") if file.stem not in ("scripted", "deck")
    )
    sheets = [*styles, ROOT / "docs/explorables/explorables.css"]
    return "\n".join(sheet.read_text("utf-8") for sheet in sheets)
