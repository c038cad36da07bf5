"""The same drawing in fewer bytes."""

import random
import re
from xml.etree import ElementTree

import pytest

from pipeline.render.figure_style import KEY_PATH, STYLE, WIDE
from pipeline.render.minify_svg import SVG, XLINK, minify_svg, relative_path
from tests.support.small_project import preload_libraries

TOKEN = re.compile(r"([a-zA-Z])|(-?\d*\.?\d+)")


def absolute_points(path: str) -> list[tuple[str, float, float]]:
    """The points of a path in relative steps, each with the letter of its command."""
    points, here, start, numbers, letter = [], (0.0, 0.0), (0.0, 0.0), [], ""

    def take() -> None:
        nonlocal here, start
        if letter in "hv":
            numbers.insert(letter == "h", 0.0)
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        for x, y in pairs:
            points.append(("l" if letter in "hv" else letter, here[0] + x, here[1] + y))
        here = points[-1][1:] if pairs else start
        start = here if letter == "m" else start
        numbers.clear()

    for command, number in TOKEN.findall(path):
        if command:
            take() if letter else None
            letter = command
            if command == "z":
                points.append(("z", *start))
        else:
            numbers.append(float(number))
    take() if letter != "z" else None
    return points


def random_path(chance: random.Random) -> tuple[str, list[tuple[str, float, float]]]:
    parts, points, start = [], [], (0.0, 0.0)
    for _ in range(4):
        for letter, number in (("M", 1), *chance.choices([("L", 1), ("Q", 2), ("C", 3)], k=5)):
            places = [(chance.uniform(-300, 900), chance.uniform(-9, 9)) for _ in range(number)]
            parts.append(f"{letter} " + " ".join(f"{x:.6f} {y:.6f}" for x, y in places))
            points += [(letter.lower(), x, y) for x, y in places]
            start = places[0] if letter == "M" else start
        parts.append("z")
        points.append(("z", *start))
    return "\n".join(parts), points


@pytest.mark.parametrize("seed", range(5))
def test_no_point_moves_by_more_than_half_the_grid_and_rounding_does_not_add_up(seed):
    path, points = random_path(random.Random(seed))
    short = absolute_points(relative_path(path, 0.1, 0.1))
    assert [letter for letter, _, _ in short] == [letter for letter, _, _ in points]
    for (_, x, y), (_, there_x, there_y) in zip(short, points, strict=True):
        assert abs(x - there_x) <= 0.0500001 and abs(y - there_y) <= 0.0500001
    assert len(relative_path(path, 0.1, 0.1)) < len(path) / 2


def test_steps_are_counted_in_the_unit_of_the_letter():
    assert relative_path("M 32 0 L 64 -32 L 0 16 z M 0 0", 32, 1) == "m1 0l1-1l-2 1zm-1 0"


def test_a_step_to_the_side_or_up_has_one_number_and_no_number_begins_with_zero():
    assert relative_path("M 10.5 0 L 11 0 L 11 -0.3 L 1 -10.2 L 1 -10.2", 0.1, 0.1) == "m10.5 0h.5v-.3l-10-9.9h0"


@pytest.fixture(scope="module")
def drawings() -> tuple[ElementTree.Element, ElementTree.Element]:
    """A drawing as matplotlib wrote it, and minified."""
    preload_libraries()
    import matplotlib.pyplot as plt

    from pipeline.render.svg_with_text import svg_with_text

    with plt.rc_context(STYLE | {"svg.hashsalt": "a"}):
        figure, axes = plt.subplots(figsize=WIDE)
        axes.plot([0, 1, 2], [0, 5, 3], marker="o")
        axes.set(title="⚷ bold", xlabel="⚷ plain & <x>", ylabel="10⁻² or  10³ m")
        svg = svg_with_text(figure)
        plt.close(figure)
    return ElementTree.fromstring(svg), ElementTree.fromstring(minify_svg(svg, "A <message>"))


def count(root: ElementTree.Element, name: str) -> int:
    return len(root.findall(f".//{{{SVG}}}{name}"))


def test_everything_that_is_drawn_is_still_there(drawings):
    before, after = drawings
    for name in ("use", "clipPath", "rect", "text"):
        assert count(after, name) == count(before, name), name
    colorless = [path for path in before.iter(f"{{{SVG}}}path") if path.get("style") == "fill: none"]
    assert count(after, "path") == count(before, "path") - len(colorless) and len(colorless) == 2
    assert count(before, "metadata") == 1 and count(after, "metadata") == 0
    assert len(ElementTree.tostring(after)) < 0.7 * len(ElementTree.tostring(before))


def test_a_group_stays_only_where_it_says_something_of_what_is_in_it(drawings):
    before, after = (
        [group.attrib for group in drawing.iter(f"{{{SVG}}}g") if set(group.attrib) - {"id"}] for drawing in drawings
    )
    assert len(before) == len(after) == count(drawings[1], "g") == 1 and list(after[0]) == ["clip-path"]


def test_the_style_of_all_lines_is_an_attribute_of_the_drawing(drawings):
    before, after = drawings
    assert before.find(f".//{{{SVG}}}style").text == "*{stroke-linejoin: round; stroke-linecap: butt}"
    assert count(after, "style") == 0 and after.get("stroke-linejoin") == "round"  # butt is what SVG takes anyway
    assert "version" not in after.attrib


def test_its_title_is_the_first_thing_in_it(drawings):
    assert (drawings[1][0].tag, drawings[1][0].text) == (f"{{{SVG}}}title", "A <message>")


def test_ids_that_are_used_stay_and_no_others(drawings):
    before, after = drawings
    ids = {tag.get("id") for tag in after.iter() if tag.get("id")}
    written = ElementTree.tostring(after, "unicode")
    used = {tag.get(f"{{{XLINK}}}href")[1:] for tag in after.iter() if tag.get(f"{{{XLINK}}}href")}
    long = {tag.get("id") for tag in before.iter()}
    assert all(len(name) < 6 and sum((one or "").startswith(name) for one in long) == 1 for name in ids)
    assert ids == used | set(re.findall(r"url\(#([\w-]+)\)", written))


def test_the_outline_of_the_key_stays_as_it_is(drawings):
    for drawing in drawings:
        assert [path.get("d") for path in drawing.iter(f"{{{SVG}}}path")].count(KEY_PATH) == 2, "plain and bold"


def test_exponents_are_raised_digits_and_spaces_are_kept(drawings):
    [label] = [text for text in drawings[1].iter(f"{{{SVG}}}text") if "or" in "".join(text.itertext())]
    parts = [(part.text, part.get("dy")) for part in label.iter()]
    assert parts == [("10", None), ("−2", "-.5em"), (" or\xa0\xa010", ".35em"), ("3", "-.5em"), (" m", ".35em")]
