"""From the open figure to files: SVG in two schemes and two widths, PNG and PDF for slides, CSV of its numbers."""

import csv
import io
import json
import warnings
from types import CodeType
from typing import TYPE_CHECKING, Any

from pipeline.content.errors import BuildError, Problem
from pipeline.render.figure_style import (
    CYCLE,
    DOT,
    HYPERPARAMETER,
    HYPERPARAMETER_TEXT,
    KEY,
    NARROW,
    PAPER,
    PARAMETER,
    STYLE,
    WIDE,
    to_dark,
)
from pipeline.render.minify_svg import minify_svg
from pipeline.render.snippets import Snippet

if TYPE_CHECKING:  # matplotlib and numpy are loaded when a figure is drawn
    import numpy as np
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import BboxBase

EDGE = 0.004
"""Where a title begins, in shares of the width: at the left edge, as the text around the figure does."""


def draw(snippet: Snippet, picture: CodeType, namespace: dict[str, Any]) -> dict[str, bytes]:
    """Runs the compiled `picture` cell once for each width and returns the figure's files by suffix.

    In an SVG the title goes into <title>, and the page prints it. In PNG and PDF the title is drawn.
    """
    files = {}
    for suffix, size in (("", WIDE), (".narrow", NARROW)):
        figure = open_figure(snippet, picture, dict(namespace))
        light = figure_to_svg(figure, size)
        check_fit(snippet, figure)
        files[f"{suffix}.svg"] = light.encode()
        files[f"{suffix}.dark.svg"] = to_dark(light).encode()
        if size is WIDE:
            lay_out(figure, WIDE, titled=True)
            files[".png"] = savefig_bytes(
                figure, "png", dpi=1600 / WIDE[0], facecolor=PAPER, pil_kwargs={"compress_level": 3}
            )
            files[".pdf"] = savefig_bytes(figure, "pdf", facecolor=PAPER)
            check_fit(snippet, figure)
    return files


def open_figure(snippet: Snippet, picture: CodeType, namespace: dict[str, Any]) -> "Figure":
    """The one figure that the cell draws, in the site's style.

    Raises:
        BuildError: the cell opens no figure, or several.
    """
    import matplotlib.pyplot as plt

    plt.switch_backend("Agg")
    warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")  # as plt.show() says where a screen is
    plt.close("all")
    plt.rcdefaults()
    plt.rcParams.update(STYLE | {"svg.hashsalt": snippet.name, "axes.prop_cycle": plt.cycler(color=CYCLE)})
    exec(picture, namespace)
    line, numbers = snippet.cells["picture"].line, plt.get_fignums()
    if len(numbers) != 1:
        raise BuildError(
            Problem(
                snippet.display_path, line, f"the picture cell leaves {len(numbers)} figures open", "Draw exactly one."
            )
        )
    return plt.figure(numbers[0])


def figure_to_svg(figure: "Figure", size: tuple[float, float]) -> str:
    """The figure as SVG at this size in inches, named by its title."""
    from pipeline.render.svg_with_text import svg_with_text

    title = lay_out(figure, size, titled=False)
    return minify_svg(svg_with_text(figure), title)


def lay_out(figure: "Figure", size: tuple[float, float], titled: bool) -> str:
    """Brings everything to its place for this size, in the ink that it is read in. Returns the title, shown or not."""
    figure.set_size_inches(size)
    title = set_title(figure)
    title.set(visible=titled, in_layout=titled)
    recolor_text(figure)
    print_plainly(figure)
    figure.set_layout_engine("constrained")
    engine = figure.get_layout_engine()
    assert engine is not None, "it was set in the line above"
    engine.execute(figure)
    figure.set_layout_engine(None)  # what was laid out is not laid out, nor drawn for that, once more for each file
    return title.get_text()


def set_title(figure: "Figure") -> "Text":
    """The text of the figure's title, at its left edge; the title of a lone panel is the figure's."""
    title = figure.get_suptitle()
    if len(figure.axes) == 1 and not title:
        title = figure.axes[0].get_title("left")
        figure.axes[0].set_title("")
    return figure.suptitle(title, x=EDGE, horizontalalignment="left")


def recolor_text(figure: "Figure") -> None:
    """Gives axis labels that begin with a dot or a key its color, and text in vermilion the shade that can be read.

    Labels of ticks have the style's color.
    """
    from matplotlib.colors import to_hex

    for axis in axes_of(figure):
        axis.label.set_color(
            {DOT: PARAMETER, KEY: HYPERPARAMETER}.get(axis.label.get_text()[:1], axis.label.get_color())
        )
    for text in texts_beside_ticks(figure):
        if to_hex(text.get_color()) == HYPERPARAMETER:
            text.set_color(HYPERPARAMETER_TEXT)


