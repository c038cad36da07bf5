"""The small table on which the boosting libraries are tried."""

import functools

import numpy as np
import pandas as pd

FITTED = slice(200)
VALIDATION = slice(200, None)


@functools.cache
def rows(version: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    """Three columns of numbers, one of them with gaps, one of counts, and labels. Other versions have other rows."""
    random = np.random.default_rng(version)
    X = random.normal(size=(300, 4)) + version
    X[:, 3] = random.integers(0, 8, 300)
    y = X[:, 0] + X[:, 1] * X[:, 2] + 3 * ((X[:, 3] + version) % 3 == 1) + random.normal(size=300) > 1 + version
    X[random.random(300) < 0.1, 1] = np.nan
    return pd.DataFrame(X, columns=list("abcd")).astype({"d": int}), y.astype(int)


def with_categories(X: pd.DataFrame) -> pd.DataFrame:
    """The counts as names of categories."""
    return X.assign(d=pd.Categorical(X.d, categories=range(8)))
