"""What the questions on libraries say of scikit-learn, tried out with the programs that they quote."""

import contextlib
import io

import numpy as np
import pytest
import yaml
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.linear_model import LogisticRegression, Ridge, RidgeClassifier, RidgeCV
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from tests.support.snippets import ROOT

SHEET = yaml.safe_load((ROOT / "docs/data/questions/12_read-libraries.yml").read_text("utf-8"))
QUESTIONS = {question["id"]: question for question in SHEET["questions"]}
RNG = np.random.default_rng(0)
X = RNG.normal(size=(60, 2))
Y = (X[:, 0] + X[:, 1] ** 2 + RNG.normal(0, 0.5, size=60) > 0.7).astype(int)
IMPORTED = {"GridSearchCV": GridSearchCV, "Pipeline": Pipeline, "Ridge": Ridge, "StandardScaler": StandardScaler}


def quoted(name):
    """The program that a question quotes."""
    return QUESTIONS[name]["question"].split("```python\n")[1].split("```")[0]


def right(name):
    return next(answer["right"] for answer in QUESTIONS[name]["answers"] if "right" in answer)


def run(source):
    """Runs a quoted program: the variables that it leaves, and what it prints."""
    namespace = {"X": X, "y": Y, **IMPORTED}
    with contextlib.redirect_stdout(io.StringIO()) as text:
        exec(source, namespace)
    return namespace, text.getvalue().strip()


def test_get_params_lists_what_the_right_answer_says():
    assert f"`{run(quoted('what-get-params-lists'))[1]}`" == right("what-get-params-lists")


def test_a_network_takes_its_rate_under_the_other_name():
    source = quoted("number-for-a-learning-rate")
    with pytest.raises(ValueError, match="learning_rate"):
        run(source)
    mended, _ = run(source.replace("(learning_rate=0.01", "(max_iter=2000, learning_rate_init=0.01"))
    assert "learning_rate_init" in right("number-for-a-learning-rate") and mended["model"].coefs_
    assert MLPClassifier().learning_rate == "constant"


def test_a_search_has_its_coefficients_in_the_best_estimator():
    source = quoted("coefficients-of-a-search")
    with pytest.raises(AttributeError, match="coef_"):
        run(source)
    search = run(source.replace("print", "# print"))[0]["search"]
    assert search.best_estimator_.coef_.shape == (2,) and set(search.best_params_) == {"alpha"}


def test_a_search_over_a_pipeline_needs_the_name_of_the_step():
    source = quoted("name-of-a-step")
    for name in ('"alpha"', '"ridge__alpha"', '"alpha_"'):
        with pytest.raises(ValueError, match="Invalid parameter"):
            run(source.replace('"alpha"', name))
    assert "`model__alpha`" in right("name-of-a-step")
    assert run(source.replace('"alpha"', '"model__alpha"'))[0]["search"].best_params_


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (SVC(kernel="rbf"), {"gamma": 100}),
        (DecisionTreeClassifier(random_state=0), {"max_depth": 1}),
        (KNeighborsClassifier(n_neighbors=1), {"n_neighbors": 15}),
        (RidgeClassifier(), {"alpha": 1000}),
    ],
)
def test_one_of_four_changes_acts_without_a_new_fit(model, change):
    before = model.fit(X, Y).predict(X)
    acts = bool(np.any(model.set_params(**change).predict(X) != before))
    answer = f"`{next(iter(change))}` of a"
    assert acts == right("changed-after-the-fit").startswith(answer)
    assert any((answer in a.get("wrong", a.get("right"))) for a in QUESTIONS["changed-after-the-fit"]["answers"])


def test_the_count_of_iterations_is_not_read_by_predictions():
    model = LogisticRegression().fit(X, Y)
    before = model.predict_proba(X)
    model.n_iter_ = None
    assert np.array_equal(model.predict_proba(X), before)


def test_one_alpha_of_four_is_found_and_read():
    rows = X + 1
    process = GaussianProcessRegressor(alpha=0.1, optimizer=None)
    before = process.fit(X, Y).predict(rows)
    process.alpha = 5.0
    assert np.array_equal(process.predict(rows), before), "the given alpha has done its work"
    process.alpha_ = 2 * process.alpha_
    assert process.predict(rows) == pytest.approx(2 * before)
    cv = RidgeCV().fit(X, Y)
    before = cv.predict(rows)
    cv.alpha_ = 1e6
    assert np.array_equal(cv.predict(rows), before)
    assert right("alpha-that-predicts") == "`alpha_` of `GaussianProcessRegressor`"
