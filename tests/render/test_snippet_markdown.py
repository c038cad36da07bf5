"""What a page includes for a snippet."""

from pathlib import Path

from pipeline.render.snippet_markdown import snippet_markdown
from pipeline.render.snippets import read_snippet
from tests.support.small_project import SNIPPET

NUMBERS = SNIPPET.split("# %% numbers\n")[1].split("\n# %% picture")[0]


def test_the_first_cell_and_its_output_are_shown_and_the_whole_program_is_folded(rendered):
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