def print_plainly(figure: "Figure") -> None:
    """Gives numbers true minus signs, and powers plain characters: formulas have a face of their own."""
    from pipeline.render.plain_labels import plain, plain_tick_labels

    for text in texts_beside_ticks(figure):
        text.set_text(plain(text.get_text()))
    for axis in axes_of(figure):
        plain_tick_labels(axis)


def axes_of(figure: "Figure") -> list["Axis"]:
    """The x axis and the y axis of each panel."""
    return [axis for panel in figure.axes for axis in (panel.xaxis, panel.yaxis)]


def texts_beside_ticks(figure: "Figure") -> list["Text"]:
    """All texts but the labels of ticks: to look through these would build all ticks for nothing."""
    from matplotlib.axis import Axis
    from matplotlib.text import Text

    labels = [axis.label for axis in axes_of(figure)]
    others = [child for panel in figure.axes for child in panel.get_children() if not isinstance(child, Axis)]
    return [text for artist in (*labels, *figure.texts, *others) for text in artist.findobj(Text)]


def check_fit(snippet: Snippet, figure: "Figure") -> None:
    """Raises BuildError with the texts that leave the figure; it must have been saved as SVG, which places them."""
    figure.dpi = 72  # as in the SVG
    for text in texts_of(figure):
        if text.get_text().strip() and not contains(text.get_window_extent(), figure.bbox):
            width, height = figure.get_size_inches()
            what = f"the text {text.get_text()!r} leaves the figure at {width:g} x {height:g} inches"
            remedy = "Shorten it, break it into lines, or place it elsewhere."
            raise BuildError(Problem(snippet.display_path, snippet.cells["picture"].line, what, remedy))


def texts_of(figure: "Figure") -> list["Text"]:
    """Titles, axis labels and annotations; tick labels fit by themselves."""
    from matplotlib.text import Text

    labels = [axis.label for axis in axes_of(figure)]
    inside = [child for axes in figure.axes for child in axes.get_children() if isinstance(child, Text)]
    return [text for text in (*figure.texts, *labels, *inside) if text.get_visible()]


def contains(inner: "BboxBase", outer: "BboxBase", slack: float = 1.0) -> bool:
    """Whether a box lies inside another one, give or take `slack` points."""
    return (
        inner.x0 >= outer.x0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.y0 >= outer.y0 - slack
        and inner.y1 <= outer.y1 + slack
    )


def savefig_bytes(figure: "Figure", format: str, **options: Any) -> bytes:
    """The figure's bytes, without a date or the name of a program in them."""
    undated = {"png": {"Software": None}, "pdf": {"CreationDate": None}}
    buffer = io.BytesIO()
    figure.savefig(buffer, format=format, metadata=undated[format], **options)
    return buffer.getvalue()


def columns_of(snippet: Snippet, data: object) -> dict[str, "np.ndarray"]:
    """The columns of the dict `data` as arrays of shape (n,), where n may differ by column.

    Raises:
        BuildError: `data` is no dict of numbers, texts, or one-dimensional rows of them.
    """
    import numpy as np

    line = snippet.cells["data"].line
    if not isinstance(data, dict) or not data:
        raise BuildError(
            Problem(snippet.display_path, line, "the data cell binds no dict named `data`", "Bind data = {...}.")
        )
    columns = {}
    for name, values in data.items():
        try:
            columns[name] = column = np.atleast_1d(np.asarray(values))
        except ValueError:  # rows of several lengths
            column = np.empty((0, 0))
        if column.ndim > 1 or column.dtype == object:
            raise BuildError(
                Problem(snippet.display_path, line, f"data[{name!r}] is not one-dimensional", "Give one column a key.")
            )
    return columns


def as_csv(columns: dict[str, "np.ndarray"]) -> bytes:
    """A column a key, numbers with six digits; shorter columns end in empty fields."""
    cells = [
        [name, *(f"{value:.6g}" if column.dtype.kind == "f" else str(value) for value in column)]
        for name, column in columns.items()
    ]
    height = max(map(len, cells))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(zip(*(c + [""] * (height - len(c)) for c in cells), strict=True))
    return text.getvalue().encode()


def as_json(columns: dict[str, "np.ndarray"]) -> bytes:
    """The same with all digits, for the explorables."""
    cells = {name: column.tolist() for name, column in columns.items()}
    return (json.dumps(cells, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
