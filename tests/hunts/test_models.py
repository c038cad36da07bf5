"""Hunts after counter-examples to the claims on neighbors, trees, clusters, mixtures, counts, and kernel machines."""

import itertools

import numpy as np
import pytest

from tests.support.hunts import assert_share, classifications, falls, generators, regressions, rises


def gini(labels: np.ndarray) -> float:
    share = np.mean(labels)
    return 2 * share * (1 - share)


@pytest.mark.hunt("threshold-by-search")
def test_the_threshold_of_a_tree_is_one_with_the_least_impurity():
    from sklearn.tree import DecisionTreeClassifier

    tried = 0
    for draw in classifications(columns=(1, 3), without=("one class",)):
        X, y = draw.X.astype(np.float32).astype(float), draw.y  # trees of scikit-learn read single precision
        found = DecisionTreeClassifier(max_depth=1, random_state=0).fit(X, y).tree_
        least = []
        for column in X.T:
            values = np.unique(column)
            for threshold in (values[1:] + values[:-1]) / 2:
                left = column < threshold
                least.append((left.sum() * gini(y[left]) + (~left).sum() * gini(y[~left])) / len(y))
        if not least:
            continue
        tried += 1
        children = found.impurity[1:] @ found.n_node_samples[1:] / len(y)
        assert children == pytest.approx(min(least), abs=1e-9), draw
        values = np.unique(X[:, found.feature[0]])
        middles = (values[1:] + values[:-1]) / 2
        assert np.min(np.abs(middles - found.threshold[0])) < 1e-6 * (1 + np.abs(middles).max()), (
            "between two neighbors"
        )
    assert tried > 290


@pytest.mark.hunt("learned-by-counting")
def test_the_probabilities_of_naive_bayes_are_shares_of_counts():
    from sklearn.naive_bayes import MultinomialNB

    for rng in generators():
        words = rng.integers(1, 8)
        counts = rng.integers(0, rng.choice([2, 20]), size=(rng.integers(2, 9), words))
        labels = np.append([0, 1], rng.integers(2, size=len(counts) - 2))
        for c in (0, 1):
            counts[np.flatnonzero(labels == c)[0], rng.integers(words)] += 1  # each class has a word at least
        alpha = rng.choice([0.0, 1.0, rng.uniform(0.01, 3)])
        with np.errstate(divide="ignore"):
            model = MultinomialNB(alpha=alpha, force_alpha=True).fit(counts, labels)
        for c in (0, 1):
            total = counts[labels == c].sum(axis=0) + alpha
            expected = total / total.sum()
            assert np.allclose(np.exp(model.feature_log_prob_[c]), expected)
            # no other probabilities make the words, with the pseudo-counts, more probable
            others = rng.dirichlet(np.ones(words), size=50)
            with np.errstate(divide="ignore", invalid="ignore"):
                likelihood = np.where(total > 0, total * np.log([expected, *others]), 0).sum(axis=1)
            assert likelihood[0] >= likelihood.max() - 1e-9
            never = np.flatnonzero(counts[labels == c].sum(axis=0) == 0)
            assert np.all((expected[never] == 0) == (alpha == 0))
            for word in never:  # a text with that word, whatever else it says
                text = rng.integers(0, 3, size=words)
                text[word] = 1
                assert (np.prod(expected**text) == 0) == (alpha == 0)


@pytest.mark.hunt("em-never-falls")
def test_no_step_of_em_lowers_the_likelihood():
    for draw in regressions(columns=(1, 1), rows=(3, 30)):
        x, rng = draw.y, draw.rng
        k = rng.integers(1, 5)
        weights, means = rng.dirichlet(np.ones(k)), rng.choice(x, size=k) + 0.1 * rng.normal(size=k)
        variances = np.full(k, x.var() + 0.1) * rng.uniform(0.2, 3, size=k)
        likelihoods = []
        for _ in range(25):
            bells = np.exp(-((x[:, None] - means) ** 2) / (2 * variances)) / np.sqrt(2 * np.pi * variances)
            densities = weights * bells
            if densities.sum(axis=1).min() < 1e-250:
                break
            likelihoods.append(np.log(densities.sum(axis=1)).sum())
            shares = densities / densities.sum(axis=1, keepdims=True)
            sizes = shares.sum(axis=0)
            if sizes.min() < 1e-9:
                break
            weights, means = sizes / len(x), shares.T @ x / sizes
            variances = (shares * (x[:, None] - means) ** 2).sum(axis=0) / sizes
            if variances.min() < 1e-6:
                break  # the claim asks for variances above 0
        assert not falls(likelihoods), draw


