"""What a reader can do with a program that a page shows: copy it, and unfold a long one."""

from pipeline.finish.page import BuiltPage, Site, attribute, parse_element, select_one

MAX_LINES = 22
"""A program with more lines is shown in part; the style sheet says how much."""


def add_copy_buttons(site: Site, page: BuiltPage) -> None:
    """Each program gets a button, named by the program's title. Without script it is not shown."""
    for block in page.article.select(".language-python.highlight"):
        title = block.select_one(".filename")
        label = f' aria-label="Copy {title.get_text()}"' if title else ""
        block.insert(0, parse_element(f'<button class="copy" type="button"{label}>Copy</button>'))


def collapse_long_programs(site: Site, page: BuiltPage) -> None:
    """A program longer than a page can spare shows how it begins, with a switch for all of it."""
    for block in page.article.select(".program > .language-python"):
        lines = len(select_one(block, "code").get_text().splitlines())
        if lines > MAX_LINES:
            block.append(parse_element(f'<label class="more"><input type="checkbox">All {lines} lines</label>'))


def keep_code_untranslated(site: Site, page: BuiltPage) -> None:
    """Tells the browser's translation to leave code as it is."""
    for code in page.article.select("pre, code:not(pre code)"):
        code["translate"] = "no"


def download_notebooks(site: Site, page: BuiltPage) -> None:
    """A link to a program or a notebook saves the file: many servers would show a notebook as raw JSON."""
    for link in page.article.select("a[href]"):
        if attribute(link, "href").endswith((".ipynb", ".py")):
            link["download"] = ""
