"""Notebooks as bytes that are the same every time, and those of snippets to take home."""

import json
from collections.abc import Iterable
from typing import Any

from pipeline.render.snippets import Snippet

NotebookCell = dict[str, Any]
"""A cell in the fields of the notebook format."""
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python", "pygments_lexer": "ipython3"},
}


def notebook(cells: Iterable[NotebookCell]) -> bytes:
    """The cells as a notebook of format 4.5."""
    written = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in cells]
    content = {"cells": written, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def snippet_cells(snippet: Snippet) -> list[NotebookCell]:
    """A snippet's claim, and each of its cells, without outputs."""
    code: NotebookCell = {"cell_type": "code", "execution_count": None, "outputs": []}
    cells: list[NotebookCell] = [
        {"cell_type": "markdown", "id": "claim", "metadata": {}, "source": snippet.claim.strip("\n")}
    ]
    for cell in snippet.cells.values():
        cells.append({**code, "id": cell.name, "metadata": {}, "source": cell.source.strip("\n")})
    return cells
