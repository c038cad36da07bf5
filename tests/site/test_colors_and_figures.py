"""The colors of the palette are written in one place, and figures can be read on every device."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.content import palette
from pipeline.render.minify_svg import KEY_GLYPH_PATH
from tests.support.built_site import ROOT
from tests.support.colors import contrast

GENERATED = ROOT / "docs" / "generated"
SVG, HREF = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"


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
