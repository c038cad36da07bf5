"""Explorables in the place of a figure, and embedded elsewhere: nothing moves, and everyone can read them."""

import re

import pytest

from tests.support import axe
from tests.support.explorables import (
    ANNOUNCEMENT,
    EACH,
    ENTRIES,
    EXAMPLES,
    FIGURE,
    SCHEME,
    SITE,
    STAGE,
    Tab,
    gallery,
    home,
    pages,
    until,
)

WIDTHS = [320, 360, 535, 540, 679, 768, 1280]
FRAME_WIDTHS = [*range(320, 1281, 16), 564]
SPARE = 40
"""So many pixels may stay empty at the end of a frame, where it has as much to show as it can have."""
LONGEST = {"sort-it": ["round=1,term=20", "round=2,term=20", "round=3,term=20"], "two-loops": ["t1=27,t2=3,opened=1"]}
"""The states in which those are longest that grow while they are used."""
LAYOUTS = f"""([name, widths]) => {{
  const frame = document.querySelector("iframe"), inside = frame.contentDocument;
  return widths.map((width) => {{
    frame.style.width = `${{width}}px`;
    return {{
      caption: inside.querySelector(`${{name}} ~ figcaption`).getBoundingClientRect().top
        - inside.querySelector(name).getBoundingClientRect().top,
      stage: inside.querySelector(`${{name}} {STAGE}`)?.offsetHeight,
      page: inside.documentElement.scrollWidth,
    }};
  }});
}}"""
"""At each width, how far below its top the caption stands, how high the live part is, how wide the page must be."""
HOST = "<!doctype html><link rel=icon href=data:,><style>body {{ margin: 0 }} iframe {{ border: 0 }}</style>{}"
SIZES = """async ([name, states, widths]) => {
  const frame = document.querySelector("iframe"), inside = frame.contentWindow, found = [];
  const { documentElement, body } = frame.contentDocument;
  for (const state of states) {
    const fragment = `#${name}:${state}`;
    if (inside.location.hash !== fragment)
      await new Promise((done) => {
        inside.addEventListener("hashchange", () => done(), { once: true });
        inside.location.hash = fragment;
      });
    body.querySelector("sort-it [name=parameter]")?.click();
    for (const width of widths) {
      document.body.style.width = `${width}px`;
      const { height } = body.getBoundingClientRect();
      found.push([width, documentElement.scrollWidth, Math.ceil(height), frame.clientHeight]);
    }
  }
  return found;
}"""
"""For each state and width: the width, what the page in the frame needs of it, and the height that it needs and has."""
CONTRAST = """(stage) => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => channels(color).slice(0, 3).map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const paper = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? paper(element.parentElement) : luminance(backgroundColor);
  };
  const found = { text: 99, drawing: 99 };
  const note = (kind, element, color) => {
    if (color !== "none") found[kind] = Math.min(found[kind], contrast(luminance(color), paper(element)));
  };
  for (const element of stage.querySelectorAll("*")) {
    const { color, fill, stroke } = getComputedStyle(element);
    const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (element.disabled || !element.checkVisibility?.()) continue;
    if (words) note("text", element, element.localName === "text" ? fill : color);
    else if (element.matches("path, circle, rect")) note("drawing", element, stroke === "none" ? fill : stroke);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def tab(chromium, address):
    tab = Tab(chromium, address, clock=False)  # axe needs time
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def sleeping_tab(chromium, address):
    """A tab in which nothing comes to life before `wakeUp` is called."""
    tab = Tab(chromium, address, clock=False)
    tab.page.add_init_script(
        """const { observe } = IntersectionObserver.prototype, waiting = [];
        IntersectionObserver.prototype.observe = function (place) { waiting.push([this, place]); };
        globalThis.wakeUp = () => { for (const [observer, place] of waiting) observe.call(observer, place); };"""
    )
    yield tab
    tab.close()


@pytest.fixture(autouse=True)
def no_complaints(tab):
    tab.complaints.clear()
    yield
    assert tab.complaints == []


# in the place of the figure


@EACH
def test_each_has_a_page_of_its_own_and_stands_with_the_others(name):
    others = [other for other in ENTRIES if home(other) == home(name)]
    assert others == [name] and gallery() in pages()[name]


@EACH
def test_it_takes_the_place_of_its_figure_and_moves_nothing(sleeping_tab, name):
    """It comes to life when it is known where the caption stands at each width.

    The page is in a frame, whose width changes sooner than that of a window.
    """
    tab = sleeping_tab
    frame = host_of(tab, f'<iframe src="{tab.address}{home(name)}" height="800" width="1280"></iframe>')
    place = frame.locator(name)
    before = tab.page.evaluate(LAYOUTS, [name, WIDTHS])
    assert not place.locator(STAGE).count()
    place.scroll_into_view_if_needed()
    place.evaluate("() => wakeUp()")
    frame.locator(f"{name}.live").wait_for()
    after = tab.page.evaluate(LAYOUTS, [name, WIDTHS])
    assert not place.locator(FIGURE).filter(visible=True).count()
    pairs = zip(WIDTHS, before, after, strict=True)
    wrong = {width: f"--high: {new['stage'] / 20}rem" for width, old, new in pairs if old["caption"] != new["caption"]}
    assert not wrong, f"docs/explorables/explorables.css: {name} needs at these widths {wrong}"
    assert all(new["page"] <= width for width, new in zip(WIDTHS, after, strict=True))
    assert tab.complaints == []


def host_of(tab, html: str):
    """Opens a page of the same host with a frame on it, which can be looked into."""
    tab.page.route("**/host.html", lambda route: route.fulfill(body=HOST.format(html), content_type="text/html"))
    tab.load("host.html")
    tab.page.unroute("**/host.html")
    return tab.page.frame_locator("iframe")


@pytest.mark.parametrize("width", [320, 900])
def test_all_are_on_one_page_and_move_nothing(tab, width):
    tab.load(gallery(), width=width)
    height = tab.page.evaluate("document.documentElement.scrollHeight")
    for name in ENTRIES:
        tab.come_to(name)
    assert tab.page.evaluate("document.documentElement.scrollHeight") == height
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width


def test_its_scripts_come_when_it_comes_near(tab):
    tab.load(home("who-turns"), height=300)
    scripts = tab.page.locator("script[src*='/explorables/']")
    tab.page.wait_for_load_state("networkidle")
    assert scripts.count() == 0
    tab.come_to("who-turns")
    assert scripts.count() == 2


def test_without_script_it_is_a_figure(chromium, address):
    tab = Tab(chromium, address, clock=False, java_script_enabled=False)
    tab.load(gallery())
    for name in ENTRIES:
        assert tab.page.locator(name).locator(FIGURE).filter(visible=True).count() == 1
    assert tab.complaints == []
    tab.close()


@pytest.mark.parametrize("failure", ["abort", "hang"])
def test_where_its_scripts_do_not_come_the_figure_does(tab, failure):
    """Nothing is fetched for the blink of an eye before it is alive; but three seconds later the figure is there."""
    tab.page.route("**/assets/explorables/*", lambda route: route.abort() if failure == "abort" else None)
    fetched = []
    tab.page.on("request", lambda request: fetched.append(request.url))
    tab.load(home("who-turns"))
    figure = tab.page.locator("who-turns").locator(FIGURE)
    tab.page.locator("who-turns").scroll_into_view_if_needed()
    tab.page.wait_for_timeout(300)
    assert not figure.filter(visible=True).count() and not any("line_descent" in url for url in fetched)
    figure.filter(visible=True).wait_for(timeout=5000)
    assert (
        figure.filter(visible=True).locator("img").evaluate("(image) => image.decode().then(() => image.naturalWidth)")
    )
    tab.page.unroute("**/assets/explorables/*")
    tab.complaints.clear()


def test_its_tools_come_when_their_place_is_seen(tab):
    tab.load(home("who-turns"), height=500)
    place = tab.come_to("who-turns")
    place.element.evaluate("(element) => element.scrollIntoView({ block: 'start' })")
    tab.page.wait_for_timeout(200)
    assert place.element.locator(".tools button").count() == 0
    height = tab.page.evaluate("document.documentElement.scrollHeight")
    tab.come_to_tools("who-turns")
    assert tab.page.evaluate("document.documentElement.scrollHeight") == height


def test_on_paper_it_is_a_figure(tab):
    tab.load(gallery())
    for name in ENTRIES:
        tab.come_to(name)
    tab.page.emulate_media(media="print")
    for name in ENTRIES:
        assert tab.page.locator(name).locator(FIGURE).filter(visible=True).count()
        assert not tab.page.locator(f"{name} {STAGE}").is_visible()


def test_what_fails_leaves_the_figure_and_says_so_once(chromium, address):
    tab = Tab(chromium, address, clock=False)
    tab.page.add_init_script(
        "const { append } = Element.prototype; Element.prototype.append = function (...what) {"
        " if (this.className === 'stage') throw new Error('as planned'); append.apply(this, what); }"
    )
    tab.load(gallery())
    for name in ENTRIES:
        tab.page.locator(name).scroll_into_view_if_needed()
        tab.page.locator(f"{name}:defined").wait_for()
        tab.page.wait_for_timeout(50)
        assert tab.page.locator(name).locator(FIGURE).filter(visible=True).count() == 1
    assert sorted(tab.complaints) == sorted(f"{name} stays a figure: as planned" for name in ENTRIES)
    tab.close()


# for every reader


@pytest.mark.parametrize(("width", "schemes"), [(320, ["light", "dark"]), (1280, ["light"])])
def test_axe_finds_nothing(tab, width, schemes):
    tab.load(gallery(), width=width)
    for name in ENTRIES:
        tab.come_to(name)
    tab.page.evaluate(axe.AXE)
    for scheme in schemes:
        tab.page.evaluate(SCHEME, scheme)
        assert is_dark(tab.page) == (scheme == "dark")
        violations, _ = axe.run(tab.page, within=".explorable")
        assert not violations


def is_dark(page) -> bool:
    color = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return min(map(int, re.findall(r"\d+", color)[:3])) < 60


def test_targets_are_large_enough_for_fingers(chromium, address):
    tab = Tab(chromium, address, clock=False, has_touch=True, is_mobile=True)
    tab.load(gallery(), width=360, height=740)
    for name in ENTRIES:
        targets = tab.come_to(name).element.locator("input, button[name]")
        heights = targets.evaluate_all("(targets) => targets.map((target) => target.getBoundingClientRect().height)")
        assert heights and min(heights) >= 44
    tab.close()


@pytest.mark.parametrize(("theme", "scheme"), [("dark", "light"), ("light", "dark")])
def test_a_contrast_theme_wins_over_the_scheme(tab, theme, scheme):
    """The switch of the scheme was set to one, and the theme of the system is the other."""
    tab.load(gallery(), color_scheme=theme, forced_colors="active")
    tab.page.evaluate(SCHEME, scheme)
    for name, state in EXAMPLES.items():
        place = tab.come_to(name)
        place.visit(state)
        found = place.element.locator(STAGE).evaluate(CONTRAST)
        assert found["text"] >= 7 and found["drawing"] >= 3, (name, found)


# embedded elsewhere


@pytest.fixture(scope="module")
def lines(tab):
    """The line that each offers to be embedded with, and where it stands."""
    tab.load(gallery())
    lines = {}
    for name in ENTRIES:
        embed = tab.come_to_tools(name).element.locator(".embed")
        embed.locator("summary").click()
        embed.get_by_role("button").click()
        lines[name] = tab.page.evaluate("navigator.clipboard.readText()")
        assert embed.locator("[translate=no]").text_content() == lines[name]
    return lines


@pytest.fixture
def host(chromium, lines):
    """A page of another host with the lines that they offer; requests for the site's bare pages are answered."""

    def answer(route):
        embed = re.search("/(embed/[^/]+/)$", route.request.url)
        page = (SITE / embed[1] / "index.html").read_text("utf-8") if embed else "another page"
        route.fulfill(body=page, content_type="text/html; charset=utf-8")

    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 800, "height": 900})
    context.route("**", answer)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_content(HOST.format("".join(lines.values())))
    for name in ENTRIES:
        page.locator(f"iframe[src*='/{name}/']").scroll_into_view_if_needed()
        page.frame_locator(f"iframe[src*='/{name}/']").locator(f"{name}.live").wait_for()
    yield page
    context.close()
    assert complaints == []


