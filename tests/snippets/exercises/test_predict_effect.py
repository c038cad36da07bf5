"""What the questions on effects say of a larger or smaller value: tried out, beside the numbers of their programs."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import log_loss
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier, export_text

from tests.support.exercises import rows
from tests.support.snippets import printed, variables


def labeled(seed, n=80):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 3))
    return X, (X[:, 0] + rng.normal(size=n) > 0).astype(int)


def distance_after(row, rate, steps=60):
    """How far gradient descent is from the minimum, of 1 at the start."""
    distance = 1.0
    for _ in range(steps):
        distance -= rate * 2 * row["scale"] * distance
    return abs(distance)


def test_the_limit_of_the_rate_is_where_descent_stops_to_converge():
    for row in rows("rate_limit"):
        limit = row["limit"]
        assert distance_after(row, 0.99 * limit) < 1 < distance_after(row, 1.01 * limit)
        assert distance_after(row, limit) == pytest.approx(1), "it swings forever"
        assert distance_after(row, row["in_one_step"], steps=1) == pytest.approx(0)
        assert limit == round(limit, 2) and row["curvature"] * limit == pytest.approx(2)
        assert row["scale_as_curvature"] * row["scale"] == pytest.approx(2)
    assert printed("exercises/rate_limit") == ["curvature 10: the limit is 0.2"]


def test_the_variance_of_a_batch_is_that_of_the_mean_of_independent_rows():
    """Rows with the gradients 0 and 2s have the variance s squared, and a batch has a binomial number of the second."""
    from scipy.stats import binom

    for row in rows("batch_noise"):
        spread = np.sqrt(row["variance"])
        number = binom(row["size"], 0.5)
        assert row["of_batch"] == pytest.approx((2 * spread / row["size"]) ** 2 * number.var())
        assert row["of_sum"] == pytest.approx((2 * spread) ** 2 * number.var())
        assert row["unchanged"] == row["variance"] and row["of_batch"] == round(row["of_batch"], 1)
        assert row["by_root"] ** 2 == pytest.approx(row["variance"] * row["of_batch"])
    assert printed("exercises/batch_noise") == ["variance 50 of a row, 5 of 10 rows"]


@pytest.mark.parametrize("seed", range(5))
def test_a_larger_c_never_raises_the_training_log_loss(seed):
    X, y = labeled(seed)
    weak, strong = (LogisticRegression(C=C, max_iter=1000, tol=1e-8).fit(X, y) for C in (100, 1))
    assert log_loss(y, weak.predict_proba(X)) <= log_loss(y, strong.predict_proba(X))
    assert np.all(weak.coef_ != 0) and not np.allclose(weak.coef_, strong.coef_)


def test_a_stronger_ridge_shrinks_the_sum_of_squares_and_not_each_coefficient():
    grew = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(30, 5)) @ rng.normal(size=(5, 5))
        y = X @ rng.normal(size=5) + rng.normal(size=30)
        weak, strong = (Ridge(alpha=alpha).fit(X, y).coef_ for alpha in (1, 100))
        assert strong @ strong <= weak @ weak and np.all(strong != 0)
        grew += np.any(abs(strong) > abs(weak))
    assert grew > 0


def test_knn_with_all_rows_predicts_the_larger_class_everywhere():
    X = np.random.default_rng(0).normal(size=(100, 2))
    y = np.array(["A"] * 60 + ["B"] * 40)
    X[60:] += 5  # dense, and far from the others
    model = KNeighborsClassifier(n_neighbors=100).fit(X, y)
    assert set(model.predict(X)) == {"A"}


@pytest.mark.parametrize("seed", range(5))
def test_a_limit_that_did_not_bind_can_be_doubled(seed):
    X, y = labeled(seed)
    first, second = (DecisionTreeClassifier(max_depth=depth, random_state=0).fit(X, y) for depth in (20, 40))
    assert first.get_depth() < 20 and export_text(first) == export_text(second)


def test_very_narrow_bumps_act_in_their_closest_surroundings():
    X, y = labeled(0)
    wide, narrow = (SVC(gamma=gamma).fit(X, y) for gamma in (1, 1e6))
    between = (X[:-1] + X[1:]) / 2
    assert np.allclose(narrow.decision_function(between), narrow.intercept_)
    assert not np.allclose(wide.decision_function(between), wide.intercept_)


def test_two_weights_of_the_lasso_are_left_at_strength_one_and_a_half():
    lasso = variables("lasso_coordinate_descent")["lasso"]
    left = {
        strength: [j + 1 for j in np.flatnonzero(lasso(strength))] for strength in (0, 0.5, 0.9, 1.1, 1.5, 1.9, 2.1)
    }
    assert left[1.5] == [1, 2] and left[0.5] == [1, 2, 3] and len(left[0]) == 6
    assert 3 in left[0.9] and 3 not in left[1.1] and 2 in left[1.9] and 2 not in left[2.1]


def test_the_crawling_run_arrives_after_ten_thousand_steps():
    got = variables("learning_rate")
    X, y, limit = got["X"], got["y"], got["limit"]
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    shrinks = np.eye(2) - 0.005 * limit * got["hessian"]
    assert np.abs(np.linalg.matrix_power(shrinks, 100) @ best).max() > 0.5
    assert np.abs(np.linalg.matrix_power(shrinks, 10_000) @ best).max() < 1e-6
    assert got["excess"][0.4][-1] < 1e-9 and got["excess"][0.9][-1] < 1e-9


def test_the_larger_constant_rate_is_nearer_early_and_farther_late():
    distances = variables("sgd_hovering")["distances"]
    assert list(variables("sgd_hovering")["names"])[::2] == ["0.001", "0.05"]
    small, large = distances[:, 0], distances[:, 2]
    assert large[250:350].mean() < small[250:350].mean()
    for start in range(2000, 20_000, 2000):
        assert large[start : start + 2000].mean() > 10 * small[start : start + 2000].mean()


def test_forty_trees_are_too_few_for_the_smaller_rate():
    error = {rate: np.array(values) for rate, values in variables("rate_and_trees")["error"].items()}
    assert error[0.03][39] > 1.3 * error[0.1][39] and error[0.03][:60].argmin() == 59
    assert error[0.03].argmin() + 1 == 181 and abs(error[0.03].min() - error[0.1].min()) < 0.02


def test_a_tenth_of_the_rate_needs_about_ten_times_the_epochs():
    """On the mean squared error of a line, long before the arrival."""
    got = variables("learning_rate")
    X, y, limit = got["X"], got["y"], got["limit"]
    best = np.linalg.lstsq(X, y, rcond=None)[0]

    def loss(share, epochs):
        weights = best - np.linalg.matrix_power(np.eye(2) - share * limit * got["hessian"], epochs) @ best
        return np.mean((X @ weights - y) ** 2)

    reached = loss(0.001, 500)
    assert loss(0.0001, 5000) == pytest.approx(reached, rel=0.01)
    assert min(loss(0.0001, 50), loss(0.0001, 500)) > 1.5 * reached > 3 * loss(0.0001, 50_000)
