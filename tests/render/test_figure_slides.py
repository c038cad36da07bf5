"""A figure's slide: 16:9, opaque, with its title, its source and its words."""

import io
import json

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.content.project import Project
from pipeline.render import figure_slides
from pipeline.render.figure_slides import CREDIT_BASE, FIGURE_TOP, HEIGHT, MARGIN, WIDTH
from tests.support.small_project import add

TITLE, CREDIT, ALT = "A line — a title", "The authors, Small. CC BY 4.0. example.org", "A straight line rises."


@pytest.fixture(scope="module")
def drawn() -> bytes:
    """A figure of 16:9 that is transparent nowhere, with a title in black and a square in blue."""
    picture = Image.new("RGBA", (1600, 900), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 800, 40), "black")
    draw.rectangle((700, 400, 900, 600), "#0072b2")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def made(drawn) -> bytes:
    return figure_slides.slide(drawn, TITLE, CREDIT, ALT)


def test_it_is_opaque_and_of_the_size_of_a_projector(made):
    slide = Image.open(io.BytesIO(made))
    assert slide.size == (WIDTH, HEIGHT) == (1920, 1080)
    assert "transparency" not in slide.info and slide.convert("RGBA").getextrema()[3] == (255, 255)
    assert slide.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


def test_title_and_credit_are_drawn_and_the_figures_own_title_is_not(made):
    ink = np.asarray(Image.open(io.BytesIO(made)).convert("L")) < 128
    rows = np.flatnonzero(ink.any(axis=1))
    columns = np.flatnonzero(ink.any(axis=0))
    assert rows[0] < FIGURE_TOP and rows[-1] > CREDIT_BASE - 22 and columns[0] >= MARGIN
    assert not ink[FIGURE_TOP : FIGURE_TOP + 100].any()


def test_the_figure_is_large(made):
    slide = np.asarray(Image.open(io.BytesIO(made)).convert("RGB")).astype(int)
    blue = np.argwhere(np.abs(slide - (0, 114, 178)).sum(axis=2) < 30)
    (top, left), (bottom, right) = blue.min(axis=0), blue.max(axis=0)
    assert (right - left) / 200 == pytest.approx((bottom - top) / 200, rel=0.02)
    assert (right - left) / 200 >= 1.05


def test_its_words_are_inside(made):
    assert Image.open(io.BytesIO(made)).text == {"Title": TITLE, "Description": ALT, "Copyright": CREDIT}


def test_it_is_the_same_bytes_each_time(drawn, made):
    assert figure_slides.slide(drawn, TITLE, CREDIT, ALT) == made


def test_a_longer_title_is_set_smaller_and_fits():
    short, long = figure_slides.title_font("A line"), figure_slides.title_font("A line " * 9)
    assert long.size < short.size and long.getlength("A line " * 9) <= WIDTH - 2 * MARGIN


def test_a_figure_has_the_alt_text_of_its_page_and_none_without_a_page(tmp_path, drawn):
    project = Project(tmp_path)
    add(project, "site.yml", "title: Small\nauthor: The authors\n")
    add(project, "pyproject.toml", '[project]\nversion = "0.1"\n')
    add(project, "docs/page.md", f"![{ALT}](/generated/line.svg)\n")
    for name, content in figure_slides.catalog(project).items():
        add(project, f"docs/{name}", content.decode())
    for name in ("line", "other"):
        add(project, f"docs/generated/{name}.svg", "<svg><title>A &lt; B</title></svg>")
        (project.generated / f"{name}.png").write_bytes(drawn)
    made = figure_slides.build(project, "https://example.org/course/", "line")
    (content,) = made.values()
    words = Image.open(io.BytesIO(content)).text
    assert list(made) == ["generated/line.slide.png"] and words["Description"] == ALT and words["Title"] == "A < B"
    assert words["Copyright"] == "The authors, Small. Version 0.1. CC BY 4.0. example.org/course"
    assert figure_slides.build(project, "https://example.org/", "other") == {}
    assert json.loads((project.generated / "figures.json").read_text())["line"]["page"] == "page.md"
