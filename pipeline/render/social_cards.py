"""The picture that a chat or a feed shows beside a link: the page's title, and the site's idea as a dot and a key."""

import io
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

from pipeline.content.errors import Collector
from pipeline.content.front_matter import front_matter, site_config
from pipeline.content.project import Project

WIDTH, HEIGHT = 1200, 630
MARGIN, PANEL, FOOT = 76, 280, 124
"""Pixels left of the title, of the panel on the right, and of the strip below that names the site."""
TITLE_WIDTH, TITLE_HEIGHT = WIDTH - PANEL - MARGIN - 50, HEIGHT - FOOT - 80
SIZES = (104, 92, 82, 74, 66, 58)
LEADING, CAP = 1.18, 0.73
"""From one line of the title to the next, and the height of a capital, in font sizes."""
SMALL = {"a", "an", "and", "for", "in", "is", "it", "of", "or", "the", "to"}
NARROW, SPACE = 0.92, 0.32
"""DejaVu Sans is made a little narrower, as its condensed cut is; a space between its words, in font sizes."""
NAVY, DEEP, WHITE, PALE, FOUND, CHOSEN = "#0b2a4a", "#071d35", "#ffffff", "#b9c8da", "#5ab4ea", "#ff9557"
EDGES = ((NAVY, WHITE), (NAVY, PALE), (NAVY, DEEP), (DEEP, FOUND), (DEEP, CHOSEN))
"""Which inks meet on a card: between each two the palette has steps."""
STEPS = 12


def card_of(project: Project, page: Path) -> str:
    """The file of a page's card, below docs/: 'generated/cards/labs/01_three_ways.png'."""
    return f"generated/cards/{page.relative_to(project.docs).with_suffix('.png').as_posix()}"


def draw_cards(project: Project) -> dict[str, bytes]:
    """All cards, by path below docs/. Raises BuildError with the titles that are too long for one."""
    cards, problems, site = {}, Collector(), site_config(project).title
    for page in project.sources():
        title = front_matter(project, page).title
        lines, size = broken(title)
        if lines:
            cards[card_of(project, page)] = drawn(lines, size, site)
        else:
            message = f"the title '{title}' does not fit the page's card"
            problems.add(project.display_path(page), None, message, "Shorten it, or a word of it.")
    problems.raise_any()
    return cards


def broken(title: str) -> tuple[list[str], int]:
    """The title in lines and the size at which they fit; no lines where none does.

    No line ends in a word such as "and" if that can be; then the largest size wins, few lines, lines of like width.
    """
    ways = [
        (dangling(lines), -size, number, sum(width(line) ** 2 for line in lines), lines)
        for size in SIZES
        for number in range(1, int(TITLE_HEIGHT / (LEADING * size)) + 1)
        for lines in partitions(title.split(), number)
        if max(map(width, lines)) * size <= TITLE_WIDTH
    ]
    _, size, _, _, lines = min(ways, default=(0, 0, 0, 0, []))
    return lines, -size


def partitions(words: list[str], number: int) -> Iterator[list[str]]:
    """All ways to set the words in that many lines; a colon ends a line if there are several."""
    colons = {place for place, word in enumerate(words[:-1], 1) if word.endswith(":")} if number > 1 else set()
    for breaks in combinations(range(1, len(words)), number - 1):
        if colons <= set(breaks):
            yield [" ".join(words[start:end]) for start, end in pairwise((0, *breaks, len(words)))]


def dangling(lines: list[str]) -> int:
    return sum(line.split()[-1] in SMALL for line in lines[:-1])


def width(line: str) -> float:
    """How wide a line is at size 1."""
    return sum(map(word_width, line.split())) + line.count(" ") * SPACE


@cache
def word_width(word: str) -> float:
    return letters(word, 0, 0, 100).vertices[:, 0].max() / 100


def letters(text: str, x: float, y: float, size: float):
    """The outlines of a text in bold, its first baseline beginning at (x, y)."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath
    from matplotlib.transforms import Affine2D

    bold = FontProperties(family="DejaVu Sans", weight="bold")
    return TextPath((0, 0), text, size=size, prop=bold).transformed(Affine2D().scale(NARROW, 1).translate(x, y))


def drawn(lines: list[str], size: int, site: str) -> bytes:
    """The card as a PNG. The title stands in the middle of what the site's name leaves free."""
    axes, empty = sheet(site)
    canvas = axes.figure.canvas
    canvas.restore_region(empty)
    top = (HEIGHT + FOOT) / 2 + (len(lines) - 1) * LEADING * size / 2
    for number, line in enumerate(lines):
        axes.draw_artist(inked(letters(line, MARGIN, top - (number * LEADING + CAP / 2) * size, size), WHITE))
    return png(canvas)


@cache
def sheet(site: str):
    """The axes, in pixels, of an empty card with the site's name and idea on it, and a copy of its pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import Circle, Rectangle

    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=NAVY)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, HEIGHT))
    axes.axis("off")
    middle = WIDTH - PANEL / 2
    marks = [
        Rectangle((WIDTH - PANEL, 0), PANEL, HEIGHT, color=DEEP, linewidth=0),
        inked(letters(site, MARGIN, FOOT - 50, 36), PALE),
        Circle((middle, 500), 62, color=FOUND, linewidth=0),
        inked(centered("found", middle, 358, 40), FOUND),
        *key(middle - 84, 300, 11, CHOSEN),
        inked(centered("chosen", middle, 78, 40), CHOSEN),
    ]
    for mark in marks:
        axes.add_artist(mark)
    canvas.draw()
    return axes, canvas.copy_from_bbox(figure.bbox)


def inked(path, color: str):
    from matplotlib.patches import PathPatch

    return PathPatch(path, facecolor=color, linewidth=0)


def centered(text: str, x: float, y: float, size: float):
    return letters(text, x - width(text) * size / 2, y, size)


def key(left: float, top: float, unit: float, color: str) -> list:
    """The key of docs/assets/site.css: a ring, a shaft and a bit, in a square of 16 units, two of them thick."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle

    thick = 2 * unit * 72 / 100
    ring = Circle((left + 5 * unit, top - 5 * unit), 3.2 * unit, fill=False, edgecolor=color, linewidth=thick)
    strokes = (((7.4, 7.4), (13.4, 13.4)), ((10.4, 10.4), (12.4, 8.4)))
    return [ring] + [
        Line2D(
            [left + x * unit for x, _ in stroke],
            [top - y * unit for _, y in stroke],
            color=color,
            linewidth=thick,
            solid_capstyle="round",
        )
        for stroke in strokes
    ]


def png(canvas) -> bytes:
    """The canvas in the colors of the palette."""
    from PIL import Image

    picture = Image.frombuffer("RGBA", (WIDTH, HEIGHT), canvas.buffer_rgba()).convert("RGB")
    buffer = io.BytesIO()
    picture.quantize(palette=palette(), dither=Image.Dither.NONE).save(buffer, "PNG")
    return buffer.getvalue()


@cache
def palette():
    """The inks, and steps between each two that meet."""
    from matplotlib.colors import to_rgb
    from PIL import Image

    colors = [
        tuple(
            round(255 * (start + (end - start) * step / STEPS)) for start, end in zip(*map(to_rgb, pair), strict=True)
        )
        for pair in EDGES
        for step in range(STEPS + 1)
    ]
    image = Image.new("P", (1, 1))
    image.putpalette([value for color in dict.fromkeys(colors) for value in color])
    return image
