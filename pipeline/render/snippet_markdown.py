"""The Markdown that a page includes for a snippet: its first cell, its output, and the whole program, folded."""

from pipeline.content.anchors import anchor
from pipeline.render.snippets import Snippet


def snippet_markdown(snippet: Snippet, files: dict[str, bytes]) -> str:
    """`files` are what the snippet made, by suffix."""
    name, output = snippet.name, files[".txt"].decode().rstrip("\n")
    needs = " (needs scikit-learn)" if snippet.needs_scikit_learn else ""
    downloads = [f"[`{name}.py`](/generated/{name}.py)", f"[notebook](/generated/{name}.ipynb)"]
    if ".csv" in files:
        downloads.append(f"[its numbers as CSV](/generated/{name}.csv)")
    shown = [
        f'<div class="program" id="program-{anchor(name)}" markdown>',
        fence("python", f"{name}.py{needs}", snippet.cells["numbers"].source),
        fence("text", "Output", output),
    ]
    if snippet.has_picture:
        whole = fence("python", f"{name}.py, whole{needs}", snippet.source)
        folded = "\n".join(f"    {line}" if line else "" for line in whole.splitlines())
        shown += [f'??? program-whole "The whole program, with its picture"\n\n{folded}']
    shown += [f"Download: {', '.join(downloads)}\n{{: .downloads }}", "</div>"]
    return "\n\n".join(shown) + "\n"


def fence(language: str, title: str, text: str) -> str:
    return f'```{language} title="{title}"\n{text.rstrip()}\n```'
