"""The names of LightGBM: each is found on a fitted classifier or in a signature, and its category is tried."""

import re
from inspect import signature

import lightgbm
import numpy as np
import pytest

from tests.libraries import trial
from tests.libraries.table import FITTED, VALIDATION, rows, with_categories
from tests.libraries.trial import HYPERPARAMETERS, each

LIBRARY = "LightGBM"
NOT_TRIED = {"LGBMClassifier.random_state": "the seed is what the experiment measures by"}
STOPS = {"n_estimators": 60, "learning_rate": 0.2}
CHANGES = {
    "boosting_type": ({"drop_rate": 1.0}, "dart"),
    "class_weight": ({}, {0: 1, 1: 10}),
    "colsample_bytree": ({}, 0.3),
    "learning_rate": ({}, 1.0),
    "max_depth": ({}, 1),
    "min_child_samples": ({}, 80),
    "min_child_weight": ({}, 30),
    "min_split_gain": ({}, 20),
    "n_estimators": ({}, 30),
    "num_leaves": ({}, 2),
    "objective": ({}, "poisson"),
    "reg_alpha": ({}, 10),
    "reg_lambda": ({}, 100),
    "stopping_rounds": (STOPS, 2),
    "subsample": ({"subsample_freq": 1}, 0.25),
    "subsample_for_bin": ({}, 5),
    "subsample_freq": ({"subsample": 0.25}, 1),
    # a run setting
    "n_jobs": ({}, 2),
}
"""Of each argument another value, after the settings with which it acts."""
STORED = {
    "LGBMClassifier.booster_": ("split_feature", lambda column: (int(column) + 1) % 3),
    "LGBMClassifier.booster_.trees_to_dataframe().value": ("leaf_value", lambda value: float(value) + 1),
    "LGBMClassifier.booster_.trees_to_dataframe().threshold": ("cat_threshold", lambda bits: int(bits) ^ 255),
}
"""The line of a tree's text that holds a parameter, and how to spoil the first number in it."""
CATEGORIES = {"min_data_per_group": 5, "cat_smooth": 1, "max_cat_to_onehot": 1, "min_child_samples": 10}
"""Settings with which the first tree splits categories."""


def fitted(seed=0, version=0, stopping_rounds=None, **settings):
    X, y = with_categories(rows(version)[0]), rows(version)[1]
    usual = {"n_estimators": 8, "num_leaves": 6, "n_jobs": 1, "verbosity": -1, "random_state": seed}
    stop = [lightgbm.early_stopping(stopping_rounds, verbose=False)] if stopping_rounds else []
    model = lightgbm.LGBMClassifier(**usual | settings)
    return model.fit(X[FITTED], y[FITTED], eval_X=X[VALIDATION], eval_y=y[VALIDATION], callbacks=stop)


def answer(seed, **settings):
    return fitted(seed, **settings).predict_proba(with_categories(rows()[0]))[:, 1]


@pytest.fixture(scope="module")
def model():
    return fitted(**STOPS, stopping_rounds=3)


@each(LIBRARY)
def test_each_name_is_found(name, model):
    owner, *path = name.code.split(".")
    if owner == "early_stopping":
        assert name.argument in signature(lightgbm.early_stopping).parameters
    elif "trees_to_dataframe" in name.code:
        assert name.argument in model.booster_.trees_to_dataframe()
    elif len(path) == 2:
        assert path[1] in signature(getattr(model, path[0])).parameters
    elif name.bin in (*HYPERPARAMETERS, "run setting"):
        assert path[0] in model.get_params()
    else:
        assert hasattr(model, path[0])


@each(LIBRARY, *HYPERPARAMETERS)
def test_a_hyperparameter_changes_the_model_more_than_a_seed(name):
    usual, value = CHANGES[name.argument]
    assert trial.changes_more_than_seeds(answer, usual, usual | {name.argument: value})


@each(LIBRARY, "training hyperparameter")
def test_a_training_hyperparameter_is_not_read_to_predict(name):
    usual, value = CHANGES[name.argument]
    model, X = fitted(**usual), with_categories(rows()[0])
    before = model.predict_proba(X)
    assert np.array_equal(before, model.set_params(**{name.argument: value}).predict_proba(X))


@each(LIBRARY, "run setting", but=NOT_TRIED)
def test_a_run_setting_changes_no_more_than_a_seed(name):
    usual, value = CHANGES[name.argument]
    assert trial.changes_no_more_than_seeds(answer, usual, usual | {name.argument: value})


def trees(model):
    """The text of the trees, without the settings that follow it and the lengths that come before."""
    text = model.booster_.model_to_string().partition("end of trees")[0] + "end of trees\n"
    return re.sub("tree_sizes=.*\n", "", text)


@each(LIBRARY, "parameter")
def test_a_parameter_comes_from_the_data_and_is_needed(name):
    """Other rows give another line in the model's text, and with a spoiled number predictions change."""
    line, spoil = STORED[name.code]
    settings = CATEGORIES if line == "cat_threshold" else {}
    text, other = trees(fitted(**settings)), trees(fitted(version=1, **settings))
    lines = [re.findall(rf"^{line}=.*$", model, re.MULTILINE) for model in (text, other)]
    assert lines[0] != lines[1]
    spoiled = re.sub(rf"(?<=\n{line}=)\S+", lambda number: str(spoil(number.group())), text, count=1)
    before, after = (lightgbm.Booster(model_str=model).predict(with_categories(rows()[0])) for model in (text, spoiled))
    assert not np.allclose(before, after)


@each(LIBRARY, "inference setting")
def test_an_inference_setting_leaves_the_model(name, model):
    X, before = with_categories(rows()[0]), trees(model)
    usual, changed = (model.predict_proba(X, **kwargs) for kwargs in ({}, {name.argument: 1}))
    assert not np.array_equal(usual, changed) and before == trees(model)


@each(LIBRARY, "chosen setting")
def test_a_chosen_setting_is_the_best_candidate(name, model):
    losses = next(iter(model.evals_result_.values()))["binary_logloss"]
    assert getattr(model, name.argument) == np.argmin(losses) + 1 < 60


@each(LIBRARY, "result")
def test_a_result_is_not_needed(name):
    """The text of the trees alone predicts the same."""
    model, X = fitted(), with_categories(rows()[0])
    assert trial.distance(lightgbm.Booster(model_str=trees(model)).predict(X), model.predict_proba(X)[:, 1]) == 0
    assert name.argument.strip("_") not in trees(model)
