"""The Markdown that a page includes for a program: its first cell, its output, and the whole of it, folded."""

from pipeline.render.programs import Program


def anchor(name: str) -> str:
    return name.replace("_", "-")


def fragment(program: Program, files: dict[str, bytes]) -> str:
    """`files` are what the program made, by suffix."""
    name, output = program.name, files[".txt"].decode().rstrip("\n")
    needs = " (needs scikit-learn)" if program.needs_scikit_learn else ""
    downloads = [f"[`{name}.py`](/generated/{name}.py)", f"[notebook](/generated/{name}.ipynb)"]
    if ".csv" in files:
        downloads.append(f"[its numbers as CSV](/generated/{name}.csv)")
    shown = [
        f'<div class="program" id="program-{anchor(name)}" markdown>',
        fence("python", f"{name}.py{needs}", program.cells["numbers"].source),
        fence("text", "Output", output),
    ]
    if program.has_picture:
        whole = fence("python", f"{name}.py, whole{needs}", program.source)
        folded = "\n".join(f"    {line}" if line else "" for line in whole.splitlines())
        shown += [f'??? program-whole "The whole program, with its picture"\n\n{folded}']
    shown += [f"Download: {', '.join(downloads)}\n{{: .downloads }}", "</div>"]
    return "\n\n".join(shown) + "\n"


def fence(language: str, title: str, text: str) -> str:
    return f'```{language} title="{title}"\n{text.rstrip()}\n```'
