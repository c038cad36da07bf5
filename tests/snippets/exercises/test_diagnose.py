"""What the questions on diagnosis read in a figure, or take from a program, is there."""

import numpy as np
import pytest

from tests.support.snippets import variables


def test_bias_is_most_of_the_error_at_degree_one_and_noise_at_degree_five():
    got = variables("bias_variance")
    bias, variance, error = (np.array(got[name]) for name in ("squared_bias", "variance", "error"))
    assert bias[1] > 0.75 * error[1] and variance[1] < 0.02 * error[1] and error[0] > error[1]
    assert error[5] < 0.3 * error[1] and bias[5] < 0.001
    assert error[5] - bias[5] - variance[5] == pytest.approx(0.09, abs=0.002) and got["noise"] == 0.3
    assert bias[5] + variance[5] < 0.3 * error[5] and error[5] == pytest.approx(0.11, abs=0.005)
    assert variance[5] == pytest.approx(0.02, abs=0.005)
    assert min(error) == error[5]


def test_errors_of_the_line_and_of_degree_ten_are_those_of_the_program():
    got = variables("bias_variance")
    for degree, training, new in ((1, 0.52, 0.51), (10, 0.04, 0.14)):
        assert got["error_train"][degree] == pytest.approx(training, abs=0.005)
        assert got["error"][degree] == pytest.approx(new, abs=0.005)
    assert got["rows"] == 20


def test_training_accuracy_rises_and_validation_accuracy_falls_after_epoch_25():
    got = variables("epochs_overfitting")
    training, validation = got["accuracy"], got["accuracy_valid"]
    assert len(training) == 3000 and got["X_train"].shape == (60, 200)
    assert training[-1] == pytest.approx(0.97, abs=0.005) and training[-1] > training[24] + 0.05
    assert validation[-1] < validation[24] - 0.05 and got["learned"][-1] > got["learned"][24]


def test_two_curves_are_level_and_one_percentage_point_apart():
    got = variables("epochs_no_overfitting")
    training, validation = np.array(got["accuracy"]), np.array(got["accuracy_valid"])
    assert got["X_train"].shape == (500, 3) and max(validation) - validation[-1] == pytest.approx(0.003)
    assert np.all(validation > training) and np.mean(validation - training) == pytest.approx(0.01, abs=0.004)
    luck = np.sqrt(training[-1] * (1 - training[-1]) * (1 / 500 + 1 / 1000))
    assert abs(validation[-1] - training[-1]) < luck


def test_loss_turns_at_epoch_ten_and_the_share_of_errors_stays_near_a_tenth():
    got = variables("loss_rises_accuracy_stays")
    assert np.argmin(got["loss"]) + 1 == 10 and got["loss"][-1] > 3 * min(got["loss"])
    assert np.ptp(got["wrong"][9:]) < 0.01 and np.mean(got["wrong"]) == pytest.approx(0.1, abs=0.01)
    assert np.all((got["X"][:, 0] + got["X"][:, 1] > 0) == got["y"])  # a line separates the training rows
    assert np.all(np.diff(got["sizes"]) > 0)


def test_boosting_turns_near_thirty_trees_and_the_forest_does_not():
    error = variables("number_of_trees")["error"]
    forest, boosting = np.array(error["forest"]), np.array(error["boosting"])
    assert len(forest) == 200 and len(boosting) == 400
    assert abs(np.argmin(boosting) + 1 - 30) < 5 and boosting[-1] > 1.15 * min(boosting)
    assert forest[-1] < forest[29] and forest[-1] < 1.01 * min(forest)


def test_beyond_the_peak_each_error_is_lower_than_the_one_before():
    got = variables("double_descent")
    counts, (plain, penalized) = np.array(got["counts"]), (np.array(got[name]) for name in ("plain", "penalized"))
    beyond = plain[counts >= 40]
    assert got["n"] == 40 and np.all(np.diff(beyond) < 0) and plain.argmax() == list(counts).index(40)
    assert plain[-1] == min(plain) and np.all(np.diff(penalized) < 0)
    assert counts[-1] == 800 and np.linalg.matrix_rank(got["F"]) == 40  # so that it fits all 40 rows
