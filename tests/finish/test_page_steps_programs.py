"""Steps on programs: copy buttons, code left as it is by translations, downloads."""

from pipeline.finish.page_steps.programs import (
    add_copy_buttons,
    download_notebooks,
    keep_code_untranslated,
)


def program(title: str = "") -> str:
    block = f'<div class="language-python highlight">{title}<pre><code>x</code></pre></div>'
    return f'<div class="program">{block}</div>'


def test_each_program_has_a_button_named_by_its_title(page_of):
    site, page = page_of(program('<span class="filename">a.py</span>') + program())
    add_copy_buttons(site, page)
    assert [button.get("aria-label") for button in page.article.select("button.copy")] == ["Copy a.py", None]


def test_code_is_left_as_it_is_by_translations(page_of):
    site, page = page_of("<pre><code>a</code></pre><p><code>b</code></p>")
    keep_code_untranslated(site, page)
    assert [code.get("translate") for code in page.article.select("pre, code")] == ["no", None, "no"]


def test_links_to_programs_and_notebooks_save_them(page_of):
    site, page = page_of(
        '<a href="a.py">a</a><a href="b.ipynb">b</a><a href="c/">c</a><a href="https://host.example/d.py">d</a>'
    )
    download_notebooks(site, page)
    assert [link.has_attr("download") for link in page.article("a")] == [True, True, False, False]
