"""From the open figure to files: SVG in two schemes and two widths, PNG and PDF for slides, CSV of its numbers."""

import csv
import io
import json
import math
import warnings

from pipeline.problems import Problem, Problems
from pipeline.render.programs import Program
from pipeline.render.slim import slim
from pipeline.render.style import CHOSEN_TEXT, CYCLE, HYPERPARAMETER, NARROW, PAPER, PARAMETER, STYLE, WIDE, to_dark

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
EDGE = 0.004
"""Where a title begins, in shares of the width: at the left edge, as the text around the figure does."""


def draw(program: Program, picture, namespace: dict) -> dict[str, bytes]:
    """Runs the compiled `picture` cell once for each width and returns the figure's files by suffix.

    On a page the title is text of the page: the SVG holds it as its name, PNG and PDF show it.
    """
    files = {}
    for suffix, size in (("", WIDE), (".narrow", NARROW)):
        figure = open_figure(program, picture, dict(namespace))
        light = drawn(figure, size)
        check_fit(program, figure)
        files[f"{suffix}.svg"] = light.encode()
        files[f"{suffix}.dark.svg"] = to_dark(light).encode()
        if size is WIDE:
            lay_out(figure, WIDE, titled=True)
            files[".png"] = saved(figure, "png", dpi=1600 / WIDE[0], facecolor=PAPER, pil_kwargs={"compress_level": 3})
            files[".pdf"] = saved(figure, "pdf", facecolor=PAPER)
            check_fit(program, figure)
    return files


def open_figure(program: Program, picture, namespace: dict):
    """The one figure that the cell draws, in the site's style.

    Raises:
        Problems: the cell opens no figure, or several.
    """
    import matplotlib.pyplot as plt

    plt.switch_backend("Agg")
    warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")  # as plt.show() says where a screen is
    plt.close("all")
    plt.rcdefaults()
    plt.rcParams.update(STYLE | {"svg.hashsalt": program.name, "axes.prop_cycle": plt.cycler(color=CYCLE)})
    exec(picture, namespace)
    line, numbers = program.cells["picture"].line, plt.get_fignums()
    if len(numbers) != 1:
        raise Problems(
            Problem(program.shown, line, f"the picture cell leaves {len(numbers)} figures open", "Draw exactly one.")
        )
    return plt.figure(numbers[0])


def drawn(figure, size: tuple[float, float]) -> str:
    """The figure as SVG at this size in inches, named by its title."""
    title = lay_out(figure, size, titled=False)
    return slim(saved(figure, "svg").decode(), title)


def lay_out(figure, size: tuple[float, float], titled: bool) -> str:
    """Brings everything to its place for this size, in the ink that it is read in. Returns the title, shown or not."""
    figure.set_size_inches(size)
    title = headline(figure)
    title.set(visible=titled, in_layout=titled)
    ink(figure)
    plain_powers(figure)
    figure.set_layout_engine("constrained")
    figure.get_layout_engine().execute(figure)
    figure.set_layout_engine(None)  # what was laid out is not laid out, nor drawn for that, once more for each file
    return title.get_text()


def headline(figure):
    """The text of the figure's title, at its left edge; the title of a lone panel is the figure's."""
    title = figure.get_suptitle()
    if len(figure.axes) == 1 and not title:
        title = figure.axes[0].get_title("left")
        figure.axes[0].set_title("")
    return figure.suptitle(title, x=EDGE, horizontalalignment="left")


def ink(figure) -> None:
    """Gives axis labels that begin with a dot or a key its color, and text in vermilion the shade that can be read.

    Tick labels have the style's color: to look through them would build all ticks for nothing.
    """
    from matplotlib.axis import Axis
    from matplotlib.colors import to_hex
    from matplotlib.text import Text

    labels = [axis.label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    for label in labels:
        label.set_color({"●": PARAMETER, "⚷": HYPERPARAMETER}.get(label.get_text()[:1], label.get_color()))
    others = [child for axes in figure.axes for child in axes.get_children() if not isinstance(child, Axis)]
    for text in (text for artist in (*labels, *figure.texts, *others) for text in artist.findobj(Text)):
        if to_hex(text.get_color()) == HYPERPARAMETER:
            text.set_color(CHOSEN_TEXT)


def plain_powers(figure) -> None:
    """Labels powers of ten in plain characters: as formulas they took a third of a figure's time to set."""
    from matplotlib.ticker import LogFormatterMathtext

    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        if isinstance(axis.get_major_formatter(), LogFormatterMathtext) and axis.get_transform().base == 10:
            axis.set_major_formatter(lambda value, _: f"10{f'{math.log10(value):.0f}'.translate(RAISED)}")


def check_fit(program: Program, figure) -> None:
    """Raises Problems with the texts that leave the figure; it must have been saved as SVG, which places them."""
    figure.dpi = 72  # as in the SVG
    for text in texts_of(figure):
        if text.get_text().strip() and not within(text.get_window_extent(), figure.bbox):
            width, height = figure.get_size_inches()
            what = f"the text {text.get_text()!r} leaves the figure at {width:g} x {height:g} inches"
            remedy = "Shorten it, break it into lines, or place it elsewhere."
            raise Problems(Problem(program.shown, program.cells["picture"].line, what, remedy))


def texts_of(figure) -> list:
    """Titles, axis labels and annotations; tick labels fit by themselves."""
    from matplotlib.text import Text

    labels = [axis.label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    inside = [child for axes in figure.axes for child in axes.get_children() if isinstance(child, Text)]
    return [text for text in (*figure.texts, *labels, *inside) if text.get_visible()]


def within(inner, outer, slack: float = 1.0) -> bool:
    return (
        inner.x0 >= outer.x0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.y0 >= outer.y0 - slack
        and inner.y1 <= outer.y1 + slack
    )


def saved(figure, format: str, **options) -> bytes:
    """The figure's bytes, without a date or the name of a program in them."""
    undated = {"svg": {"Date": None}, "png": {"Software": None}, "pdf": {"CreationDate": None}}
    buffer = io.BytesIO()
    figure.savefig(buffer, format=format, metadata=undated[format], **options)
    return buffer.getvalue()


def columns_of(program: Program, data: object) -> dict:
    """The columns of the dict `data` as arrays.

    Raises:
        Problems: `data` is no dict of numbers, texts, or one-dimensional rows of them.
    """
    import numpy as np

    line = program.cells["data"].line
    if not isinstance(data, dict) or not data:
        raise Problems(Problem(program.shown, line, "the data cell binds no dict named `data`", "Bind data = {...}."))
    columns = {}
    for name, values in data.items():
        columns[name] = column = np.atleast_1d(np.asarray(values))
        if column.ndim > 1 or column.dtype == object:
            raise Problems(
                Problem(program.shown, line, f"data[{name!r}] is not one-dimensional", "Give one column a key.")
            )
    return columns


def as_csv(columns: dict) -> bytes:
    """A column a key, numbers with six digits; shorter columns end in empty fields."""
    told = [
        [name, *(f"{value:.6g}" if column.dtype.kind == "f" else str(value) for value in column)]
        for name, column in columns.items()
    ]
    height = max(map(len, told))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(zip(*(c + [""] * (height - len(c)) for c in told), strict=True))
    return text.getvalue().encode()


def as_json(columns: dict) -> bytes:
    """The same with all digits, for the explorables."""
    told = {name: column.tolist() for name, column in columns.items()}
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
