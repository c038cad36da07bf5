"""Notebooks to take home are valid, and hold what the snippet holds."""

from pathlib import Path

import nbformat

from pipeline.render.export_notebook import notebook, snippet_cells
from pipeline.render.snippets import read_snippet

SOURCE = '''"""One and one are two."""

# %% numbers
x = 1

print(x + 1)

# %% data
data = {"x": [x]}
'''


def test_a_snippet_is_its_claim_and_its_cells():
    written = notebook(snippet_cells(read_snippet(Path("adds.py"), "adds.py", SOURCE)))
    read = nbformat.reads(written.decode(), as_version=4)
    nbformat.validate(read)
    assert [(cell.id, cell.cell_type, cell.source) for cell in read.cells] == [
        ("claim", "markdown", "One and one are two."),
        ("numbers", "code", "x = 1\n\nprint(x + 1)"),
        ("data", "code", 'data = {"x": [x]}'),
    ]
    assert [cell.outputs for cell in read.cells[1:]] == [[], []]