def partitions(n: int) -> np.ndarray:
    """All ways to put n rows into groups, as labels: the first row of each group is new."""
    found = [[0]]
    for _ in range(n - 1):
        found = [[*labels, j] for labels in found for j in range(max(labels) + 2)]
    return np.array(found)


@pytest.mark.hunt("inertia-never-rises")
def test_the_best_inertia_of_all_partitions_never_rises_with_k():
    all_of = {n: partitions(n) for n in range(1, 8)}
    for draw in regressions(rows=(1, 7), columns=(1, 3)):
        X = draw.X[:7]
        labels = all_of[len(X)]
        groups, lost = labels.max(axis=1) + 1, np.zeros(len(labels))
        for j in range(len(X)):
            mine = labels == j
            size = np.maximum(mine.sum(axis=1), 1)[:, None]
            middle = (mine @ X) / size
            lost += np.sum(mine @ X**2 - size * middle**2, axis=1)
        # at most k groups are k centroids of which some may be idle
        best = [lost[groups == k].min() for k in range(1, len(X) + 1)]
        assert not rises(best), draw
        assert abs(best[-1]) < 1e-6 * (1 + np.sum(X**2)), "a centroid on each row"


def nearest_rows(X: np.ndarray, new: np.ndarray) -> np.ndarray:
    """The order of the rows by distance from each new one; of equally near rows the first comes first."""
    return np.argsort(((new[:, None] - X) ** 2).sum(axis=2), axis=1, kind="stable")


@pytest.mark.hunt("some-are-needed-to-predict")
def test_k_acts_after_the_fit_and_lambda_does_not():
    from sklearn.linear_model import Ridge
    from sklearn.neighbors import KNeighborsRegressor

    changed = 0
    for draw in regressions():
        X, y, rng = draw.X, draw.y, draw.rng
        new = rng.normal(size=(5, X.shape[1]))
        one, two = rng.integers(1, len(y) + 1, size=2)
        neighbors = KNeighborsRegressor(one, algorithm="brute").fit(X, y)
        before = neighbors.predict(new)
        neighbors.n_neighbors = two
        assert np.array_equal(
            neighbors.predict(new), KNeighborsRegressor(two, algorithm="brute").fit(X, y).predict(new)
        )
        changed += np.any(neighbors.predict(new) != before)
        if draw.extreme in ("plain", "pure noise"):  # no ties
            assert np.allclose(neighbors.predict(new), y[nearest_rows(X, new)[:, :two]].mean(axis=1))
        ridge = Ridge(alpha=rng.uniform(0.1, 10)).fit(X, y)
        before = ridge.predict(new)
        ridge.alpha = 10.0 ** rng.uniform(-3, 6)
        assert np.array_equal(ridge.predict(new), before)
    assert changed > 150


@pytest.mark.hunt("svm-solves-multipliers")
def test_multipliers_lie_between_0_and_c_and_the_others_do_not_enter():
    from sklearn.svm import SVC

    strictly = 0
    for draw in classifications(without=("one class",)):
        X, y, rng = draw.X, draw.y, draw.rng
        C, gamma = 10.0 ** rng.uniform(-2, 3), 10.0 ** rng.uniform(-2, 1)
        model = SVC(C=C, gamma=gamma, tol=1e-6).fit(X, y)
        multipliers = np.zeros(len(y))
        multipliers[model.support_] = model.dual_coef_[0] * np.where(y[model.support_] == 1, 1, -1)
        assert np.all(multipliers >= 0) and np.all(multipliers <= C * (1 + 1e-9)), draw
        new = rng.normal(size=(6, X.shape[1]))
        kept = X[multipliers > 0]
        signed = (multipliers * np.where(y == 1, 1, -1))[multipliers > 0]
        by_hand = np.exp(-gamma * ((new[:, None] - kept) ** 2).sum(axis=2)) @ signed + model.intercept_
        assert np.allclose(by_hand, model.decision_function(new)), draw
        if np.any((multipliers > 1e-6 * C) & (multipliers < C * (1 - 1e-6))):  # otherwise the offset is not unique
            fewer = SVC(C=C, gamma=gamma, tol=1e-6).fit(kept, y[multipliers > 0])
            assert np.allclose(fewer.decision_function(new), model.decision_function(new), atol=1e-3), draw
            strictly += 1
    assert strictly > 200


