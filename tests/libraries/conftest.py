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


def pytest_sessionfinish(session, exitstatus):
    """Writes the report when all tests passed."""
    if exitstatus == 0:
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
