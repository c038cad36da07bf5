"""The one style of all figures. Colors carry meaning, and the dark scheme is the light one with other inks."""

DATA, PARAMETER, HYPERPARAMETER, VALIDATION = "#5b6472", "#0072b2", "#d55e00", "#007d5a"
INK, QUIET, GRID, PAPER = "#1d2330", "#4a5260", "#dfe3ea", "#ffffff"
CHOSEN_TEXT = "#b84d00"
"""Vermilion as text: on white the ink of the lines is too light for it."""

DARK = {
    DATA: "#a3adbb",
    PARAMETER: "#5ab4ea",
    HYPERPARAMETER: "#ff9557",
    CHOSEN_TEXT: "#ff9557",
    VALIDATION: "#45c79a",
    INK: "#e9ecf2",
    QUIET: "#b4bccb",
    GRID: "#3a4150",
    PAPER: "#1e2129",
}
"""Each ink of the light scheme and the one that takes its place on a dark page."""

WIDE, NARROW = (7.2, 4.05), (3.7, 3.3)
"""Sizes in inches: 16:9 for desks and slides, and nearly square for phones, on which no text is below 9 pixels."""

STYLE = {
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
    "axes.titley": 1.0,  # where it stands anyway; matplotlib need not measure the ticks to find out
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
CYCLE = (DATA, PARAMETER, HYPERPARAMETER, VALIDATION)


def to_dark(svg: str) -> str:
    """The same drawing in the inks of the dark scheme."""
    for light, dark in DARK.items():
        svg = svg.replace(light, dark)
    return svg