@pytest.mark.hunt("alternating-never-rises")
def test_no_half_step_of_alternating_least_squares_raises_the_objective():
    for seed, rng in enumerate(generators()):
        shape = rng.integers(1, 8, size=2)
        rank, strength = rng.integers(1, 5), 10.0 ** rng.uniform(-3, 1)
        ratings = rng.normal(size=shape)
        if seed % 4 == 1:
            ratings = np.round(ratings)
        if seed % 8 == 2:
            ratings[:] = 1.0
        seen = rng.random(shape) < rng.choice([0.3, 0.7, 1.0])  # a user without any rating is possible
        users, items = rng.normal(size=(shape[0], rank)), rng.normal(size=(shape[1], rank))

        def objective(users, items, ratings=ratings, seen=seen, strength=strength):
            squares = np.sum((ratings - users @ items.T)[seen] ** 2)
            return squares + strength * (np.sum(users**2) + np.sum(items**2))

        def solve(fixed, values, mask, strength=strength, rank=rank):
            moments = np.einsum("uj,ja,jb->uab", mask, fixed, fixed) + strength * np.eye(rank)
            return np.linalg.solve(moments, ((values * mask) @ fixed)[..., None])[..., 0]

        path = [objective(users, items)]
        for _ in range(5):
            users = solve(items, ratings, seen)
            path.append(objective(users, items))
            items = solve(users, ratings.T, seen.T)
            path.append(objective(users, items))
        assert not rises(path), seed


@pytest.mark.hunt("number-of-trees")
def test_the_expected_error_of_a_forest_does_not_rise_and_that_of_boosting_may():
    """All trees that bootstrap samples of three rows can give, and all forests of one, two and three of them."""
    samples = np.array(list(itertools.product(range(3), repeat=3)))
    for draw in regressions(rows=(3, 3), columns=(1, 1), without=("few rows", "one row")):
        x, y = draw.X[:3, 0], draw.y[:3]
        new, truth = draw.rng.normal(size=4) * (1 + np.abs(x).max()), draw.rng.normal(size=4) * (1 + np.abs(y).max())
        trees = []
        for rows in samples:
            stumps = []
            values = np.unique(x[rows])
            for threshold in (*(values[1:] + values[:-1]) / 2, np.inf):
                left = x[rows] <= threshold
                low = y[rows][left].mean()
                high = y[rows][~left].mean() if not left.all() else low
                fitted = np.where(left, low, high)
                stumps.append((np.sum((y[rows] - fitted) ** 2), np.where(new <= threshold, low, high)))
            trees.append(min(stumps, key=lambda stump: stump[0])[1])
        trees = np.array(trees)
        errors = [np.mean((trees - truth) ** 2), np.mean(((trees + trees[:, None]) / 2 - truth) ** 2)]
        errors.append(np.mean(((trees + trees[:, None] + trees[:, None, None]) / 3 - truth) ** 2))
        assert not rises(errors), draw
    more_rounds_of_boosting_raise_the_error_where_there_is_nothing_to_learn()


def more_rounds_of_boosting_raise_the_error_where_there_is_nothing_to_learn():
    """Stumps on 20 rows of pure noise, all data sets at once. The error on new rows is noise and what was fitted."""
    drawn = [(np.sort(rng.uniform(size=20)), rng.normal(size=20)) for rng in generators()]
    x, y = (np.array(a) for a in zip(*drawn, strict=True))
    base = y.mean(axis=1, keepdims=True)
    fitted, n = np.repeat(base, 20, axis=1), np.arange(1, 20)
    edges = np.c_[np.zeros(300), (x[:, 1:] + x[:, :-1]) / 2, np.ones(300)]
    widths = np.diff(edges, axis=1)  # how many of the new rows get the prediction of each training row
    errors = [1 + np.sum(widths * fitted**2, axis=1)]
    for _ in range(300):
        residuals = y - fitted
        left = residuals.cumsum(axis=1)[:, :-1]
        right = residuals.sum(axis=1, keepdims=True) - left
        split = (left**2 / n + right**2 / (20 - n)).argmax(axis=1)[:, None]
        low = np.take_along_axis(left, split, axis=1) / (split + 1)
        high = np.take_along_axis(right, split, axis=1) / (19 - split)
        fitted = fitted + 0.1 * np.where(np.arange(20) <= split, low, high)
        errors.append(1 + np.sum(widths * fitted**2, axis=1))
    assert_share(errors[300] > errors[1], 100)


