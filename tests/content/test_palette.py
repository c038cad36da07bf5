"""The colors of the site: legible in both schemes, and the two that carry meaning told apart by everybody."""

import re
from itertools import combinations

import numpy as np
import pytest

from pipeline.content import palette
from pipeline.content.palette import FIGURE_COLORS, PAGE, PAPER, Color, palette_css
from pipeline.render.figure_style import to_dark

SCHEMES = Color._fields
SIGHT = {
    "three kinds of cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
"""What is left of linear RGB without one kind of cones, by the model of Machado, Oliveira and Fernandes (2009)."""
TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
APART = 25
"""In CIELAB; about 2 is the least difference that is seen at all."""
NOT_TEXT = {"paper", "code-paper", "figure-paper", "rule", "parameter-tint", "hyperparameter-tint"}


def linear(color: str) -> np.ndarray:
    """'#rrggbb' as three shares of light."""
    shares = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2, from 1 to 21."""
    low, high = sorted(float(linear(color) @ TO_XYZ[1]) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(color: str, sight) -> np.ndarray:
    x, y, z = np.array(TO_XYZ) @ np.clip(np.array(sight) @ linear(color), 0, 1) / (np.array(TO_XYZ) @ np.ones(3))
    f = [np.cbrt(v) if v > (6 / 29) ** 3 else v * (29 / 6) ** 2 / 3 + 4 / 29 for v in (x, y, z)]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, sight) -> float:
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def over(tint: str, paper: str) -> str:
    """A color with an alpha, '#rrggbbaa', laid on paper."""
    share = int(tint[7:], 16) / 255
    mixed = (round(share * int(tint[i : i + 2], 16) + (1 - share) * int(paper[i : i + 2], 16)) for i in (1, 3, 5))
    return f"#{''.join(f'{value:02x}' for value in mixed)}"


def in_scheme(color: Color, scheme: str) -> str:
    return getattr(color, scheme)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", sorted(PAGE.keys() - NOT_TEXT))
def test_text_is_legible_on_both_papers(scheme, name):
    for paper in ("paper", "code-paper"):
        assert contrast(in_scheme(PAGE[name], scheme), in_scheme(PAGE[paper], scheme)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["text", "quiet", "parameter", "hyperparameter"])
def test_text_is_legible_on_the_two_tints(scheme, name):
    for tint in ("parameter-tint", "hyperparameter-tint"):
        ground = over(in_scheme(PAGE[tint], scheme), in_scheme(PAPER, scheme))
        assert contrast(in_scheme(PAGE[name], scheme), ground) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_in_figures_stand_out_from_the_paper_and_their_text_is_legible(scheme):
    paper = in_scheme(PAPER, scheme)
    inks = (palette.DATA, palette.PARAMETER, palette.HYPERPARAMETER, palette.VALIDATION)
    assert all(contrast(in_scheme(ink, scheme), paper) >= 3 for ink in inks)
    texts = (palette.INK, palette.QUIET, palette.PARAMETER, palette.HYPERPARAMETER_TEXT)
    assert all(contrast(in_scheme(ink, scheme), paper) >= 4.5 for ink in texts)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_found_and_chosen_are_told_apart(scheme, sight):
    pairs = [
        (palette.PARAMETER, palette.HYPERPARAMETER),
        (palette.PARAMETER_TEXT, palette.HYPERPARAMETER_TEXT),
        (PAGE["parameter"], PAGE["hyperparameter"]),
    ]
    for pair in pairs:
        assert distance(*(in_scheme(color, scheme) for color in pair), SIGHT[sight]) >= APART


def test_the_measures_know_what_fails():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.01)  # the well-known gray just below AA
    assert distance("#c23b22", "#5f7a1e", np.eye(3)) >= APART > distance("#c23b22", "#5f7a1e", SIGHT["deuteranopia"])
    for one, other in combinations(SIGHT, 2):
        assert distance("#0072b2", "#d55e00", SIGHT[one]) != distance("#0072b2", "#d55e00", SIGHT[other])


def test_a_drawing_in_the_dark_scheme_has_the_dark_color_of_each_light_one():
    lights, darks = zip(*FIGURE_COLORS, strict=True)
    assert to_dark(" ".join(lights)) == " ".join(darks), "no color is changed twice"


def test_the_style_sheet_has_all_properties_in_both_schemes_and_paper_has_the_light_one():
    css = palette_css()
    light, dark = re.fullmatch(r":root\{(.*?)\}\n@media screen\{\[data-scheme=dark\]\{(.*?)\}\}\n", css).groups()
    for scheme, block in (("light", light), ("dark", dark)):
        properties = dict(part.split(":") for part in block.strip(";").split(";"))
        assert properties.pop("color-scheme") == scheme
        assert properties == {f"--{name}": in_scheme(color, scheme) for name, color in PAGE.items()}
