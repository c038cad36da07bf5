"""Explorables in a browser: which there are, where they are shown, and what a reader sees of one and does with it."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
ENTRIES = {entry["id"]: entry for entry in yaml.safe_load((ROOT / "docs/data/explorables.yml").read_text("utf-8"))}
"""What docs/data/explorables.yml says, by id. The id is also the name of the element."""
EACH = pytest.mark.parametrize("name", ENTRIES)

SCHEME = "(scheme) => { document.documentElement.dataset.scheme = scheme; }"
"""What the switch of the color scheme does to a page."""
FIGURE = ":scope > :is(picture, .only-light, details)"
"""The still figure that an explorable takes the place of."""
STAGE, ANNOUNCEMENT, PROGRESS = ".stage", ".announcement", ".progress"
"""The live part, the one sentence that screen readers speak, and how far a run is."""

EXAMPLES = {
    "one-knob": "degree=9",
    "who-turns": "rate=0.3,step=12",
    "other-rate": "rate=0.37,epochs=100",
    "many-knobs": "degree=9,penalty=0.001",
    "nothing-learned": "k=1,a=0.2,b=0.8",
    "two-loops": "t1=27,t2=3,opened=1",
    "small-network": "width=2,rate=0.1,epochs=100",
    "sort-it": "round=2,term=3",
}
"""A state of each, as it stands in an address."""

SNAPSHOT = f"""(name) => {{
  const stage = document.querySelector(`${{name}} {STAGE}`);
  const shown = [...stage.children].filter((part) => !part.matches(".tools")).map((part) => part.outerHTML);
  return [...[...stage.querySelectorAll("input")].map(({{ value }}) => value), ...shown].join(" ");
}}"""
FOLLOW = f"""async ([name, states]) => {{
  const snapshot = () => ({SNAPSHOT})(name), changing = [];
  for (const state of states) {{
    const before = snapshot(), fragment = `#${{name}}:${{state}}`;
    if (location.hash !== fragment)
      await new Promise((done) => {{
        addEventListener("hashchange", () => done(), {{ once: true }});
        location.hash = fragment;
      }});
    if (snapshot() !== before) changing.push(state);
  }}
  return changing;
}}"""


@cache
def pages() -> dict[str, list[str]]:
    """For each explorable the locations of the built pages that show it, the page with the fewest explorables first."""
    tag = re.compile(rf"<({'|'.join(ENTRIES)})[ >]")
    shown = {}
    for file in sorted(SITE.rglob("*.html")):
        location = file.relative_to(SITE).as_posix().removesuffix("index.html")
        if not location.startswith("embed/"):
            shown[location] = set(tag.findall(file.read_text("utf-8")))
    locations = sorted(shown, key=lambda location: len(shown[location]))
    return {name: [location for location in locations if name in shown[location]] for name in ENTRIES}


def home(name: str) -> str:
    """The location of the page that an explorable belongs to."""
    return pages()[name][0]


def gallery() -> str:
    """The location of the page that shows them all."""
    return next(location for location in pages()[next(iter(ENTRIES))] if all(location in on for on in pages().values()))


def columns(name: str) -> dict:
    """The data of a snippet, as an explorable has them."""
    return json.loads((ROOT / "docs" / "generated" / f"{name}.json").read_text("utf-8"))


def until(page, condition: Callable[[], bool]) -> None:
    """Waits until something has happened that the browser tells nobody of, for ten seconds at most."""
    for _ in range(500):
        if condition():
            return
        page.wait_for_timeout(20)
    raise AssertionError("It did not happen.")


class Explorable:
    """A live explorable on a page: what it shows, and what a reader does with it."""

    def __init__(self, page, name: str) -> None:
        self.page, self.name, self.element = page, name, page.locator(name)

    def control(self, name: str):
        """A knob or a button by its name."""
        return self.element.locator(f"[name={name}]")

    def text(self, knob: str) -> str:
        """What stands beside a knob, to be seen."""
        return self.control(knob).evaluate("(knob) => knob.previousElementSibling.textContent")

    def number(self, knob: str) -> float:
        return float(self.text(knob).replace("−", "-"))

    def move(self, knob: str, value: float | str) -> None:
        """Moves a knob as a pointer does: it is dragged, and let go."""
        self.control(knob).evaluate(
            "(knob, value) => { knob.value = value; for (const type of ['input', 'change'])"
            " knob.dispatchEvent(new Event(type, { bubbles: true })); }",
            value,
        )

    def click(self, button: str) -> None:
        self.control(button).click()

    @property
    def announcement(self) -> str:
        return self.element.locator(ANNOUNCEMENT).text_content()

    @property
    def progress(self) -> str:
        return self.element.locator(PROGRESS).text_content()

    @property
    def running(self) -> bool:
        return self.element.evaluate("(element) => element.classList.contains('running')")

    def go_on(self, milliseconds: int = 200) -> None:
        """Lets time pass in the middle of a run, which then still runs."""
        self.page.clock.run_for(milliseconds)
        assert self.running

    def finish(self) -> None:
        """Lets time pass until a run has ended."""
        assert self.running
        self.page.clock.run_for(10_000)
        assert not self.running

    def visit(self, state: str) -> None:
        """Follows a link to a state of it on the same page."""
        self.states_that_change_it([state])

    def states_that_change_it(self, states: list[str]) -> list[str]:
        """Follows links to states of it on the same page, in turn. Returns those that change what it shows."""
        return self.page.evaluate(FOLLOW, [self.name, states])

    def snapshot(self) -> str:
        """All that it shows: the values of its knobs, its words and drawings."""
        return self.page.evaluate(SNAPSHOT, self.name)


class Tab:
    """One tab of the browser for the tests of a module, whose time stands still. Each test loads a page of its own."""

    def __init__(self, browser, address: str, *, clock: bool = True, **options) -> None:
        self.address, self.complaints = address, []
        self.context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
        self.context.set_default_timeout(10_000)
        self.context.set_default_navigation_timeout(40_000)  # three browsers share two cores
        self.page = self.context.new_page()
        if clock:
            self.page.clock.install(time=0)
            self.page.clock.pause_at(1000)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self.check_request)

    @property
    def url(self) -> str:
        """The address as the page itself has it: Playwright hears of a new fragment a little later."""
        return self.page.evaluate("location.href")

    def check_request(self, request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(request.url)

    def load(self, location: str, *, width: int = 1280, height: int = 900, **media) -> None:
        """Loads a page afresh, in a light scheme and with motion where nothing else is said."""
        defaults = {"media": "screen", "color_scheme": "light", "reduced_motion": "no-preference"}
        if self.page.url.split("#")[0] == self.address + location.split("#")[0]:
            self.page.goto("about:blank")  # another fragment alone would load nothing
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(**{**defaults, "forced_colors": "none", **media})
        self.page.goto(self.address + location)

    def come_to(self, name: str) -> Explorable:
        """Scrolls to an explorable and waits until it is alive."""
        self.page.locator(name).scroll_into_view_if_needed()
        self.page.locator(f"{name}.live").wait_for()
        return Explorable(self.page, name)

    def come_to_tools(self, name: str) -> Explorable:
        """Scrolls on to what stands below an explorable, which is fetched when its place is seen."""
        place = self.come_to(name)
        tools, first = place.element.locator(".tools"), place.control("state0")

        def seen() -> bool:
            tools.evaluate("(tools) => tools.scrollIntoView({ block: 'center' })")
            return first.is_visible()

        until(self.page, seen)  # what comes alive above it may push it out of sight again
        return place

    def open(self, name: str, state: str = "", *, at: str | None = None, **options) -> Explorable:
        """An explorable in the state that the address names, on the page at this location or on its bare page."""
        fragment = f"#{name}:{state}" if state else ""
        self.load((f"embed/{name}/" if at is None else at) + fragment, **options)
        return self.come_to(name)

    def close(self) -> None:
        self.context.close()
