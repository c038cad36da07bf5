"""The checks of the exercises that a reader solves in the page: right answers pass, and near misses are told why."""

import ast
import contextlib
import io
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from pipeline.content.lab_exercises import LabExercise, lab_exercises
from pipeline.content.project import Project
from pipeline.render.lab_editions import SOLUTION, has_tag
from pipeline.render.run_lab import read_cells
from tests.support.built_site import ROOT
from tools.check_words import SENTENCE_END, faults

LABS = lab_exercises(Project(ROOT))
EXERCISES = {(int(entry.lab[:2]), entry.exercise): entry for entries in LABS.values() for entry in entries}
"""By the numbers of lab and exercise: (1, 3)."""
NAMES = pytest.mark.parametrize("numbers", EXERCISES, ids=lambda numbers: f"{numbers[0]}.{numbers[1]}")

WRONG = {
    "goes on from the old end": (
        (1, 1),
        """
learning_rate = 0.01
for _ in range(n_steps):
    residuals = m_gd * x + c_gd - y
    m_gd = m_gd - learning_rate * 2 * np.mean(residuals * x)
    c_gd = c_gd - learning_rate * 2 * np.mean(residuals)
""",
        "does it begin at zero",
    ),
    "stops too early": ((1, 1), ("2000, 5000", "2000"), "After 2000 steps, m_gd and c_gd do not agree"),
    "takes the old rate": ((1, 1), ("descend(0.01,", "descend(0.1,"), "end at a different line"),
    "leaves one alpha out": ((1, 2), ("(0, 10, 100)", "(10, 100)"), "The slope for alpha at 0"),
    "ends with another alpha": ((1, 2), ("(0, 10, 100)", "(100, 10, 0)"), "ridge has alpha at 0"),
    "has no intercept": ((1, 2), ("alpha=alpha)", "alpha=alpha, fit_intercept=False)"), "with an intercept"),
    "leaves the candidates to scikit-learn": ((1, 3), ("alphas=[0.01, 0.1, 1, 10]", ""), "candidates is 3"),
    "gives other candidates": ((1, 3), ("0.01, 0.1", "0.001, 0.1"), "not those of the exercise"),
    "prints the place of the degree": ((2, 1), ("degrees[np.argmin(train_error)]", "np.argmin(train_error)"), "degree"),
    "prints the place of the epoch": ((2, 1), ("np.argmin(train_curve) + 1", "np.argmin(train_curve)"), "from 0"),
    "takes the validation errors": ((2, 1), (", strength), y_train)", ", strength), y_valid)"), "training errors"),
    "does not set the counter back": (
        (2, 2),
        """
def stop_early(curve, patience):
    best, waited = 0, 0
    for epoch in range(1, len(curve)):
        if curve[epoch] < curve[best]:
            best = epoch
        else:
            waited += 1
            if waited >= patience:
                break
    return best + 1, epoch + 1
""",
        "the waiting begins again from zero",
    ),
    "compares with the epoch before": (
        (2, 2),
        """
def stop_early(curve, patience):
    best, waited = 0, 0
    for epoch in range(1, len(curve)):
        waited = waited + 1 if curve[epoch] >= curve[epoch - 1] else 0
        best = epoch if curve[epoch] < curve[best] else best
        if waited >= patience:
            break
    return best + 1, epoch + 1
""",
        "not with the one before",
    ),
    "counts from zero": ((2, 2), ("return best + 1, epoch + 1", "return best, epoch"), "Count them from 1"),
    "waits one epoch more": ((2, 2), (">= patience", "> patience"), "two epochs later"),
    "returns nothing": (
        (2, 2),
        "def stop_early(curve, patience):\n    print(int(np.argmin(curve)) + 1)",
        "does not return two numbers",
    ),
    "chooses lambda by the training error": (
        (2, 3),
        ("mse(X_valid @ ridge(X, y_train, strength), y_valid)", "mse(X @ ridge(X, y_train, strength), y_train)"),
        "on the validation rows",
    ),
    "takes the epoch after the best": ((2, 3), ("path[best_epoch - 1]", "path[best_epoch]"), "path counts from 0"),
    "prints nothing": ((2, 3), ('    print(f"{name:15}', '    str(f"{name:15}'), "is not in what you printed"),
    "hands in a validation error": ((2, 4), ("test_error = mse(", "test_error = min(valid_error) or mse("), "x_test"),
    "takes the place of the degree": (
        (2, 4),
        """
degree = np.argmin(valid_error)
weights, *_ = np.linalg.lstsq(legvander(x_train, degree), y_train, rcond=None)
test_error = mse(legvander(x_test, degree) @ weights, y_test)
""",
        "np.argmin counts from 0",
    ),
    "forgets the degrees": (
        (2, 4),
        """
name = min(models, key=lambda name: mse(X_valid @ models[name], y_valid))
test_error = mse(legvander(x_test, 15) @ models[name], y_test)
""",
        "the degrees and the models",
    ),
    "leaves the biases out": ((3, 1), ("(sizes[i] + 1)", "sizes[i]"), "besides its weights"),
    "counts one width by heart": (
        (3, 1),
        "def count_layers(sizes):\n    return sum((sizes[i] + 1) * sizes[i + 1] for i in (0, 1, 2)[: len(sizes) - 1])",
        "three",
    ),
    "overwrites predict": (
        (3, 2),
        """
def predict(w, X):
    hidden = np.maximum(0, X @ w["W1"] + w["b1"])
    return 1 / (1 + np.exp(-(hidden @ w["W2"] + w["b2"])))

relu = predict(weights, X_valid) > 0.5
""",
        "Give your function its own name",
    ),
    "leaves tanh in place": (
        (3, 2),
        ("np.maximum(0, X_valid @ trained", "np.tanh(X_valid @ trained"),
        "the classes that tanh gives",
    ),
    "compares no probability": ((3, 2), ('+ trained["b2"] > 0', '+ trained["b2"]'), "not True or False"),
    "has the threshold of a probability at a sum": ((3, 2), ("> 0", "> 0.5"), "the threshold at 0.5"),
    "makes the velocity anew": (
        (3, 3),
        ("0.9 * velocity[name] - 0.1", "0.9 * np.zeros_like(weights[name]) - 0.1"),
        "as it is without momentum",
    ),
    "goes uphill": ((3, 3), ("- 0.1 * slopes", "+ 0.1 * slopes"), "Check the signs"),
    "goes on from trained weights": ((3, 3), ("start(8, seed=0)", "train()"), "Check the start"),
    "starts near zero": ((3, 4), ("scale=0.0", "scale=0.01"), "exactly 0"),
    "counts all neurons": ((3, 4), ("len(np.unique(columns.round(10), axis=0))", "len(columns)"), "different neurons"),
    "fits the plain column": (
        (4, 1),
        ("PolynomialFeatures(9), RidgeCV", "PolynomialFeatures(1), RidgeCV"),
        "polynomials of degree 9",
    ),
    "has no pipeline": (
        (4, 1),
        "from sklearn.linear_model import RidgeCV\nautomatic = RidgeCV(alphas=candidates[ridge]).fit(x_dev, y_dev)",
        "not a pipeline",
    ),
    "takes the test rows too": ((4, 1), ("automatic.fit(x_dev, y_dev)", "automatic.fit(x, y)"), "x_dev and y_dev"),
    "hands in the place of lambda": (
        (4, 1),
        ("candidates[ridge][int(np.argmin(scores[ridge]))]", "int(np.argmin(scores[ridge]))"),
        "A place in the list",
    ),
    "draws one test set": ((4, 2), ("for _ in range(20):", "for _ in range(1):"), "on_test is 1"),
    "fits all rows": ((4, 2), ("size=12", "size=80"), "models should differ"),
    "takes the best model on the further rows": (
        (4, 2),
        (
            "on_many.append(np.mean((grid @ careless[best] - y_many) ** 2))",
            "on_many.append(min(np.mean((grid @ one - y_many) ** 2) for one in careless[:20]))",
        ),
        "are the same",
    ),
    "chooses no model": ((4, 2), ("best = int(np.argmin(errors))", "best = _"), "that same model"),
    "leaves the leak in the pipeline": (
        (4, 3),
        ("cross_val_score(honest, X, labels", "cross_val_score(honest, leaked, labels"),
        "all 1,000 columns",
    ),
    "has no leak to show": ((4, 3), (".fit_transform(X, labels)", ".fit_transform(X, labels[::-1])"), "too low"),
    "draws once": ((4, 3), ("range(5)", "range(1)"), "five numbers"),
    "lets search take any family": ((4, 4), ("candidates = {ridge: candidates[ridge]}", ""), "only ridge"),
    "searches the rows that are out": ((4, 4), ("!= fold", "== fold"), "the kept rows"),
    "forgets all 80 rows": ((4, 4), ('print(f"all 80 rows', 'str(f"all 80 rows'), "The last line is missing"),
    "does not fit again": (
        (5, 1),
        ("clone(forest).set_params(**{name: value}).fit(X, y)", "forest.set_params(**{name: value})"),
        "None of the five",
    ),
    "changes the seed each time": (
        (5, 1),
        (".fit(X, y)\n    changed", ".set_params(random_state=value).fit(X, y)\n    changed"),
        "in nothing else",
    ),
    "leaves an argument out": ((5, 1), ('"n_jobs": 2, ', ""), "a line with n_jobs"),
    "spoils one copy more and more": (
        (5, 2),
        (
            "    for name in names:\n        spoiled = deepcopy(original)",
            "    spoiled = deepcopy(original)\n    for name in names:",
        ),
        "on a new copy",
    ),
    "spoils the original too": (
        (5, 2),
        ("        spoiled = deepcopy(original)", "        spoiled = original"),
        "must stay as it was",
    ),
    "multiplies by the scale": ((5, 3), ("/ best_scaler.scale_", "* best_scaler.scale_"), "what is one unit worth"),
    "stays per standard deviation": ((5, 3), (" / best_scaler.scale_", ""), "still per standard deviation"),
    "forgets the last fit": ((5, 3), ("search.n_splits_ + 1", "search.n_splits_"), "after it has chosen"),
    "searches without the scaler": (
        (5, 3),
        """
from sklearn.model_selection import GridSearchCV
search = GridSearchCV(LogisticRegression(), {"C": [0.01, 1, 100]}, cv=5).fit(scaled, y)
""",
        "Give it the pipeline",
    ),
    "fits before it predicts again": (
        (5, 4),
        ("np.any(model.predict(new)", "np.any(model.fit(scaled, y).predict(new)"),
        "new fit",
    ),
    "does not predict again": ((5, 4), ("acts = np.any(model.predict(new) != before)", "acts = False"), "n_neighbors"),
}
"""Near misses: the exercise, the answer (or what is different from the solution), and what the reader is told."""

