"""`make serve`: MkDocs, beside a process that has loaded what `render` and `finish` need and forks for each call."""

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


def serve(address: str) -> int:
    """Runs `mkdocs serve` at this host and port, and answers its calls until it ends. Returns its exit status."""
    from pipeline.render.pool import ONE_THREAD, SHARED

    os.environ |= ONE_THREAD
    here, there = multiprocessing.Pipe()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", address]
    environment = {**os.environ, CALLS: str(there.fileno())}
    mkdocs = subprocess.Popen(command, cwd=PIPELINE.parent, env=environment, pass_fds=[there.fileno()])
    there.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl C ends MkDocs, and that ends this
    code = code_now()
    for module in ("pipeline.finish", *chain.from_iterable(SHARED.values())):
        importlib.import_module(module)
    try:
        while True:
            called = here.recv()
            here.send(forked(called) if code_now() == code else started(called))
    except (EOFError, OSError):
        return mkdocs.wait()


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
    """Runs a verb of the pipeline in a process of its own, a warm one where MkDocs was started by `serve`."""
    if CALLS not in os.environ:
        return started(words)
    calls = Connection(os.dup(int(os.environ[CALLS])))
    calls.send(words)
    return calls.recv()