@pytest.mark.hunt("knn-effective-parameters")
def test_the_trace_of_the_smoother_of_knn_is_n_over_k():
    for draw in regressions():
        X, rng = draw.X, draw.rng
        X = X[np.sort(np.unique(X, axis=0, return_index=True)[1])]  # the claim needs inputs that differ
        n = len(X)
        k = int(rng.integers(1, n + 1))
        nearest = nearest_rows(X, X)[:, :k]
        y = rng.normal(size=n)
        trace = 0.0
        for i in range(n):  # move one target by 1: how much does the prediction at its own row follow?
            moved = y + (np.arange(n) == i)
            trace += moved[nearest[i]].mean() - y[nearest[i]].mean()
        assert trace == pytest.approx(n / k), draw
    smaller = 0
    for rng in generators():  # inputs that repeat: of equally near rows the first counts
        X = rng.integers(4, size=(12, 1)).astype(float)
        k = int(rng.integers(1, 12))
        trace = np.mean(nearest_rows(X, X)[:, :k] == np.arange(12)[:, None]) * 12
        assert trace <= 12 / k + 1e-9
        smaller += trace < 12 / k - 1e-9
    assert smaller > 50


@pytest.mark.hunt("tree-grows-with-rows")
def test_the_nodes_of_a_pure_tree_count_the_runs_of_labels():
    from sklearn.tree import DecisionTreeClassifier

    grown = []  # with 15% wrong labels
    for seed, rng in enumerate(generators()):
        n = int(rng.integers(1, 40))
        x = rng.permutation(60)[:n].astype(float)
        y = (rng.random(n) < rng.uniform(0, 1)).astype(int) if seed % 5 else (x > 30).astype(int)
        if seed % 11 == 1:
            y[:] = 1
        runs = [1 + np.sum(np.diff(y[:m][np.argsort(x[:m])]) != 0) for m in range(1, n + 1)]
        assert not falls(runs), "no added row takes a run away"
        tree = DecisionTreeClassifier(random_state=0).fit(x[:, None], y).tree_
        assert tree.node_count == 2 * runs[-1] - 1, (x, y)
        depth = int(rng.integers(1, 5))
        limited = DecisionTreeClassifier(max_depth=depth, random_state=0).fit(x[:, None], y).tree_
        assert limited.node_count <= 2 ** (depth + 1) - 1
        more = rng.uniform(size=400)
        noisy = (more > 0.5) ^ (rng.random(400) < 0.15)
        runs = [np.sum(np.diff(noisy[:m][np.argsort(more[:m])])) for m in (100, 400)]
        grown.append(runs[1] > 2 * runs[0])
    assert_share(grown, 100)


@pytest.mark.hunt("knn-finds-nothing")
def test_one_neighbor_is_never_wrong_on_distinct_training_rows():
    from sklearn.neighbors import KNeighborsClassifier

    for draw in classifications():
        distinct = np.sort(np.unique(draw.X, axis=0, return_index=True)[1])
        X, y = draw.X[distinct], draw.y[distinct]
        assert np.array_equal(y[nearest_rows(X, X)[:, 0]], y), draw
        model = KNeighborsClassifier(1, algorithm="brute").fit(X, y)
        assert np.array_equal(model._fit_X, X) and np.array_equal(model.classes_[model._y], y), "it keeps the rows"
        k = int(draw.rng.integers(1, len(y) + 1))
        again = KNeighborsClassifier(k, algorithm="brute").fit(X, y)
        assert np.array_equal(again._fit_X, model._fit_X), "k changes nothing of what is kept"
        assert model.score(X, y) == 1 >= again.score(X, y)


@pytest.mark.hunt("folded-learning-rate")
def test_a_rate_in_the_leaves_gives_the_same_predictions():
    from sklearn.ensemble import GradientBoostingRegressor

    for draw in regressions(rows=(2, 20), columns=(1, 3)):
        if len(draw.y) < 2:
            continue
        rate, trees = draw.rng.uniform(0.01, 1.5), int(draw.rng.integers(1, 5))
        model = GradientBoostingRegressor(learning_rate=rate, n_estimators=trees, max_depth=2, random_state=0)
        model.fit(draw.X, draw.y)
        new = draw.rng.normal(size=(5, draw.X.shape[1]))
        expected = model.predict(new)
        parts = [tree.predict(new) for tree in model.estimators_[:, 0]]
        assert np.allclose(expected, model.init_.predict(new) + rate * np.sum(parts, axis=0)), "it weighs each tree"
        for tree in model.estimators_[:, 0]:
            tree.tree_.value[:] = tree.tree_.value * rate
        model.learning_rate = 1.0
        assert np.allclose(model.predict(new), expected), draw
