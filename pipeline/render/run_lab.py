"""Runs a lab from top to bottom and writes the executed notebook that mkdocs-jupyter renders.

A lab is a percent-format notebook with a YAML head. A code cell that draws names its figure in the cell's mark:
`# %% figure="loss_map" alt="What is to be seen" caption="A sentence."`. Cells tagged `solution` are folded by finish.
Cells tagged `rubric` are in the teacher edition only.
"""

import base64
import html
import io
import warnings
from contextlib import redirect_stderr, redirect_stdout
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.content.errors import BuildError, Problem
from pipeline.content.front_matter import front_matter
from pipeline.content.project import Project
from pipeline.render.export_notebook import NotebookCell, notebook
from pipeline.render.figure_style import CYCLE, NARROW, PAPER, STYLE, WIDE, to_dark
from pipeline.render.figures import figure_to_svg, lay_out, savefig_bytes
from pipeline.render.lab_editions import RUBRIC, has_tag, student_edition, teacher_edition

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell
    from matplotlib.figure import Figure

Output = dict[str, Any]
"""An output of a cell, in the fields of the notebook format."""


def build(project: Project, lab: Path) -> dict[str, bytes]:
    """The executed notebook, the two editions and the program to take home, and the figures, by path below docs/.

    Raises:
        BuildError: a cell fails, or has an output that the site cannot show.
    """
    source = project.files.read_text(lab)
    cells, lines = read_cells(source)
    execute_cells(project, lab, cells, lines)
    title = front_matter(project, lab).title
    files = {
        f"generated/{lab.stem}.student.ipynb": student_edition(title, cells),
        f"generated/{lab.stem}.teacher.ipynb": teacher_edition(title, cells),
        f"generated/{lab.stem}.py": without_rubrics(source, cells, lines).encode(),
    }
    for cell, line in zip(cells, lines, strict=True):
        if cell["cell_type"] == "code":
            files |= convert_outputs(project, lab, cell, line)
    shown = [cell for cell in cells if not has_tag(cell, RUBRIC)]
    return files | {f"labs/{lab.stem}.ipynb": notebook(shown)}


def read_cells(source: str) -> tuple[list[NotebookCell], list[int]]:
    """The cells of a lab, with ids that stay the same, and the line of each cell in the file."""
    import jupytext

    head, _, body = source.partition("\n# ---\n")
    cells = [dict(cell) for cell in jupytext.reads(body.lstrip("\n"), fmt="py:percent").cells]
    numbers, rubrics = count(1), count(1)
    for cell in cells:
        cell["id"] = f"rubric-{next(rubrics)}" if has_tag(cell, RUBRIC) else f"cell-{next(numbers)}"
        cell["metadata"].pop("lines_to_next_cell", None)
    first = head.count("\n") + 3
    return cells, [first + number for number, line in enumerate(body.splitlines()) if line.startswith("# %%")]


def without_rubrics(source: str, cells: list[NotebookCell], lines: list[int]) -> str:
    """The lab as a program, without the cells that are for the teacher."""
    rows = source.splitlines(keepends=True)
    ends = [*lines[1:], len(rows) + 1]
    for cell, first, end in reversed(list(zip(cells, lines, ends, strict=True))):
        if has_tag(cell, RUBRIC):
            del rows[first - 1 : end - 1]
    return "".join(rows)


def execute_cells(project: Project, lab: Path, cells: list[NotebookCell], lines: list[int]) -> None:
    """Runs the code cells as Jupyter does and enters their outputs. Figures have the site's style.

    Raises:
        BuildError: a cell fails, or warns. The problem has its line.
    """
    import matplotlib.pyplot as plt
    import matplotlib.style
    from cycler import cycler

    outputs: list[Output] = []
    shell = create_shell(outputs)

    def show(*args: Any, **options: Any) -> None:
        """Appends all open figures to the outputs, as plt.show() does in Jupyter."""
        for number in plt.get_fignums():
            outputs.append(figure_output(plt.figure(number)))
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
                    hint = "The cell under this line fails; run the lab and fix it."
                    raise BuildError(Problem(project.display_path(lab), line, f"{type(error).__name__}: {error}", hint))
                show()
                cell |= {"execution_count": result.execution_count, "outputs": outputs.copy()}
                outputs.clear()


def figure_output(figure: "Figure") -> Output:
    """The figure for the page at two widths, and with its title for a notebook, where an SVG need not be shown."""
    wide, narrow = (figure_to_svg(figure, size) for size in (WIDE, NARROW))
    lay_out(figure, WIDE, titled=True)
    png = base64.b64encode(savefig_bytes(figure, "png", dpi=100, facecolor=PAPER)).decode()
    data = {"image/svg+xml": wide, "image/png": png}
    return {"output_type": "display_data", "data": data, "metadata": {"narrow": narrow}}


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
        BuildError: an output of a kind that the site cannot show, or a figure without a name and alt text.
    """
    files: dict[str, bytes] = {}
    shown: list[Output] = []
    for output in cell["outputs"]:
        kind, data = output["output_type"], output.get("data", {})
        if "image/svg+xml" in data:
            name, alt = cell["metadata"].get("figure"), cell["metadata"].get("alt")
            if not (name and alt):
                hint = '# %% figure="name" alt="What is to be seen" caption="A sentence."'
                message = "the cell draws a figure that has no name or no alt text"
                raise BuildError(Problem(project.display_path(lab), line, message, f"Write in the cell's mark: {hint}"))
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
            message = f"the cell has an output of the kind {kinds}"
            hint = "Print the value instead; a lab shows text and figures."
            raise BuildError(Problem(project.display_path(lab), line, message, hint))
    cell["outputs"] = shown
    return files
