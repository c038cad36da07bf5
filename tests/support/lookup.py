"""The lookup table as its files in docs/data/terms/ have it."""

import functools

import yaml

from tests.support.snippets import ROOT

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def models() -> list[dict]:
    """All models with their terms, family by family."""
    files = sorted((ROOT / "docs" / "data" / "terms").glob("*.yml"))
    return [model for file in files for model in yaml.load(file.read_text("utf-8"), LOADER)["models"]]


def anchor(model: dict, term: dict) -> str:
    """The id of a term on the lookup page."""
    return f"{model['id']}-{term['id']}"
