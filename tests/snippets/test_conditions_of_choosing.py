"""Conditions that the pages on choosing and the hard cases name: what fails without them, and how often."""

import numpy as np
import pytest

from tests.support.snippets import ROOT, printed, variables


def test_with_repeated_inputs_one_neighbor_need_not_have_the_lowest_training_error():
    from sklearn.neighbors import KNeighborsRegressor

    x, y = np.array([[0.0], [0], [10], [10]]), np.array([0.0, 1, 5, 6])
    one, two = (np.mean((KNeighborsRegressor(k).fit(x, y).predict(x) - y) ** 2) for k in (1, 2))
    assert (one, two) == (0.5, 0.25)


def test_all_training_rows_of_the_map_are_distinct():
    assert len(np.unique(variables("knn_map")["X_train"], axis=0)) == 60


def test_the_mean_of_the_folds_comes_down_with_a_bump_on_the_way():
    mean = variables("cross_validation")["mean"]
    falling = np.diff(mean[:8])
    assert np.count_nonzero(falling > 0) == 1 and np.argmin(mean) == 7 and mean[-1] == max(mean)


def test_outer_folds_mostly_choose_different_candidates_where_all_are_useless():
    search, rng, different = variables("nested_cv")["search"], np.random.default_rng(0), 0
    for _ in range(30):
        X, y = rng.normal(size=(40, 200)), rng.integers(2, size=40)
        chosen = {search(X, y, np.flatnonzero(np.arange(40) % 5 != fold))[0] for fold in range(5)}
        different += len(chosen) > 1
    assert 20 < different < 30


def test_most_of_the_gap_of_two_loops_is_shared_by_all_settings():
    got = variables("two_loops")
    scores = [np.mean((np.sin(3 * x) - y) ** 2) for x, y in got["judges"].values()]
    assert [f"{score:.3f}" for score in scores] == ["0.047", "0.080"]
    assert "0.047 on them, and 0.080 on the test rows" in (ROOT / "docs" / "search-methods.md").read_text("utf-8")
    gaps = got["test"] - got["validation"]
    winner = gaps[got["validation"].argmin()]
    assert 0.7 * winner < np.median(gaps) < winner


def test_halving_counts_rows_by_default_and_refits_each_candidate():
    from sklearn.experimental import enable_halving_search_cv  # noqa: F401
    from sklearn.linear_model import Ridge
    from sklearn.model_selection import HalvingGridSearchCV

    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 3))
    search = HalvingGridSearchCV(Ridge(), {"alpha": [0.01, 1, 100, 1000]}, factor=2, random_state=0)
    assert search.resource == "n_samples"
    search.fit(X, X @ [1, 2, 3] + rng.normal(size=200))
    assert search.n_resources_[0] < search.n_resources_[-1] <= 200


def test_the_late_bloomer_starts_tenth_of_sixteen():
    got = variables("successive_halving")
    first = got["curves"][99]
    assert 1 + np.sum(first < first[got["best"]]) == 10


def lambda_of_the_evidence(strength_of_signal: float, seed: int) -> int:
    """The place of the best lambda among nine, on the program's inputs and noise."""
    got, rng = variables("evidence"), np.random.default_rng(seed)
    x, X = got["x"], got["X"]
    y = strength_of_signal * np.sin(3 * x) + rng.normal(0, 0.3, size=25)
    evidence = []
    for value in got["lambdas"]:
        C = 0.09 * (np.eye(25) + X @ X.T / value)
        evidence.append(-y @ np.linalg.solve(C, y) - np.linalg.slogdet(C)[1])
    return int(np.argmax(evidence))


def test_the_evidence_has_its_peak_inside_only_where_there_is_a_signal():
    """The counter-example to the old sentence: on pure noise it rises to the largest lambda in most draws."""
    at_the_end = {
        signal: np.mean([lambda_of_the_evidence(signal, seed) == 8 for seed in range(200)])
        for signal in (0.0, 0.1, 0.5, 1.0)
    }
    assert at_the_end[0.0] > 0.5 and at_the_end[0.1] > 0.3
    assert at_the_end[0.5] < 0.05 and at_the_end[1.0] == 0


def test_weights_by_distance_change_the_trace_of_knn_and_rarely_make_it_n():
    from sklearn.neighbors import KNeighborsRegressor

    x = variables("knn_degrees_of_freedom")["x"][:, None]

    def trace(inputs, weights):
        model = KNeighborsRegressor(5, weights=weights).fit(inputs, np.eye(len(inputs)))
        return np.trace(model.predict(inputs))

    assert trace(x, "distance") == pytest.approx(30), "infinite at distance 0"
    assert 30 / 5 < trace(x, lambda distance: np.exp(-(distance**2))) < 20
    assert trace(np.repeat(x[:10], 3, axis=0), "distance") == pytest.approx(10), "repeated inputs"


def test_the_strategy_of_an_imputer_changes_nothing_after_the_fit():
    from sklearn.impute import SimpleImputer

    rng = np.random.default_rng(0)
    X = np.where(rng.random((50, 3)) < 0.3, np.nan, rng.exponential(size=(50, 3)))
    imputer = SimpleImputer(strategy="mean").fit(X)
    before = imputer.transform(X)
    imputer.strategy = "median"
    assert np.array_equal(before, imputer.transform(X))
    assert not np.allclose(before, SimpleImputer(strategy="median").fit(X).transform(X))


def test_a_start_that_happens_to_be_large_ranks_worse_on_unrelated_tasks():
    got, rng = variables("seed_is_no_knob"), np.random.default_rng(1)
    ranks = []
    for _ in range(200):
        X = rng.normal(size=(280, 30))
        errors = got["errors"](X, X @ rng.normal(size=30) + rng.normal(0, 0.5, size=280))
        ranks.append(np.argsort(np.argsort(errors)))
    size = np.linalg.norm(got["starts"], axis=1)
    assert np.corrcoef(np.mean(ranks, axis=0), size)[0, 1] > 0.45


def test_the_page_on_seeds_names_what_chance_would_give():
    assert (1 + 200) / 2 == 100.5
    assert printed("seed_is_no_knob")[-1].endswith("mean 115.8 of 200")


def test_bayesian_ridge_predicts_without_its_precision_of_the_weights():
    from sklearn.linear_model import BayesianRidge

    rng = np.random.default_rng(0)
    X = rng.normal(size=(50, 3))
    model = BayesianRidge().fit(X, X @ [1, 2, 0] + rng.normal(size=50))
    before = model.predict(X)
    model.lambda_ = 1e6
    assert np.array_equal(before, model.predict(X))
