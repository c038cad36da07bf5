"""What a reader can do with a program that a page shows: copy it and save it."""

from pipeline.finish.page import BuiltPage, Site, attribute, parse_element


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
