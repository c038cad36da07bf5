"""Every color of the site: in the pages, the figures and the explorables, in the light scheme and in the dark one."""

from typing import NamedTuple


class Color(NamedTuple):
    light: str
    dark: str


DATA = Color("#5b6472", "#a3adbb")
PARAMETER = Color("#0072b2", "#5ab4ea")
HYPERPARAMETER = Color("#d55e00", "#ff9557")
VALIDATION = Color("#007d5a", "#45c79a")
"""The inks of lines and points in figures."""

PARAMETER_TEXT = Color("#0068a8", "#5ab4ea")
HYPERPARAMETER_TEXT = Color("#b84d00", "#ff9557")
"""The same two as text: on white the inks of the lines are too light for it."""

INK = Color("#1d2330", "#e9ecf2")
QUIET = Color("#4a5260", "#b4bccb")
GRID = Color("#dfe3ea", "#3a4150")
PAPER = Color("#ffffff", "#1e2129")
"""What figures are drawn on, and with."""

FIGURE_COLORS = (
    *(DATA, PARAMETER, HYPERPARAMETER, HYPERPARAMETER_TEXT, VALIDATION),
    *(INK, QUIET, GRID, PAPER),
)
"""What a drawing may hold, and what takes its place on a dark page."""

PAGE = {
    "text": Color("#1d2330", "#e3e6ee"),
    "quiet": QUIET,
    "paper": PAPER,
    "rule": Color("#d9dee7", "#3a4150"),
    "code-paper": Color("#f5f6f8", "#262a34"),
    "link": Color("#0068a8", "#7cc2f0"),
    "accent": Color("#00507f", "#a9d8f7"),
    "parameter": PARAMETER_TEXT,
    "hyperparameter": HYPERPARAMETER_TEXT,
    "parameter-tint": Color("#0072b20f", "#5ab4ea17"),
    "hyperparameter-tint": Color("#d55e000f", "#ff955717"),
    "code-text": Color("#36464e", "#cdd1dc"),
    "code-keyword": Color("#3a62bd", "#7fa3ea"),
    "code-string": Color("#1a7448", "#45b67d"),
    "code-number": Color("#c42525", "#f2928c"),
    "code-name": Color("#6e4fd0", "#ab9cf0"),
    "figure-paper": PAPER,
}
"""The custom properties of the style sheet, without their two hyphens. Text has a contrast of 4.5:1 on either paper."""

ICON = {"parameter": "#2b8fd0", "hyperparameter": "#e2702a"}
"""The icon of the browser's tab, which may be light or dark whatever the scheme of the page is."""


def palette_css() -> str:
    """The custom properties of both schemes. Paper has the light one in any case."""
    light, dark = (
        "".join(f"--{name}:{getattr(color, scheme)};" for name, color in PAGE.items()) for scheme in Color._fields
    )
    return f":root{{color-scheme:light;{light}}}\n@media screen{{[data-scheme=dark]{{color-scheme:dark;{dark}}}}}\n"
