"""The picture beside a shared link: it shows the whole title, where and as large as there is room."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from pipeline.render.social_cards import TITLE_SIZES, TITLE_WIDTH, bold, draw_card, wrap_title

ROOT = Path(__file__).parents[2]
NAVY, DEEP, WHITE, PALE, FOUND, CHOSEN = (
    (11, 42, 74),
    (7, 29, 53),
    (255, 255, 255),
    (185, 200, 218),
    (90, 180, 234),
    (255, 149, 87),
)


def opened(title: str, site_title: str = "A site") -> Image.Image:
    return Image.open(io.BytesIO(draw_card(title, site_title)))


def box_of(image: Image.Image, color: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """The smallest box that holds all pixels of a color."""
    pixels = image.convert("RGB")
    mask = Image.new("1", pixels.size)
    mask.putdata([pixel == color for pixel in pixels.get_flattened_data()])
    return mask.getbbox()


def test_a_card_has_the_size_that_previews_expect_and_few_bytes():
    card = draw_card("Lab 2: overfitting, early stopping and regularization", "Parameter or Hyperparameter?")
    image = Image.open(io.BytesIO(card))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert len(card) < 30_000


def test_title_left_dot_and_key_right_site_below():
    image = opened("Hard cases: networks")
    assert {image.convert("RGB").getpixel(place) for place in ((5, 5), (915, 625))} == {NAVY}
    assert image.convert("RGB").getpixel((1195, 5)) == DEEP
    title, site, dot, key = (box_of(image, color) for color in (WHITE, PALE, FOUND, CHOSEN))
    assert 76 <= title[0] < 90 and title[2] <= 76 + TITLE_WIDTH and site[0] < 90
    assert title[3] < site[1] < site[3] < 630
    assert min(dot[0], key[0]) > 920 and dot[3] < key[1] and max(dot[2], key[2]) < 1200
    for box in (dot, key):
        assert abs((box[0] + box[2]) / 2 - 1060) < 3, "in the middle of the panel"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Claims", ["Claims"]),
        ("Hard cases: networks", ["Hard cases:", "networks"]),
        ("Is it a parameter or a hyperparameter?", ["Is it a parameter", "or a hyperparameter?"]),
        ("Lab 2: overfitting and early stopping", ["Lab 2:", "overfitting", "and early stopping"]),
    ],
)
def test_a_title_is_broken_where_a_reader_would(title, lines):
    wrapped, size = wrap_title(title)
    assert wrapped == lines
    assert max(bold(size).getlength(line) for line in lines) <= TITLE_WIDTH


def test_a_short_title_is_as_large_as_can_be_and_a_long_one_is_smaller():
    assert wrap_title("Claims")[1] == TITLE_SIZES[0]
    assert wrap_title("Is it a parameter or a hyperparameter?")[1] < TITLE_SIZES[0]


@pytest.mark.parametrize("title", ["Hyper" * 9, "Word after word " * 12])
def test_a_title_that_does_not_fit_is_an_error(title):
    with pytest.raises(ValueError, match="does not fit the page's card"):
        draw_card(title, "A site")


def test_the_same_titles_make_the_same_card_and_others_another():
    card = draw_card("One", "A site")
    assert draw_card("Two", "A site") != card != draw_card("One", "Another site")
    assert draw_card("One", "A site") == card


def test_cards_are_drawn_without_importing_matplotlib():
    program = "import sys; from pipeline.render.social_cards import draw_card; draw_card('One', 'A site')"
    program += "; print('matplotlib' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
