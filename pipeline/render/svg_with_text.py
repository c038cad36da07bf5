"""A figure as SVG whose text stays text, in the face of the page around it.

matplotlib places each line by the widths of DejaVu Sans, which is wider than most faces that a page may have. So a line
is written from where it is aligned: a label from its middle, a number beside its tick from its end.
"""

import io
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.text import Text

from pipeline.render.figure_style import FACE_SIZE, FACE_WIDTHS, SIGNS

if TYPE_CHECKING:
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

ANCHORS = {"left": ("start", 0.0), "center": ("middle", 0.5), "right": ("end", 1.0)}
"""What SVG calls an alignment, and which place in a line that is."""
POINTS = 72
"""To an inch: a point is the unit of the drawing."""


def svg_with_text(figure: "Figure") -> str:
    """The figure as SVG, as it is laid out."""
    drawing, dpi = io.StringIO(), figure.dpi
    figure.dpi = POINTS
    width, height = (side * POINTS for side in figure.get_size_inches())
    renderer = TextRenderer(width, height, drawing, image_dpi=dpi, metadata={"Date": None})
    for text in figure.findobj(Text):
        text.set_gid(text.get_horizontalalignment() if "\n" in text.get_text() else None)
    figure.draw(renderer)
    renderer.finalize()
    figure.dpi = dpi
    return drawing.getvalue()


class TextRenderer(RendererSVG):
    """Writes each line of a text as an element <text>, and draws the site's sign that it may begin with."""

    alignment = "left"
    """Of the lines that are drawn next: where a text has several, they come without the text that they are of."""

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Opens a group. A text of several lines has its alignment for an id, see svg_with_text()."""
        self.alignment = gid if gid in ANCHORS else "left"
        super().open_group(s)

    def draw_text(
        self,
        gc: "GraphicsContextBase",
        x: float,
        y: float,
        s: str,
        prop: "FontProperties",
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        """Writes one line. Its left end is where matplotlib has placed it, at x and y.

        A line that would leave the drawing in as wide a face as DejaVu Sans has its width written to it.

        Raises:
            ValueError: the line is a formula, which matplotlib sets in a face of its own.
        """
        if ismath:
            raise ValueError(f"a figure holds the formula {s}: write it in plain characters, as x² or 10⁻³")
        anchor, share = ANCHORS[mtext.get_horizontalalignment() if mtext else self.alignment]
        bold = prop.get_weight() == "bold"
        size, ink = prop.get_size_in_points() * FACE_SIZE, to_hex(gc.get_rgb())
        width = self.get_text_width_height_descent(s, prop, False)[0]
        at = width * share
        if s[:1] in SIGNS:
            (outline, sign_width), s = SIGNS[s[0]], s[1:].lstrip()
            width = self.get_text_width_height_descent(s, prop, False)[0]
            at -= (sign_width * size + width * FACE_SIZE * FACE_WIDTHS[bold]) * share
            turned = f" rotate({-angle:g})" if angle else ""
            place = f"translate({x:.6f} {y:.6f}){turned} translate({at:.6f} 0)"
            self.writer.element("path", d=outline, fill=ink, transform=f"{place} scale({size / 100:g} {-size / 100:g})")
            anchor, share, at = "start", 0.0, at + sign_width * size
        x, y = x + at * cos(radians(angle)), y - at * sin(radians(angle))
        looks = {"font-size": f"{size:g}", "fill": ink}
        if bold:
            looks["font-weight"] = "bold"
        if anchor != "start":
            looks["text-anchor"] = anchor
        if angle:
            looks["transform"] = f"rotate({-angle:g} {x:.6f} {y:.6f})"
        before, behind = (self.height - y, y) if angle else (x, self.width - x)
        if width * FACE_SIZE * share > before or width * FACE_SIZE * (1 - share) > behind:
            looks |= {"textLength": f"{width * FACE_SIZE * FACE_WIDTHS[bold]:.1f}", "lengthAdjust": "spacingAndGlyphs"}
        self.writer.element("text", s, x=f"{x:.6f}", y=f"{y:.6f}", attrib=looks)
