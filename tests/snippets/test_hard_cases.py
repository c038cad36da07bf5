"""The programs of the hard cases, each against something independent: a closed form, a second method, scikit-learn."""

import numpy as np
import pytest

from tests.support.snippets import printed, seeds, variables

OTHER_SEEDS = range(1, 9)


def by_unit_vectors(x, k: int, weights: str = "uniform"):
    """The smoother matrix as scikit-learn has it: column j is the prediction when y is 1 in row j and 0 elsewhere."""
    from sklearn.neighbors import KNeighborsRegressor

    return KNeighborsRegressor(k, weights=weights).fit(x[:, None], np.eye(len(x))).predict(x[:, None])


@pytest.mark.claim("knn-effective-parameters")
@seeds(OTHER_SEEDS)
def test_knn_degrees_of_freedom(seed):
    got = variables("knn_degrees_of_freedom", seed)
    for k in range(1, 31):
        trace = np.trace(by_unit_vectors(got["x"], k))
        assert trace == pytest.approx(30 / k)
        assert got["traces"].get(k, trace) == pytest.approx(trace)


def test_knn_degrees_of_freedom_has_the_conditions_it_needs():
    x = variables("knn_degrees_of_freedom")["x"]
    assert np.trace(by_unit_vectors(x, 5, "distance")) == pytest.approx(30)
    assert np.trace(by_unit_vectors(np.repeat(x[:5], 6), 5)) < 6 - 0.5, "tied inputs"


def test_knn_degrees_of_freedom_prints():
    from sklearn.neighbors import KNeighborsRegressor

    got = variables("knn_degrees_of_freedom")
    x, y = got["x"], got["y"]
    lines = ["kept for predicting: 60 numbers, whatever k is"]
    for k in (1, 2, 3, 5, 10, 30):
        error = np.mean((KNeighborsRegressor(k).fit(x[:, None], y).predict(x[:, None]) - y) ** 2)
        lines.append(f"k = {k:2}: n / k = {30 / k:4.1f}, trace = {30 / k:4.1f}, training MSE {error:.3f}")
    assert printed("knn_degrees_of_freedom") == lines


def runs_of_labels(x, y) -> int:
    """How often the label changes along x, plus one: the leaves that pure parts need in one dimension."""
    return 1 + int(np.count_nonzero(np.diff(y[np.argsort(x)].astype(int))))


@pytest.mark.claim("tree-grows-with-rows")
@seeds(OTHER_SEEDS)
def test_tree_size(seed):
    got = variables("tree_size", seed)
    x, y = got["x"].ravel(), got["y"]
    leaves = [runs_of_labels(x[:n], y[:n]) for n in got["rows"]]
    assert got["nodes"] == [2 * count - 1 for count in leaves]
    assert np.all(np.diff(got["nodes"]) > 0)
    assert max(got["nodes_limited"]) <= 2 ** (3 + 1) - 1
    assert got["nodes_limited"][-1] < got["nodes"][-1] / 20


def test_tree_size_never_falls_when_a_row_is_added_on_one_feature():
    from sklearn.tree import DecisionTreeClassifier

    for seed in range(50):
        rng = np.random.default_rng(seed)
        x, y = rng.uniform(size=60), rng.random(60) < rng.uniform(0.1, 0.9)
        for n in (2, 7, 20, 60):
            for criterion in ("gini", "entropy"):
                tree = DecisionTreeClassifier(criterion=criterion).fit(x[:n, None], y[:n])
                assert tree.get_n_leaves() == runs_of_labels(x[:n], y[:n])
        assert np.all(np.diff([runs_of_labels(x[:n], y[:n]) for n in range(1, 61)]) >= 0)


def test_a_tree_does_not_grow_with_more_rows_when_one_question_separates_them():
    from sklearn.tree import DecisionTreeClassifier

    x = np.random.default_rng(0).uniform(0, 7, size=(1600, 1))
    y = x[:, 0] > 3.5
    assert {DecisionTreeClassifier().fit(x[:n], y[:n]).tree_.node_count for n in (25, 200, 1600)} == {3}


