"""What the pages say in passing, without a program of their own: each proved here, or it may not stand there."""

import re

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import GaussianMixture
from sklearn.naive_bayes import GaussianNB, MultinomialNB
from sklearn.neural_network import MLPClassifier
from sklearn.tree import DecisionTreeRegressor

from tests.support.snippets import ROOT, variables


def rows(seed: int = 0):
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.normal(size=50), np.ones(50)])
    return rng, X, X @ [3, -1] + rng.normal(0, 0.5, size=50)


def hovering(rng, X, y, learning_rate: float) -> float:
    """Mean squared distance to least squares over the last half of 20,000 single-row steps."""
    exact, *_ = np.linalg.lstsq(X, y, rcond=None)
    weights, distances = np.zeros(2), []
    for row in rng.integers(len(y), size=20_000):
        weights = weights - learning_rate * 2 * (X[row] @ weights - y[row]) * X[row]
        distances.append(np.sum((weights - exact) ** 2))
    return np.mean(distances[10_000:])


def test_small_batches_hover_farther_off_at_a_larger_rate_unless_every_row_fits():
    rng, X, y = rows()
    near, middle, far = (hovering(rng, X, y, rate) for rate in (0.001, 0.01, 0.05))
    assert 1e-5 < near < middle / 3 < far / 9
    assert hovering(rng, X, X @ [3, -1], 0.05) < 1e-20


def test_in_a_network_the_rate_can_decide_which_solution_is_reached():
    """After the same rate times steps, two rates end farther from each other than one of them has come."""
    got, ends = variables("neural_network"), []
    rng = np.random.default_rng(3)
    start = [rng.normal(size=w.shape) for w in got["weights"]]
    for rate in (0.5, 6.0):
        weights = start
        for _ in range(int(1500 / rate)):
            _, gradients = got["loss_and_gradients"](*weights)
            weights = [w - rate * g for w, g in zip(weights, gradients, strict=True)]
        ends.append(np.concatenate([w.ravel() for w in weights]))
    way = np.linalg.norm(ends[0] - np.concatenate([w.ravel() for w in start]))
    assert np.linalg.norm(ends[0] - ends[1]) > way


def test_a_gaussian_process_fits_its_kernel_to_the_training_data_if_it_may():
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, WhiteKernel

    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(0, 5, size=40))[:, None]
    y, kernel = np.sin(2 * x.ravel()) + rng.normal(0, 0.1, size=40), RBF(5.0) + WhiteKernel(0.1)
    fitted = GaussianProcessRegressor(kernel).fit(x, y)
    kept = GaussianProcessRegressor(kernel, optimizer=None).fit(x, y)
    assert fitted.kernel_.k1.length_scale < 2 and repr(kept.kernel_) == repr(kernel)
    assert fitted.log_marginal_likelihood_value_ > kept.log_marginal_likelihood_value_


def test_boosting_reads_its_learning_rate_when_it_predicts():
    from sklearn.ensemble import GradientBoostingRegressor

    _, X, y = rows()
    model = GradientBoostingRegressor(random_state=0).fit(X, y)
    before = model.predict(X)
    model.learning_rate = 0.5
    assert not np.allclose(before, model.predict(X))


def test_nearest_neighbors_fit_best_with_one_though_not_step_by_step():
    from sklearn.neighbors import KNeighborsRegressor

    steps = []
    for seed in range(20):
        _, X, y = rows(seed)
        errors = [np.mean((KNeighborsRegressor(k).fit(X, y).predict(X) - y) ** 2) for k in range(1, 20)]
        assert errors[0] == min(errors) == pytest.approx(0)
        steps += list(np.diff(errors))
    assert min(steps) < 0 < max(steps)


def test_run_settings_of_linear_regression_do_not_change_what_is_fitted():
    from sklearn.linear_model import LinearRegression

    _, X, y = rows()
    plain = LinearRegression().fit(X[:, :1], y)
    for setting in ({"n_jobs": 2}, {"copy_X": False}):
        other = LinearRegression(**setting).fit(X[:, :1].copy(), y)
        assert other.coef_ == pytest.approx(plain.coef_) and other.intercept_ == pytest.approx(plain.intercept_)
    assert LinearRegression(fit_intercept=False).fit(X[:, :1], y).coef_ != pytest.approx(plain.coef_)
    assert LinearRegression(positive=True).fit(-X[:, :1], y).coef_ == pytest.approx(0)


def test_results_with_an_underscore_are_not_read_by_predict():
    from sklearn.cluster import KMeans

    _, X, _ = rows()
    model = KMeans(3, n_init=1, random_state=0).fit(X)
    before = model.predict(X)
    del model.labels_, model.inertia_, model.n_iter_
    assert np.array_equal(before, model.predict(X))


def counting_examples() -> dict[str, list[int]]:
    """The counts in the tables of the pages on counts, by row, after their arithmetic has been checked."""
    pages = ("parameter-counts", "layer-counts")
    section = "\n".join((ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in pages)
    found = {}
    for name, _, example in re.findall(r"^\| (.+?) \| (.+?) \| (.*?) ?\|$", section, re.MULTILINE):
        found[name] = []
        for left, right in re.findall(r"\$([^$=]+) = (\d+)\$", example):
            spelled = re.sub(r"(\d) *\(", r"\1 * (", left.replace(r"\cdot", "*").replace("^", "**"))
            assert eval(spelled) == int(right), (name, left)
            found[name].append(int(right))
    return found


def test_the_counts_of_parameters_are_those_of_fitted_models():
    example = counting_examples()
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(60, 4)), np.arange(60) % 3

    def sizes(model, *names):
        return sum(np.size(getattr(model, name)) for name in names)

    softmax = LogisticRegression().fit(X, y)
    assert sizes(softmax, "coef_", "intercept_") == example["logistic regression for $K > 2$ classes (softmax)"][0]
    bayes = GaussianNB().fit(X, y)
    assert sizes(bayes, "theta_", "var_", "class_prior_") == example["Gaussian naive Bayes"][0]
    words = MultinomialNB().fit(rng.integers(0, 3, size=(4, 1000)), [0, 1, 0, 1])
    assert sizes(words, "feature_log_prob_", "class_log_prior_") == example["naive Bayes on $V$ words"][0]
    lda = LinearDiscriminantAnalysis(solver="lsqr", store_covariance=True).fit(X, y)
    upper = len(np.triu_indices_from(lda.covariance_)[0])
    assert sizes(lda, "means_", "priors_") + upper == example["linear discriminant analysis"][0]
    for name, form in (("Gaussian mixture, full covariances", "full"), ("the same, diagonal covariances", "diag")):
        assert GaussianMixture(3, covariance_type=form).fit(X[:, :2])._n_parameters() == example[name][0]
    assert sizes(PCA(2).fit(X), "components_", "mean_") == example["PCA"][0]
    tree = DecisionTreeRegressor(max_leaf_nodes=8).fit(X, rng.normal(size=60)).tree_
    assert 2 * np.sum(tree.children_left >= 0) + tree.n_leaves == example["binary tree with $L$ leaves"][0]
    images = MLPClassifier((128,), max_iter=1, solver="sgd", batch_size=20)
    images.partial_fit(rng.normal(size=(20, 784)), np.arange(20) % 10, classes=np.arange(10))
    arrays = images.coefs_ + images.intercepts_
    assert sum(array.size for array in arrays) == example["dense, $m$ inputs, $n$ outputs"][0]
