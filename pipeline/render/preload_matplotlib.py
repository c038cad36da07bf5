"""Importing this draws one figure, so that processes forked afterwards find all fonts and formats loaded."""

import io

import matplotlib.pyplot as plt

from pipeline.render.figure_style import STYLE

with plt.rc_context(STYLE):
    plt.switch_backend("Agg")
    figure, axes = plt.subplots()
    axes.set_title("● ⚷ Aa")
    for format in ("svg", "pdf", "png"):
        figure.savefig(io.BytesIO(), format=format)
    plt.close(figure)
