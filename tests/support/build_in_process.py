"""Builds a small project by MkDocs in this process, which spares the loading of all libraries for each build."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import click
import mkdocs.__main__
import mkdocs.commands.build
import mkdocs.config
import mkdocs.exceptions

import pipeline.finish
from pipeline.commands.build_site import MKDOCS_ENV
from pipeline.content.project import Project
from tests.support.small_project import CORRECTIONS, add, edit, write_site_project

ADDRESS = "https://example.org/course/"
"""Where mkdocs.yml says that the site is served."""
SERVED_ADDRESS = "http://127.0.0.1:8000/course/"


def build(project: Project, *options: str) -> Path:
    """What `make site` has MkDocs do, without the swap. Returns the folder of the new site."""
    folder = project.build / "site"
    run_mkdocs(project, "build", "--strict", "--quiet", "--site-dir", str(folder), *options)
    return folder


def run_mkdocs(project: Project, *words: str) -> None:
    with contextlib.chdir(project.root), mkdocs_environment():
        mkdocs.__main__.cli(list(words), standalone_mode=False)


@contextlib.contextmanager
def mkdocs_environment() -> Iterator[None]:
    before = {name: os.environ.pop(name, None) for name in ("SITE_URL", "REPO_URL", *MKDOCS_ENV)}
    os.environ.update(MKDOCS_ENV)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def build_served(project: Project, folder: Path) -> None:
    """What `make serve` has MkDocs do after each change: builds into the folder that is shown."""
    serve = mkdocs.__main__.cli.commands["serve"]
    with contextlib.chdir(project.root), mkdocs_environment(), click.Context(serve, info_name="serve"):
        config = mkdocs.config.load_config(str(project.root / "mkdocs.yml"), site_dir=str(folder))
        config.site_url = SERVED_ADDRESS
        mkdocs.commands.build.build(config, serve_url=SERVED_ADDRESS, dirty=True)


def problems_of_build(project: Project) -> str:
    """What a build says that stops."""
    try:
        build(project)
    except mkdocs.exceptions.Abort as error:
        return str(error)
    raise AssertionError("the build did not stop")


RICH_PAGE = """
| Value | Kind | Since |
| --- | --- | --- |
| the rate, $\\eta$ | hyperparameter, chosen | [@hastie2009] |
| `coef_` | parameter | [a page](https://host.example/) |

<dfn id="rate">Rate</dfn>, *step*
:   How far a step goes, in `code` and $a < b$.

```python title="a.py"
x = "</div> {: .x }"
```
"""
RICH_LAB = """
# %% [markdown]
# ## The slope $m$
#
# It is $$m^2$$ [@hastie2009]; see [the file](../../generated/01_lab.py).

# %% figure="line" alt="A line that rises."
import matplotlib.pyplot as plt

plt.plot([0, 1])
plt.show()

# %% tags=["solution"]
print(2 + 2)
"""


def write_rich_project(root: Path) -> Project:
    """The small project with pages on which every step has something to do."""
    project = write_site_project(root)
    add(project, "docs/data/corrections.yml", CORRECTIONS)
    edit(project, "docs/data/ids.txt", "/#", "/other/#deeper -> /other/#deep\n/#gone -> /other/#deep\n/#")
    edit(project, "docs/other.md", "## Deep", f"## Deep\n{RICH_PAGE}\n## Deeper still")
    edit(project, "docs/labs/01_lab.py", "print(1 + 1)\n", f"print(1 + 1)\n{RICH_LAB}")
    edit(project, "mkdocs.yml", "  - labs/01_lab.ipynb", "  - A lab: labs/01_lab.ipynb")
    edit(project, "snippets/adds.py", "total =", "".join(f"# {number}\n" for number in range(25)) + "total =")
    return project


def write_rich_site(root: Path) -> None:
    """The same project, built into .build/site."""
    build(write_rich_project(root))


def write_unfinished_site(root: Path) -> None:
    """A project, and what MkDocs makes of it before `finish` runs, in .build/site. There are records of all pages."""
    project = write_rich_project(root)
    with patch.object(pipeline.finish, "finish"):
        folder = build(project)
    copy = shutil.copytree(folder, project.build / "copy")
    pipeline.finish.finish(Project(root), copy, ADDRESS)
    shutil.rmtree(copy)
