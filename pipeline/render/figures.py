"""From the open figure to files: SVG in two schemes and two widths, PNG and PDF for slides, CSV of its numbers."""

import csv
import io
import textwrap
import warnings

from pipeline.problems import Problem, Problems
from pipeline.render.programs import Program
from pipeline.render.slim import slim
from pipeline.render.style import CYCLE, NARROW, PAPER, STYLE, WIDE, to_dark


def draw(program: Program, picture, namespace: dict) -> dict[str, bytes]:
    """Runs the compiled `picture` cell once for each width and returns the figure's files by suffix."""
    files = {}
    for suffix, size in (("", WIDE), (".narrow", NARROW)):
        figure = open_figure(program, picture, dict(namespace), size)
        light = slim(saved(figure, "svg").decode())
        check_fit(program, figure)
        files[f"{suffix}.svg"] = light.encode()
        files[f"{suffix}.dark.svg"] = to_dark(light).encode()
        if size is WIDE:
            files[".png"] = saved(figure, "png", dpi=1600 / WIDE[0], facecolor=PAPER)
            files[".pdf"] = saved(figure, "pdf", facecolor=PAPER)
    return files


def open_figure(program: Program, picture, namespace: dict, size: tuple[float, float]):
    """The one figure that the cell draws, in the site's style.

    Raises:
        Problems: the cell opens no figure, or several.
    """
    import matplotlib.pyplot as plt

    plt.switch_backend("Agg")
    warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")  # as plt.show() says where a screen is
    plt.close("all")
    plt.rcdefaults()
    plt.rcParams.update(STYLE)
    plt.rcParams.update(
        {
            "figure.figsize": size,
            "svg.hashsalt": program.name,
            "axes.prop_cycle": plt.cycler(color=CYCLE),
        }
    )
    exec(picture, namespace)
    line, numbers = program.cells["picture"].line, plt.get_fignums()
    if len(numbers) != 1:
        raise Problems(
            Problem(program.shown, line, f"the picture cell leaves {len(numbers)} figures open", "Draw exactly one.")
        )
    figure = plt.figure(numbers[0])
    if size is NARROW:
        wrap_titles(figure)
    figure.get_layout_engine().execute(figure)
    plt.rcParams["figure.constrained_layout.use"] = False
    figure.set_layout_engine(None)  # what was laid out is not laid out again for each file
    return figure


def check_fit(program: Program, figure) -> None:
    """Raises Problems with the texts that leave the figure; it must have been saved as SVG, which places them."""
    figure.dpi = 72  # as in the SVG
    for text in texts_of(figure):
        if text.get_text().strip() and not within(text.get_window_extent(), figure.bbox):
            width, height = figure.get_size_inches()
            what = f"the text {text.get_text()!r} leaves the figure at {width:g} x {height:g} inches"
            remedy = "Shorten it, break it into lines, or place it elsewhere."
            raise Problems(Problem(program.shown, program.cells["picture"].line, what, remedy))


def wrap_titles(figure, characters: int = 30) -> None:
    """Breaks the left title of a lone panel into lines that a phone can hold."""
    if len(figure.axes) == 1:
        (axes,) = figure.axes
        axes.set_title("\n".join(textwrap.wrap(axes.get_title("left"), characters)))


def texts_of(figure) -> list:
    """Titles, axis labels and annotations; tick labels fit by themselves."""
    from matplotlib.text import Text

    labels = [axis.label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    inside = [child for axes in figure.axes for child in axes.get_children() if isinstance(child, Text)]
    return [*figure.texts, *labels, *inside]


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


def table_of(program: Program, data: object) -> bytes:
    """The dict `data` as CSV, a column a key; shorter columns end in empty fields.

    Raises:
        Problems: `data` is no dict of numbers, texts, or one-dimensional rows of them.
    """
    import numpy as np

    line = program.cells["data"].line
    if not isinstance(data, dict) or not data:
        raise Problems(Problem(program.shown, line, "the data cell binds no dict named `data`", "Bind data = {...}."))
    columns = []
    for name, values in data.items():
        column = np.atleast_1d(np.asarray(values))
        if column.ndim > 1 or column.dtype == object:
            raise Problems(
                Problem(program.shown, line, f"data[{name!r}] is not one-dimensional", "Give one column a key.")
            )
        columns.append([name, *(f"{v:.6g}" if column.dtype.kind == "f" else str(v) for v in column)])
    height = max(map(len, columns))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(zip(*(c + [""] * (height - len(c)) for c in columns), strict=True))
    return text.getvalue().encode()
