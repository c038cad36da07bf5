"""Runs a lab from top to bottom and writes the executed notebook that mkdocs-jupyter renders.

A lab is a percent-format notebook with a YAML head. A code cell that draws names its figure in the cell's mark:
`# %% figure="loss_map" alt="What is to be seen" caption="A sentence."`. Cells tagged `solution` are folded by finish.
"""

import html
import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.problems import Problem, Problems
from pipeline.project import Project
from pipeline.render.outputs import Outputs, key_of
from pipeline.render.runner import ONE_THREAD
from pipeline.render.slim import slim
from pipeline.render.style import CYCLE, LAB, STYLE, to_dark

CELL_SECONDS = 60
SETUP = """\
import os
os.environ["SOURCE_DATE_EPOCH"] = "0"
import warnings
import matplotlib.pyplot as plt
get_ipython().run_line_magic("config", "InlineBackend.figure_formats = ['svg']")
get_ipython().run_line_magic("config", "InlineBackend.print_figure_kwargs = {{'bbox_inches': None}}")
get_ipython().run_line_magic("matplotlib", "inline")
plt.rcParams.update({style!r})
plt.rcParams.update({{"figure.figsize": {size!r}, "svg.hashsalt": {name!r}}})
plt.rcParams["axes.prop_cycle"] = plt.cycler(color={cycle!r})
warnings.filterwarnings("error", module="__main__")
"""


def render_labs(project: Project, labs: list[Path], outputs: Outputs, say: Callable[[str], None]) -> None:
    """Runs the labs that changed, several at a time. Raises Problems where a cell raises or cannot be shown."""
    keys = {lab: key_of(lab.read_bytes()) for lab in labs}
    stale = [lab for lab in labs if not outputs.fresh(lab.stem, keys[lab])]
    problems = []

    def run(lab: Path) -> tuple[Path, dict[str, bytes] | Problems]:
        started = time.monotonic()
        try:
            return lab, render_lab(project, lab)
        except Problems as found:
            return lab, found
        finally:
            say(f"{project.shown(lab):<34} {time.monotonic() - started:5.1f} s")

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for lab, made in pool.map(run, stale):
            if isinstance(made, Problems):
                problems += made.problems
            else:
                outputs.keep(lab.stem, keys[lab], made)
    if problems:
        raise Problems(*problems)


def render_lab(project: Project, lab: Path) -> dict[str, bytes]:
    """The executed notebook, the notebook to take home (without outputs), and the figures, by path below docs/."""
    import nbformat

    project.front_matter(lab)
    notebook, lines = read_lab(lab)
    clean = nbformat.writes(notebook).encode()
    execute(project, lab, notebook, lines)
    made = {f"generated/{lab.stem}.ipynb": clean, f"generated/{lab.stem}.py": lab.read_bytes()}
    for cell, line in zip(notebook.cells, lines, strict=True):
        if cell.cell_type == "code":
            made |= show(project, lab, cell, line)
    made[f"labs/{lab.stem}.ipynb"] = nbformat.writes(notebook).encode()
    return made


def read_lab(lab: Path):
    """The notebook without its head, with cell ids that stay the same, and the line of each cell in the file."""
    import jupytext

    source = lab.read_text("utf-8")
    head, body = source.split("\n# ---\n", 1)
    notebook = jupytext.reads(body.lstrip("\n"), fmt="py:percent")
    offset = head.count("\n") + 3
    lines = [offset + number for number, line in enumerate(body.splitlines()) if line.startswith("# %%")]
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
        cell.metadata.pop("lines_to_next_cell", None)
    notebook.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python", "pygments_lexer": "ipython3"},
    }
    return notebook, lines


def execute(project: Project, lab: Path, notebook, lines: list[int]) -> None:
    """Runs all cells in an empty folder, in the site's figure style. Raises Problems with the line of a bad cell."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    setup = SETUP.format(style=STYLE, size=LAB, name=lab.stem, cycle=CYCLE)
    cells = notebook.cells
    notebook.cells = [nbformat.v4.new_code_cell(setup), *cells]
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            kernel_name="python3",
            record_timing=False,
            coalesce_streams=True,
            extra_arguments=["--log-level=ERROR"],
            resources={"metadata": {"path": folder}},
        )
        try:
            client.execute(env={**os.environ, **ONE_THREAD, "PYDEVD_DISABLE_FILE_VALIDATION": "1"})
        except (CellExecutionError, CellTimeoutError) as error:
            line = next(
                line
                for cell, line in zip(cells, lines, strict=True)
                if cell.cell_type == "code" and (cell.execution_count is None or failed(cell))
            )
            raised = isinstance(error, CellExecutionError)
            what = f"{error.ename}: {error.evalue}" if raised else f"a cell takes more than {CELL_SECONDS} s"
            raise Problems(
                Problem(project.shown(lab), line, what, "The cell under this line fails; run the lab and mend it.")
            ) from None
        finally:
            notebook.cells = cells
    for cell in cells:
        if cell.cell_type == "code":
            cell.execution_count -= 1
            for output in cell.outputs:
                if "execution_count" in output:
                    output["execution_count"] = cell.execution_count


def failed(cell) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


def show(project: Project, lab: Path, cell, line: int) -> dict[str, bytes]:
    """Turns the cell's picture into files and an <img> in the notebook; lets printed text pass.

    Raises:
        Problems: an output of a kind that the site cannot show, or a picture without a name and alt text.
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
                raise Problems(Problem(project.shown(lab), line, what, f"Write in the cell's mark: {remedy}"))
            file, svg = f"generated/{lab.stem}_{name}", slim(data["image/svg+xml"])
            made |= {f"{file}.svg": svg.encode(), f"{file}.dark.svg": to_dark(svg).encode()}
            title = html.escape(cell.metadata.get("caption", ""))
            image = f'<p><img alt="{html.escape(alt)}" src="../../{file}.svg" title="{title}"></p>'
            shown.append({"output_type": "display_data", "metadata": {}, "data": {"text/html": image}})
        elif output.output_type == "execute_result" and set(data) == {"text/plain"}:
            shown.append(output)
        else:
            kind = ", ".join(data) or f"{output.output_type} {output.get('name', '')}"
            remedy = "Print the value instead; a lab shows text and figures."
            raise Problems(Problem(project.shown(lab), line, f"the cell has an output of the kind {kind}", remedy))
    import nbformat

    cell.outputs = [nbformat.from_dict(output) for output in shown]
    return made
