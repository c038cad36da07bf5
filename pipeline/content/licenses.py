"""The license words, in one place."""

CONTENT, CONTENT_ADDRESS = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
CODE = "MIT-0"
RIGHTS = f"Text and figures: {CONTENT}; programs: {CODE}."
BOTH = f"{CODE} AND CC-BY-4.0"
"""Of a notebook, whose programs have one license and whose text the other, in the language of SPDX."""


def credit_line(title: str, author: str, source: str, version: str, license: str = CONTENT) -> str:
    """What credits a work: its title, its author, its source, and its license."""
    return f"“{title}” by {author}, {source}, version {version}, {license}"
