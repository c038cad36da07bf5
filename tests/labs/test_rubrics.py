"""What the rubrics of the labs say happens: the numbers that earn points, and where the mistakes lead."""

import contextlib
import io
from copy import copy
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import Ridge, RidgeCV
from sklearn.svm import SVC

from pipeline.render.run_lab import read_cells
from tests.support.built_site import ROOT


def run_lab(name: str, until: str) -> dict[str, Any]:
    """The variables of a lab that was run up to the cell with this heading, without solutions."""
    cells, _ = read_cells((ROOT / "docs" / "labs" / f"{name}.py").read_text("utf-8"))
    end = next(place for place, cell in enumerate(cells) if until in cell["source"])
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in cells[:end]:
            if cell["cell_type"] == "code" and not cell["metadata"]:  # no figure, no solution
                exec(cell["source"], names)
    return names


@pytest.fixture(scope="module")
def lab_1() -> dict[str, Any]:
    return run_lab("01_three_ways", "## Exercises")


@pytest.fixture(scope="module")
def lab_3() -> dict[str, Any]:
    return run_lab("03_network", "## Sweep the learning rate")


@pytest.fixture(scope="module")
def lab_5() -> dict[str, Any]:
    return run_lab("05_scikit_learn", "## Exercises")


def printed_line(lab: dict[str, Any], start: tuple[float, float], steps: int) -> list[str]:
    """What way 2 would print after each step with the rate 0.01."""
    line, printed = np.array(start), []
    for _ in range(steps):
        residuals = line[0] * lab["x"] + line[1] - lab["y"]
        line = line - 0.01 * 2 * np.array([np.mean(residuals * lab["x"]), np.mean(residuals)])
        printed.append(f"{line[0]:.4f} {line[1]:.4f}")
    return printed


def test_lab_1_exercise_1_from_which_step_on_the_numbers_agree(lab_1):
    formula = f"{lab_1['m']:.4f} {lab_1['c']:.4f}"
    agrees = [line == formula for line in printed_line(lab_1, (0.0, 0.0), 6000)]
    assert agrees.index(True) + 1 == 4324 and all(agrees[4323:])
    assert set(printed_line(lab_1, (lab_1["m_gd"], lab_1["c_gd"]), 500)) == {formula}, "from the old end"


def test_lab_1_exercises_2_and_3_alpha(lab_1):
    x, y = lab_1["x"][:, None], lab_1["y"]
    slopes = {alpha: round(float(Ridge(alpha=alpha).fit(x, y).coef_[0]), 3) for alpha in (0, 100)}
    assert slopes == {0: 3.272, 100: 0.655}
    with pytest.raises(ValueError, match="Expected 2D array"):
        Ridge(alpha=1).fit(lab_1["x"], y)
    search = RidgeCV(alphas=[0.01, 0.1, 1, 10]).fit(x, y)
    before, search.alpha_ = search.predict(x), 1000
    assert np.array_equal(search.predict(x), before)


def test_lab_2_the_mistakes_of_exercises_1_to_3():
    lab = run_lab("02_overfitting", "### Exercise 3")
    assert (np.argmin(lab["train_error"]), np.argmin(lab["train_curve"])) == (14, 19_999)
    strengths = np.geomspace(1e-6, 1e3, 40)
    errors = [lab["mse"](lab["X"] @ lab["ridge"](lab["X"], lab["y_train"], s), lab["y_train"]) for s in strengths]
    assert np.argmin(errors) == 0
    curve = lab["noisy_curve"]
    lowest = np.minimum.accumulate(curve)
    too_high = np.cumsum(curve[1:] >= lowest[:-1])  # a counter that is not set back
    assert np.argmax(too_high >= 100) + 2 < 902 / 2
    runs = "".join("x" if rise else "." for rise in np.diff(curve) >= 0).split(".")
    assert max(map(len, runs)) < 10, "compared with the epoch before, the run would stop"


def test_lab_3_exercise_1_without_biases():
    for width, count, without in ((8, 105, 88), (16, 337, 304)):
        sizes = [2, width, width, 1]
        pairs = [a * b for a, b in pairwise(sizes)]
        assert (sum(pairs) + sum(sizes[1:]), sum(pairs)) == (count, without)


def test_lab_3_exercise_2_an_overwritten_predict_spoils_the_gradient(lab_3):
    names = dict(lab_3)
    source = 'def predict(w, X):\n    h = np.maximum(0, X @ w["W1"] + w["b1"])\n'
    overwritten = source + '    return 1 / (1 + np.exp(-(h @ w["W2"] + w["b2"])))'
    cells, _ = read_cells((ROOT / "docs" / "labs" / "03_network.py").read_text("utf-8"))
    for cell in cells:
        if "def predict" in cell["source"]:
            exec(cell["source"], names)  # functions that look names up here
    exec(overwritten, names)
    weights, X, y = names["start"](8, seed=0), names["X_train"], names["y_train"]
    slope, moved = names["gradient"](weights, X, y)["W1"][0, 0], []
    for nudge in (1e-5, -1e-5):
        nudged = weights | {"W1": weights["W1"] + nudge * (np.arange(16).reshape(2, 8) == 0)}
        moved.append(names["loss"](nudged, X, y))
    assert abs((moved[0] - moved[1]) / 2e-5 - slope) > 1e-4


def test_lab_3_exercises_3_and_4_what_does_not_move(lab_3):
    plain = lab_3["train"](learning_rate=0.1, epochs=300)
    assert round(float(lab_3["loss"](plain, lab_3["X_train"], lab_3["y_train"])), 3) == 0.383
    flat = lab_3["gradient"](lab_3["start"](8, seed=0, scale=0.0), lab_3["X_train"], lab_3["y_train"])
    assert not flat["W1"].any() and not flat["W2"].any()
    assert lab_3["y_train"].mean() == 0.5


def test_lab_4_exercise_1_on_the_plain_column():
    lab = run_lab("04_choosing", "## First try")
    assert RidgeCV(alphas=lab["candidates"][lab["ridge"]]).fit(lab["x_dev"], lab["y_dev"]).alpha_ == 1


def test_lab_5_exercise_1_without_a_new_fit(lab_5):
    X, y = lab_5["X"], lab_5["y"]
    forest = RandomForestClassifier(n_estimators=10, random_state=0).fit(X, y)
    before = forest.predict_proba(X)
    for name, value in {"max_depth": 2, "n_estimators": 20, "n_jobs": 2, "verbose": 0, "random_state": 1}.items():
        assert np.array_equal(forest.set_params(**{name: value}).predict_proba(X), before), name
    assert not np.array_equal(clone(forest).fit(X, y).predict_proba(X), before)


def test_lab_5_exercises_2_and_4_what_is_kept(lab_5):
    scaler, before = lab_5["scaler"], lab_5["scaler"].mean_.copy()
    shallow = copy(scaler)
    shallow.mean_ *= 2
    assert np.array_equal(scaler.mean_, 2 * before)
    scaler.mean_ = before
    kept = SVC(gamma="scale").fit(lab_5["scaled"], lab_5["y"])
    used = kept._gamma
    assert kept.set_params(gamma=100)._gamma == used != 100
