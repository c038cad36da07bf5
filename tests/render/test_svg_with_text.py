"""Text in a drawing is text, and stands where it is aligned whatever the face that it is shown in."""

import re
from xml.etree import ElementTree

import pytest

from pipeline.render.figure_style import FACE_SIZE, SIGNS, STYLE
from pipeline.render.minify_svg import SVG
from tests.support.small_project import preload_libraries


@pytest.fixture
def plt():
    preload_libraries()
    import matplotlib.pyplot as plt

    with plt.rc_context(STYLE | {"svg.hashsalt": "a"}):
        yield plt
    plt.close("all")


@pytest.fixture
def drawn(plt):
    """A function that draws a figure and returns the elements of one kind, by their text where they have one."""
    from pipeline.render.svg_with_text import svg_with_text

    def elements(figure, kind="text"):
        found = ElementTree.fromstring(svg_with_text(figure)).iter(f"{{{SVG}}}{kind}")
        return {element.text or element.get("d"): element for element in found}

    return elements


def place(element) -> tuple[float, float]:
    return float(element.get("x")), float(element.get("y"))


@pytest.mark.parametrize(
    ("alignment", "anchor", "x"), [("left", None, 10), ("center", "middle", 10), ("right", "end", 10)]
)
@pytest.mark.parametrize("words", ["one line", "two lines\nof text"])
def test_each_line_is_written_from_where_it_is_aligned(plt, drawn, words, alignment, anchor, x):
    figure = plt.figure(figsize=(1, 1))
    figure.text(10 / 72, 0.5, words, ha=alignment)
    for line in words.splitlines():
        element = drawn(figure)[line]
        assert element.get("text-anchor") == anchor
        assert place(element)[0] == pytest.approx(x, abs=0.6)


def test_the_label_of_the_y_axis_is_turned_about_its_middle(plt, drawn):
    figure, axes = plt.subplots()
    axes.set_ylabel("height")
    label = drawn(figure)["height"]
    x, y = place(label)
    assert label.get("text-anchor") == "middle" and label.get("transform") == f"rotate(-90 {x:.6f} {y:.6f})"
    assert y == pytest.approx(
        figure.get_figheight() * 72 * (1 - axes.get_position().y0 - axes.get_position().height / 2)
    )


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("alignment", ["left", "center", "right"])
def test_a_sign_is_drawn_before_its_words(plt, drawn, sign, alignment):
    outline, width = SIGNS[sign]
    figure = plt.figure(figsize=(4, 1))
    figure.text(0.5, 0.5, f"{sign} rate", ha=alignment, color="C2")
    words, path = drawn(figure)["rate"], drawn(figure, "path")[outline]
    left = sum(map(float, re.findall(r"translate\(([-\d.]+)", path.get("transform"))))
    assert place(words)[0] == pytest.approx(left + width * 10.5 * FACE_SIZE)
    assert path.get("fill") == words.get("fill")
    assert {"left": left == 144, "center": 120 < left < 130, "right": 95 < left < 115}[alignment]


def test_size_and_weight_are_those_of_the_figure_and_the_face_is_not_named(plt, drawn):
    figure = plt.figure()
    figure.text(0, 0, "bold", weight="bold", size=20)
    element = drawn(figure)["bold"]
    assert (element.get("font-size"), element.get("font-weight")) == (f"{20 * FACE_SIZE:g}", "bold")
    assert "style" not in element.attrib and "font-family" not in element.attrib


def test_a_formula_is_refused(plt, drawn):
    figure = plt.figure()
    figure.text(0, 0, "$x^2$")
    with pytest.raises(ValueError, match="plain characters"):
        drawn(figure)


def test_the_same_figure_is_the_same_text(plt):
    from pipeline.render.svg_with_text import svg_with_text

    figure, axes = plt.subplots()
    axes.plot([0, 1], marker="o")
    assert svg_with_text(figure) == svg_with_text(figure)
    assert figure.dpi == plt.rcParams["figure.dpi"]


@pytest.mark.parametrize(("words", "written"), [("short", False), ("● as long as the figure is", True)])
def test_a_line_does_not_leave_the_drawing_in_a_wide_face(plt, drawn, words, written):
    figure = plt.figure(figsize=(1.9, 1))
    figure.text(0.5, 0.5, words, ha="center")
    assert ("textLength" in drawn(figure)[words.removeprefix("● ")].attrib) == written
