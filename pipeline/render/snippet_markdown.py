"""The Markdown that a page includes for a snippet: its first cell, its output, and the whole program, folded.

What a long program prints comes before it, and the program is folded too: a reader came for the result.
"""

from pipeline.content.anchors import anchor
from pipeline.render.snippets import Snippet

MAX_LINES = 18
"""A first cell with more lines is folded."""


def snippet_markdown(snippet: Snippet, files: dict[str, bytes]) -> str:
    """`files` are what the snippet made, by suffix."""
    name, output = snippet.name, fence("text", "Output", files[".txt"].decode())
    needs = " (needs scikit-learn)" if snippet.needs_scikit_learn else ""
    downloads = [f"[`{name}.py`](/generated/{name}.py)", f"[notebook](/generated/{name}.ipynb)"]
    if ".csv" in files:
        downloads.append(f"[its numbers as CSV](/generated/{name}.csv)")
    numbers = snippet.cells["numbers"].source.rstrip()
    program = fence("python", f"{name}.py{needs}", numbers)
    whole = fence("python", f"{name}.py, whole{needs}", snippet.source)
    more = [fold("program-whole", "The whole program, with its picture", whole)] if snippet.has_picture else []
    if (lines := len(numbers.splitlines())) > MAX_LINES:
        shown = [output, fold("program-code", f"The program: {name}.py, {lines} lines{needs}", program, *more)]
    else:
        shown = [program, output, *more]
    opening = f'<div class="program" id="program-{anchor(name)}" markdown>'
    closing = [f"Download: {', '.join(downloads)}\n{{: .downloads }}", "</div>"]
    return "\n\n".join([opening, *shown, *closing]) + "\n"


def fence(language: str, title: str, text: str) -> str:
    return f'```{language} title="{title}"\n{text.rstrip()}\n```'


def fold(kind: str, summary: str, *blocks: str) -> str:
    """What is seen when a reader opens it."""
    inside = "\n".join(f"    {line}" if line else "" for line in "\n\n".join(blocks).splitlines())
    return f'??? {kind} "{summary}"\n\n{inside}'
