"""Runs a lab from top to bottom and writes the executed notebook that mkdocs-jupyter renders.

A lab is a percent-format notebook with a YAML head. A code cell that draws names its figure in the cell's mark:
`# %% figure="loss_map" alt="What is to be seen" caption="A sentence."`. Cells tagged `solution` are folded by finish.
"""

import html
import io
import warnings
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.problems import Problem, Problems
from pipeline.project import Project
from pipeline.render.export_notebook import NotebookCell, notebook_file, take_home_lab, take_home_notebook
from pipeline.render.figures import drawn
from pipeline.render.style import CYCLE, NARROW, STYLE, WIDE, to_dark

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

Output = dict[str, Any]
"""An output of a cell, in the fields of the notebook format."""


def run_lab(project: Project, lab: Path, site_url: str) -> dict[str, bytes]:
    """Returns the executed notebook, the two files to take home, and the figures, by path below docs/.

    Raises:
        Problems: a cell fails, or has an output that the site cannot show.
    """
    cells, lines = read_lab(lab)
    site = {"site_url": site_url, "site_title": project.about.title, "page_address": f"{site_url}labs/{lab.stem}/"}
    files = {
        f"generated/{lab.stem}.ipynb": take_home_notebook(cells, **site),
        f"generated/{lab.stem}.py": take_home_lab(lab.read_text("utf-8"), **site).encode(),
    }
    execute_cells(project, lab, cells, lines)
    for cell, line in zip(cells, lines, strict=True):
        if cell["cell_type"] == "code":
            files |= convert_outputs(project, lab, cell, line)
    return files | {f"labs/{lab.stem}.ipynb": notebook_file(cells)}


def read_lab(lab: Path) -> tuple[list[NotebookCell], list[int]]:
    """Returns the cells, with ids that stay the same, and the line of each cell in the file."""
    import jupytext

    head, _, body = lab.read_text("utf-8").partition("\n# ---\n")
    cells = [dict(cell) for cell in jupytext.reads(body.lstrip("\n"), fmt="py:percent").cells]
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"
        cell["metadata"].pop("lines_to_next_cell", None)
    first = head.count("\n") + 3
    return cells, [first + number for number, line in enumerate(body.splitlines()) if line.startswith("# %%")]


def execute_cells(project: Project, lab: Path, cells: list[NotebookCell], lines: list[int]) -> None:
    """Runs the code cells as Jupyter does and enters their outputs. Figures have the site's style.

    Raises:
        Problems: a cell fails, or warns. The problem has its line.
    """
    import matplotlib.pyplot as plt
    import matplotlib.style
    from cycler import cycler

    outputs: list[Output] = []
    shell = create_shell(outputs)

    def show(*args: Any, **options: Any) -> None:
        """Appends all open figures to the outputs, as plt.show() does in Jupyter."""
        for number in plt.get_fignums():
            wide, narrow = (drawn(plt.figure(number), size) for size in (WIDE, NARROW))
            data, metadata = {"image/svg+xml": wide}, {"narrow": narrow}
            outputs.append({"output_type": "display_data", "data": data, "metadata": metadata})
        plt.close("all")

    plt.switch_backend("Agg")
    matplotlib.style.use(STYLE | {"svg.hashsalt": lab.stem, "axes.prop_cycle": cycler(color=CYCLE)})
    plt.show = show
    with redirect_stdout(Stream("stdout", outputs)), redirect_stderr(Stream("stderr", outputs)):
        warnings.filterwarnings("error", module="__main__")
        for cell, line in zip(cells, lines, strict=True):
            if cell["cell_type"] == "code":
                result = shell.run_cell(cell["source"], store_history=True)
                if error := result.error_before_exec or result.error_in_exec:
                    remedy = "The cell under this line fails; run the lab and fix it."
                    raise Problems(Problem(project.shown(lab), line, f"{type(error).__name__}: {error}", remedy))
                show()
                cell |= {"execution_count": result.execution_count, "outputs": outputs.copy()}
                outputs.clear()


class Stream(io.TextIOBase):
    """Appends what is printed to the outputs of the running cell."""

    def __init__(self, name: str, outputs: list[Output]):
        self.name, self.outputs = name, outputs

    def write(self, text: str) -> int:
        if self.outputs and self.outputs[-1].get("name") == self.name:
            self.outputs[-1]["text"] += text
        elif text:
            self.outputs.append({"output_type": "stream", "name": self.name, "text": text})
        return len(text)


def create_shell(outputs: list[Output]) -> "InteractiveShell":
    """Returns the shell of a Jupyter kernel without the kernel: it appends what a cell displays to `outputs`.

    What is overridden are the methods that IPython names for it.
    """
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Results(DisplayHook):
        def write_output_prompt(self) -> None:
            """A notebook has no prompts in its outputs."""

        def write_format_data(self, format_dict: Output, md_dict: Output | None = None) -> None:
            result = {"data": format_dict, "metadata": md_dict or {}, "execution_count": self.prompt_count}
            outputs.append({"output_type": "execute_result"} | result)

    class Displays(DisplayPublisher):
        def publish(self, data: Output, metadata: Output | None = None, *rest: Any, **options: Any) -> None:
            outputs.append({"output_type": "display_data", "data": data, "metadata": metadata or {}})

    InteractiveShell.clear_instance()
    return InteractiveShell.instance(
        displayhook_class=Results,
        display_pub_class=Displays,
        ipython_dir=str(Path.cwd().parent),
        config=Config({"HistoryManager": {"enabled": False}}),
    )


def convert_outputs(project: Project, lab: Path, cell: NotebookCell, line: int) -> dict[str, bytes]:
    """Turns the cell's figure into files and an <img> in the notebook, and keeps printed text. Returns the files.

    Raises:
        Problems: an output of a kind that the site cannot show, or a figure without a name and alt text.
    """
    files: dict[str, bytes] = {}
    shown: list[Output] = []
    for output in cell["outputs"]:
        kind, data = output["output_type"], output.get("data", {})
        if "image/svg+xml" in data:
            name, alt = cell["metadata"].get("figure"), cell["metadata"].get("alt")
            if not (name and alt):
                remedy = '# %% figure="name" alt="What is to be seen" caption="A sentence."'
                what = "the cell draws a figure that has no name or no alt text"
                raise Problems(Problem(project.shown(lab), line, what, f"Write in the cell's mark: {remedy}"))
            file = f"generated/{lab.stem}_{name}"
            for width, svg in (("", data["image/svg+xml"]), (".narrow", output["metadata"]["narrow"])):
                files |= {f"{file}{width}.svg": svg.encode(), f"{file}{width}.dark.svg": to_dark(svg).encode()}
            title = html.escape(cell["metadata"].get("caption", ""))
            image = f'<p><img alt="{html.escape(alt)}" src="../../{file}.svg" title="{title}"></p>'
            shown.append({"output_type": "display_data", "metadata": {}, "data": {"text/html": image}})
        elif output.get("name") == "stdout" or (kind == "execute_result" and set(data) == {"text/plain"}):
            shown.append(output)
        else:
            kinds = ", ".join(data) or f"{kind} {output['name']}"
            what = f"the cell has an output of the kind {kinds}"
            remedy = "Print the value instead; a lab shows text and figures."
            raise Problems(Problem(project.shown(lab), line, what, remedy))
    cell["outputs"] = shown
    return files
