"""MkDocs, beside a process that meanwhile loads what `render` and `finish` need, and forks for each of their calls."""

import gc
import importlib
import multiprocessing
import os
import signal
import subprocess
import sys
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path

PIPELINE = Path(__file__).parent
CALLS = "PIPELINE_CALLS"
"""The variable that tells hooks.py, in MkDocs, by which open file it reaches this process."""


def build(folder: Path, **environment: str) -> int:
    """Runs `mkdocs build` into the folder. Returns its exit status."""
    words = ["build", "--strict", "--site-dir", str(folder)]
    return mkdocs(words, ["pipeline.render", "pipeline.finish"], environment)


def serve(address: str) -> int:
    """Runs `mkdocs serve` at this host and port. Returns its exit status."""
    from pipeline.render.pool import SHARED

    words = ["serve", "--dirty", "--dev-addr", address]
    return mkdocs(words, ["pipeline.finish", *chain.from_iterable(SHARED.values())], {})


def mkdocs(words: list[str], modules: list[str], environment: dict[str, str]) -> int:
    """Runs MkDocs and answers its calls until it ends."""
    from pipeline.render.pool import ONE_THREAD

    command, changed = [sys.executable, "-m", "mkdocs", *words], {**os.environ, **environment}
    if sys.platform == "win32":  # where nothing forks, and no open file is handed on
        return subprocess.run(command, cwd=PIPELINE.parent, env=changed).returncode
    os.environ |= ONE_THREAD
    here, there = multiprocessing.Pipe()
    changed[CALLS] = str(there.fileno())
    process = subprocess.Popen(command, cwd=PIPELINE.parent, env=changed, pass_fds=[there.fileno()])
    there.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl C ends MkDocs, and that ends this
    code = code_now()
    for module in modules:
        importlib.import_module(module)
    gc.freeze()  # or each forked process would look through all that, and so copy it
    try:
        while True:
            called = here.recv()
            here.send(forked(called) if code_now() == code else started(called))
    except (EOFError, OSError):
        return process.wait()


def code_now() -> dict[Path, float]:
    """When each file of the pipeline was last changed."""
    return {file: file.stat().st_mtime for file in PIPELINE.rglob("*.py")}


def forked(words: list[str]) -> int:
    from pipeline.__main__ import main

    process = multiprocessing.get_context("fork").Process(target=lambda: sys.exit(main(words)))
    process.start()
    process.join()
    return process.exitcode


def started(words: list[str]) -> int:
    return subprocess.run([sys.executable, "-m", "pipeline", *words], cwd=PIPELINE.parent).returncode


def run(words: list[str]) -> int:
    """Runs a verb of the pipeline in a process of its own, a warm one where `mkdocs` above is listening."""
    if CALLS not in os.environ:
        return started(words)
    calls = Connection(os.dup(int(os.environ[CALLS])))
    calls.send(words)
    return calls.recv()
