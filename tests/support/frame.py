"""What the tests call the parts of a page's frame: one name a part, so that a new frame is a change in one file."""

import re
from pathlib import Path

import material

from pipeline.finish.sheet import OF_OUR_OWN, WHEN_OPEN

ROOT = Path(__file__).parents[2]

HEADER = ".md-header"  # new: ".site-header"
FOOTER = ".md-footer"  # new: ".site-footer"
ARTICLE = "article"
PROSE = ".md-typeset"  # new: ".prose"
LOGO = ".md-logo"  # new: ".logo"
SKIP_LINK = ".md-skip"  # new: ".skip-link"
MENU = ".md-sidebar--primary"  # new: "nav.menu"
CONTENTS = ".md-nav--secondary"  # new: "nav.contents"
SIDES = ".md-sidebar"  # new: "nav.menu, nav.contents"
MENU_SWITCH = "#__drawer"  # new: "#menu-switch"
MENU_BUTTON = "label.md-header__button[for=__drawer]"  # new: "label[for=menu-switch]"
SCHEME_OPTION = ".md-option"  # new: ".scheme-option"
SCHEME_BUTTON = "label[for^=__palette]"  # new: ".scheme-option + label"
SEARCH = ".md-search"  # new: ".search"
SEARCH_BOX = ".md-search__input"  # new: ".search-box"
SEARCH_PANEL = ".md-search__output"  # new: ".search-panel"
SEARCH_STATUS = ".md-search-result__meta"  # new: ".search-status"
SEARCH_RESULT = ".md-search-result__link"  # new: ".search-result"
NEXT, PREVIOUS = ".md-footer__link--next", ".md-footer__link--prev"  # new: ".next-page", ".previous"
FOOTER_LABEL = ".md-footer__direction"  # new: ".next-page"
TOAST = ".md-dialog"  # new: ".toast"
NEEDS_SCRIPT = (".copy", ".md-search", ".md-header__option")  # new: (".copy", ".search", ".scheme-option + label")
NOT_A_STOP = "#__search, .md-skip"  # new: ".skip-link"
"""What Tab reaches by another way, or what a search that is open has."""
SWITCHES = ".md-toggle, .md-option"  # new: "#menu-switch, .scheme-option"
"""Controls that are seen as the label behind them."""
SEARCH_FILES = "/bundle|search/"  # new: "/search/"
"""A regular expression: the addresses of what the search needs."""
LATE_SHEETS = 1  # new: 0
"""How many style sheets come with the search only."""


def scheme(page) -> str:
    """The scheme that the page is drawn in: light or dark."""
    told = page.get_attribute("body", "data-md-color-scheme")
    return {"slate": "dark", "default": "light"}[told]  # new: return page.get_attribute("html", "data-scheme")


def source_css() -> str:
    """All rules that were written for the pages, as they stand in the sources."""
    stock = sorted((Path(material.__file__).parent / "templates" / "assets" / "stylesheets").glob("*.css"))
    sheets = [*stock, ROOT / "docs" / "assets" / "site.css"]  # new: sorted((docs / "assets" / "styles").glob("*.css"))
    return "\n".join(sheet.read_text("utf-8") for sheet in sheets).replace(".focus-visible", ":focus-visible")


def is_left_out(selector: str, searching: bool = False) -> bool:
    """Whether a page rightly lacks a rule of the sources; those for the open search come with the search."""
    return bool(OF_OUR_OWN.search(selector) or (WHEN_OPEN.search(selector) and not searching))  # new: return False


def properties(scheme: str) -> dict[str, str]:
    """The colors that the style sheet states for a scheme, by the names of their custom properties."""
    text = (ROOT / "docs" / "assets" / "site.css").read_text("utf-8")  # new: palette_css()
    selector = {"light": "[data-md-color-scheme]", "dark": '[data-md-color-scheme="slate"]'}[scheme]
    block = re.search(rf"^ *{re.escape(selector)} {{(.*?)}}", text, re.MULTILINE | re.DOTALL)[1]
    return dict(re.findall(r"--([\w-]+): (#\w{6,8});", block))


PAPER = "md-default-bg-color"  # new: "paper"
"""The custom property that holds the color of the page."""
