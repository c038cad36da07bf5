"""Each figure as a slide of its own: a picture of 16:9 with its title, and a line that credits it."""

import io
import json
from functools import cache
from importlib.metadata import distribution
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from pipeline.content import palette
from pipeline.content.front_matter import site_config
from pipeline.content.licenses import CONTENT
from pipeline.content.project import Project
from pipeline.content.shown_figures import shown_figures
from pipeline.render.slides.content import svg_title

WIDTH, HEIGHT = 1920, 1080
MARGIN = 64
TITLE_BASE, FIGURE_TOP, CREDIT_BASE = 92, 118, HEIGHT - 26
"""Pixels from the top to the line that the title stands on, to the figure, and to the line of the credit."""
TITLE_SIZES, CREDIT_SIZE = (60, 54, 48, 42, 36, 30), 22
OWN_TITLE = 0.06
"""The share of the height of a figure's PNG that its own title takes; the slide has a larger one in its place."""
COLORS = 64
ALTS = "figures.json"
"""What pages say of each figure, below docs/generated/: a slide reads this and not all the pages."""


def catalog(project: Project) -> dict[str, bytes]:
    """The page that shows each figure and its alt text, by the name of the figure, as JSON."""
    told = {
        name: {"page": shown.page.relative_to(project.docs).as_posix(), "alt": shown.alt}
        for name, shown in shown_figures(project).items()
    }
    return {f"generated/{ALTS}": (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()}


def build(project: Project, address: str, name: str) -> dict[str, bytes]:
    """The slide of a figure, by its path below docs/; none where no page shows it, or where it could not be drawn."""
    told: dict[str, Any] = json.loads(project.files.read_text(project.generated / ALTS))
    if name not in told or not project.files.exists(project.generated / f"{name}.png"):
        return {}
    title = svg_title(project.files.read_text(project.generated / f"{name}.svg"))
    site = site_config(project)
    stop = "" if site.title.endswith(("?", "!", ".")) else "."
    credit = f"{site.author}, {site.title}{stop} Version {project.version}. {CONTENT}. {address.partition('://')[2].rstrip('/')}"
    picture = project.files.read_bytes(project.generated / f"{name}.png")
    return {f"generated/{name}.slide.png": slide(picture, title, credit, told[name]["alt"])}


def slide(picture: bytes, title: str, credit: str, alt: str) -> bytes:
    """The slide as a PNG of 1920 x 1080 pixels without transparency, from a figure's PNG of 16:9."""
    figure = Image.open(io.BytesIO(picture)).convert("RGB")
    figure = figure.crop((0, round(figure.height * OWN_TITLE), figure.width, figure.height))
    room = (WIDTH - 2 * MARGIN, CREDIT_BASE - CREDIT_SIZE - 12 - FIGURE_TOP)
    scale = min(room[0] / figure.width, room[1] / figure.height)
    figure = figure.resize((round(figure.width * scale), round(figure.height * scale)), Image.Resampling.LANCZOS)
    page = Image.new("RGB", (WIDTH, HEIGHT), palette.PAPER.light)
    page.paste(figure, ((WIDTH - figure.width) // 2, FIGURE_TOP))
    draw = ImageDraw.Draw(page)
    draw.text((MARGIN, TITLE_BASE), title, palette.INK.light, title_font(title), anchor="ls")
    draw.text((MARGIN, CREDIT_BASE), credit, palette.QUIET.light, font("DejaVuSans", CREDIT_SIZE), anchor="ls")
    return as_png(page, title, credit, alt)


def as_png(page: Image.Image, title: str, credit: str, alt: str) -> bytes:
    """With few colors, which a drawing needs, and with its words inside."""
    words = PngInfo()
    for key, text in {"Title": title, "Description": alt, "Copyright": credit}.items():
        words.add_itxt(key, text, lang="en")
    buffer = io.BytesIO()
    reduced = page.quantize(COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    reduced.save(buffer, "PNG", compress_level=9, pnginfo=words)
    return buffer.getvalue()


def title_font(title: str) -> ImageFont.FreeTypeFont:
    """The largest size in which the title fits on a line."""
    fonts = [font("DejaVuSans-Bold", size) for size in TITLE_SIZES]
    return next((one for one in fonts if one.getlength(title) <= WIDTH - 2 * MARGIN), fonts[-1])


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font that matplotlib brings, found without importing matplotlib."""
    file = distribution("matplotlib").locate_file(f"matplotlib/mpl-data/fonts/ttf/{name}.ttf")
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)
