"""Importing this draws one figure, so that processes forked afterwards find all fonts and formats loaded."""

import io

import matplotlib.pyplot as plt

from pipeline.render.figure_style import STYLE
from pipeline.render.svg_with_text import svg_with_text

with plt.rc_context(STYLE):
    plt.switch_backend("Agg")
    figure, axes = plt.subplots()
    axes.set_title("● ⚷ Aa")
    for format in ("pdf", "png"):
        figure.savefig(io.BytesIO(), format=format)
    svg_with_text(figure)
    plt.close(figure)
