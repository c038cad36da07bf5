"""What a run of `make libraries` leaves: a report, for `tests.libraries.record`."""

import json
import os
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.libraries.trial import tried

REPORT = Path(__file__).parents[2] / ".build" / "libraries" / "report.json"
os.environ["KERAS_BACKEND"] = "torch"
PACKAGES = {"XGBoost": "xgboost", "LightGBM": "lightgbm", "CatBoost": "catboost", "PyTorch": "torch", "Keras": "keras"}


def is_whole(items):
    """Whether the run had all names: tests that look over the others say so for each library."""
    return sum(item.originalname == "test_a_name_is_tried_or_has_a_reason" for item in items) == len(PACKAGES)


def pytest_sessionfinish(session, exitstatus):
    """Writes the report when all tests passed."""
    if exitstatus == 0 and is_whole(session.items):
        report = {
            library: {
                "version": version(PACKAGES[library]).partition("+")[0],
                "checked": date.today().isoformat(),
                "found": len({name.code for name in found}),
                "tried": len({name.code for name in experiments}),
            }
            for library, (found, experiments) in tried(session.items).items()
        }
        REPORT.write_text(json.dumps(report, indent=1), "utf-8")
