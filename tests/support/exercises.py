"""The variants of a numeric question, as its program computes them."""

from typing import Any

import numpy as np

from tests.support.snippets import cells, run


def rows(program: str) -> list[dict[str, Any]]:
    """Each row of the data of snippets/exercises/PROGRAM.py, by the names of its columns."""
    source = cells(f"exercises/{program}")
    data = run("\n".join([source["numbers"], source["data"]]), program)[0]["data"]
    columns = [np.asarray(column).tolist() for column in data.values()]
    return [dict(zip(data, values, strict=True)) for values in zip(*columns, strict=True)]