def depth_of(tree, node=0) -> int:
    if tree.children_left[node] < 0:
        return 0
    return 1 + max(depth_of(tree, tree.children_left[node]), depth_of(tree, tree.children_right[node]))


def test_tree_size_prints():
    from sklearn.tree import DecisionTreeClassifier

    got, lines = variables("tree_size"), []
    x, y = got["x"], got["y"]
    for n in (25, 50, 100, 200, 400, 800, 1600):
        free = DecisionTreeClassifier(random_state=1).fit(x[:n], y[:n]).tree_
        limited = DecisionTreeClassifier(max_depth=3, random_state=1).fit(x[:n], y[:n]).tree_
        leaves = np.count_nonzero(limited.feature < 0)
        lines.append(f"{n:4} rows: {2 * runs_of_labels(x[:n, 0], y[:n]) - 1:3} nodes, depth {depth_of(free):2}; ")
        lines[-1] += f"with max_depth=3: {2 * leaves - 1:2} nodes"
    assert printed("tree_size") == lines


def gaussian_process(got, length_scale: float, optimizer=None):
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF

    kernel = RBF(length_scale, (0.02, 20))
    return GaussianProcessRegressor(kernel, alpha=got["noise"] ** 2, optimizer=optimizer).fit(
        got["x"][:, None], got["y"]
    )


@pytest.mark.claim("marginal-likelihood-turns")
@seeds(OTHER_SEEDS)
def test_gaussian_process(seed):
    got = variables("gaussian_process", seed)
    scales, found = got["length_scales"], got["found"]
    for i in (0, 100, found, 300):
        model = gaussian_process(got, scales[i])
        assert got["log_likelihood"][i] == pytest.approx(model.log_marginal_likelihood_value_)
        error = np.mean((model.predict(got["x"][:, None]) - got["y"]) ** 2)
        assert got["training_error"][i] == pytest.approx(error, abs=1e-9)
    fitted = gaussian_process(got, 1.0, "fmin_l_bfgs_b").kernel_.length_scale
    assert fitted == pytest.approx(scales[found], rel=0.03)
    assert 0.5 < scales[found] < 1.5, "inside the range, near the scale of sin(2x)"
    assert got["lowest"] < scales[found] / 5
    assert got["training_error"][300] > 5 * got["training_error"][found] > 25 * min(got["training_error"]) / 3


def test_gaussian_process_prints():
    got = variables("gaussian_process")
    scales = [0.02, gaussian_process(got, 1.0, "fmin_l_bfgs_b").kernel_.length_scale, 20.0]
    grid = np.exp(np.linspace(np.log(0.02), np.log(20), 301))
    scales[1] = grid[np.argmin(np.abs(np.log(grid / scales[1])))]
    lines = ["length-scale   log marginal likelihood   training MSE"]
    for scale in scales:
        model = gaussian_process(got, scale)
        error = np.mean((model.predict(got["x"][:, None]) - got["y"]) ** 2)
        lines.append(f"{scale:12.2f}   {model.log_marginal_likelihood_value_:23.1f}   {error:12.4f}")
    errors = [np.mean((gaussian_process(got, s).predict(got["x"][:, None]) - got["y"]) ** 2) for s in grid[:120]]
    lines.append(f"highest marginal likelihood at {scales[1]:.2f}")
    assert printed("gaussian_process") == [*lines, f"lowest training MSE at {grid[np.argmin(errors)]:.2f}"]


def single_run(start, order, X, y):
    """One run of the snippet's SGD, a row at a time, and its error on the rows after the 80 it saw."""
    weights = start.copy()
    for row in order:
        weights -= 0.005 * (X[row] @ weights - y[row]) * X[row]
    return np.mean((X[80:] @ weights - y[80:]) ** 2)


