"""What a snippet computes and prints. Each run of a snippet with a seed is shared by all tests of a worker."""

import contextlib
import functools
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem for path in (ROOT / "snippets").glob("*.py"))
SEED = re.compile(r"(?<=default_rng\()\d+(?=\))")
QUICK = 3
"""How many seeds of a test run in `make test`."""


def seeds(values: Iterable[int | None]) -> pytest.MarkDecorator:
    """Runs a test for each seed: the first three in `make test`, the others in `make proof`."""
    cases = [pytest.param(seed, marks=[pytest.mark.proof] * (place >= QUICK)) for place, seed in enumerate(values)]
    return pytest.mark.parametrize("seed", cases)


@functools.cache
def cells(name: str) -> dict[str, str]:
    """The cells of a snippet by their names, as they stand in its file."""
    text = (ROOT / "snippets" / f"{name}.py").read_text("utf-8")
    _, *parts = re.split(r"^# %% (\w+)\n", text, flags=re.MULTILINE)
    return {cell: source.strip("\n") for cell, source in zip(parts[::2], parts[1::2], strict=True)}


def run(source: str, name: str) -> tuple[dict, list[str]]:
    """Runs a numbers cell: the variables that it leaves, and the lines that it prints."""
    namespace: dict = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()) as text:
        exec(compile(source, name, "exec"), namespace)
    assert text.getvalue().isascii(), f"{name}: a terminal on Windows may have no other characters"
    return namespace, text.getvalue().splitlines()


shared_run = functools.cache(run)


def with_seed(name: str, seed: int | None) -> str:
    """A snippet's numbers cell, with another seed where one is named."""
    source = cells(name)["numbers"]
    if seed is None:
        return source
    source, count = SEED.subn(str(seed), source)
    assert count == 1, f"{name} has {count} seeds"
    return source


def variables(name: str, seed: int | None = None) -> dict:
    """The variables of a snippet's numbers cell, on the page's own draw or with another seed."""
    return shared_run(with_seed(name, seed), name)[0]


def printed(name: str, seed: int | None = None) -> list[str]:
    """The lines that a snippet's numbers cell prints, on the page's own draw or with another seed."""
    return shared_run(with_seed(name, seed), name)[1]
