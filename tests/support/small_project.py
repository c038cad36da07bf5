"""A project that is built in seconds and has one of everything: a program, a lab, a row, a claim, an explorable."""

import importlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from pipeline.content.errors import BuildError, Collector, Problem
from pipeline.content.project import Project
from pipeline.processes import Task, run_tasks
from pipeline.render import CPU_SECONDS, PRELOAD, render
from pipeline.render.run_snippet import run_cells
from pipeline.render.snippets import read_snippet
from pipeline.render.social_cards import panel

ROOT = Path(__file__).parents[2]
CODE = ("pipeline", "theme", "docs/assets", "hooks.py", "requirements.txt")
"""What a small site has from the real project as it is."""
STAGE = ("shared.js", "tools.js", "stage.css", "tools.css", "explorables.css", "embedded.css", "sort-it.js")
"""The files of docs/explorables/ that a small site has from the real project."""

WORDS = "A description of a page is between seventy and one hundred and sixty characters long."
HEAD = (
    f"---\ntitle: {{title}}\ndescription: {WORDS}\nupdated: 2026-11-23\nminutes: 5\nobjectives: [define]\n---\n\n"
    "# {title}\n\n"
)

SNIPPET = '''"""It adds."""

# %% numbers
import numpy as np

total = np.arange(4).sum()
print(f"total {total}")

# %% picture
import matplotlib.pyplot as plt

plt.plot([0, total], [0, 1], color="C1")
plt.title("A line")
plt.show()

# %% data
data = {"x": [0, total], "y": [0.5, 1]}
'''

LAB = f"""# ---
# title: A lab
# description: {WORDS}
# updated: 2026-11-23
# minutes: 5
# objectives: [define]
# ---

# %% [markdown]
# # A lab

# %%
print(1 + 1)
"""

REFERENCE = """\
@book{hastie2009,
  author = {Hastie, Trevor and Tibshirani, Robert and Friedman, Jerome},
  title = {The Elements of Statistical Learning},
  year = {2009},
  doi = {10.1007/978-0-387-84858-7},
}
"""

TERMS = """\
family: Linear models
models:
- id: ridge
  model: Ridge regression
  terms:
    - id: alpha
      term: penalty strength
      bin: training hyperparameter
      reason: Given to the fit.
      route: By validation.
      names: {scikit-learn: Ridge.alpha}
    - id: coef
      term: coefficients
      bin: parameter
      reason: Worked out, and needed.
      route: In closed form.
"""

LETTERS = "abcdefghijklmnopqrst"
ASKED = [f"unit-{letter}" for letter in LETTERS]
"""The public ids of the twenty terms that "Sort it" asks."""
MORE_TERMS = "family: Networks\nmodels:\n- id: unit\n  model: A unit\n  terms:\n" + "".join(
    f"    - {{id: {letter}, term: weight {letter}, bin: parameter, reason: Learned as {letter}., route: By descent.}}\n"
    for letter in LETTERS
)

CLAIM = """\
- id: sums
  statement: It adds.
  snippet: adds
  tests: [test_it_adds]
  references: [hastie2009]
"""

FALSEHOOD = """\
- claim: sums
  was: .sum()
  becomes: .prod()
"""

ROW = """\
- id: found-by
  question: Who finds it?
  parameter: The run.
  hyperparameter: You.
  bends: Not always.
  programs: [adds, 01_lab]
  short: {parameter: The run, hyperparameter: You}
"""

LIBRARY = '- {id: PyTorch, version: "2.15.0", checked: 2026-11-23, how: Installed.}\n'

STATES = "states: {one: x=1, two: x=2, three: x=3}"
CORRECTIONS = """\
- id: rate
  date: 2026-11-23
  page: other/#deep
  said: The rate is $x$.
  says: The learning rate is $x^2$.
  effect: The power was missing.
  found_by: A. Reader
"""
EARLY_CORRECTIONS = "- {date: 2026-11-20, said: It adds anything., wrong: It adds numbers.}\n"

EXPLORABLES = f"""\
- {{id: rise-up, title: It rises, caption: Turn x., source: adds, columns: [x, y], mathematics: [rise], {STATES}}}
- {{id: sort-it, title: Sort it, caption: Sort., source: sort_it, columns: [term, of, bin, reason], {STATES}}}
"""

FIGURE = '![A straight line that rises from the origin to one.](/generated/adds.svg "It rises.")'

PAGES = {
    "index.md": f'It adds. [@hastie2009]\n{{: #claim-sums }}\n\n--8<-- "adds.md"\n\n{FIGURE}\n\n'
    '--8<-- "comparison_short.md"\n\n[Next](other.md#deep)\n',
    "other.md": f'## Deep\n\nThe learning rate is $x^2$.\n\n{FIGURE}{{ data-explorable="rise-up" }}\n\n'
    '--8<-- "sort_it.md"\n',
    "difference.md": '--8<-- "comparison.md"\n',
    "lookup.md": '--8<-- "lookup_form.md"\n\n--8<-- "lookup.md"\n\n--8<-- "lookup_checked.md"\n',
    "lookup/linear-models.md": '--8<-- "lookup_linear-models.md"\n',
    "lookup/networks.md": '--8<-- "lookup_networks.md"\n',
    "claims.md": '--8<-- "claims_index.md"\n',
    "license.md": "Yours.\n",
    "corrections.md": '--8<-- "corrections.md"\n',
    "references.md": '--8<-- "references.md"\n',
    "references-l-z.md": 'None.\n\n--8<-- "references-l-z.md"\n',
}
TITLES = {"index.md": "Home", "lookup.md": "Look it up", "references-l-z.md": "References L to Z"}