@pytest.mark.claim("best-seed-elsewhere")
def test_seed_is_no_knob():
    """Over draws of the first task: near the middle on unrelated tasks, well ahead of it on the same one."""
    same, other = [], []
    for seed in (1, 2):
        got = variables("seed_is_no_knob", seed)
        assert got["first"].max() > 1.2 * got["first"].min(), "the seed matters"
        same.append(np.mean(got["ranks"]["the same task"]))
        other.append(np.mean(got["ranks"]["40 other tasks"]))
        spread = got["ranks"]["40 other tasks"]
        assert min(spread) < 40 and max(spread) > 160
    assert 70 < np.mean(other) < 131, "100.5 by chance"
    assert max(same) < 65


def test_seed_is_no_knob_prints():
    from scipy.stats import rankdata

    got = variables("seed_is_no_knob")
    rng = np.random.default_rng(0)
    task = rng.normal(size=30)
    runs = list(zip(got["starts"], got["orders"], strict=True))

    def draw(weights):
        X = rng.normal(size=(280, 30))
        return X, X @ weights + rng.normal(0, 0.5, size=280)

    X, y = draw(task)
    errors = np.array([single_run(start, order, X, y) for start, order in runs])
    assert np.allclose(errors, got["first"])
    best = int(np.flatnonzero(errors == errors.min())[0])
    lines = [f"MSE {min(errors):.2f} to {max(errors):.2f}, best seed: {1000 + best}"]
    for name, results in (("the same task", got["again"]), ("40 other tasks", got["elsewhere"])):
        X, y = draw(task if name == "the same task" else rng.normal(size=30))
        assert results[0][7] == pytest.approx(single_run(*runs[7], X, y)), name
        for _ in range(39):
            draw(task if name == "the same task" else rng.normal(size=30))
        ranks = [rankdata(result)[best] for result in results]
        assert len(ranks) == 40
        lines.append(f"on {name}: rank {min(ranks):.0f} to {max(ranks):.0f}, mean {sum(ranks) / 40:.1f} of 200")
    assert printed("seed_is_no_knob") == lines


def batch_norm_by_hand(x, y):
    """The same layer from its definitions: gradients by differences, running averages as weighted sums."""
    batches, wanted = x.reshape(100, 32), y.reshape(100, 32)
    old = 0.9 ** np.arange(99, -1, -1) * 0.1
    running_mean = old @ batches.mean(axis=1)
    running_var = 0.9**100 + old @ batches.var(axis=1, ddof=1)
    scale = np.array([1.0, 0.0])
    for batch, target in zip(batches, wanted, strict=True):
        normal = (batch - batch.mean()) / np.sqrt(batch.var() + 1e-5)

        def loss(gamma, beta, normal=normal, target=target):
            return np.mean((gamma * normal + beta - target) ** 2)

        step = np.eye(2) * 1e-4
        scale = scale - 0.1 * np.array([(loss(*(scale + h)) - loss(*(scale - h))) / 2e-4 for h in step])
    return *scale, running_mean, running_var


@pytest.mark.claim("batch-norm-three-kinds")
@seeds(OTHER_SEEDS)
def test_batch_norm(seed):
    got = variables("batch_norm", seed)
    rising, falling = (got["layers"][name] for name in ("rising", "falling"))
    for name in got["targets"]:
        assert got["layers"][name] == pytest.approx(batch_norm_by_hand(got["x"], got["targets"][name]), abs=1e-6)
    assert rising[2:] == falling[2:], "the averages never saw the targets"
    assert rising[0] == pytest.approx(10, abs=1) and rising[1] == pytest.approx(16, abs=2)
    assert falling[0] == pytest.approx(-4, abs=0.5) and falling[1] == pytest.approx(-6, abs=1)
    assert rising[2] == pytest.approx(3, abs=0.4) and rising[3] == pytest.approx(4, abs=1.2)