RIGHT = {
    "counts the steps that it needs": (
        (1, 1),
        """
learning_rate, n_steps, m_gd, c_gd = 0.01, 0, 0, 0
while abs(m_gd - m) > 5e-5 or abs(c_gd - c) > 5e-5:
    error = m_gd * x + c_gd - y
    m_gd, c_gd = m_gd - 0.02 * (error @ x) / 20, c_gd - 0.02 * error.sum() / 20
    n_steps += 1
""",
    ),
    "takes very many steps": ((1, 1), ("2000, 5000", "30_000")),
    "rounds the slopes": ((1, 2), ("{slope:.3f}", "{slope:.2f}")),
    "compares by folds": ((1, 3), ("10])", "10], cv=5)")),
    "names the candidates in an array": ((1, 3), ("[0.01, 0.1, 1, 10]", "np.logspace(-2, 1, 4)")),
    "writes a comma into the epochs": ((2, 1), ("np.argmin(train_curve) + 1", 'f"{np.argmin(train_curve) + 1:,}"')),
    "prints a tuple": (
        (2, 1),
        """
by_lambda = np.array([mse(X @ ridge(X, y_train, s), y_train) for s in (1e-6, 1e-3, 1e-1, 1e1, 1e3)])
print((degrees[np.argmin(train_error)], 1e-6, np.argmin(train_curve) + 1))
""",
    ),
    "counts in a while loop": (
        (2, 2),
        """
def stop_early(curve, patience):
    lowest, best, waited, epoch = float("inf"), 0, 0, 0
    while epoch < len(curve) and waited < patience:
        epoch += 1
        if curve[epoch - 1] < lowest:
            lowest, best, waited = curve[epoch - 1], epoch, 0
        else:
            waited += 1
    return np.array([best, epoch])
""",
    ),
    "adds to the dictionary": (
        (2, 3),
        """
models = {"end of training": path[-1]}
lambdas = 10.0 ** np.linspace(-6, 3, 40)
models["early stop"] = path[np.argmin(valid_curve)]
models["best ridge"] = min((ridge(X, y_train, s) for s in lambdas), key=lambda w: mse(X_valid @ w, y_valid))
for w in models.values():
    print(round(mse(X_valid @ w, y_valid), 2), round(np.sqrt(w[1:] @ w[1:]), 2))
""",
    ),
    "looks at the degrees alone": (
        (2, 4),
        """
from numpy.polynomial import Polynomial
test_error = mse(Polynomial.fit(x_train, y_train, degrees[np.argmin(valid_error)])(x_test), y_test)
""",
    ),
    "counts in arrays": (
        (3, 1),
        "def count_layers(sizes):\n    a = np.array(sizes)\n    return (a[:-1] * a[1:]).sum() + a[1:].sum()",
    ),
    "compares a probability": (
        (3, 2),
        """
def predict_relu(w, X):
    return 1 / (1 + np.exp(-(np.maximum(0, X @ w["W1"] + w["b1"]) @ w["W2"] + w["b2"])))

relu = (predict_relu(weights, X_valid) > 0.5).astype(int)
""",
    ),
    "has the rate outside of the velocity": (
        (3, 3),
        """
weights = start(8, seed=0)
velocity = {name: 0 * array for name, array in weights.items()}
for _ in range(300):
    slopes = gradient(weights, X_train, y_train)
    velocity = {name: 0.9 * velocity[name] + slopes[name] for name in weights}
    weights = {name: weights[name] - 0.1 * velocity[name] for name in weights}
""",
    ),
    "says one in a word": ((3, 4), 'flat = train(scale=0)\nprint("There is only one.")'),
    "ends with a period": ((3, 4), 'flat = train(scale=0)\nprint("8 neurons, different: 1.")'),
    "has no column of ones": ((4, 1), ("PolynomialFeatures(9), R", "PolynomialFeatures(9, include_bias=False), R")),
    "fits pipelines": (
        (4, 2),
        """
careless = []
for _ in range(200):
    rows = rng.permutation(80)[:12]
    careless.append(polynomial(4).fit(x_dev[rows], y_dev[rows]))
on_many_all = [mse(model, x_many, y_many) for model in careless]
on_test, on_many = np.zeros(20), np.zeros(20)
for number in range(20):
    x_new = rng.uniform(-1, 1, size=(40, 1))
    y_new = np.sin(3 * x_new[:, 0]) + rng.normal(0, 0.3, size=40)
    errors = [mse(model, x_new, y_new) for model in careless]
    on_test[number], on_many[number] = min(errors), on_many_all[np.argmin(errors)]
""",
    ),
    "draws from a generator of its own": (
        (4, 3),
        ("before, inside = [], []", "before, inside, rng = [], [], np.random.default_rng(8)"),
    ),
    "searches by itself": (
        (4, 4),
        """
def search_ridge(x, y):
    part, values = np.arange(len(y)) % 4, candidates[ridge]
    errors = np.zeros(7)
    for f in range(4):
        for i, v in enumerate(values):
            errors[i] += mse(ridge(v).fit(x[part != f], y[part != f]), x[part == f], y[part == f])
    return values[errors.argmin()]

folds = np.arange(80) % 4
print([search_ridge(x_dev[folds != f], y_dev[folds != f]) for f in range(4)])
print(search_ridge(x_dev, y_dev))
""",
    ),
    "prints a dictionary": (
        (5, 1),
        """
from sklearn.ensemble import RandomForestClassifier

def p(**changes):
    given = {"n_estimators": 10, "random_state": 0} | changes
    return RandomForestClassifier(**given).fit(X, y).predict_proba(X)

changes = {"max_depth": 2, "n_estimators": 20, "n_jobs": 2, "verbose": 0, "random_state": 1}
print({name: bool((p(**{name: value}) != p()).any()) for name, value in changes.items()})
""",
    ),
    "names the steps": (
        (5, 3),
        """
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline

pipeline = Pipeline([("scale", StandardScaler()), ("classify", LogisticRegression())])
search = GridSearchCV(pipeline, {"classify__C": np.logspace(-2, 2, 3)}, cv=5).fit(X, y)
per_unit = search.best_estimator_["classify"].coef_ / search.best_estimator_["scale"].scale_
print("It takes 16 fits.")
""",
    ),
    "prints numbers of numpy": (
        (5, 4),
        ('print(f"{name:11} set to {value:6g} acts at once: {acts!s:6}', 'print(f"{name} {acts!r} {value}'),
    ),
}
"""Other ways to a right answer: the exercise, and the answer (or what is different from the solution)."""


