"""A program as a notebook to take home: its claim, and each of its cells as one, without outputs."""

import json
from typing import Any

from pipeline.render.snippets import Snippet

METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python", "pygments_lexer": "ipython3"},
}


def notebook(snippet: Snippet) -> bytes:
    cells = [cell("claim", {"cell_type": "markdown"}, snippet.claim)]
    for it in snippet.cells.values():
        cells.append(cell(it.name, {"cell_type": "code", "execution_count": None, "outputs": []}, it.source))
    whole = {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def cell(name: str, kind: dict[str, Any], text: str) -> dict[str, Any]:
    return {**kind, "id": name, "metadata": {}, "source": text.strip("\n").splitlines(keepends=True)}
