"""What the tests of all libraries share: the names of the lookup table, and the experiment on a setting."""

import functools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

import numpy as np
import pytest

from tests.support.lookup import models

HYPERPARAMETERS = ("structural hyperparameter", "training hyperparameter")

Outcome = np.ndarray
Run = Callable[..., Outcome]
"""Trains with a seed and with settings. The outcome is what the model then says about the same rows."""

Pair = tuple[dict, dict]
"""The settings of a usual run, and of one in which a setting has another value."""


class Name(NamedTuple):
    """A name in code as the lookup table has it, and the category of its row."""

    code: str
    bin: str

    @property
    def owner(self) -> str:
        return self.code.rpartition(".")[0]

    @property
    def argument(self) -> str:
        return self.code.rpartition(".")[2]


@functools.cache
def names(library: str) -> list[Name]:
    """The names of a library, each once for each category that its rows have."""
    found = []
    for term in (term for model in models() for term in model["terms"]):
        given = term.get("names") or {}
        for key, codes in given.items():
            for code in [codes] if isinstance(codes, str) else codes:
                mine = key == library or code.startswith(f"{library} ")
                found += [Name(code.removeprefix(f"{library} "), term["bin"])] * mine
    return list(dict.fromkeys(found))


def each(library: str, *bins: str, of: Collection[str] = (), but: Collection[str] = ()) -> pytest.MarkDecorator:
    """Runs a test for each name of the library: those in some categories, some of them, or all but some."""
    found = [name for name in names(library) if name.bin in (bins or [name.bin]) and name.code in (of or [name.code])]
    chosen = [name for name in found if name.code not in but]
    return pytest.mark.parametrize("name", chosen, ids=[name.code for name in chosen])


def part(role: str, name: str, usual: dict, **changed: object) -> Pair:
    """A part of a run, made by a class: with its usual arguments, and with a changed one."""
    return {role: (name, usual)}, {role: (name, usual | changed)}


def option(role: str, usual: dict | None = None, **changed: object) -> Pair:
    """A part of a run that is given by its arguments alone: the usual ones, and a changed one."""
    return {role: usual or {}}, {role: (usual or {}) | changed}


def during(pair: Pair, **others: object) -> Pair:
    """Both runs with other settings."""
    return others | pair[0], others | pair[1]


def distance(one: Outcome, other: Outcome) -> float:
    """How far two outcomes are apart: infinitely where they have not the same shape."""
    return float(np.sqrt(np.mean((one - other) ** 2))) if one.shape == other.shape else np.inf


def averages(run: Run, settings: dict, seeds: int) -> tuple[Outcome, Outcome]:
    """The mean outcome of runs with some seeds, and with as many others."""
    outcomes = [np.asarray(run(seed, **settings), float) for seed in range(2 * seeds)]
    return np.mean(outcomes[:seeds], axis=0), np.mean(outcomes[seeds:], axis=0)


def compare(run: Run, usual: dict, changed: dict, seeds: int) -> tuple[float, float]:
    """How far a changed setting moves the mean outcome, and how far other seeds move it under either setting."""
    (one, again), (other, other_again) = averages(run, usual, seeds), averages(run, changed, seeds)
    return distance(one, other), max(distance(one, again), distance(other, other_again))


def changes_more_than_seeds(run: Run, usual: dict, changed: dict, seeds: int = 4) -> bool:
    """The rule's question for a hyperparameter: twice as far as other seeds, and farther than rounding."""
    by_setting, by_seeds = compare(run, usual, changed, seeds)
    return by_setting > 2 * by_seeds + 1e-5


def changes_no_more_than_seeds(run: Run, usual: dict, changed: dict, seeds: int = 4) -> bool:
    """The same question for a run setting, where rounding is allowed."""
    by_setting, by_seeds = compare(run, usual, changed, seeds)
    return by_setting <= by_seeds + 1e-5


def tried(items: Iterable[pytest.Item]) -> dict[str, tuple[set[Name], set[Name]]]:
    """By library, from the tests of a run: the names that were looked for, and those whose category was tried."""
    found: dict = defaultdict(lambda: (set(), set()))
    for item in items:
        given = getattr(getattr(item, "callspec", None), "params", {})
        if "name" in given:
            found[item.module.LIBRARY][item.originalname != "test_each_name_is_found"].add(given["name"])
    return found
