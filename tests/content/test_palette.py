"""The colors of the site: legible in both schemes, and the two that carry meaning told apart by everybody."""

import re
from itertools import combinations

import numpy as np
import pytest

from pipeline.content import palette
from pipeline.content.palette import FIGURE_COLORS, PAGE, PAPER, Color, palette_css
from pipeline.render.figure_style import to_dark
from tests.support.colors import SIGHT, contrast, distance, over

SCHEMES = Color._fields
APART = 25
"""In CIELAB; about 2 is the least difference that is seen at all."""
NOT_TEXT = {"paper", "code-paper", "figure-paper", "rule", "parameter-tint", "hyperparameter-tint"}


def in_scheme(color: Color, scheme: str) -> str:
    return getattr(color, scheme)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", sorted(PAGE.keys() - NOT_TEXT))
def test_text_is_legible_on_both_papers(scheme, name):
    for paper in ("paper", "code-paper"):
        assert contrast(in_scheme(PAGE[name], scheme), in_scheme(PAGE[paper], scheme)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["text", "quiet", "link", "accent", "parameter", "hyperparameter"])
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
