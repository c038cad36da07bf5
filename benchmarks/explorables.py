"""How heavy and how quick the explorables are, in Chromium on this machine."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.server import BELOW, serving
from pipeline.content import data
from pipeline.content.project import Project
from pipeline.finish.page_steps import explorables

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
RUNNING = "(name) => document.querySelector(name).classList.contains('running')"
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
        for it in data.explorables(project).values():
            names = [*it.mathematics, it.id]
            found[it.id] = {
                "code": packed(explorables.script(project, name) for name in names),
                "all": packed([explorables.bundle(project, it)]),
                "ready": median(ready(browser, server.address, it.id) for _ in range(times)),
            }
            if spent := longest_run(browser, server.address, it.id):
                found[it.id] |= {"frames": len(spent), "typical": median(spent), "longest": max(spent)}
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


def longest_run(browser, address: str, name: str) -> list[float]:
    """The milliseconds of script in each frame of its longest run, layout and painting not counted.

    Each button is clicked on a fresh page. Nothing is returned where none of them starts a run.
    """
    bare, runs = f"{address}embed/{name}/", [[]]
    with browser.new_context() as context:
        context.add_init_script(TIMED)
        page = context.new_page()
        page.goto(bare)
        buttons = page.locator(f"{name} button:enabled").evaluate_all("(buttons) => buttons.map(({ name }) => name)")
        for button in buttons:
            page = context.new_page()
            page.goto(bare)
            page.locator(f"{name} [name={button}]").click()
            page.wait_for_timeout(100)  # for the first frame
            while page.evaluate(RUNNING, name):
                page.wait_for_timeout(100)
            runs.append(page.evaluate("spent"))
    return max(runs, key=len)
