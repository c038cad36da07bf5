"""The names of XGBoost: each is found on a fitted classifier or in a signature, and its category is tried."""

import json
from inspect import signature

import numpy as np
import pytest
import xgboost

from tests.libraries import trial
from tests.libraries.table import FITTED, VALIDATION, rows, with_categories
from tests.libraries.trial import HYPERPARAMETERS, each

LIBRARY = "XGBoost"
NOT_TRIED = {
    "XGBClassifier.fit.eval_set": "rows that are handed in: no setting",
    "XGBClassifier.fit.sample_weight": "numbers of the rows that are handed in: no setting",
    "XGBClassifier.device": "the tests have one device, the CPU",
    "XGBClassifier.random_state": "the seed is what the experiment measures by",
}
STOPS = {"n_estimators": 60, "learning_rate": 0.2}
CHANGES = {
    "base_score": ({}, 0.9),
    "booster": ({}, "gblinear"),
    "colsample_bytree": ({}, 0.3),
    "early_stopping_rounds": (STOPS, 2),
    "eval_metric": (STOPS | {"early_stopping_rounds": 2, "eval_metric": "logloss"}, "error"),
    "enable_categorical": ({}, True),
    "gamma": ({}, 10),
    "grow_policy": ({"max_leaves": 4, "max_depth": 0}, "lossguide"),
    "interaction_constraints": ({}, "[[0], [1], [2, 3]]"),
    "learning_rate": ({}, 1.0),
    "max_bin": ({}, 3),
    "max_cat_to_onehot": ({"enable_categorical": True, "max_cat_to_onehot": 1}, 100),
    "max_delta_step": ({}, 0.05),
    "max_depth": ({}, 1),
    "max_leaves": ({}, 2),
    "min_child_weight": ({}, 20),
    "missing": ({}, 2.0),
    "monotone_constraints": ({}, (-1, 0, 0, 0)),
    "n_estimators": ({}, 30),
    "num_parallel_tree": ({"subsample": 0.5}, 5),
    "objective": ({}, "binary:hinge"),
    "reg_alpha": ({}, 5),
    "reg_lambda": ({}, 100),
    "scale_pos_weight": ({}, 10),
    "subsample": ({}, 0.05),
    "tree_method": ({"tree_method": "hist"}, "exact"),
    # run settings
    "importance_type": ({}, "weight"),
    "n_jobs": ({}, 2),
    "verbosity": ({}, 1),
}
"""Of each argument another value, after the settings with which it acts."""
STORED = {
    "Feature": ("split_indices", lambda columns: [(column + 1) % 4 for column in columns]),
    "Split": ("split_conditions", lambda values: [value + 1 for value in values]),
    "Gain": ("split_conditions", lambda values: [value * 2 for value in values]),
    "Missing": ("default_left", lambda sides: [1 - side for side in sides]),
    "intercept_": ("base_score", lambda _: "[0.9]"),
}
"""Where the model's file keeps a parameter, and how to spoil it. `Split` and, in a leaf, `Gain` are in one list."""


def columns(settings, version=0):
    """The rows as XGBoost takes them: where categories are enabled, the last column is one."""
    X, _ = rows(version)
    return with_categories(X) if settings.get("enable_categorical") else X


def fitted(seed=0, version=0, **settings):
    X, (_, y) = columns(settings, version), rows(version)
    usual = {"n_estimators": 8, "max_depth": 3, "n_jobs": 1, "verbosity": 0, "random_state": seed}
    model = xgboost.XGBClassifier(**usual | settings)
    return model.fit(X[FITTED], y[FITTED], eval_set=[(X[VALIDATION], y[VALIDATION])], verbose=False)


def answer(seed, **settings):
    """What the model says about rows, and how many trees say it."""
    model = fitted(seed, **settings)
    trees = model.get_booster().get_dump()
    return np.append(model.predict_proba(columns(settings))[:, 1], len(trees))


@pytest.fixture(scope="module")
def model():
    return fitted(**STOPS, early_stopping_rounds=3)


@each(LIBRARY)
def test_each_name_is_found(name, model):
    owner, *path = name.code.removesuffix("()").split(".")
    assert owner == "XGBClassifier"
    if "trees_to_dataframe" in name.code:
        assert name.argument in model.get_booster().trees_to_dataframe()
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
    model, table = fitted(**usual), columns(usual)
    before = model.predict_proba(table)
    assert np.array_equal(before, model.set_params(**{name.argument: value}).predict_proba(table))


@each(LIBRARY, "run setting", but=NOT_TRIED)
def test_a_run_setting_changes_no_more_than_a_seed(name):
    usual, value = CHANGES[name.argument]
    assert trial.changes_no_more_than_seeds(answer, usual, usual | {name.argument: value})


def file_of(model):
    return json.loads(model.get_booster().save_raw("json"))


def holder(file, name):
    """The part of a model's file that holds a parameter: the first tree, or what all trees share."""
    learner = file["learner"]
    return learner["learner_model_param"] if name == "intercept_" else learner["gradient_booster"]["model"]["trees"][0]


def reread(file):
    booster = xgboost.Booster(model_file=bytearray(json.dumps(file).encode()))
    return booster.predict(xgboost.DMatrix(rows()[0]))


@each(LIBRARY, "parameter")
def test_a_parameter_comes_from_the_data_and_is_needed(name):
    """Other rows give another value in the model's file, and with a spoiled value predictions change."""
    file, other = file_of(fitted()), file_of(fitted(version=1))
    expected = reread(file)
    (place, elsewhere), (key, spoil) = (holder(f, name.argument) for f in (file, other)), STORED[name.argument]
    assert place[key] != elsewhere[key]
    place[key] = spoil(place[key])
    assert not np.allclose(reread(file), expected)


@each(LIBRARY, "inference setting")
def test_an_inference_setting_leaves_the_model(name, model):
    before = file_of(model)
    value = {"iteration_range": (0, 1), "output_margin": True}[name.argument]
    usual, changed = (model.predict(rows()[0], **kwargs) for kwargs in ({}, {name.argument: value}))
    assert not np.array_equal(usual, changed) and before == file_of(model)


@each(LIBRARY, "chosen setting")
def test_a_chosen_setting_is_the_best_candidate(name, model):
    assert model.best_iteration == np.argmin(model.evals_result()["validation_0"]["logloss"]) < 60


@each(LIBRARY, "result")
def test_a_result_is_not_needed(name):
    model, table = fitted(), rows()[0]
    before = model.predict_proba(table)
    if name.argument == "evals_result()":
        del model.evals_result_
    else:  # computed on request, and not kept in the file
        assert not any("importance" in key for key in str(file_of(model)).split("'"))
    assert np.array_equal(before, model.predict_proba(table))
