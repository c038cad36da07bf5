"""Nothing moves under the reader's eyes while a page comes."""

import pytest

SHIFT = """new Promise((done) => new PerformanceObserver((list) => done(
  list.getEntries().filter((entry) => !entry.hadRecentInput).reduce((sum, entry) => sum + entry.value, 0),
)).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done(0), 400))"""
VISITS = [
    (location, width) for location in ("", "parameters/", "lookup/", "labs/02_overfitting/") for width in (360, 1280)
]
SHORT_VISITS = {("parameters/", 1280), ("lookup/", 360)}
"""The other visits are made in `make proof`."""


@pytest.mark.parametrize(
    ("location", "width"),
    [pytest.param(*one, marks=[] if one in SHORT_VISITS else pytest.mark.proof) for one in VISITS],
)
def test_nothing_moves_while_a_page_comes(visit, location, width):
    page = visit(location, viewport={"width": width, "height": 800})
    page.wait_for_timeout(500)
    for _ in range(12):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(60)
    assert page.evaluate(SHIFT) < 0.01


def test_what_moves_is_noticed(visit):
    page = visit("corrections/")
    page.wait_for_timeout(300)
    page.evaluate("document.querySelector('article').insertAdjacentHTML('afterbegin', '<p>late </p>'.repeat(9))")
    page.wait_for_timeout(300)
    assert page.evaluate(SHIFT) > 0.01
