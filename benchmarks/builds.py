"""How long the site takes to build, always in a copy of the project: the tree itself is not touched."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import yaml

from benchmarks import ROOT
from benchmarks.server import BELOW
from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project

RUNS, TIMES = 3, 10
SNIPPET, SHOWN_ON = "line_fit", "parameters/"
REST, PATIENCE = 20, 600
"""Seconds for `make serve` to end its work on a change before the next; seconds after which a page is given up."""


def measure(runs: int = RUNS, times: int = TIMES) -> dict[str, list[float]]:
    """The seconds of each run of each kind of build."""
    cold, same, page = [], [], []
    for run in range(runs):
        with copy_of_project() as copy:
            cold.append(build(copy))
            same.append(build(copy))
            change_a_page(copy)
            page.append(build(copy))
            changed = serve_and_change(copy, runs) if run == runs - 1 else []
    with copy_of_project() as copy:
        multiply(Project(copy), times)
        more = build(copy)
    return {
        "cold, nothing rendered yet": cold,
        "again, nothing changed": same,
        "again, a page changed": page,
        "a changed snippet, from written to served": changed,
        f"cold, {times} times the content": [more],
    }


@contextlib.contextmanager
def copy_of_project() -> Iterator[Path]:
    """A folder with all files that are in git or will be, and nothing that a build made."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = (
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.rstrip("\0").split("\0")
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in filter(lambda file: (ROOT / file).is_file(), names):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / file, folder / file)
        (folder / ".venv").symlink_to((ROOT / ".venv").resolve())
        yield folder


def build(copy: Path) -> float:
    """The seconds of one `make site`. Raises BuildError with the end of what it said if it fails."""
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "pipeline", "site"], cwd=copy, capture_output=True, text=True)
    if done.returncode:
        said = (done.stdout + done.stderr)[-2000:]
        raise BuildError(
            Problem("benchmarks/builds.py", None, f"a copy of the site was not built:\n{said}", "Mend that.")
        )
    return time.monotonic() - started


def change_a_page(copy: Path) -> None:
    """Writes one more sentence on a page, so that the whole site is built again, with all that was rendered before."""
    with (copy / "docs" / f"{SHOWN_ON.rstrip('/')}.md").open("a", encoding="utf-8") as page:
        page.write("\nOne more sentence.\n")


def serve_and_change(copy: Path, runs: int) -> list[float]:
    """The seconds from writing another printed number into a snippet to the page that shows it, under `make serve`."""
    snippet = copy / "snippets" / f"{SNIPPET}.py"
    numbers, rest = snippet.read_text("utf-8").split("\n# %% picture", 1)
    with socket.create_server(("127.0.0.1", 0)) as free:
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "pipeline", "serve", "--address", host]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=copy, start_new_session=True, **silent)
    page, seconds = f"http://{host}{BELOW}{SHOWN_ON}", []
    try:
        wait_for(page, "</html>")
        for number in range(700001, 700001 + runs):
            time.sleep(REST)
            started = time.monotonic()
            snippet.write_text(f"{numbers}\nprint({number})\n\n# %% picture{rest}", "utf-8")
            wait_for(page, f"\n{number}\n")
            seconds.append(time.monotonic() - started)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
    return seconds


def wait_for(page: str, text: str) -> None:
    """Asks for the page until it holds `text`. Raises BuildError when patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(page, timeout=PATIENCE) as answer:
            if text in answer.read().decode():
                return
        time.sleep(0.05)
    what = f"make serve did not show {text.strip()!r} within {PATIENCE} s at {page}"
    raise BuildError(Problem("benchmarks/builds.py", None, what, "Try the same by hand: make serve."))


def multiply(project: Project, times: int) -> None:
    """Writes every page, snippet and lab again, under other names, until there are `times` of each, nav included."""
    config = project.root / "mkdocs.yml"
    block = re.search(r"^nav:\n(?: .*\n)+", config.read_text("utf-8"), re.M)[0]
    nav = yaml.safe_load(block)["nav"]
    pages, programs = [*project.pages(), *project.labs()], list(project.snippets.glob("*.py"))
    copies = []
    for tag in (f"z{number}" for number in range(2, times + 1)):
        for program in programs:
            shutil.copy(program, program.with_stem(f"{program.stem}_{tag}"))
        for page in pages:
            is_lab, below = page.suffix == ".py", project.docs / tag / page.relative_to(project.docs)
            new = page.with_stem(f"{page.stem}_{tag}") if is_lab else below
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(retold(page.read_text("utf-8"), tag, [program.stem for program in programs]), "utf-8")
        renamed = re.sub(r'"([\w/-]+\.md)"', rf'"{tag}/\1"', json.dumps(nav))
        copies.append({f"Copy {tag}": json.loads(renamed.replace(".ipynb", f"_{tag}.ipynb"))})
    config.write_text(config.read_text("utf-8").replace(block, f"nav: {json.dumps(nav + copies)}\n"), "utf-8")


def retold(text: str, tag: str, programs: list[str]) -> str:
    """A page that includes, shows and links the copies named `tag` of the programs and labs."""
    text = re.sub(rf'(8<-- "|/generated/)({"|".join(programs)})\.', rf"\1\2_{tag}.", text)
    text = re.sub(r"#program-([\w-]+)", rf"#program-\1-{tag}", text)
    text = text.replace('="../assets/', '="../../assets/')
    text = re.sub(r'\{ data-explorable="[\w-]+" \}', "", text)  # docs/data/explorables.yml knows no copies
    return re.sub(r"\]\((?:\.\./)*(labs/\w+)\.ipynb", rf"](/\1_{tag}.ipynb", text)