def frame_of(page, name: str):
    return next(frame for frame in page.frames if frame.url.split("#")[0].endswith(f"/embed/{name}/"))


@EACH
def test_the_line_to_embed_it_is_offered(lines, name):
    assert f'/embed/{name}/"' in lines[name] and f'title="{ENTRIES[name]["title"]}"' in lines[name]
    assert lines[name].count("sandbox=") == 1 and "allow-same-origin" not in lines[name]


def test_embedded_in_a_sandbox_it_works_and_leads_to_its_source_and_license(host):
    frame = frame_of(host, "who-turns")
    assert frame.evaluate("origin") == "null"
    frame.get_by_role("button", name="Run").press("Enter")  # a pointer could miss it while frames above come alive
    until(host, lambda: "has reached" in frame.locator(ANNOUNCEMENT).text_content())
    for name in ENTRIES:
        text = frame_of(host, name).locator(ANNOUNCEMENT)
        assert text.evaluate("(text) => parseFloat(getComputedStyle(text).fontSize)") > 13
        source, license = (link.get_attribute("href") for link in links_of(frame_of(host, name)))
        assert source.endswith(home(name)) and license.startswith("https://creativecommons.org/licenses/")
    for number, link in enumerate(links_of(frame), 2):
        link.click()
        until(host, lambda number=number: len(host.context.pages) == number)
        opened = host.context.pages[-1]
        opened.wait_for_load_state()
        assert opened.url == link.get_attribute("href")
        assert opened.evaluate("origin") != "null", "what a link opens is out of the sandbox"


