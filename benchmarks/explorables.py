"""How heavy and how quick the explorables are, in Chromium on this machine."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.server import BELOW, serving
from pipeline import data
from pipeline.finish import explorables
from pipeline.project import Project

RUNS = {"who-turns": "all", "two-loops": "random"}
"""Those that run, with the button that begins it."""
REST = 1000
"""Milliseconds for a page to come to rest before somebody jumps."""
TIMED = """
const real = requestAnimationFrame;
globalThis.spent = [];
globalThis.requestAnimationFrame = (frame) => real((now) => {
  const start = performance.now();
  frame(now);
  spent.push(performance.now() - start);
});
"""
READY = """(name) => new Promise((done) => {
  const place = document.querySelector(name), start = performance.now();
  const look = () => (place.classList.contains("live") ? done(performance.now() - start) : setTimeout(look, 1));
  place.scrollIntoView();
  look();
})"""


def measure(browser, folder: Path, project: Project, times: int = 5) -> dict[str, dict[str, float]]:
    """For each explorable its bytes and milliseconds.

    `code` and `all` (with its data) in bytes of gzip -9, what all share not counted; `ready`, the median of `times`
    jumps to it on its own page; for those that run, `frames` with `typical` and `longest` script time of a frame.
    """
    found = {}
    with serving(folder) as server:
        for it in data.explorables(project):
            names = [*it.mathematics, it.id]
            found[it.id] = {
                "code": packed(explorables.source(project, name) for name in names),
                "all": packed([explorables.own(project, it)]),
                "ready": median(ready(browser, server.address, it.id) for _ in range(times)),
            }
        for name, button in RUNS.items():
            spent = frames(browser, server.address, name, button)
            found[name] |= {"frames": len(spent), "typical": median(spent), "longest": max(spent)}
    return found


def packed(texts: Iterable[str]) -> int:
    return len(gzip.compress("\n".join(texts).encode(), 9))


def ready(browser, address: str, name: str) -> float:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}embed/{name}/")
        shown_on = page.locator("link[rel=canonical]").get_attribute("href").split(BELOW, 1)[1]
        page.goto(address + shown_on)
        page.wait_for_timeout(REST)
        return page.evaluate(READY, name)


def frames(browser, address: str, name: str, button: str) -> list[float]:
    """The milliseconds of script in each frame in which a run takes a step, layout and painting not counted."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(TIMED)
        page.goto(f"{address}embed/{name}/")
        page.locator(f"{name} [name={button}]").click()
        page.locator(f"{name}.running").wait_for()
        while page.evaluate("(name) => document.querySelector(name).classList.contains('running')", name):
            page.wait_for_timeout(100)
        return page.evaluate("spent")
