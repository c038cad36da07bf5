"""The order of the steps: what a step declares is checked, and what it declares is all that it needs."""

import dataclasses

import pytest

from pipeline.content.errors import BuildError
from pipeline.finish import finish_page
from pipeline.finish.page import Site, location_of, page_files
from pipeline.finish.steps import PAGE_STEPS, Step, in_order


def step(makes: str, *needs: str) -> Step:
    return Step(lambda site, page: None, makes, needs)


def test_an_order_that_gives_each_step_what_it_needs_is_taken():
    steps = [step("a"), step("b", "a"), step("b", "a"), step("c", "a", "b")]
    assert in_order(*steps) == tuple(steps)


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([step("b", "a"), step("a")], "needs 'a', which no step before it makes"),
        ([step("a", "a")], "needs 'a', which no step before it makes"),
        ([step("a"), step("b", "a"), step("a")], "needs 'a', which a later step also makes"),
    ],
)
def test_a_wrong_order_is_refused(steps, message):
    with pytest.raises(ValueError, match=message):
        in_order(*steps)


def outcome(site: Site, monkeypatch: pytest.MonkeyPatch, steps: tuple[Step, ...]) -> dict[str, object]:
    """What becomes of each page with the steps in this order: all that is published of it."""
    monkeypatch.setattr("pipeline.finish.PAGE_STEPS", steps)
    found: dict[str, object] = {}
    for file in page_files(site.folder):
        location = location_of(site.folder, file)
        try:
            found[location] = dataclasses.asdict(finish_page(site, location)[0])
        except BuildError as error:
            found[location] = str(error)
    return found


def orders(farthest: int) -> list[tuple[str, tuple[Step, ...]]]:
    """Each step moved by so many places, and to the front and the end, where the declarations do not refuse it."""
    found = []
    for place, moved in enumerate(PAGE_STEPS):
        others = PAGE_STEPS[:place] + PAGE_STEPS[place + 1 :]
        near = range(max(0, place - farthest), min(len(others), place + farthest) + 1)
        for to in sorted({0, *near, len(others)} - {place}):
            try:
                found.append((f"{moved.run.__name__} as number {to}", in_order(*others[:to], moved, *others[to:])))
            except ValueError:
                continue
    return found


def different(site: Site, monkeypatch: pytest.MonkeyPatch, farthest: int) -> list[str]:
    """The orders with which other pages come out."""
    expected = outcome(site, monkeypatch, PAGE_STEPS)
    assert all(isinstance(page, dict) for page in expected.values()), expected
    return [name for name, order in orders(farthest) if outcome(site, monkeypatch, order) != expected]


@pytest.mark.proof
def test_steps_that_may_change_places_make_the_same_pages(unfinished_site, monkeypatch):
    others = different(unfinished_site, monkeypatch, 1)
    assert others == [], "say in pipeline/finish/steps.py what these steps need"


@pytest.mark.proof
def test_every_order_that_the_declarations_allow_makes_the_same_pages(unfinished_site, monkeypatch):
    assert different(unfinished_site, monkeypatch, len(PAGE_STEPS)) == []


def test_moving_a_step_to_an_end_is_mostly_refused():
    """Otherwise the declarations would say nothing."""
    assert len(orders(0)) < len(PAGE_STEPS) / 2
