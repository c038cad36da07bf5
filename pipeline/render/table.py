"""A Markdown table in a region of its own, which finish completes."""


def table(name: str, head: list[str], body: list[list[str]], kind: str = "comparison") -> str:
    """`kind` becomes the class of the table: comparison, lookup or ledger."""
    return f'<div class="table {kind}" id="table-{name}" markdown>\n\n{lines(head, body)}\n\n</div>\n'


def lines(head: list[str], body: list[list[str]]) -> str:
    """The table alone."""
    return "\n".join(
        "| " + " | ".join(cell.strip() for cell in line) + " |" for line in (head, ["---"] * len(head), *body)
    )
