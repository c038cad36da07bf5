"""The names of CatBoost: each is found on a fitted classifier, and its category is tried."""

import json
from inspect import signature

import catboost
import numpy as np
import pytest

from tests.libraries import trial
from tests.libraries.table import FITTED, VALIDATION, rows
from tests.libraries.trial import HYPERPARAMETERS, each

LIBRARY = "CatBoost"
NOT_TRIED = {"CatBoostClassifier.random_seed": "the seed is what the experiment measures by"}
STOPS = {"iterations": 60, "learning_rate": 0.2}
CHANGES = {
    "auto_class_weights": ({}, "Balanced"),
    "bagging_temperature": ({"bootstrap_type": "Bayesian"}, 50),
    "boosting_type": ({"depth": 8, "iterations": 30, "l2_leaf_reg": 0.1}, "Ordered"),
    "border_count": ({}, 1),
    "cat_features": ({}, ["d"]),
    "class_weights": ({}, [1, 10]),
    "depth": ({}, 1),
    "grow_policy": ({}, "Depthwise"),
    "iterations": ({}, 40),
    "l2_leaf_reg": ({}, 100),
    "learning_rate": ({}, 1.0),
    "loss_function": ({}, "MultiClass"),
    "od_wait": (STOPS | {"od_type": "Iter", "use_best_model": False}, 2),
    "one_hot_max_size": ({"cat_features": ["d"]}, 10),
    "random_strength": ({}, 1000),
    "rsm": ({}, 0.25),
    # a run setting
    "thread_count": ({}, 2),
}
"""Of each argument another value, after the settings with which it acts."""


def fitted(seed=0, version=0, **settings):
    """A long run is given validation rows. With these CatBoost keeps only the best trees, so short runs have none."""
    X, y = rows(version)
    usual = {"iterations": 8, "depth": 3, "random_strength": 0, "bootstrap_type": "No", "thread_count": 1}
    usual |= {"random_seed": seed, "verbose": False, "allow_writing_files": False}
    held_out = {"eval_set": (X[VALIDATION], y[VALIDATION])} if settings.get("iterations") == 60 else {}
    return catboost.CatBoostClassifier(**usual | settings).fit(X[FITTED], y[FITTED], **held_out)


def answer(seed, **settings):
    return fitted(seed, **settings).predict_proba(rows()[0])[:, 1]


@pytest.fixture(scope="module")
def model():
    return fitted(**STOPS, od_wait=3)


@each(LIBRARY)
def test_each_name_is_found(name, model):
    if name.bin in (*HYPERPARAMETERS, "run setting"):
        assert name.argument in signature(catboost.CatBoostClassifier).parameters
    else:
        owner = {"CatBoostClassifier": model, "Pool": catboost.Pool(rows()[0])}[name.owner]
        assert hasattr(owner, name.argument)


@each(LIBRARY, *HYPERPARAMETERS)
def test_a_hyperparameter_changes_the_model_more_than_a_seed(name):
    usual, value = CHANGES[name.argument]
    assert trial.changes_more_than_seeds(answer, usual, usual | {name.argument: value})


@each(LIBRARY, "run setting", but=NOT_TRIED)
def test_a_run_setting_changes_no_more_than_a_seed(name):
    usual, value = CHANGES[name.argument]
    assert trial.changes_no_more_than_seeds(answer, usual, usual | {name.argument: value})


def file_of(model, folder):
    """What the model's file says, but for a description of the run."""
    model.save_model(folder / "model.json", format="json")
    return {key: value for key, value in json.loads((folder / "model.json").read_text()).items() if key != "model_info"}


def reread(file, folder):
    (folder / "spoiled.json").write_text(json.dumps(file))
    model = catboost.CatBoost().load_model(folder / "spoiled.json", format="json")
    return model.predict(rows()[0])


def spoil(file, name):
    """Changes a parameter where the model's file has it."""
    if name == "get_borders":
        for column in file["features_info"]["float_features"]:
            column["borders"] = [border + 1 for border in column["borders"]]
    elif name == "get_leaf_values":
        file["oblivious_trees"][0]["leaf_values"] = [1.0, 2.0, 3.0, 4.0] * 2
    elif name == "get_scale_and_bias":
        file["scale_and_bias"] = [2, [1]]


@each(LIBRARY, "parameter")
def test_a_parameter_comes_from_the_data_and_is_needed(name, tmp_path):
    """Other rows give another value, and with a spoiled value in the model's file predictions change."""
    one, other = (fitted(version=version, boost_from_average=True) for version in (0, 1))
    assert str(getattr(one, name.argument)()) != str(getattr(other, name.argument)())
    file = file_of(one, tmp_path)
    before = reread(file, tmp_path)
    spoil(file, name.argument)
    assert not np.allclose(before, reread(file, tmp_path))


@each(LIBRARY, "training state", "result")
def test_what_predictions_do_not_need(name, tmp_path):
    """What a model's file says predicts the same without it."""
    model = fitted()
    file = file_of(model, tmp_path)
    assert np.allclose(reread(file, tmp_path), model.predict(rows()[0], prediction_type="RawFormulaVal"))
    if name.argument == "save_quantization_borders":
        pool = catboost.Pool(rows()[0])
        pool.quantize()
        pool.save_quantization_borders(str(tmp_path / "borders"))
        used = sum(len(column["borders"]) for column in file["features_info"]["float_features"])
        assert len((tmp_path / "borders").read_text().splitlines()) > 10 * used > 0
    else:
        assert name.argument.strip("_") not in str(file)


@each(LIBRARY, "chosen setting")
def test_a_chosen_setting_is_the_best_candidate(name, model):
    assert model.best_iteration_ == np.argmin(model.evals_result_["validation"]["Logloss"]) < 59
