"""`make screenshots`: every page of the built site as a reader sees it, in both schemes and three widths.

.build/screenshots/ gets a picture of each page, and contact sheets of them all side by side.
"""

import sys
from pathlib import Path

from PIL import Image

from benchmarks.server import serving
from tests.support.browser import opened
from tests.support.built_site import ROOT

SITE, INTO = ROOT / "site", ROOT / ".build" / "screenshots"
WIDTHS, SCHEMES = (360, 768, 1440), ("light", "dark")
COLUMNS, GAP = {360: 10, 768: 6, 1440: 4}, 12
"""Pages on a contact sheet by width, and the pixels between them."""
THUMB, TALLEST = {360: 240, 768: 340, 1440: 560}, 1500
"""The width of a page on a sheet, and how much of its height is shown there."""


def main(words: list[str]) -> int:
    """Takes the pages whose locations are named ('rule/', 'index' for the home page), else all."""
    pages = sorted(file.relative_to(SITE).as_posix().removesuffix("index.html") for file in SITE.rglob("*.html"))
    wanted = [page for page in pages if not words or (page or "index") in words]
    if not wanted:
        print(f"No such page in {SITE}. There are: {', '.join(page or 'index' for page in pages)}", file=sys.stderr)
        return 1
    INTO.mkdir(parents=True, exist_ok=True)
    with serving(SITE) as server, opened() as browser:
        for width in WIDTHS:
            for scheme in SCHEMES:
                shots = [shoot(browser, server.address, page, width, scheme) for page in wanted]
                sheets(shots, width, scheme)
    print(f"{len(wanted) * len(WIDTHS) * len(SCHEMES)} pictures and their contact sheets are in {INTO}")
    return 0


def shoot(browser, address: str, location: str, width: int, scheme: str) -> Path:
    """A picture of the whole page, its lazy figures loaded."""
    size = {"width": width, "height": 900 if width > 400 else 740}
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + location)
    page.evaluate("document.querySelectorAll('img').forEach((image) => (image.loading = 'eager'))")
    page.wait_for_load_state("networkidle")
    file = INTO / f"{location.strip('/').replace('/', '-').removesuffix('.html') or 'index'}.{scheme}.{width}.png"
    page.screenshot(path=file, full_page=location != "lookup/")
    context.close()
    return file


def sheets(shots: list[Path], width: int, scheme: str) -> None:
    """Lays the tops of the pictures side by side, as many on a sheet as can still be judged."""
    many, thumb = COLUMNS[width], THUMB[width]
    for number, start in enumerate(range(0, len(shots), many), 1):
        sheet = Image.new("RGB", (many * (thumb + GAP) + GAP, TALLEST + 2 * GAP), "#808080")
        for place, shot in enumerate(shots[start : start + many]):
            picture = Image.open(shot).convert("RGB")
            scale = thumb / picture.width
            picture = picture.crop((0, 0, picture.width, min(picture.height, int(TALLEST / scale))))
            picture = picture.resize((thumb, int(picture.height * scale)), Image.Resampling.LANCZOS)
            sheet.paste(picture, (GAP + place * (thumb + GAP), GAP))
        sheet.save(INTO / f"sheet.{scheme}.{width}.{number:02}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
