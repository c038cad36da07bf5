"""`make bench`: what the site weighs, how fast it is built and painted, and how its peers do. No part of the tests."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = {
    "home": "",
    "comparison table": "difference/",
    "figures": "parameters/",
    "long": "hyperparameters/",
    "lookup": "lookup/",
    "family of models": "lookup/linear/",
    "lab": "labs/02_overfitting/",
    "references": "references/",
    "explorable in the first view": "hard-cases/",
    "six explorables": "explore/",
}
"""A page of each kind, by its location."""
