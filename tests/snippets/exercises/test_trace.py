"""The steps of the questions: against slopes by differences, fits of scikit-learn, and rows counted one by one."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime
from sklearn.cluster import KMeans
from sklearn.linear_model import Lasso
from sklearn.naive_bayes import MultinomialNB
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils import gen_batches

from tests.support.exercises import rows
from tests.support.snippets import printed


def slope(loss, at):
    """The derivative of a loss by a difference to both sides; it is exact for a parabola."""
    return loss(at + 0.5) - loss(at - 0.5)


def test_a_step_on_a_parabola_goes_down_its_slope():
    for row in rows("parabola_step"):
        w, rate = row["start"], row["rate"]
        found = slope(lambda w, row=row: (w - row["target"]) ** 2, w)
        assert row["slope"] == pytest.approx(found) and row["after"] == pytest.approx(w - rate * found)
        assert row["after"] == round(row["after"], 1)
        assert abs(row["after"] - row["target"]) < abs(w - row["target"]) < abs(row["uphill"] - row["target"])
        assert row["uphill"] - w == pytest.approx(w - row["after"])
        assert w - row["half_slope"] == pytest.approx((w - row["after"]) / 2)
        assert w - row["without_rate"] == pytest.approx((w - row["after"]) / rate)
    assert printed("exercises/parabola_step") == ["from 6 with slope 8 to 5.2"]


def test_the_slope_of_a_line_follows_the_gradient_of_one_row():
    for row in rows("line_step"):
        x, y, m, c, rate = (row[name] for name in ("input", "output", "slope", "intercept", "rate"))
        for_m = slope(lambda m, x=x, y=y, c=c: (m * x + c - y) ** 2, m)
        for_c = slope(lambda c, x=x, y=y, m=m: (m * x + c - y) ** 2, c)
        assert row["predicted"] - y == row["residual"] and row["predicted"] == m * x + c
        assert row["after"] == pytest.approx(m - rate * for_m) and row["after"] == round(row["after"], 2)
        assert row["uphill"] == pytest.approx(m + rate * for_m)
        assert row["forgot_input"] == pytest.approx(m - rate * for_c)
        assert row["forgot_two"] == pytest.approx(m - rate * for_m / 2)
    assert printed("exercises/line_step") == ["residual 2: the slope goes from 2 to 1.4"]


def test_the_loss_after_a_step_is_the_mean_of_two_squares():
    for row in rows("loss_after_step"):
        points = [(row["input1"], row["first"]), (row["input2"], row["second"])]
        assert [x for x, _ in points] == [1, 2]

        def squares(w, points=points):
            return [(w * x - y) ** 2 for x, y in points]

        w = row["start"]
        gradient = approx_fprime([w], lambda w: sum(squares(w[0])) / 2, 1e-6)[0]
        moved = w - row["rate"] * gradient
        assert row["moved"] == pytest.approx(moved, abs=1e-5)
        assert row["before"] == pytest.approx(sum(squares(w)) / 2)
        assert row["after"] == pytest.approx(sum(squares(row["moved"])) / 2)
        assert row["after"] < row["before"]
        assert row["sum_of_squares"] == pytest.approx(sum(squares(row["moved"])))
        assert row["sum_of_gradients"] == pytest.approx(sum(squares(2 * row["moved"] - w)) / 2, abs=1e-5)
    assert printed("exercises/loss_after_step") == ["w goes from 0 to 1.2", "the loss goes from 14.5 to 3.7"]


def test_a_round_of_k_means_is_one_iteration_of_scikit_learns():
    for row in rows("k_means_step"):
        X = np.array([[row[f"row{number}"]] for number in range(1, 6)], float)
        start = np.array([[row["left"]], [row["right"]]], float)
        model = KMeans(2, init=start, n_init=1, max_iter=1).fit(X)
        assert row["after"] == pytest.approx(model.cluster_centers_[0, 0]) == round(row["after"], 1)
        assert row["border"] - row["left"] == row["right"] - row["border"]
        assert sum(X[:, 0] < row["border"]) == 2 and row["border"] not in X, "the first two, and no ties"
        assert len(set(X[:, 0])) == 5 and sorted(X[:, 0]) == list(X[:, 0])
        assert row["mean_of_all"] == pytest.approx(X.mean())
        assert row["with_center"] == pytest.approx(np.mean([row["row1"], row["row2"], row["left"]]))
        assert row["halfway"] == (row["left"] + row["after"]) / 2
    assert printed("exercises/k_means_step") == ["rows [ 1  6  9 13 16], center 4: it moves to 3.5"]


def test_the_first_step_of_adam_has_the_length_of_the_rate():
    for row in rows("adam_step"):
        w, gradient, rate = row["weight"], row["gradient"], row["rate"]
        downhill = -1 if gradient > 0 else 1
        assert row["after"] == pytest.approx(w + downhill * rate) and row["after"] == round(row["after"], 2)
        assert row["uphill"] == pytest.approx(w - downhill * rate)
        assert row["plain_descent"] == pytest.approx(w + downhill * rate * abs(gradient))
        assert row["uncorrected_mean"] == pytest.approx(w + downhill * rate / 10)
    assert printed("exercises/adam_step") == ["gradient -8: from 2 to 2.1"]


def test_naive_bayes_finds_the_probability_that_scikit_learn_finds():
    for row in rows("naive_bayes_step"):
        others = np.zeros(row["vocabulary"] - 1, int)
        others[0] = row["total"] - row["count"]
        spam, mail = [row["count"], *others], [1] * row["vocabulary"]
        model = MultinomialNB(alpha=1).fit([spam, mail], [1, 0])
        assert row["probability"] == pytest.approx(np.exp(model.feature_log_prob_[1, 0]))
        assert row["probability"] == pytest.approx(round(row["probability"], 3))
        assert row["nothing_added"] == pytest.approx(row["count"] / sum(spam))
        assert row["added_on_top"] == pytest.approx((row["count"] + 1) / sum(spam))
        assert sum((count + 1) / sum(spam) for count in spam) > 1, "they would not be probabilities"
    assert printed("exercises/naive_bayes_step") == ["(19 + 1) / (80 + 20) = 0.2"]


def test_the_impurity_of_a_split_is_that_of_a_tree_with_one_split():
    for row in rows("gini_split"):
        counts = [row["left_a"], row["left_b"], row["right_a"], row["right_b"]]
        side, label = np.repeat([0, 0, 1, 1], counts), np.repeat([0, 1, 0, 1], counts)
        tree = DecisionTreeClassifier(max_depth=1).fit(side[:, None], label).tree_
        before, left, right = tree.impurity
        assert (row["left_gini"], row["right_gini"]) == (pytest.approx(left), pytest.approx(right))
        weighted = np.average([left, right], weights=tree.n_node_samples[1:])
        assert row["impurity"] == pytest.approx(weighted) and row["before"] == pytest.approx(before)
        assert row["unweighted"] == pytest.approx((left + right) / 2)
        predicted = tree.predict(side[:, None].astype(np.float32)).argmax(axis=1)
        assert row["wrong_rows"] == pytest.approx(np.mean(predicted != label))
    assert printed("exercises/gini_split") == ["left 0.180, right 0.375: 0.336"]


def test_the_steps_of_a_run_are_its_batches():
    for row in rows("step_count"):
        batches = [part.stop - part.start for part in gen_batches(row["rows"], row["batch"])]
        assert batches[-1] < row["batch"] == batches[0], "the last one is smaller"
        assert row["one_epoch"] == row["per_epoch"] == len(batches)
        assert row["steps"] == row["epochs"] * len(batches)
        assert row["rounded_down"] == row["epochs"] * len(batches[:-1])
        assert row["one_per_row"] == row["epochs"] * sum(batches)
    assert printed("exercises/step_count") == ["10 epochs of 16 steps: 160 steps"]


def test_momentum_continues_the_way_from_the_weight_before():
    """In Polyak's form: from two places to the next, w + momentum * (w - before) - rate * gradient."""
    for row in rows("momentum_step"):
        w, before, momentum = row["weight"], row["weight"] - row["last"], row["momentum"]
        downhill = -row["rate"] * row["gradient"]
        assert row["after"] == pytest.approx((1 + momentum) * w - momentum * before + downhill)
        assert row["after"] == pytest.approx(w + row["step"]) and row["after"] == round(row["after"], 2)
        assert row["no_momentum"] == pytest.approx(w + downhill)
        assert row["whole_last"] == pytest.approx(2 * w - before + downhill)
        assert row["averaged"] == pytest.approx(
            w + np.average([row["last"], downhill], weights=[momentum, 1 - momentum])
        )
    assert printed("exercises/momentum_step") == ["step 0.06: the weight goes from 2 to 2.06"]


@pytest.mark.parametrize("rate", [1e-6, 1e-3, 0.1, 10])
def test_the_loop_that_adds_the_gradient_climbs_at_each_rate(rate):
    rng = np.random.default_rng(0)
    x = rng.normal(size=20)
    y = 2 * x + 1 + rng.normal(size=20)
    m = c = 0.0
    losses = []
    for _ in range(100):
        errors = m * x + c - y
        losses.append(np.mean(errors**2))
        m, c = m + rate * 2 * np.mean(errors * x), c + rate * 2 * np.mean(errors)
    assert np.all(np.diff(losses) > 0)


def test_a_weight_of_a_lasso_can_come_back_from_zero():
    """The first column is of no use at first, and is needed when the second one has got its weight."""
    X = np.array([[1.0, 1.0], [1.0, 0.0]])
    y = X @ [-1, 2]
    with pytest.warns(match="converge"):
        first = Lasso(alpha=0.1, max_iter=1, fit_intercept=False).fit(X, y).coef_
    last = Lasso(alpha=0.1, fit_intercept=False).fit(X, y).coef_
    assert first[0] == 0 and first[1] > 0 > last[0]
