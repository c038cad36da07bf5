"""What a page includes for a snippet."""

from pathlib import Path

from pipeline.render.snippet_markdown import MAX_LINES, fold, snippet_markdown
from pipeline.render.snippets import read_snippet
from tests.support.small_project import SNIPPET

NUMBERS = SNIPPET.split("# %% numbers\n")[1].split("\n# %% picture")[0]


def test_a_short_first_cell_and_its_output_are_shown_and_the_whole_program_is_folded(rendered):
    markdown = (rendered.generated / "adds.md").read_text("utf-8")
    folded = "\n".join(f"    {line}".rstrip() for line in SNIPPET.rstrip().splitlines())
    assert markdown == (
        '<div class="program" id="program-adds" markdown>\n\n'
        f'```python title="adds.py"\n{NUMBERS}```\n\n'
        '```text title="Output"\ntotal 6\n```\n\n'
        '??? program-whole "The whole program, with its picture"\n\n'
        f'    ```python title="adds.py, whole"\n{folded}\n    ```\n\n'
        "Download: [`adds.py`](/generated/adds.py), [notebook](/generated/adds.ipynb), "
        "[its numbers as CSV](/generated/adds.csv)\n{: .downloads }\n\n</div>\n"
    )
    assert (rendered.generated / "adds.py").read_text("utf-8") == SNIPPET


def test_what_a_program_lacks_is_not_promised_and_what_it_needs_is_said():
    source = '"""It fits."""\n\n# %% numbers\nfrom sklearn.svm import SVC\n\nprint(SVC().C)\n'
    markdown = snippet_markdown(read_snippet(Path("it_fits.py"), "snippets/it_fits.py", source), {".txt": b"1.0\n"})
    assert 'id="program-it-fits"' in markdown and 'title="it_fits.py (needs scikit-learn)"' in markdown
    assert "??? " not in markdown and "CSV" not in markdown


def test_what_a_long_program_prints_comes_before_it_and_the_program_is_folded_with_the_whole_of_it():
    def order(lines: int) -> list[int]:
        numbers = "print(1)\n" * lines
        source = f'"""Long."""\n\n# %% numbers\n{numbers}\n# %% picture\nplt.show()\n'
        markdown = snippet_markdown(read_snippet(Path("long.py"), "snippets/long.py", source), {".txt": b"1\n"})
        parts = ('```python title="long.py"', '```text title="Output"', "??? program-whole", f"long.py, {lines} lines")
        return [markdown.find(part) for part in parts]

    program, output, whole, summary = order(MAX_LINES)
    assert program < output < whole and summary == -1
    program, output, whole, summary = order(MAX_LINES + 1)
    assert output < summary < program < whole


def test_a_fold_in_a_fold_is_a_block_of_its_own():
    inner = fold("inner", "More", "a\n\nb")
    assert fold("outer", "All", "x", inner) == (
        '??? outer "All"\n\n    x\n\n    ??? inner "More"\n\n        a\n\n        b'
    )
