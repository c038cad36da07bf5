"""Enters what `make libraries` found into docs/data/libraries.yml: python -m tests.libraries.record."""

import json
import re
import textwrap
from pathlib import Path

from tests.libraries.conftest import REPORT

LIST = Path(__file__).parents[2] / "docs" / "data" / "libraries.yml"
HOW = (
    "Installed{backend} and run by `make libraries`. "
    "Each of the {found} names was found on an object or in a signature. "
    "The category of {tried} was tried by experiment."
)
BACKENDS = {"Keras": " with the PyTorch backend"}


def entry(library: str, result: dict) -> str:
    """The entry of a library, as the file writes it."""
    how = textwrap.fill(
        HOW.format(**result, backend=BACKENDS.get(library, "")), 120, initial_indent="    ", subsequent_indent="    "
    )
    return f'- id: {library}\n  version: "{result["version"]}"\n  checked: {result["checked"]}\n  how: >-\n{how}\n'


def record(text: str, report: dict) -> str:
    """The file with new entries for the libraries of a report, in their old places."""
    for library, result in report.items():
        old = re.search(rf"- id: {library}\n(?:  .*\n)+", text)
        assert old, f"docs/data/libraries.yml has no entry for {library}"
        text = text[: old.start()] + entry(library, result) + text[old.end() :]
    return text


if __name__ == "__main__":
    LIST.write_text(record(LIST.read_text("utf-8"), json.loads(REPORT.read_text("utf-8"))), "utf-8")
