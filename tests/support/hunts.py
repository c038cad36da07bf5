"""Draws of data for the hunts after counter-examples, with the extremes at which general sentences tend to break.

A hunt is a test marked `@pytest.mark.hunt("claim-id")`. It takes at least 300 draws, each from a seed of its own, and
looks for one that speaks against the claim. `without` names the extremes that the claim's own conditions leave out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pytest

DRAWS = 300
taken = 0
"""How many draws the hunt that runs has taken so far. tests/hunts/conftest.py looks at it."""

EXTREMES = (
    "plain",
    "ties",
    "duplicate rows",
    "no signal",
    "pure noise",
    "few rows",
    "centered",
    "constant column",
    "equal columns",
    "large numbers",
    "one row",
)
CLASS_EXTREMES = (
    "plain",
    "ties",
    "duplicate rows",
    "pure noise",
    "few rows",
    "centered",
    "constant column",
    "separable",
    "rare class",
    "one class",
)
ABSOLUTE_TOLERANCE = 1e-9

thirty_or_all = pytest.mark.parametrize("draws", [30, pytest.param(DRAWS, marks=pytest.mark.proof)])
"""For a hunt that takes long: 30 draws in `make test`, all 300 in `make proof`."""


@dataclass(frozen=True)
class Draw:
    """Rows X with targets or classes y. `rng` draws the settings that go with them."""

    extreme: str
    rng: np.random.Generator
    X: np.ndarray
    y: np.ndarray


def generators(number: int = DRAWS) -> Iterator[np.random.Generator]:
    """A generator for each of the seeds 0, 1, ..."""
    global taken
    for seed in range(number):
        taken += 1
        yield np.random.default_rng(seed)


def check_taken(draws: int = DRAWS) -> None:
    """Raises AssertionError where the hunt that has just run took fewer draws."""
    assert taken >= draws, f"a hunt takes at least {draws} draws, this one has taken {taken}"


def cycled(extremes: Sequence[str], without: Iterable[str]) -> list[str]:
    left_out = set(without)
    assert left_out <= set(extremes), left_out - set(extremes)
    return [extreme for extreme in extremes if extreme not in left_out]


def regressions(
    *,
    number: int = DRAWS,
    rows: tuple[int, int] = (2, 24),
    columns: tuple[int, int] = (1, 6),
    without: Iterable[str] = (),
) -> Iterator[Draw]:
    """Rows with numbers to predict; one extreme after the other."""
    extremes = cycled(EXTREMES, without)
    for seed, rng in enumerate(generators(number)):
        extreme = extremes[seed % len(extremes)]
        n, p = rng.integers(rows[0], rows[1] + 1), rng.integers(columns[0], columns[1] + 1)
        if extreme in ("few rows", "one row"):
            p = max(p, 2)
            n = 1 if extreme == "one row" else rng.integers(1, p)
        elif "few rows" not in extremes:
            n = max(n, p + 2)
        X = inputs(extreme, rng, n, p)
        y = X @ rng.normal(size=p) + rng.normal(0, rng.uniform(0.1, 2), size=n) + rng.normal()
        if extreme == "no signal":
            y = np.full(n, rng.normal())
        elif extreme == "pure noise":
            y = rng.normal(size=n)
        elif extreme == "ties":
            y = np.round(y)
        elif extreme == "duplicate rows" and rng.random() < 0.5:
            y = (y[:, None] * (X[:, None] == X).all(axis=2)).sum(axis=0) / (X[:, None] == X).all(axis=2).sum(axis=0)
        elif extreme == "centered":
            y = y - y.mean()
        elif extreme == "large numbers":
            y = y * 1000
        yield Draw(extreme, rng, X, y)


def inputs(extreme: str, rng: np.random.Generator, n: int, p: int) -> np.ndarray:
    """A matrix of n rows and p columns that is as `extreme` says."""
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 2, size=p) + rng.normal(size=p)
    if extreme == "ties":
        return rng.integers(-2, 3, size=(n, p)).astype(float)
    if extreme == "duplicate rows":
        return X[rng.integers(max(n // 3, 1), size=n)]
    if extreme == "centered":
        return X - X.mean(axis=0)
    if extreme == "constant column":
        X[:, rng.integers(p)] = rng.choice([0.0, 1.0])
    if extreme == "equal columns":
        X[:, -1] = X[:, 0]
    if extreme == "large numbers":
        X = X * 100
    return X


def classifications(
    *,
    number: int = DRAWS,
    rows: tuple[int, int] = (4, 24),
    columns: tuple[int, int] = (1, 4),
    without: Iterable[str] = (),
) -> Iterator[Draw]:
    """Rows with classes 0 and 1; one extreme after the other. Both classes are there, save under "one class"."""
    extremes = cycled(CLASS_EXTREMES, without)
    for seed, rng in enumerate(generators(number)):
        extreme = extremes[seed % len(extremes)]
        n, p = rng.integers(rows[0], rows[1] + 1), rng.integers(columns[0], columns[1] + 1)
        if extreme == "few rows":
            n, p = 3, 6
        X = inputs(extreme, rng, n, p)
        score = X @ rng.normal(size=p)
        noise = 0 if extreme == "separable" else rng.uniform(0.2, 2)
        y = (score + noise * rng.normal(size=n) > np.median(score)).astype(int)
        if extreme == "pure noise":
            y = rng.integers(2, size=n)
        elif extreme == "rare class":
            y[:] = 0
        if len(set(y)) == 1:
            y[rng.integers(n)] = 1 - y[0]
        if extreme == "one class":
            y[:] = rng.integers(2)
        yield Draw(extreme, rng, X, y)


def rises(values: Sequence[float], allowed: float = ABSOLUTE_TOLERANCE) -> bool:
    """Whether a value is larger than the one before it, by more than rounding."""
    values = np.asarray(values, dtype=float)
    return bool(np.any(np.diff(values) > allowed * max(1, np.abs(values).max())))


def falls(values: Sequence[float], allowed: float = ABSOLUTE_TOLERANCE) -> bool:
    """Whether a value is smaller than the one before it, by more than rounding."""
    return rises(-np.asarray(values, dtype=float), allowed)


def assert_share(hits: Sequence[bool], percent: float) -> None:
    """So many percent of the draws are hits: of 300 draws to a percentage point, of fewer as far as chance allows."""
    found, stated, number = 100 * np.mean(hits), percent / 100, len(hits)
    allowed = 1 if number >= DRAWS else 300 * np.sqrt(stated * (1 - stated) / number) + (0 < percent < 100)
    assert abs(found - percent) <= (allowed if 0 < percent < 100 else 1e-9), (found, percent, allowed)
