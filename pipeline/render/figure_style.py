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

STYLE: Any = {  # matplotlib types the names of its settings
    "svg.fonttype": "path",
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