def test_batch_norm_prints():
    got, lines = variables("batch_norm"), []
    x = got["x"]
    for name, y in (("rising", 5 * x + 1), ("falling", -2 * x)):
        gamma, beta, mean, var = batch_norm_by_hand(x, y)
        lines.append(
            f"{name:7} target: gamma {gamma:6.2f}, beta {beta:6.2f}, running mean {mean:.3f}, variance {var:.3f}"
        )
    gamma, beta, mean, var = batch_norm_by_hand(x, 5 * x + 1)
    lines.append(f"at x = 4, where y = 21: {gamma * (4 - mean) / np.sqrt(var + 1e-5) + beta:.2f}")
    assert printed("batch_norm") == [*lines, f"with the averages lost: {gamma * 4 / np.sqrt(1 + 1e-5) + beta:.2f}"]


def search_architecture(F_train, y_train, F_valid, y_valid, decay: float = 0.03, steps: int = 2000):
    """The two descents with gradients from differences of the losses, for all but the decay."""

    def loss(scores, weights, F, y):
        mix = np.exp(scores - np.logaddexp.reduce(scores))
        return np.mean((F @ (mix * weights) - y) ** 2)

    weights, scores, h, path = np.ones(3), np.zeros(3), np.eye(3) * 1e-5, []
    for _ in range(steps):
        path.append(np.exp(scores - np.logaddexp.reduce(scores)))
        slope = [loss(scores, weights + d, F_train, y_train) - loss(scores, weights - d, F_train, y_train) for d in h]
        weights = weights - 0.05 * (np.array(slope) / 2e-5 + decay * weights)
        slope = [loss(scores + d, weights, F_valid, y_valid) - loss(scores - d, weights, F_valid, y_valid) for d in h]
        scores = scores - 0.2 * np.array(slope) / 2e-5
    return np.array(path)


@pytest.mark.claim("architecture-by-gradient")
@seeds([1, 2, 3])
def test_architecture_weights(seed):
    got = variables("architecture_weights", seed)
    data = [got[name] for name in ("F_train", "y_train", "F_valid", "y_valid")]
    assert np.allclose(got["mixes"][:300], search_architecture(*data, steps=300), atol=1e-6)
    assert got["kept"] == "sin 2x" and got["mixes"][-1][2] > 0.8
    assert np.sum(got["mixes"][-1]) == pytest.approx(1)


def test_architecture_weights_follow_the_data():
    """Data made by another operation, the same columns: another one is kept."""
    got = variables("architecture_weights")
    rng = np.random.default_rng(0)
    for made_by in (0, 1):
        data = []
        for F in (got["F_train"], got["F_valid"]):
            data += [F, F[:, made_by] + rng.normal(0, 0.1, size=50)]
        assert np.argmax(search_architecture(*data, steps=200)[-1]) == made_by


def test_architecture_weights_print():
    got = variables("architecture_weights")
    data = [got[name] for name in ("F_train", "y_train", "F_valid", "y_valid")]
    path, lines = search_architecture(*data), []
    for step in (0, 20, 200, 1999):
        a, b, c = path[step]
        lines.append(f"step {step:4}: x {a:.2f}, x^2 {b:.2f}, sin 2x {c:.2f}")
    assert printed("architecture_weights") == [*lines, "kept after rounding: sin 2x"]


