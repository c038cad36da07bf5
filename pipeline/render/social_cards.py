"""The picture that a chat or a feed shows beside a link: the page's title, and the site's idea as dot and key."""

import io
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pipeline.content import palette
from pipeline.content.errors import Collector
from pipeline.content.front_matter import front_matter, site_config
from pipeline.content.project import Project

WIDTH, HEIGHT = 1200, 630
MARGIN, PANEL, FOOT = 76, 280, 124
"""Pixels left of the title, of the panel on the right, and of the strip below, which names the site."""
TITLE_WIDTH, TITLE_HEIGHT = WIDTH - PANEL - MARGIN - 40, HEIGHT - FOOT - 80
TITLE_SIZES = (96, 90, 84, 75, 68, 61, 54)
LEADING, CAPITAL = 1.28, 0.73
"""From one line of the title to the next, and the height of a capital, in font sizes."""
SMALL_WORDS = {"a", "an", "and", "for", "in", "is", "it", "of", "or", "the", "to"}
NAVY, DEEP, WHITE, PALE = "#0b2a4a", "#071d35", "#ffffff", "#b9c8da"
FOUND, CHOSEN = palette.PARAMETER.dark, palette.HYPERPARAMETER.dark
OVERSIZE = 4
"""The panel is drawn so many times larger and then reduced, which smooths its circles and lines."""


def card_of(project: Project, page: Path) -> str:
    """The file of a page's card, below docs/: 'generated/cards/labs/01_three_ways.png'."""
    return f"generated/cards/{page.relative_to(project.docs).with_suffix('.png').as_posix()}"


def draw_cards(project: Project) -> dict[str, bytes]:
    """All cards, by path below docs/. Raises BuildError with the titles that are too long for one."""
    cards, problems, site_title = dict[str, bytes](), Collector(), site_config(project).title
    for page in project.sources():
        try:
            cards[card_of(project, page)] = draw_card(front_matter(project, page).title, site_title)
        except ValueError as error:
            problems.add(project.display_path(page), None, str(error), "Shorten it, or a word of it.")
    problems.raise_any()
    return cards


def draw_card(title: str, site_title: str) -> bytes:
    """The card as a PNG of 1200 x 630 pixels.

    Raises:
        ValueError: the title does not fit.
    """
    lines, size = wrap_title(title)
    card = Image.new("RGB", (WIDTH, HEIGHT), NAVY)
    card.paste(panel(), (WIDTH - PANEL, 0))
    draw = ImageDraw.Draw(card)
    for number, line in enumerate(lines):
        baseline = (HEIGHT - FOOT) / 2 + ((number - (len(lines) - 1) / 2) * LEADING + CAPITAL / 2) * size
        draw.text((MARGIN, baseline), line, WHITE, bold(size), anchor="ls")
    draw.text((MARGIN, HEIGHT - FOOT + 50), site_title, PALE, bold(34), anchor="ls")
    buffer = io.BytesIO()
    card.quantize(64, dither=Image.Dither.NONE).save(buffer, "PNG")
    return buffer.getvalue()


def wrap_title(title: str) -> tuple[list[str], int]:
    """The title's lines, and the size at which they fit.

    A line breaks after a colon and not after a word such as "and" if that can be. Then the largest size wins, then few
    lines, then lines of like width.

    Raises:
        ValueError: no size is small enough.
    """
    ways = [
        (size, lines)
        for size in TITLE_SIZES
        for lines in break_lines(title.split(), bold(size), int(TITLE_HEIGHT / (LEADING * size)))
    ]
    if not ways:
        raise ValueError(f"the title '{title}' does not fit the page's card")

    def rank(way: tuple[int, list[str]]) -> tuple[int, int, int, int]:
        size, lines = way
        faults = [": " in line or line.split()[-1] in SMALL_WORDS for line in lines[:-1]] + [": " in lines[-1]]
        return sum(faults) if len(lines) > 1 else 0, -size, len(lines), sum(len(line) ** 2 for line in lines)

    size, lines = min(ways, key=rank)
    return lines, size


def break_lines(words: list[str], font: ImageFont.FreeTypeFont, most: int) -> Iterator[list[str]]:
    """All ways to set the words in at most so many lines, none of them too wide."""
    if not words:
        yield []
    for end in range(1, len(words) + 1 if most else 0):
        line = " ".join(words[:end])
        if font.getlength(line) <= TITLE_WIDTH:
            yield from ([line, *rest] for rest in break_lines(words[end:], font, most - 1))


@cache
def bold(size: int) -> ImageFont.FreeTypeFont:
    """The bold font that matplotlib brings, found without importing matplotlib."""
    file = distribution("matplotlib").locate_file("matplotlib/mpl-data/fonts/ttf/DejaVuSans-Bold.ttf")
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def panel() -> Image.Image:
    """The right side of all cards: a dot for what is found, and a key for what is chosen."""
    image = Image.new("RGB", (PANEL * OVERSIZE, HEIGHT * OVERSIZE), DEEP)
    draw, middle, unit = ImageDraw.Draw(image), PANEL * OVERSIZE / 2, 11 * OVERSIZE
    draw.circle((middle, 130 * OVERSIZE), 62 * OVERSIZE, FOUND)
    for word, baseline, color in (("found", 272, FOUND), ("chosen", 552, CHOSEN)):
        draw.text((middle, baseline * OVERSIZE), word, color, bold(38 * OVERSIZE), anchor="ms")

    def point(x: float, y: float) -> tuple[float, float]:
        return middle + (x - 8.5) * unit, 355 * OVERSIZE + y * unit

    draw.circle(point(5, 5), 5 * unit, outline=CHOSEN, width=2 * unit)
    for left, top, right, bottom in ((9, 4, 17, 6), (11, 6, 13, 8.5), (15, 6, 17, 9.5)):  # the shaft and two teeth
        draw.rectangle((*point(left, top), *point(right, bottom)), CHOSEN)
    return image.reduce(OVERSIZE)
