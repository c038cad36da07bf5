"""Figures have one style, a title that the page prints, and files for every use."""

import io
import json
import re
import warnings
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from pipeline.render import figures
from pipeline.render.figure_style import HYPERPARAMETER, HYPERPARAMETER_TEXT, INK, NARROW, PARAMETER, QUIET, STYLE, WIDE
from pipeline.render.snippets import read_snippet
from tests.support.small_project import SNIPPET, preload_libraries, run_snippets

PANELS = """\
import matplotlib.pyplot as plt

figure, (one, other) = plt.subplots(1, 2)
one.plot([0, 1], color="C2")
figure.suptitle("Two panels")
one.set_title("Left")
other.set_title("Right")
plt.show()
"""


@pytest.fixture(scope="module")
def drawn() -> dict[str, dict[str, bytes]]:
    """The files of two snippets: one panel with a title, two panels under one."""
    two = f'"""Two."""\n\n# %% numbers\nprint(2)\n\n# %% picture\n{PANELS}'
    made, problems = run_snippets({"adds": SNIPPET, "panels": two})
    assert problems == []
    return made


@pytest.fixture
def plt():
    preload_libraries()
    import matplotlib.pyplot as plt

    with plt.rc_context(STYLE):
        yield plt
    plt.close("all")


def svg_of(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content.decode())


@pytest.mark.parametrize(("name", "title"), [("adds", "A line"), ("panels", "Two panels")])
def test_each_drawing_is_named_by_its_message(drawn, name, title):
    for suffix in (".svg", ".dark.svg", ".narrow.svg", ".narrow.dark.svg"):
        assert svg_of(drawn[name][suffix])[0].text == title


def test_drawings_have_two_widths_and_two_schemes(drawn):
    sizes = {
        suffix: (svg_of(content).get("width"), svg_of(content).get("height"))
        for suffix, content in drawn["adds"].items()
        if suffix.endswith(".svg")
    }
    wide, narrow = (tuple(f"{72 * side:g}pt" for side in size) for size in (WIDE, NARROW))
    assert sizes == {".svg": wide, ".dark.svg": wide, ".narrow.svg": narrow, ".narrow.dark.svg": narrow}
    assert b"#0072b2" in drawn["adds"][".svg"] and b"#0072b2" not in drawn["adds"][".dark.svg"]


def test_slides_get_a_picture_of_1600_pixels_on_paper_with_its_title(drawn):
    picture = Image.open(io.BytesIO(drawn["adds"][".png"])).convert("RGB")
    assert picture.size == (1600, 900)
    strip = np.asarray(picture)[5:60]
    assert (strip[:, -200:] == 255).all() and (strip[:, :400] < 100).any(), "the title is at the left"


def test_files_tell_nothing_of_when_and_with_what_they_were_made(drawn):
    for suffix, content in drawn["adds"].items():
        assert not re.search(rb"matplotlib|\b20\d\d-\d\d-\d\d", content) or suffix == ".pdf"
    assert b"/CreationDate" not in drawn["adds"][".pdf"]


@pytest.mark.parametrize("titled", [True, False])
def test_the_title_of_a_lone_panel_is_that_of_the_figure_at_its_left_edge(plt, titled):
    figure, axes = plt.subplots()
    axes.set_title("Message")
    assert figures.lay_out(figure, WIDE, titled) == "Message"
    [title] = figure.texts
    assert (title.get_text(), title.get_visible(), title.get_ha(), axes.get_title("left")) == (
        "Message",
        titled,
        "left",
        "",
    )
    assert title.get_position()[0] == figures.EDGE


def test_panels_keep_their_titles_below_that_of_the_figure(plt):
    figure, axes = plt.subplots(1, 2)
    figure.suptitle("Message")
    axes[0].set_title("Left")
    assert figures.lay_out(figure, NARROW, titled=True) == "Message"
    assert axes[0].get_title("left") == "Left"


def test_labels_and_texts_have_the_color_of_what_they_name(plt):
    figure, (one, other) = plt.subplots(1, 2)
    one.set(xlabel="● slope", ylabel="⚷ rate")
    other.set(xlabel="step")
    found, chosen = one.text(0, 0, "found", color=PARAMETER), one.text(0, 1, "chosen", color=HYPERPARAMETER)
    one.plot([0, 1], color=HYPERPARAMETER, label="rate")
    legend = one.legend(labelcolor="linecolor").get_texts()[0]
    figures.lay_out(figure, WIDE, titled=False)
    texts = (one.xaxis.label, one.yaxis.label, other.xaxis.label, found, chosen, legend)
    colors = [text.get_color() for text in texts]
    assert colors == [PARAMETER, HYPERPARAMETER_TEXT, QUIET, PARAMETER, HYPERPARAMETER_TEXT, HYPERPARAMETER_TEXT]
    assert one.lines[0].get_color() == HYPERPARAMETER, "a line keeps the stronger ink"
    assert one.title.get_color() == INK


def test_powers_of_ten_are_labeled_in_plain_characters(plt):
    figure, axes = plt.subplots()
    axes.set_xscale("log")
    axes.set_yscale("log", base=2)
    axes.set_xlim(1e-3, 100)
    axes.set_ylim(1, 8)
    figures.lay_out(figure, WIDE, titled=False)
    assert {"10⁻³", "10⁰", "10²"} <= {label.get_text() for label in axes.get_xticklabels()}
    assert "2¹" in {label.get_text() for label in axes.get_yticklabels()}


def test_powers_between_those_of_ten_are_plain_too(plt):
    figure, axes = plt.subplots()
    axes.semilogy([0, 1], [0.05, 0.3])
    figures.lay_out(figure, WIDE, titled=False)
    assert "6×10⁻²" in {label.get_text() for label in axes.get_yticklabels(minor=True)}


def test_minus_signs_are_true_ones_wherever_a_cell_writes_a_number(plt):
    figure, axes = plt.subplots()
    axes.set_xticks([0, 1], ["-100", "x-1"])
    axes.set_yticks([0, 1], [5, -5])
    text = axes.text(0, 0, "c = -0.13, f(-2), 1-2")
    axes.plot([0, 1], label="-.5")
    axes.legend()
    figures.lay_out(figure, WIDE, titled=False)
    figures.lay_out(figure, NARROW, titled=True)
    assert text.get_text() == "c = −0.13, f(−2), 1-2" and axes.get_legend().get_texts()[0].get_text() == "−.5"
    assert [label.get_text() for label in axes.get_xticklabels()] == ["−100", "x-1"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["5", "−5"]


def test_a_drawing_warns_of_nothing(plt):
    figure, axes = plt.subplots()
    axes.set(title="● ⚷", xlabel="Ä")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figures.figure_to_svg(figure, NARROW)


def test_columns_are_rows_of_numbers_or_texts_or_single_values():
    snippet = read_snippet(Path("adds.py"), "snippets/adds.py", SNIPPET)
    data = {"x": np.array([1.0, 2.5e-7, 1 / 3]), "n": [1, 20000], "name": ["a,b"], "one": 5}
    columns = figures.columns_of(snippet, data)
    assert figures.as_csv(columns).decode() == 'x,n,name,one\n1,1,"a,b",5\n2.5e-07,20000,,\n0.333333,,,\n'
    assert json.loads(figures.as_json(columns)) == {
        "x": [1.0, 2.5e-7, 1 / 3],
        "n": [1, 20000],
        "name": ["a,b"],
        "one": [5],
    }
