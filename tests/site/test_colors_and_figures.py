"""The colors of the palette are written in one place, and figures can be read on every device."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.content import palette
from pipeline.render.figure_style import FACE, KEY, KEY_PATH
from tests.support.built_site import ROOT
from tests.support.colors import contrast

GENERATED = ROOT / "docs" / "generated"
SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_of_the_readme_has_the_colors_of_the_palette():
    drawing = (ROOT / "docs" / "assets" / "idea.svg").read_text("utf-8")
    assert palette.PARAMETER.dark in drawing and palette.HYPERPARAMETER.dark in drawing


def test_no_color_of_the_palette_is_written_in_a_style_sheet_or_template():
    files = [*ROOT.glob("docs/assets/styles/*.css"), *ROOT.glob("docs/explorables/*.*s"), *ROOT.glob("theme/**/*.html")]
    colors = {shade for color in (palette.PARAMETER, palette.HYPERPARAMETER, *palette.PAGE.values()) for shade in color}
    for file in files:
        assert not [color for color in colors - {"#ffffff"} if color in file.read_text("utf-8").lower()], file


PHONE = 328
"""Pixels that a figure has on a phone that is 360 wide."""


def texts(svg: Path) -> list[tuple[str, float]]:
    """The color of each text of a drawing, and the size of its type in pixels on a phone; an exponent is one more."""
    root = ElementTree.parse(svg).getroot()
    pixels = PHONE / float(root.get("width").removesuffix("pt"))
    found = []
    for text in root.iter(f"{SVG}text"):
        size = float(text.get("font-size")) * pixels
        shares = [float(part.get("font-size", "100%").removesuffix("%")) / 100 for part in text.iter(f"{SVG}tspan")]
        found += [(text.get("fill"), size * share) for share in (1, *shares)]
    return found


@pytest.mark.parametrize("name", sorted(file.name for file in GENERATED.glob("*.narrow*.svg")))
def test_the_text_of_figures_can_be_read_on_a_phone(name):
    found = texts(GENERATED / name)
    paper = getattr(palette.PAPER, "dark" if ".dark" in name else "light")
    assert len(found) > 5
    assert min(size for _, size in found) >= 9
    assert all(contrast(color, paper) >= 4.5 for color in {color for color, _ in found})


def test_the_key_in_figures_is_the_key_of_the_site():
    drawn = [file.stem for file in (ROOT / "snippets").glob("*.py") if "⚷" in file.read_text("utf-8")]
    assert len(drawn) > 10
    assert all(f'd="{KEY_PATH}"' in (GENERATED / f"{name}.svg").read_text("utf-8") for name in drawn)


def test_text_in_figures_is_text_in_the_face_of_the_page_and_no_sign_is_missing_in_it():
    [face] = re.findall("--sans: (.*);", (ROOT / "docs" / "assets" / "styles" / "base.css").read_text("utf-8"))
    assert face == FACE
    for file in GENERATED.glob("*.svg"):
        root = ElementTree.parse(file).getroot()
        words = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
        assert root.get("font-family") == FACE and len(words) > 5, file
        assert not re.search(rf"{KEY}|[⁻⁰⁴-⁹]|(?<!\w)-\d", " ".join(words)), file


def test_every_figure_is_headed_by_its_message(site):
    figures = [figure for page in site.pages for figure in page.soup.select("figure:has(picture)")]
    assert len(figures) > 30
    for figure in figures:
        svg = (GENERATED / Path(figure.img["src"]).name).read_text("utf-8")
        assert f"<title>{figure.select_one('.title:not(.when-live)').text}</title>" in svg


def test_every_figure_has_a_drawing_for_phones():
    wide = {file.name.split(".")[0] for file in GENERATED.glob("*.dark.svg")}
    assert wide and wide == {file.name.split(".")[0] for file in GENERATED.glob("*.narrow.svg")}


def test_small_text_is_noticed(tmp_path):
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="328pt">'
        '<text fill="#123456" font-size="10">10<tspan font-size="70%">2</tspan></text></svg>'
    )
    (tmp_path / "a.svg").write_text(drawn)
    assert texts(tmp_path / "a.svg") == [("#123456", pytest.approx(10)), ("#123456", pytest.approx(7))]