class Lab:
    """A lab after its ordinary cells, as the browser runs them: without figures and without solutions."""

    def __init__(self, name: str):
        self.cells, _ = read_cells((ROOT / "docs" / "labs" / f"{name}.py").read_text("utf-8"))
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.run("\n".join(cell["source"] for cell in self.cells if is_code(cell) and not has_tag(cell, SOLUTION)))
        self.after_cells = copied(self.names)

    def run(self, source: str) -> str:
        """Runs code after what was run before, and returns what it prints."""
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(source, "answer", "exec"), self.names)
        return printed.getvalue()

    def back(self) -> None:
        """Takes back what was run since the ordinary cells. The names stay in one dictionary: its functions read it."""
        self.names.clear()
        self.names.update(copied(self.after_cells))

    def solution(self, number: int) -> str:
        """The code that solves an exercise."""
        return "\n".join(source for exercise, source in self.solutions() if exercise == number)

    def solutions(self) -> Iterator[tuple[int, str]]:
        exercise = 0
        for cell in self.cells:
            if heading := re.search(r"^### Exercise (\d+)", cell["source"], re.MULTILINE):
                exercise = int(heading[1])
            elif is_code(cell) and has_tag(cell, SOLUTION):
                yield exercise, cell["source"]


def is_code(cell: dict[str, Any]) -> bool:
    figure = "figure" in cell["metadata"] or "import matplotlib" in cell["source"]
    return cell["cell_type"] == "code" and not figure