FILES = {
    **{f"docs/{name}": HEAD.format(title=TITLES.get(name, Path(name).stem.title())) + PAGES[name] for name in PAGES},
    "snippets/adds.py": SNIPPET,
    "docs/labs/01_lab.py": LAB,
    "docs/data/claims.yml": CLAIM,
    "docs/data/falsehoods.yml": FALSEHOOD,
    "docs/data/comparison.yml": ROW,
    "docs/data/objectives.yml": "- id: define\n  objective: Define both words.\n",
    "docs/data/explorables.yml": EXPLORABLES,
    "docs/data/ids.txt": "/#claim-sums\n",
    "docs/data/libraries.yml": LIBRARY,
    "docs/data/popular.yml": "- unit\n",
    "docs/data/references.bib": REFERENCE,
    "docs/data/sort.yml": f"- {{id: first, terms: [{', '.join(ASKED)}]}}\n",
    "docs/data/terms/01_linear_models.yml": TERMS,
    "docs/data/terms/02_networks.yml": MORE_TERMS,
    "CHANGELOG.md": "# Changelog\n\n## 1.0.0 (2026-11-23)\n\n- It adds, and [more](docs/other.md#deep).\n",
    "site.yml": "title: Small\nauthor: The authors\n",
    "pyproject.toml": '[project]\nname = "small"\nversion = "1.0.0"\n',
}
SITE_FILES = {
    "docs/explorables/rise.js": "{ window.rise = (x) => x; }\n",
    "docs/explorables/rise-up.js": "{ customElements.define('rise-up', class extends HTMLElement {}); }\n",
}

NAV = "nav:\n" + "".join(f"  - {name}\n" for name in [*PAGES, "labs/01_lab.ipynb"]) + "\n"


def write_project(root: Path) -> Project:
    """Writes what an author writes, all that `render` reads, into the folder `root`, which is made."""
    project = Project(root)
    for name, text in FILES.items():
        add(project, name, text)
    return project


def write_site_project(root: Path) -> Project:
    """The same with the pipeline, the theme and the configuration: all verbs of `python -m pipeline` work in it."""
    project = write_project(root)
    for name in (*CODE, *(f"docs/explorables/{file}" for file in STAGE)):
        copy_to = root / name
        copy_to.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy_to, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy_to)
    for name, text in SITE_FILES.items():
        add(project, name, text)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config, navs = re.subn(r"^nav:\n(?: .*\n)+\n", NAV, config, flags=re.MULTILINE)
    assert navs == 1, "mkdocs.yml has one nav"
    add(project, "mkdocs.yml", config)
    return project


def write_built_site(root: Path) -> None:
    """The project for a site, built."""
    ran = run_command(write_site_project(root), "site")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def write_rendered_project(root: Path) -> None:
    render_quietly(write_project(root))


def made_once(factory: pytest.TempPathFactory, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills, once for all processes of a test run. Tests that change it copy it first."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, finished = base / make.__name__, base / f"{make.__name__}.finished"
    try:
        folder.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 300
        while not finished.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert finished.exists(), f"another process did not come to the end of {make.__name__}"
    else:
        try:
            make(folder)
        finally:
            finished.touch()  # or whoever waits for it would wait in vain
    return folder


def copy_of(folder: Path, target: Path) -> Project:
    """A copy of the project in `folder`, with what was built there."""
    return Project(shutil.copytree(folder, target, symlinks=True))


def add(project: Project, name: str, text: str) -> None:
    """Writes a file of the project, as an editor does: not through its `files`."""
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Replaces the first `old` in a file of the project."""
    text = (project.root / name).read_text("utf-8")
    assert old in text, f"{name} has no {old!r}"
    add(project, name, text.replace(old, new, 1))


@cache
def preload_libraries() -> None:
    """Loads and draws what is slow, so that the processes of all later tasks have it."""
    for module in PRELOAD.values():
        if not module.startswith("sklearn"):
            importlib.import_module(module)
    panel()


def render_quietly(project: Project, **options: float | str) -> list[str]:
    """Renders as a build of its own, and returns what was said."""
    preload_libraries()
    said: list[str] = []
    render(Project(project.root), say=said.append, **options)
    return said


def run_snippets(sources: dict[str, str]) -> tuple[dict[str, dict[str, bytes]], list[Problem]]:
    """What snippets make, by their name and the suffix of the file, and what is wrong with them.

    Each runs in a process of its own, as in the pipeline.
    """
    preload_libraries()
    made, problems = {}, Collector()
    snippets = [read_snippet(Path(f"{name}.py"), f"snippets/{name}.py", source) for name, source in sources.items()]
    tasks = [Task(snippet.name, snippet.display_path, partial(run_cells, snippet)) for snippet in snippets]
    with problems:
        for task, files in run_tasks(tasks, CPU_SECONDS):
            made[task.name] = files
    return made, problems.found


def problems_of(work: Callable[[], object]) -> str:
    """The problems with which `work` stops."""
    with pytest.raises(BuildError) as found:
        work()
    return str(found.value)


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run_command(project: Project, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `python -m pipeline WORDS` in the project, for the placeholder address."""
    ours = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL")}
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=project.root,
        env=ours | environment,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=300,
    )
