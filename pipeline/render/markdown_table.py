"""Markdown tables."""

import re

BAR = re.compile(r"(?<!\\)\|")
"""A bar that would end the cell."""


def table_region(name: str, head: list[str], body: list[list[str]], kind: str = "comparison") -> str:
    """A table with an anchor. `kind` becomes the class of the table: comparison, lookup or ledger."""
    return f'<div class="table {kind}" id="table-{name}" markdown>\n\n{table(head, body)}\n\n</div>\n'


def table(head: list[str], body: list[list[str]]) -> str:
    """The table alone."""
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(BAR.sub(r"\|", cell.strip()) for cell in line) + " |" for line in lines)
