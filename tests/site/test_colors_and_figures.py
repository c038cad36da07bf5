"""The colors of the palette are written in one place, and figures can be read on every device."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.render import style
from pipeline.render.slim import KEY
from tests.support import frame
from tests.support.built_site import ROOT

GENERATED = ROOT / "docs" / "generated"
SVG, HREF = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"


def test_the_picture_of_the_readme_has_the_colors_of_the_palette():
    drawing = (ROOT / "docs" / "assets" / "idea.svg").read_text("utf-8")
    assert palette.PARAMETER.dark in drawing and palette.HYPERPARAMETER.dark in drawing


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


SCHEMES = {
    "light": {frame.PAPER: style.PAPER} | frame.properties("light"),
    "dark": frame.properties("dark"),
}
DRAWN = {
    "light": (style.DATA, style.PARAMETER, style.HYPERPARAMETER, style.VALIDATION, style.PAPER),
    "dark": tuple(
        style.DARK[ink] for ink in (style.DATA, style.PARAMETER, style.HYPERPARAMETER, style.VALIDATION, style.PAPER)
    ),
}


def over(tint: str, paper: str) -> str:
    """A color with an alpha, '#rrggbbaa', laid on paper."""
    share = int(tint[7:], 16) / 255
    mixed = (round(share * int(tint[i : i + 2], 16) + (1 - share) * int(paper[i : i + 2], 16)) for i in (1, 3, 5))
    return f"#{''.join(f'{value:02x}' for value in mixed)}"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["found", "chosen", "quiet"])
def test_text_in_the_two_colors_is_legible(scheme, name):
    colors = SCHEMES[scheme]
    paper = colors[frame.PAPER]
    for ground in (paper, over(colors["found-tint"], paper), over(colors["chosen-tint"], paper)):
        assert contrast(colors[name], ground) >= 4.5


@pytest.mark.parametrize("scheme", DRAWN)
def test_marks_in_figures_stand_out_from_the_paper(scheme):
    *inks, paper = DRAWN[scheme]
    assert all(contrast(ink, paper) >= 3 for ink in inks)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_found_and_chosen_are_told_apart(scheme, sight):
    colors, (_, parameter, hyperparameter, _, _) = SCHEMES[scheme], DRAWN[scheme]
    assert distance(colors["found"], colors["chosen"], SIGHT[sight]) >= APART
    assert distance(parameter, hyperparameter, SIGHT[sight]) >= APART


def test_the_measures_know_what_fails():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.01)  # the well-known gray just below AA
    assert distance("#c23b22", "#5f7a1e", np.eye(3)) >= APART > distance("#c23b22", "#5f7a1e", SIGHT["deuteranopia"])
    for one, other in combinations(SIGHT, 2):
        assert distance("#0072b2", "#d55e00", SIGHT[one]) != distance("#0072b2", "#d55e00", SIGHT[other])


PHONE = 328
"""Pixels that a figure has on a phone that is 360 wide."""
SCALE = re.compile(r"scale\(([\d.]+)")


def texts(svg: Path) -> list[tuple[str, float]]:
    """The color of each letter of a drawing, and the size of its type in pixels on a phone."""
    root = ElementTree.parse(svg).getroot()
    pixels = PHONE / float(root.get("width").removesuffix("pt"))
    found = []
    for text in root.iter(f"{SVG}g"):
        letters = [use for use in text.iter(f"{SVG}use") if use.get(HREF, "").startswith("#") and not use.get("style")]
        if letters and (size := SCALE.search(text.get("transform", ""))):
            color = dict(part.split(":") for part in text.get("style").split(";")).get("fill")
            for letter in letters:
                smaller = SCALE.search(letter.get("transform", ""))
                found.append((color, 100 * float(size[1]) * float(smaller[1] if smaller else 1) * pixels))
    return found


@pytest.mark.parametrize("name", sorted(file.name for file in GENERATED.glob("*.narrow*.svg")))
def test_the_text_of_figures_can_be_read_on_a_phone(name):
    found = texts(GENERATED / name)
    paper = getattr(palette.PAPER, "dark" if ".dark" in name else "light")
    assert len(found) > 10
    assert min(size for _, size in found) >= 9
    assert all(contrast(color, paper) >= 4.5 for color in {color for color, _ in found})


def test_the_key_in_figures_is_the_key_of_the_site():
    drawn = [file.stem for file in (ROOT / "snippets").glob("*.py") if "⚷" in file.read_text("utf-8")]
    assert len(drawn) > 10
    assert all(f'd="{KEY_GLYPH_PATH}"' in (GENERATED / f"{name}.svg").read_text("utf-8") for name in drawn)


def test_every_figure_is_headed_by_its_message(site):
    figures = [figure for page in site.pages for figure in page.soup.select("figure:has(picture)")]
    assert len(figures) > 30
    for figure in figures:
        svg = (GENERATED / Path(figure.img["src"]).name).read_text("utf-8")
        assert f"<title>{figure.find(class_='title').text}</title>" in svg


def test_every_figure_has_a_drawing_for_phones():
    wide = {file.name.split(".")[0] for file in GENERATED.glob("*.dark.svg")}
    assert wide and wide == {file.name.split(".")[0] for file in GENERATED.glob("*.narrow.svg")}


def test_small_text_is_noticed(tmp_path):
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="328pt">'
        '<g style="fill:#123456" transform="translate(1 2) scale(0.1 -0.1)">'
        '<use xlink:href="#41"/><use xlink:href="#42" transform="translate(1 2) scale(0.7)"/></g></svg>'
    )
    (tmp_path / "a.svg").write_text(drawn)
    assert texts(tmp_path / "a.svg") == [("#123456", pytest.approx(10)), ("#123456", pytest.approx(7))]
