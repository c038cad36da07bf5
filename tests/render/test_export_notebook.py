"""What readers take home says where it comes from, has links that work anywhere, and runs."""

import json

import nbformat
import pytest

from pipeline.render.export_notebook import (
    code_cell,
    markdown_cell,
    notebook_file,
    program_cells,
    take_home_lab,
    take_home_notebook,
    take_home_program,
    with_absolute_links,
)
from pipeline.render.programs import read_program

SITE = {"site_url": "https://host.example/x/", "site_title": "A site"}
PAGE = "https://host.example/x/labs/01/"
SNIPPET = '"""One and one are two."""\n\n# %% numbers\nx = 1\n\nprint(x + 1)\n\n# %% data\ndata = {"x": [x]}\n'


def taken_home(cells: list[dict]) -> nbformat.NotebookNode:
    notebook = nbformat.reads(take_home_notebook(cells, page_address=PAGE, **SITE).decode(), as_version=4)
    nbformat.validate(notebook)
    return notebook


def test_the_first_cell_names_site_page_and_license():
    origin, *rest = taken_home([code_cell("numbers", "x = 1")]).cells
    assert origin.cell_type == "markdown" and len(rest) == 1
    for part in ("[A site](https://host.example/x/)", PAGE, "CC BY 4.0", "MIT-0"):
        assert part in origin.source


def test_code_comes_without_outputs_and_as_it_was():
    ran = code_cell("cell-1", 'x = "[a](../b/)"\n\nprint(x)\n') | {"outputs": [{"text": "x"}], "execution_count": 3}
    cell = taken_home([ran]).cells[1]
    assert (cell.outputs, cell.execution_count) == ([], None)
    assert cell.source == 'x = "[a](../b/)"\n\nprint(x)'
    assert ran["outputs"] == [{"text": "x"}], "the cell that was handed over is as it was"


@pytest.mark.parametrize(
    ("text", "absolute"),
    [
        ("[it](../../learned/)", "[it](https://host.example/x/learned/)"),
        (
            "[it](../02/), [and](#a) more",
            "[it](https://host.example/x/labs/02/), [and](https://host.example/x/labs/01/#a) more",
        ),
        ("[it](https://doi.org/10.1/2)", "[it](https://doi.org/10.1/2)"),
    ],
)
def test_links_lead_to_the_site(text, absolute):
    assert with_absolute_links(text, PAGE) == absolute
    assert taken_home([markdown_cell("a", text)]).cells[1].source == absolute


def test_a_snippet_is_its_claim_and_its_cells(tmp_path):
    path = tmp_path / "adds.py"
    path.write_text(SNIPPET, "utf-8")
    cells = program_cells(read_program(path, "adds.py"))
    assert [(cell["id"], cell["source"]) for cell in cells] == [
        ("claim", "One and one are two."),
        ("numbers", "x = 1\n\nprint(x + 1)"),
        ("data", 'data = {"x": [x]}'),
    ]
    assert [cell.id for cell in taken_home(cells).cells] == ["origin", "claim", "numbers", "data"]


def test_a_program_ends_with_the_page_that_it_comes_from():
    program = take_home_program(SNIPPET, site_title="A site", page_address=PAGE)
    assert program.startswith(SNIPPET)
    assert program.removeprefix(SNIPPET) == f"\n# From: A site, {PAGE}, MIT-0\n"


def test_a_lab_as_a_python_file_has_a_first_cell_in_place_of_its_front_matter():
    lab = '# ---\n# title: "T"\n# ---\n\n# %% [markdown]\n# See [it](../../rule/).\n\n# %%\nx = "[a](../b/)"\n'
    first, text, code = take_home_lab(lab, page_address=PAGE, **SITE).split("\n\n")
    assert first.startswith(
        "# %% [markdown]\n# From [A site](https://host.example/x/), https://host.example/x/labs/01/."
    )
    assert text == "# %% [markdown]\n# See [it](https://host.example/x/rule/)."
    assert code == '# %%\nx = "[a](../b/)"\n'


def test_a_notebook_is_written_as_jupyter_writes_it():
    stream = {"output_type": "stream", "name": "stdout", "text": "1\n2\n"}
    shown = {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<b>ä</b>\n<i>b</i>"}}
    cell = code_cell("a", "print(1)\nprint(2)") | {"execution_count": 1, "outputs": [stream, shown]}
    written = notebook_file([cell, markdown_cell("b", "")]).decode()
    assert written == nbformat.writes(nbformat.from_dict(json.loads(written))) + "\n"
    outputs = json.loads(written)["cells"][0]["outputs"]
    assert outputs[0]["text"] == ["1\n", "2\n"] and outputs[1]["data"]["text/html"] == ["<b>ä</b>\n", "<i>b</i>"]
    assert outputs[0]["name"] == "stdout"
