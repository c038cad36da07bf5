"""The same content as stock Material and as Sphinx with Furo show it, each set up as its manual says."""

import json
import re
import shutil
import subprocess
import sys
import textwrap
import venv
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from benchmarks import ROOT
from pipeline.content.errors import BuildError, Problem

KINDS = ("home", "comparison table", "figures", "lab")
"""The kinds of pages that are measured on the peers too."""
WORK = ROOT / ".build" / "bench"
OURS = ("hooks", "watch", "extra", "extra_css")
"""Settings of mkdocs.yml that are no newcomer's."""
CONF = """\
project = "Parameter or Hyperparameter?"
extensions = ["myst_nb"]
html_theme = "furo"
html_baseurl = "https://example.org/course/"
html_extra_path = ["extra"]
exclude_patterns = ["generated", "extra", "site"]
nb_execution_mode = "off"
myst_enable_extensions = ["deflist", "dollarmath"]
myst_heading_anchors = 3
"""
FOLD = re.compile(r'^\?\?\? [\w-]+ "(.*)"\n\n((?:    .*\n|\n)+)', re.M)


def build() -> dict[str, Path]:
    """The folders with the built peers, by name. The content is what `make site` left in docs/."""
    settings = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    return {"Material": material(settings), "Furo": furo(settings["nav"])}


def material(settings: dict) -> Path:
    """Our content and mkdocs.yml without hooks, styles and settings of our own."""
    folder = fresh("material")
    shutil.copytree(ROOT / "docs", folder / "docs")
    for key in OURS:
        settings.pop(key, None)
    settings["theme"] = {"name": "material", "features": ["content.code.copy", "navigation.footer"]}
    settings["plugins"] = ["search", {"mkdocs-jupyter": {"include": ["labs/*.ipynb"]}}]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    run(folder, sys.executable, "-m", "mkdocs", "build", "--quiet")
    return folder / "site"


def furo(nav: list) -> Path:
    """Every page as MyST Markdown, the labs as they are, and the same nav."""
    folder = fresh("furo")
    figures = shutil.ignore_patterns("*.md")
    shutil.copytree(ROOT / "docs" / "generated", folder / "generated", ignore=figures)
    shutil.copytree(ROOT / "docs" / "generated", folder / "extra" / "generated", ignore=figures)
    pages = re.findall(r'"([\w/-]+\.(?:md|ipynb))"', json.dumps(nav))
    for page in pages:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        if page.endswith(".md"):
            (folder / page).write_text(to_myst((ROOT / "docs" / page).read_text("utf-8")), "utf-8")
        else:
            shutil.copy(ROOT / "docs" / page, folder / page)
    with (folder / "index.md").open("a", encoding="utf-8") as home:
        home.write("\n```{toctree}\n:hidden:\n\n" + "\n".join(pages[1:]) + "\n```\n")
    (folder / "conf.py").write_text(CONF, "utf-8")
    run(folder, str(sphinx_python()), "-m", "sphinx", "-b", "dirhtml", "-Q", ".", "site")
    return folder / "site"


def to_myst(text: str) -> str:
    """A page of ours in MyST's dialect: includes resolved, titles of code as captions, folds as HTML, no attributes."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(
        r'^--8<-- "(.+)"', lambda name: (ROOT / "docs/generated" / name[1]).read_text("utf-8"), text, flags=re.M
    )
    text = FOLD.sub(
        lambda fold: f"<details>\n<summary>{fold[1]}</summary>\n\n{textwrap.dedent(fold[2])}\n</details>\n\n", text
    )
    text = re.sub(r'^```(\w+) title="(.*)"', r"```{code-block} \1\n:caption: \2\n", text, flags=re.M)
    return re.sub(r"\{:?\s*[.#][^}\n]*\}", "", text)


def sphinx_python() -> Path:
    """The Python with the versions of peers.txt, installed when they change. Raises BuildError without a network."""
    wanted, folder = Path(__file__).with_name("peers.txt"), WORK / "venv"
    ready, python = folder / "peers.txt", folder / "bin" / "python"
    if not ready.exists() or ready.read_bytes() != wanted.read_bytes():
        venv.create(folder, with_pip=True, clear=True)
        run(ROOT, str(python), "-m", "pip", "install", "--quiet", "--requirement", str(wanted))
        shutil.copy(wanted, ready)
    return python


def fresh(name: str) -> Path:
    shutil.rmtree(WORK / name, ignore_errors=True)
    (WORK / name).mkdir(parents=True)
    return WORK / name


def run(folder: Path, *command: str) -> None:
    """Runs a command quietly. Raises BuildError with the end of what it said where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        what = f"{' '.join(command[1:])} failed:\n{(done.stdout + done.stderr)[-2000:]}"
        remedy = 'Mend that, or leave the peers out: make bench WHAT="bytes builds lighthouse"'
        raise BuildError(Problem("benchmarks/peers.py", None, what, remedy))
