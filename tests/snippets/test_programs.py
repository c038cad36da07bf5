"""What every snippet must be: short, compared with independent values, plain to print and to paste."""

import ast
import os
import subprocess
import sys

import pytest

from tests.support.snippets import NAMES, ROOT, cells, printed

BLOCKS = (ast.For, ast.While, ast.If, ast.With, ast.Try, ast.FunctionDef, ast.ClassDef)


@pytest.mark.parametrize("name", NAMES)
def test_numbers_cell_is_short(name):
    assert len(cells(name)["numbers"].splitlines()) <= 44


def test_all_that_a_snippet_prints_is_compared():
    texts = "".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in NAMES if f'printed("{name}") ==' not in texts] == []


@pytest.mark.parametrize("name", NAMES)
def test_needs_nothing_but_numpy_matplotlib_and_scikit_learn(name):
    nodes = list(ast.walk(ast.parse("\n".join(cells(name).values()))))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    others = {module.split(".")[0] for module in imported} - sys.stdlib_module_names
    assert others <= {"numpy", "matplotlib", "sklearn"}


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_line_ends_each_block_and_none_is_inside(name):
    """An interactive prompt takes a blank line as the end of a block, and needs one."""
    for source in cells(name).values():
        lines, body = source.splitlines(), ast.parse(source).body
        for block, after in zip(body, [*body[1:], None], strict=True):
            if isinstance(block, BLOCKS):
                assert all(line.strip() for line in lines[block.lineno - 1 : block.end_lineno])
                assert after is None or not lines[block.end_lineno].strip(), f"line {block.end_lineno}"


@pytest.mark.proof
@pytest.mark.parametrize("name", NAMES)
def test_survives_an_interactive_prompt(name):
    """Pasted into `python -i` it prints the same lines, among the values of bare expressions."""
    environment = {**os.environ, "MPLBACKEND": "Agg", "PYTHON_BASIC_REPL": "1", "PYTHONIOENCODING": "utf-8"}
    shown = subprocess.run(
        [sys.executable, "-I", "-i", "-q"],
        input="\n\n".join(cells(name).values()) + "\n\n",
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "Error" not in shown.stderr, shown.stderr
    lines = iter(shown.stdout.splitlines())
    assert [line for line in printed(name) if line not in lines] == []
