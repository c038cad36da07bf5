"""Steps on programs: copy buttons, long ones in part, code left as it is by translations, downloads."""

from pipeline.finish.page_steps.programs import (
    MAX_LINES,
    add_copy_buttons,
    collapse_long_programs,
    download_notebooks,
    keep_code_untranslated,
)


def program(lines: int, title: str = "") -> str:
    code = "x\n" * lines
    block = f'<div class="language-python highlight">{title}<pre><code>{code}</code></pre></div>'
    return f'<div class="program">{block}</div>'


def test_each_program_has_a_button_named_by_its_title(page_of):
    site, page = page_of(program(1, '<span class="filename">a.py</span>') + program(1))
    add_copy_buttons(site, page)
    assert [button.get("aria-label") for button in page.article.select("button.copy")] == ["Copy a.py", None]


def test_a_long_program_is_shown_in_part(page_of):
    site, page = page_of(program(MAX_LINES) + program(MAX_LINES + 1))
    collapse_long_programs(site, page)
    assert [label.get_text() for label in page.article.select(".more")] == [f"All {MAX_LINES + 1} lines"]


def test_code_is_left_as_it_is_by_translations(page_of):
    site, page = page_of("<pre><code>a</code></pre><p><code>b</code></p>")
    keep_code_untranslated(site, page)
    assert [code.get("translate") for code in page.article.select("pre, code")] == ["no", None, "no"]


def test_links_to_programs_and_notebooks_save_them(page_of):
    site, page = page_of('<a href="a.py">a</a><a href="b.ipynb">b</a><a href="c/">c</a>')
    download_notebooks(site, page)
    assert [link.has_attr("download") for link in page.article("a")] == [True, True, False]