def least_squares_within(X, y, bound: float):
    """The weights of the constrained problem and its multiplier, found without ridge."""
    from scipy.optimize import minimize

    result = minimize(
        lambda w: np.sum((X @ w - y) ** 2),
        np.zeros(3),
        jac=lambda w: 2 * X.T @ (X @ w - y),
        constraints={"type": "ineq", "fun": lambda w: bound - w @ w, "jac": lambda w: -2 * w},
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    weights = result.x
    downhill = X.T @ (y - X @ weights)
    return weights, downhill @ weights / (weights @ weights)


@pytest.mark.claim("multiplier-from-bound")
@seeds([4, *OTHER_SEEDS])
def test_constrained_ridge(seed):
    got = variables("constrained_ridge", seed)
    X, y = got["X"], got["y"]
    exact, *_ = np.linalg.lstsq(X, y, rcond=None)
    strengths = []
    for bound in (0.5, 1, 2, 3, 30):
        weights, expected = least_squares_within(X, y, bound)
        strengths.append(got["multiplier"](X, y, bound))
        assert np.allclose(got["ridge"](X, y, strengths[-1]), weights, atol=1e-4)
        assert strengths[-1] == pytest.approx(max(expected, 0), rel=1e-3, abs=1e-3)
    assert exact @ exact < 30 and strengths[-1] < 1e-6, "a bound that does not bind: lambda is 0"
    assert np.all(np.diff(strengths) < 0)
    half = slice(20)
    assert abs(got["multiplier"](X[half], y[half], 1) - strengths[1]) > 1, "other data, another multiplier"


def test_constrained_ridge_prints():
    rng, lines = np.random.default_rng(4), []
    for name in ("first", "second"):
        X = rng.normal(size=(40, 3))
        y = X @ [2, -1, 0.5] + rng.normal(0, 1, size=40)
        for bound in (1, 3, 30):
            weights, strength = least_squares_within(X, y, bound)
            lines.append(
                f"{name} data, bound {bound:2}: lambda {abs(strength):5.2f}, squared norm {weights @ weights:.2f}"
            )
    assert printed("constrained_ridge") == lines


def logistic_scores(X, sick, X_new):
    """Logistic regression with scikit-learn's default penalty, minimized by scipy."""
    from scipy.optimize import minimize
    from scipy.special import expit

    def loss(w):
        margins = (2 * sick - 1) * (X @ w[:2] + w[2])
        return np.logaddexp(0, -margins).sum() + w[:2] @ w[:2] / 2

    w = minimize(loss, np.zeros(3), method="BFGS", options={"gtol": 1e-6}).x
    return w, expit(X_new @ w[:2] + w[2])


@pytest.mark.claim("threshold-moves-decisions")
@seeds(OTHER_SEEDS)
def test_threshold_choice(seed):
    from sklearn.metrics import confusion_matrix

    got = variables("threshold_choice", seed)
    X, sick, scores = got["X"], got["sick"], got["scores"]
    _, expected = logistic_scores(X[:500], sick[:500], X)
    assert np.allclose(scores, expected, atol=1e-3)
    assert np.array_equal(scores, got["model"].predict_proba(X)[:, 1]), "the choice has not touched the scores"
    costs = []
    for threshold in got["thresholds"]:
        (_, alarms), (missed, _) = confusion_matrix(sick[500:1000], scores[500:1000] >= threshold)
        costs.append(5 * missed + alarms)
    assert got["chosen"] == got["thresholds"][np.argmin(costs)]
    assert 0.05 <= got["chosen"] <= 0.3, "for right probabilities it would be 1 / (1 + 5)"
    missed, alarms, cost = got["mistakes"](got["fresh"], got["chosen"])
    missed_half, alarms_half, cost_half = got["mistakes"](got["fresh"], 0.5)
    assert missed < missed_half and alarms > alarms_half and cost < cost_half


def test_threshold_choice_prints():
    got = variables("threshold_choice")
    X, sick = got["X"], got["sick"]
    w, scores = logistic_scores(X[:500], sick[:500], X)
    held_out, fresh = slice(500, 1000), slice(1000, 1500)

    def count(rows, threshold):
        missed = sum(s and score < threshold for s, score in zip(sick[rows], scores[rows], strict=True))
        alarms = sum(score >= threshold and not s for s, score in zip(sick[rows], scores[rows], strict=True))
        return missed, alarms, 5 * missed + alarms

    chosen = min((step * 0.05 for step in range(1, 20)), key=lambda threshold: count(held_out, threshold)[2])
    lines = [f"lowest cost on held-out rows at threshold {chosen:.2f}"]
    for threshold in (0.5, chosen):
        missed, alarms, cost = count(fresh, threshold)
        lines.append(f"fresh rows, threshold {threshold:.2f}: {missed:2} missed, {alarms:3} false alarms, cost {cost}")
    assert printed("threshold_choice") == [*lines, f"coefficients, both times: {w[:2].round(2)}"]


# What the three pages say in passing


def test_bayesian_ridge_predicts_the_mean_as_a_ridge_whose_penalty_it_estimated():
    from sklearn.linear_model import BayesianRidge, Ridge

    rng, penalties = np.random.default_rng(0), []
    for noise in (0.5, 2):
        X = rng.normal(size=(60, 4))
        y = X @ [1, 0.5, 0, -1] + rng.normal(0, noise, size=60)
        model = BayesianRidge(tol=1e-10, max_iter=5000).fit(X, y)
        penalties.append(model.lambda_ / model.alpha_)
        ridge = Ridge(penalties[-1]).fit(X, y)
        assert np.allclose(ridge.coef_, model.coef_, rtol=1e-4)
        assert np.allclose(model.predict(X), X @ ridge.coef_ + ridge.intercept_, rtol=1e-3)
        assert model.get_params()["lambda_1"] == 1e-6
    assert penalties[1] > 2 * penalties[0]


def test_a_gaussian_process_keeps_what_it_is_told_to_keep():
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF

    got = variables("gaussian_process")
    X, y = got["x"][:, None], got["y"]
    kept = GaussianProcessRegressor(RBF(0.3, "fixed"), alpha=0.04).fit(X, y)
    fitted = GaussianProcessRegressor(RBF(0.3), alpha=0.04).fit(X, y)
    assert kept.kernel_.length_scale == gaussian_process(got, 0.3).kernel_.length_scale == 0.3
    assert fitted.kernel.length_scale == 0.3 and fitted.kernel_.length_scale > 0.6


def test_the_multipliers_of_an_svm_are_capped_by_c_solved_for_and_used():
    from sklearn.svm import SVC

    rng = np.random.default_rng(0)
    X = rng.normal(size=(80, 2))
    y = X[:, 0] + rng.normal(0, 0.7, size=80) > 0
    model = SVC(C=2.0, kernel="rbf", gamma=0.5).fit(X, y)
    multipliers = np.abs(model.dual_coef_.ravel())
    assert multipliers.max() == pytest.approx(2) and 0 < multipliers.min() < 1.9
    assert model.dual_coef_.sum() == pytest.approx(0, abs=1e-6)
    squares = np.sum((X[:, None] - model.support_vectors_) ** 2, axis=2)
    by_hand = np.exp(-0.5 * squares) @ model.dual_coef_.ravel() + model.intercept_
    assert np.allclose(by_hand, model.decision_function(X))


def test_a_threshold_is_given_or_learned():
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import balanced_accuracy_score, make_scorer
    from sklearn.model_selection import FixedThresholdClassifier, TunedThresholdClassifierCV

    got = variables("threshold_choice")
    X, y = got["X"][:500], got["sick"][:500]
    fixed = FixedThresholdClassifier(LogisticRegression(), threshold=0.15).fit(X, y)
    scores = fixed.estimator_.predict_proba(X)[:, 1]
    assert np.array_equal(fixed.predict(X), scores >= 0.15)
    tuned = TunedThresholdClassifierCV(LogisticRegression(), scoring=make_scorer(balanced_accuracy_score)).fit(X, y)
    assert 0 < tuned.best_threshold_ < 0.5 and "best_threshold_" not in tuned.get_params()


def test_preprocessing_works_numbers_out_of_the_rows():
    from sklearn.decomposition import PCA
    from sklearn.feature_selection import SelectKBest, f_classif
    from sklearn.impute import SimpleImputer
    from sklearn.preprocessing import StandardScaler

    rng = np.random.default_rng(0)
    X = rng.normal(2, 1, size=(100, 5)) @ np.diag([1, 2, 3, 4, 5])
    y = X[:, 1] > 4
    assert np.allclose(StandardScaler().fit(X).mean_, X.sum(axis=0) / 100)
    gaps = np.where(rng.random(X.shape) < 0.2, np.nan, X)
    assert np.allclose(SimpleImputer().fit(gaps).statistics_, [c[c == c].mean() for c in gaps.T])
    assert SelectKBest(f_classif, k=1).fit(X, y).get_support().tolist() == [False, True, False, False, False]
    covariance = np.cov(X.T)
    first = np.linalg.eigh(covariance)[1][:, -1]
    assert abs(PCA(1).fit(X).components_[0] @ first) == pytest.approx(1)
    shares = np.cumsum(np.sort(np.linalg.eigvalsh(covariance))[::-1]) / np.trace(covariance)
    assert PCA(0.9).fit(X).n_components_ == np.argmax(shares > 0.9) + 1
    assert PCA(0.9).fit(X).get_params()["n_components"] == 0.9


def test_gamma_scale_is_a_rule_and_the_number_is_derived():
    from sklearn.svm import SVC

    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(40, 3)), np.arange(40) % 2
    for scale in (1, 5):
        model = SVC(gamma="scale").fit(X * scale, y)
        assert model.gamma == "scale" and model._gamma == pytest.approx(1 / (3 * np.var(X * scale)))
    before = model.decision_function(X)
    model.gamma = 100.0
    assert np.array_equal(model.decision_function(X), before)


