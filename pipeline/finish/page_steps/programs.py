"""What a reader can do with a program that a page shows: copy it, save it, and run it."""

from pathlib import PurePosixPath

from bs4 import Tag

from pipeline.content.run_assets import RunAssets, present_assets
from pipeline.finish.page import BuiltPage, Site, attribute, parse_element, select_one
from pipeline.finish.site_files.run_files import BUTTON, FOLDER, megabytes


def add_copy_buttons(site: Site, page: BuiltPage) -> None:
    """Each program gets a button, named by the program's title. Without script it is not shown."""
    for block in page.article.select(".language-python.highlight"):
        title = block.select_one(".filename")
        label = f' aria-label="Copy {title.get_text()}"' if title else ""
        block.insert(0, parse_element(f'<button class="copy" type="button"{label}>Copy</button>'))


def keep_code_untranslated(site: Site, page: BuiltPage) -> None:
    """Tells the browser's translation to leave code as it is."""
    for code in page.article.select("pre, code:not(pre code)"):
        code["translate"] = "no"


def download_notebooks(site: Site, page: BuiltPage) -> None:
    """A link to a program or a notebook saves the file: many servers would show a notebook as raw JSON."""
    for link in page.article.select('a[href]:not([href^="http"])'):
        if attribute(link, "href").endswith((".ipynb", ".py")):
            link["download"] = ""


def add_run_places(site: Site, page: BuiltPage) -> None:
    """Where Run buttons come: below what is seen of each program, and at the beginning of a lab.

    None where `make run-assets` has not got Pyodide.
    """
    if (lock := present_assets(site.project)) is None:
        return
    programs = page.article.select(".program")
    for program in programs:
        code, output = select_one(program, ".language-python"), select_one(program, ".language-text")
        place = run_place(lock, code)
        place["data-name"] = PurePosixPath(attribute(select_one(program, 'a[href$=".py"]'), "href")).stem
        (code if code.parent is program else output).insert_after(place)
    if page.is_lab:
        select_one(page.article, ".downloads").insert_after(run_place(lock, page.article))
    if programs or page.is_lab:
        button = parse_element("<script defer></script>")
        button["src"] = f"{page.up or './'}{FOLDER}/{BUTTON}"
        select_one(page.soup, "body").append(button)


def run_place(lock: RunAssets, code: Tag) -> Tag:
    """An empty place that says how many MB a first run loads, and which package the code needs besides numpy."""
    place, needs = parse_element('<div class="run"></div>'), ["numpy"]
    if "from sklearn" in code.get_text():
        place["data-needs"] = "scikit-learn"
        needs.append("scikit-learn")
    place["data-megabytes"] = f"{megabytes(lock, needs):.0f}"
    return place