def copied(names: dict[str, Any]) -> dict[str, Any]:
    """The names with copies of all that code can change in place. Functions and modules are the same."""
    kept = {name: value for name, value in names.items() if name != "__builtins__"}
    return deepcopy(kept, {id(value): value for value in kept.values() if isinstance(value, ModuleType)})


lab = cache(Lab)


def check(entry: LabExercise, answer: str) -> None:
    """Runs an answer as the page does, and then the check."""
    here = lab(entry.lab)
    here.back()
    for number in entry.needs:
        here.run(here.solution(number))
    printed = here.run(answer)
    exec(compile(entry.check, "check", "exec"), here.names | {"printed": printed})


def answer_of(entry: LabExercise, answer: str | tuple[str, str]) -> str:
    """The answer, or the solution with one part replaced."""
    if isinstance(answer, str):
        return answer
    solution = lab(entry.lab).solution(entry.exercise)
    assert answer[0] in solution
    return solution.replace(*answer)


def test_every_exercise_of_every_lab_has_a_check():
    assert [*LABS] == [path.stem for path in Project(ROOT).labs()] and len(EXERCISES) == 19
    assert {entry.exercise for entry in LABS["02_overfitting"] if entry.needs} == {4}


@NAMES
def test_the_solution_passes(numbers):
    entry = EXERCISES[numbers]
    check(entry, lab(entry.lab).solution(entry.exercise))


