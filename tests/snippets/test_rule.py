"""The rule's own program: its answers on other draws, and its fit against scikit-learn."""

import inspect

import numpy as np
import pytest

from tests.support.snippets import printed, seeds, variables

EXPECTED = {
    "degree": "needed, given, changes model",
    "penalty": "not needed, given, changes model",
    "steps": "not needed, given, changes model",
    "threshold": "needed, given, changes output",
    "copy": "needed, given, changes nothing",
    "mean": "needed, found",
    "weights": "needed, found",
    "loss": "not needed, found",
}


@pytest.mark.claim("three-questions")
@seeds(range(3, 11))
def test_three_questions_get_the_same_answers_on_other_draws(seed):
    got = variables("three_questions", seed)
    assert got["answers"] == EXPECTED
    assert got["needed"] == list(inspect.signature(got["predict"]).parameters)[1:]


def test_three_questions_prints():
    assert printed("three_questions") == [f"{name:9} {answer}" for name, answer in EXPECTED.items()]


def test_three_questions_fits_a_logistic_regression():
    from sklearn.linear_model import LogisticRegression

    got = variables("three_questions")
    x, y = got["x"], got["y"]
    fitted = got["fit"](x, y, {"degree": 2, "penalty": 0.05, "steps": 20_000})
    model = LogisticRegression(C=1 / (0.05 * len(y)), fit_intercept=False, tol=1e-10, max_iter=10_000)
    model.fit(np.vander(x - x.mean(), 3, increasing=True), y)
    assert fitted["weights"] == pytest.approx(model.coef_[0], abs=1e-4)
    probability = model.predict_proba(np.vander(x - x.mean(), 3, increasing=True))[:, 1]
    assert fitted["loss"] == pytest.approx(-np.mean(y * np.log(probability) + (1 - y) * np.log(1 - probability)))
