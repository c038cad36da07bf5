"""Runs a lab from top to bottom and writes the executed notebook that mkdocs-jupyter renders.

A lab is a percent-format notebook with a YAML head. A code cell that draws names its figure in the cell's mark:
`# %% figure="loss_map" alt="What is to be seen" caption="A sentence."`. Cells tagged `solution` are folded by finish.
"""

import contextlib
import html
import io
import warnings
from pathlib import Path

from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project
from pipeline.render.export_notebook import METADATA
from pipeline.render.figure_style import CYCLE, NARROW, STYLE, WIDE, to_dark
from pipeline.render.figures import figure_to_svg


def build(project: Project, lab: Path) -> dict[str, bytes]:
    """The executed notebook, the notebook to take home (without outputs), and the figures, by path below docs/."""
    import nbformat

    notebook, lines = read_lab(project, lab)
    clean = nbformat.writes(notebook).encode()
    execute(project, lab, notebook, lines)
    made = {f"generated/{lab.stem}.ipynb": clean, f"generated/{lab.stem}.py": project.files.read_bytes(lab)}
    for cell, line in zip(notebook.cells, lines, strict=True):
        if cell.cell_type == "code":
            made |= show(project, lab, cell, line)
    made[f"labs/{lab.stem}.ipynb"] = nbformat.writes(notebook).encode()
    return made


def read_lab(project: Project, lab: Path):
    """The notebook without its head, with cell ids that stay the same, and the line of each cell in the file."""
    import jupytext

    source = project.files.read_text(lab)
    head, _, body = source.partition("\n# ---\n")
    notebook = jupytext.reads(body.lstrip("\n"), fmt="py:percent")
    offset = head.count("\n") + 3
    lines = [offset + number for number, line in enumerate(body.splitlines()) if line.startswith("# %%")]
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
        cell.metadata.pop("lines_to_next_cell", None)
    notebook.metadata = METADATA
    return notebook, lines


def execute(project: Project, lab: Path, notebook, lines: list[int]) -> None:
    """Runs all cells as Jupyter does, in the site's figure style. Raises BuildError with the line of a bad cell."""
    import nbformat

    outputs: list[dict] = []
    shell, number = shell_into(outputs), 0
    draw_into(outputs, lab.stem, shell)
    warnings.filterwarnings("error", module="__main__")
    printed, complained = Stream("stdout", outputs), Stream("stderr", outputs)
    for cell, line in zip(notebook.cells, lines, strict=True):
        if cell.cell_type == "code":
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complained):
                result = shell.run_cell(cell.source, store_history=True)
            if error := result.error_before_exec or result.error_in_exec:
                remedy = "The cell under this line fails; run the lab and mend it."
                raise BuildError(Problem(project.display_path(lab), line, f"{type(error).__name__}: {error}", remedy))
            number += 1
            for output in outputs:
                if output["output_type"] == "execute_result":
                    output["execution_count"] = number
            cell.execution_count, cell.outputs = number, nbformat.from_dict(outputs[:])
            outputs.clear()


class Stream(io.TextIOBase):
    """Appends what is printed to the outputs of the running cell."""

    def __init__(self, name: str, outputs: list[dict]):
        self.name, self.outputs = name, outputs

    def write(self, text: str) -> int:
        if self.outputs and self.outputs[-1].get("name") == self.name:
            self.outputs[-1]["text"] += text
        elif text:
            self.outputs.append({"output_type": "stream", "name": self.name, "text": text})
        return len(text)


def shell_into(outputs: list[dict]):
    """The shell of a Jupyter kernel, without the kernel: it appends what a cell displays, or ends in, to `outputs`."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Results(DisplayHook):
        def write_output_prompt(self):
            """Shows no prompt."""

        def write_format_data(self, format_dict, md_dict=None):
            outputs.append({"output_type": "execute_result", "data": format_dict, "metadata": md_dict or {}})

        def finish_displayhook(self):
            self._is_active = False

    class Displays(DisplayPublisher):
        def publish(self, data, metadata=None, **rest):
            outputs.append({"output_type": "display_data", "data": data, "metadata": metadata or {}})

    return InteractiveShell.instance(
        displayhook_class=Results,
        display_pub_class=Displays,
        ipython_dir=str(Path.cwd().parent),
        config=Config({"HistoryManager": {"enabled": False}}),
    )


def draw_into(outputs: list[dict], name: str, shell) -> None:
    """Lets matplotlib draw in the site's style; plt.show(), or the end of a cell, appends the figures to `outputs`."""
    import matplotlib.pyplot as plt

    def show(**options) -> None:
        for number in plt.get_fignums():
            wide, narrow = (figure_to_svg(plt.figure(number), size) for size in (WIDE, NARROW))
            data, metadata = {"image/svg+xml": wide}, {"narrow": narrow}
            outputs.append({"output_type": "display_data", "data": data, "metadata": metadata})
        plt.close("all")

    plt.switch_backend("Agg")
    plt.rcParams.update(STYLE | {"svg.hashsalt": name, "axes.prop_cycle": plt.cycler(color=CYCLE)})
    plt.show = show
    shell.events.register("post_execute", show)


def show(project: Project, lab: Path, cell, line: int) -> dict[str, bytes]:
    """Turns the cell's picture into files and an <img> in the notebook; lets printed text pass.

    Raises:
        BuildError: an output of a kind that the site cannot show, or a picture without a name and alt text.
    """
    made, shown = {}, []
    for output in cell.outputs:
        data = output.get("data", {})
        if output.output_type == "stream" and output.name == "stdout":
            shown.append(output)
        elif "image/svg+xml" in data:
            name, alt = cell.metadata.get("figure"), cell.metadata.get("alt")
            if not (name and alt):
                remedy = '# %% figure="name" alt="What is to be seen" caption="A sentence."'
                what = "the cell draws a figure that has no name or no alt text"
                raise BuildError(Problem(project.display_path(lab), line, what, f"Write in the cell's mark: {remedy}"))
            file = f"generated/{lab.stem}_{name}"
            for width, svg in (("", data["image/svg+xml"]), (".narrow", output.metadata["narrow"])):
                made |= {f"{file}{width}.svg": svg.encode(), f"{file}{width}.dark.svg": to_dark(svg).encode()}
            title = html.escape(cell.metadata.get("caption", ""))
            image = f'<p><img alt="{html.escape(alt)}" src="../../{file}.svg" title="{title}"></p>'
            shown.append({"output_type": "display_data", "metadata": {}, "data": {"text/html": image}})
        elif output.output_type == "execute_result" and set(data) == {"text/plain"}:
            shown.append(output)
        else:
            kind = ", ".join(data) or f"{output.output_type} {output.get('name', '')}"
            remedy = "Print the value instead; a lab shows text and figures."
            raise BuildError(
                Problem(project.display_path(lab), line, f"the cell has an output of the kind {kind}", remedy)
            )
    import nbformat

    cell.outputs = [nbformat.from_dict(output) for output in shown]
    return made