def test_class_weights_balanced_is_a_rule():
    from sklearn.utils.class_weight import compute_class_weight

    y = np.array([0] * 30 + [1] * 10)
    assert compute_class_weight("balanced", classes=np.array([0, 1]), y=y) == pytest.approx([40 / 60, 40 / 20])


def test_t_sne_places_no_new_rows_and_no_fold_of_an_evaluation_changes_a_model():
    from sklearn.linear_model import Ridge
    from sklearn.manifold import TSNE
    from sklearn.model_selection import cross_val_score

    assert not hasattr(TSNE, "transform") and not hasattr(TSNE, "predict")
    got = variables("constrained_ridge")
    model = Ridge(1.0).fit(got["X"], got["y"])
    before = model.coef_.copy()
    scores = [cross_val_score(model, got["X"], got["y"], cv=folds).mean() for folds in (2, 10)]
    assert scores[0] != scores[1] and np.array_equal(model.coef_, before)


def test_trees_stopped_early_are_fewer_than_given():
    from sklearn.ensemble import GradientBoostingRegressor

    rng = np.random.default_rng(0)
    X = rng.uniform(0, 7, size=(300, 1))
    y = np.sin(X[:, 0]) + rng.normal(0, 0.5, size=300)
    model = GradientBoostingRegressor(n_estimators=500, n_iter_no_change=5, random_state=0).fit(X, y)
    assert model.n_estimators == 500 and 5 < model.n_estimators_ == len(model.estimators_) < 500


def test_without_weight_decay_the_mix_drifts_off_again_in_some_draws():
    got = variables("architecture_weights", 5)
    data = [got[name] for name in ("F_train", "y_train", "F_valid", "y_valid")]
    without = search_architecture(*data, decay=0.0)[:, 2]
    kept = np.array(got["mixes"])[:, 2]
    assert without.max() - without[-1] > 0.15 and kept.max() - kept[-1] < 0.005


def test_the_penalized_cost_itself_would_take_no_penalty():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(30, 3)), rng.normal(size=30)
    least = []
    for strength in (0.0, 0.1, 1.0, 10.0):
        w = np.linalg.solve(X.T @ X + strength * np.eye(3), X.T @ y)
        least.append(np.sum((X @ w - y) ** 2) + strength * w @ w)
    assert np.all(np.diff(least) > 0)


def test_logistic_regression_shrinks_by_default():
    from sklearn.linear_model import LogisticRegression

    got = variables("threshold_choice")
    X, y = got["X"][:100], got["sick"][:100]
    free = np.linalg.norm(LogisticRegression(C=1e9).fit(X, y).coef_)
    assert LogisticRegression().C == 1 and np.linalg.norm(LogisticRegression().fit(X, y).coef_) < 0.97 * free