def links_of(frame) -> list:
    """The links to the source of an embedded explorable and to its license."""
    return frame.locator("figcaption").get_by_role("link").all()


@EACH
def test_a_frame_has_no_scroll_bar_at_any_width(tab, lines, name):
    """The heights stand as `frameHeights` in the JavaScript: of a frame below 564 pixels, and of a wider one.

    The frame is on a page of the same host here and out of its sandbox, so that it can be looked into.
    """
    line = re.sub(
        r'src="https://.*?(embed/.*?)"|sandbox="[^"]*"',
        lambda match: f'src="{match[1]}"' if match[1] else "",
        lines[name],
    )
    host_of(tab, line).locator(f"{name}.live").wait_for()
    sizes = tab.page.evaluate(SIZES, [name, ["", EXAMPLES[name], *LONGEST.get(name, [])], FRAME_WIDTHS])
    assert all(needed <= width for width, needed, *_ in sizes), f"{name} is cut off at the right"
    for kind, of_kind in (("narrow", range(564)), ("wide", range(564, 2000))):
        content = max(content for width, _, content, _ in sizes if width in of_kind)
        heights = {height for width, _, _, height in sizes if width in of_kind}
        right = [content <= height <= content + SPARE for height in heights]
        assert right == [True], f"a {kind} frame of {name} has {heights} pixels and needs {content}"


@EACH
def test_axe_finds_nothing_where_it_is_embedded(tab, name):
    tab.open(name, color_scheme="dark")
    tab.page.evaluate(axe.AXE)
    for scheme in ("dark", "light"):
        tab.page.emulate_media(color_scheme=scheme)
        until(tab.page, lambda dark=scheme == "dark": is_dark(tab.page) == dark)
        violations, _ = axe.run(tab.page)
        assert not violations
