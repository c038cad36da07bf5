"""The one style of all figures. Colors carry meaning, and the dark scheme is the light one in other colors."""

from typing import Any

from pipeline.content import palette

INK, QUIET, GRID, PAPER = (color.light for color in (palette.INK, palette.QUIET, palette.GRID, palette.PAPER))
PARAMETER, HYPERPARAMETER = palette.PARAMETER.light, palette.HYPERPARAMETER.light
HYPERPARAMETER_TEXT = palette.HYPERPARAMETER_TEXT.light
CYCLE = (palette.DATA.light, PARAMETER, HYPERPARAMETER, palette.VALIDATION.light)
"""C0 data, C1 parameter, C2 hyperparameter, C3 validation."""

WIDE, NARROW = (7.2, 4.05), (3.7, 3.3)
"""Sizes in inches: 16:9 for desks and slides, and nearly square for phones, on which no text is below 9 pixels."""

FACE = "-apple-system, blinkmacsystemfont, helvetica, arial, sans-serif"
"""What drawings in SVG are lettered in: the faces of base.css. PNG and PDF have the face that matplotlib brings."""
FACE_SIZE = 1.05
"""How large the face is set, where DejaVu Sans has 1: its small letters are then as high."""
FACE_WIDTHS = {False: 0.87, True: 0.82}
"""How wide Helvetica and Arial set a line where DejaVu Sans needs 1, plain and bold. Only lines with a sign need it."""

KEY, DOT = "⚷", "●"
"""The site's signs for a hyperparameter and a parameter. Few faces have the first, and the second differs in size."""
KEY_PATH = (
    "M0 33a25 25 0 1 1 50 0a25 25 0 1 1-50 0zM10 33a15 15 0 1 0 30 0a15 15 0 1 0-30 0z"
    "M49 38V28H55V16H65V28H75V11H85V38z"
)
SIGNS = {KEY: (KEY_PATH, 1.1), DOT: ("M6 36a26 26 0 1 1 52 0a26 26 0 1 1-52 0z", 0.88)}
"""Where a line begins with one: its outline, in hundredths of the height of the type and up from the line that letters
stand on, and how wide it is with the space after it, in heights of the type."""

STYLE: Any = {  # matplotlib types the names of its settings
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "figure.figsize": WIDE,
    "font.family": "DejaVu Sans",
    "font.size": 10.5,
    "text.color": INK,
    "axes.labelcolor": QUIET,
    "axes.facecolor": "none",
    "axes.edgecolor": QUIET,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11.5,
    "axes.titleweight": "bold",
    "figure.titlesize": 11.5,
    "figure.titleweight": "bold",
    "axes.titlecolor": INK,
    "axes.titlepad": 10,
    "axes.titley": 1.0,  # where it is anyway; matplotlib need not measure the ticks to find out
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.formatter.useoffset": False,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "lines.linewidth": 2.2,
    "lines.markersize": 6,
    "legend.frameon": False,
}


def to_dark(svg: str) -> str:
    """The same drawing in the colors of the dark scheme."""
    for color in palette.FIGURE_COLORS:
        svg = svg.replace(color.light, color.dark)
    return svg
