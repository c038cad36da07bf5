"""On paper: everything open and whole, in the light scheme, with addresses spelled out."""

import pytest

from tests.conftest import LOCATIONS

WIDE = 718
"""The width of A4 between margins of a centimeter, in pixels of CSS."""
WRONG = """() => {
  const wrong = [];
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const shown = (e) => e.getClientRects().length > 0 && e.checkVisibility({ visibilityProperty: true });
  for (const e of document.querySelectorAll("body, body *")) {
    if (!shown(e)) continue;
    const [r, g, b, a = 1] = numbers(getComputedStyle(e).backgroundColor);
    if (a > 0.2 && 0.2126 * r + 0.7152 * g + 0.0722 * b < 200) wrong.push(`dark: ${e.tagName}.${e.className}`);
    if (e.matches("p, li, td, th, code, figcaption, h1, h2, h3, summary")) {
      const ink = numbers(getComputedStyle(e).color);
      if (0.2126 * ink[0] + 0.7152 * ink[1] + 0.0722 * ink[2] > 150) wrong.push(`pale: ${e.tagName}.${e.className}`);
    }
  }
  for (const gone of document.querySelectorAll(".md-header, .md-sidebar, .md-footer, button, .copy, .headerlink,"
      + ".md-skip, .lookup-form"))
    if (shown(gone)) wrong.push(`still there: ${gone.outerHTML.slice(0, 80)}`);
  for (const fold of document.querySelectorAll("details:not(.stage *)"))
    for (const part of fold.children) if (!part.matches("style, template") && !shown(part))
      wrong.push(`closed: ${fold.textContent.trim().slice(0, 40)}`);
  for (const area of document.querySelectorAll("pre > code, .table, math[display=block]"))
    if (shown(area) && (area.scrollWidth > area.clientWidth + 1
        || (area.matches("code") && area.scrollHeight > area.clientHeight + 1)))
      wrong.push(`cut off: ${area.textContent.trim().slice(0, 60)}`);
  for (const link of document.querySelectorAll("article a[href^='http']"))
    if (shown(link) && !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")))
      wrong.push(`no address: ${link.href}`);
  for (const image of document.querySelectorAll(".only-dark")) if (shown(image)) wrong.push("a dark figure");
  for (const image of document.querySelectorAll(".only-light")) if (!shown(image)) wrong.push("no light figure");
  if (document.documentElement.scrollWidth > innerWidth) wrong.push("wider than the paper");
  return [...new Set(wrong)];
}"""


@pytest.fixture(scope="module")
def page(chromium):
    context = chromium.new_context(viewport={"width": WIDE, "height": 1000}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("location", LOCATIONS)
def test_a_printed_page_is_light_and_whole(page, address, location):
    page.emulate_media(media="screen", color_scheme="light")
    page.goto(address + location)
    wrong = []
    for scheme in ("light", "dark"):
        page.emulate_media(media="print", color_scheme=scheme)
        wrong += [f"{scheme}: {what}" for what in page.evaluate(WRONG)]
    assert not wrong, "\n".join(wrong)


def test_the_check_sees_what_only_a_screen_may_have(page, address):
    page.emulate_media(media="screen", color_scheme="dark")
    page.goto(f"{address}parameters/")
    found = {what.split(":")[0] for what in page.evaluate(WRONG)}
    assert found >= {"dark", "pale", "still there", "closed", "no address", "a dark figure", "no light figure"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_light_figures_are_loaded_before_the_page_is_printed(chromium, address, scheme):
    context = chromium.new_context(color_scheme=scheme)
    page, asked = context.new_page(), []
    page.on("requestfinished", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    page.goto(f"{address}parameters/")
    wanted = page.evaluate(
        "[...document.querySelectorAll('.only-light img')].map((i) => i.getAttribute('src').split('/').pop())"
    )
    before = len(asked)
    page.pdf(format="A4")
    assert len(wanted) > 1 and {name.split(".")[0] for name in wanted} <= {
        name.split(".")[0] for name in asked if ".dark." not in name
    }
    assert len(asked) > before, "the figures below the screen come with the print"
    context.close()
