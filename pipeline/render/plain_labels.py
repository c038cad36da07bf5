"""Numbers in figures as a book would print them: true minus signs, and powers in plain characters."""

import re

from matplotlib.axis import Axis
from matplotlib.ticker import FixedFormatter, Formatter, FuncFormatter, LogFormatterMathtext

HYPHEN = re.compile(r"(?<![\w.)])-(?=\.?\d)")
"""One that stands for a minus sign."""
POWER = re.compile(r"\$\\mathdefault\{(?:(.+)\\times)?(\d+)\^\{(-?\d+)\}\}\$")
"""How matplotlib writes a power: as a formula, which takes it long to set."""
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def plain(text: str) -> str:
    """The text with plain powers and true minus signs.

    >>> plain("from -1 to 1-2, $\\\\mathdefault{6\\\\times10^{-2}}$")
    'from −1 to 1-2, 6×10⁻²'
    """
    return HYPHEN.sub("−", POWER.sub(raised, text))


def raised(power: re.Match[str]) -> str:
    times = f"{power[1]}×" if power[1] else ""
    return f"{times}{power[2]}{power[3].translate(RAISED)}"


def plain_tick_labels(axis: Axis) -> None:
    """Prints powers and what a cell has written itself as plain() does. matplotlib sets other numbers well."""
    kinds = LogFormatterMathtext | FixedFormatter | FuncFormatter
    if isinstance(written := axis.get_major_formatter(), kinds):
        axis.set_major_formatter(PlainFormatter(written))
    if isinstance(written := axis.get_minor_formatter(), kinds):
        axis.set_minor_formatter(PlainFormatter(written))


class PlainFormatter(Formatter):
    """What another formatter writes, in plain characters."""

    def __init__(self, written: Formatter):
        self.written = written

    def __call__(self, x: float, pos: int | None = None) -> str:
        return plain(str(self.written(x, pos)))

    def set_locs(self, locs: list[float]) -> None:
        self.written.set_locs(locs)
