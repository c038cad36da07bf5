"""A Markdown table in a region of its own, which finish completes."""


def table(name: str, head: list[str], body: list[list[str]], kind: str = "comparison") -> str:
    """`kind` becomes the class of the table: comparison, lookup or ledger."""
    lines = [head, ["---"] * len(head), *body]
    written = "\n".join("| " + " | ".join(cell.strip() for cell in line) + " |" for line in lines)
    return f'<div class="table {kind}" id="table-{name}" markdown>\n\n{written}\n\n</div>\n'
