"""Makes the notebooks and Python files that readers take home. Each says where it comes from, and its links work."""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from pipeline.render.programs import Program

METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python", "pygments_lexer": "ipython3"},
}
LINK_TARGET = re.compile(r"(?<=\]\()[^)\s]+")
NotebookCell = dict[str, Any]


def take_home_notebook(cells: Iterable[NotebookCell], *, site_url: str, site_title: str, page_address: str) -> bytes:
    """Returns a notebook without outputs. Its first cell names the page that it comes from, and its license."""
    taken = [markdown_cell("origin", origin(site_url, site_title, page_address))]
    for cell in cells:
        if cell["cell_type"] == "code":
            taken.append(cell | {"execution_count": None, "outputs": []})
        else:
            taken.append(cell | {"source": with_absolute_links(cell["source"], page_address)})
    return notebook_file(taken)


def notebook_file(cells: Iterable[NotebookCell]) -> bytes:
    """Returns the cells as a notebook, written as Jupyter writes one: long texts as lists of lines."""

    def in_lines(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: in_lines(part, key) for key, part in value.items()}
        if isinstance(value, list):
            return [in_lines(part) for part in value]
        return value.splitlines(keepends=True) if name in ("source", "text") or "/" in name else value

    notebook = {"cells": in_lines(list(cells)), "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def take_home_lab(source: str, *, site_url: str, site_title: str, page_address: str) -> str:
    """Returns a lab as a Python file. A cell that names its page stands in place of its front matter."""
    _, _, body = source.partition("\n# ---\n")
    lines = body.strip("\n").splitlines()
    lines = [with_absolute_links(line, page_address) if line.startswith("#") else line for line in lines]
    first_cell = f"# %% [markdown]\n# {origin(site_url, site_title, page_address)}\n"
    return "\n".join([first_cell, *lines]) + "\n"


def take_home_program(source: str, *, site_title: str, page_address: str) -> str:
    """Returns a snippet as a Python file. Its last line names the page, so that its first lines are the page's."""
    return f"{source.rstrip()}\n\n# From: {site_title}, {page_address}, MIT-0\n"


def origin(site_url: str, site_title: str, page_address: str) -> str:
    return f"From [{site_title}]({site_url}), {page_address}. Text and figures: CC BY 4.0; programs: MIT-0."


def with_absolute_links(markdown: str, page_address: str) -> str:
    return LINK_TARGET.sub(lambda target: urljoin(page_address, target[0]), markdown)


def program_cells(program: Program) -> list[NotebookCell]:
    """Returns a snippet's claim and its cells."""
    code = [code_cell(cell.name, cell.source) for cell in program.cells.values()]
    return [markdown_cell("claim", program.claim), *code]


def markdown_cell(name: str, text: str) -> NotebookCell:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text.strip("\n")}


def code_cell(name: str, text: str) -> NotebookCell:
    return {"cell_type": "code", "id": name, "metadata": {}, "source": text.strip("\n")}