@NAMES
def test_the_starter_alone_does_not_pass(numbers):
    entry = EXERCISES[numbers]
    assert 1 <= len(entry.starter.splitlines()) <= 4 and "#" in entry.starter
    with pytest.raises((AssertionError, NameError)):
        check(entry, entry.starter)


@pytest.mark.filterwarnings("ignore:.*encountered in:RuntimeWarning")  # uphill, the loss overflows
@pytest.mark.parametrize("case", WRONG)
def test_a_near_miss_is_told_what_is_missing(case):
    numbers, answer, message = WRONG[case]
    entry = EXERCISES[numbers]
    with pytest.raises(AssertionError) as caught:
        check(entry, answer_of(entry, answer))
    assert message in str(caught.value)


@pytest.mark.parametrize("case", RIGHT)
def test_another_way_passes(case):
    numbers, answer = RIGHT[case]
    check(EXERCISES[numbers], answer_of(EXERCISES[numbers], answer))


def test_every_lab_has_near_misses_and_other_ways():
    for cases in (WRONG, RIGHT):
        assert {numbers[0] for numbers, *_ in cases.values()} == {1, 2, 3, 4, 5}
    assert {numbers for numbers, *_ in WRONG.values()} == set(EXERCISES)


@NAMES
def test_what_a_reader_is_told_is_plain(numbers, tmp_path):
    entry = EXERCISES[numbers]
    tree = ast.parse(entry.check)
    asserts = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    assert asserts and all(node.msg for node in asserts), "an assert says what is missing"
    messages = list(told(tree))
    assert all(len(SENTENCE_END.split(message)) <= 2 and message.endswith((".", "?")) for message in messages)
    assert len(SENTENCE_END.split(entry.asks)) == 1
    (tmp_path / "told.md").write_text("\n\n".join([entry.asks, *entry.hints, *messages]), "utf-8")
    assert faults(tmp_path / "told.md") == []


def told(tree: ast.AST) -> Iterator[str]:
    """The texts of a check that are sentences. A number in them counts as a word."""
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            text = node.value
        else:
            continue
        if text.count(" ") > 3:
            yield text
