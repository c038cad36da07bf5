"""The programs behind the explorables that have one of their own: each against scikit-learn or a closed form."""

import numpy as np
import pytest

from tests.support.snippets import printed, variables

OTHER_SEEDS = range(1, 9)


# degree and penalty


def by_scikit_learn(got, degree: int, penalty: float) -> tuple[np.ndarray, list[float]]:
    """The coefficients from x^0 on, and the MSE on training and on validation rows."""
    from sklearn.linear_model import LinearRegression, Ridge

    rows = [(got["x"], got["y"]), (got["x_valid"], got["y_valid"])]
    X, X_valid = (np.stack([x**power for power in range(1, degree + 1)], axis=1) for x, _ in rows)
    model = (Ridge(penalty) if penalty else LinearRegression()).fit(X, rows[0][1])
    errors = [np.mean((model.predict(columns) - y) ** 2) for columns, (_, y) in zip((X, X_valid), rows, strict=True)]
    return np.append(model.intercept_, model.coef_), errors


def test_degree_and_penalty_fits_as_scikit_learn_does():
    got = variables("degree_and_penalty")
    assert len(got["fits"]) == 90
    for (degree, penalty), found in got["fits"].items():
        if degree:
            np.testing.assert_allclose(found, by_scikit_learn(got, degree, penalty)[0], rtol=1e-6, atol=1e-8)
        else:
            assert found == pytest.approx([got["y"].mean()])


def test_degree_and_penalty_prints():
    got, lines = variables("degree_and_penalty"), []
    for degree, penalty in ((1, 0), (3, 0), (9, 0), (9, 0.001), (9, 1)):
        found, (error, error_valid) = by_scikit_learn(got, degree, penalty)
        lines.append(
            f"degree {degree}, penalty {penalty:<5}: {found.size:2} found, "
            f"largest {np.abs(found).max():5.2f}, MSE {error:.3f}, validation {error_valid:.3f}"
        )
    assert printed("degree_and_penalty") == lines


@pytest.mark.claim("degree-and-penalty")
@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_the_degree_decides_how_many_the_penalty_how_large(seed):
    got = variables("degree_and_penalty", seed)
    for degree in range(1, 10):
        fits = [got["fits"][degree, penalty] for penalty in got["penalties"]]
        assert all(found.size == degree + 1 and np.all(found != 0) for found in fits)
        lengths = [np.sum(found[1:] ** 2) for found in fits]
        errors = [got["mse"](found, got["x"], got["y"]) for found in fits]
        assert np.all(np.diff(lengths) < 0) and np.all(np.diff(errors) > -1e-12)
    free = [got["mse"](got["fits"][degree, 0], got["x"], got["y"]) for degree in range(10)]
    assert np.argmin(free) == 9


# kNN


@pytest.mark.parametrize("seed", [18, 1, 2])
def test_knn_map_predicts_as_scikit_learn_does(seed):
    """Where equally near rows would decide, scikit-learn promises no order."""
    from sklearn.neighbors import KNeighborsClassifier

    got = variables("knn_map", seed)
    X, y, new = got["X_train"], got["y_train"], got["X_valid"]
    far = np.sort(np.linalg.norm(new[:, None] - X, axis=2), axis=1)
    for k in range(1, 42, 2):
        sure = far[:, k] - far[:, k - 1] > 1e-9
        theirs = KNeighborsClassifier(k).fit(X, y).predict(new)
        assert sure.sum() > 80
        np.testing.assert_array_equal(got["predict"](new, k)[sure], theirs[sure])


def test_of_equally_near_rows_the_first_counts(monkeypatch):
    predict = variables("knn_map")["predict"]
    monkeypatch.setitem(predict.__globals__, "X_train", np.array([[0, 0], [2, 0], [0, 2.0]]))
    monkeypatch.setitem(predict.__globals__, "y_train", np.array([True, False, False]))
    assert predict(np.array([[1, 1.0]]), 1) == [True]


@pytest.mark.claim("knn-finds-nothing")
@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_the_training_error_of_one_neighbor_says_nothing(seed):
    got = variables("knn_map", seed)
    repeated = len(got["X_train"]) - len(np.unique(got["X_train"], axis=0))
    assert got["wrong"][0] <= repeated / 60
    assert got["wrong_valid"][0] > got["wrong"][0] + 0.1


def test_knn_map_prints():
    got = variables("knn_map")

    def wrong(k, X, y):
        labels = []
        for a, b in X:
            order = sorted(
                range(60), key=lambda i: ((a - got["X_train"][i, 0]) ** 2 + (b - got["X_train"][i, 1]) ** 2, i)
            )
            labels.append(sum(got["y_train"][i] for i in order[:k]) * 2 > k)
        return np.mean(labels != y)

    sets = (got["X_train"], got["y_train"]), (got["X_valid"], got["y_valid"])
    errors = {k: [wrong(k, *rows) for rows in sets] for k in range(1, 42, 2)}
    chosen = [min(errors, key=lambda k: errors[k][judge]) for judge in (0, 1)]
    lines = ["kept: 180 numbers, whatever k is; found: none"]
    lines += [
        f"k = {k:2}: wrong on {100 * a:2.0f} % of training rows, on {100 * b:.0f} % of validation rows"
        for k, (a, b) in ((k, errors[k]) for k in (1, 3, 9, 41))
    ]
    lines.append(f"the training error would choose k = {chosen[0]}, the validation error k = {chosen[1]}")
    assert printed("knn_map") == lines


# two loops


def weights_in_closed_form(got) -> list[np.ndarray]:
    """After t steps gradient descent has gone the share 1 - (1 - rate h)^t of its way along each eigenvector."""
    from numpy.polynomial.chebyshev import chebvander

    found = []
    for degree, rate in got["settings"]:
        X = chebvander(got["x"], degree)
        h, V = np.linalg.eigh(2 / 16 * X.T @ X)
        found.append(V @ ((1 - (1 - rate * h) ** 100) / h * (V.T @ (2 / 16 * X.T @ got["y"]))))
    return found


def squared_errors(found: list[np.ndarray], x, y) -> np.ndarray:
    """A row for each setting, a column for each point."""
    return np.array([(np.polynomial.chebyshev.chebval(x, w) - y) ** 2 for w in found])


def test_two_loops_trains_as_the_closed_form_says():
    got = variables("two_loops")
    for name, rows in got["judges"].items():
        errors = squared_errors(weights_in_closed_form(got), *rows).mean(axis=1)
        np.testing.assert_allclose(got[name], errors, rtol=1e-6)


def two_loops_lines(got) -> list[str]:
    """What the program prints, with the weights in closed form."""
    found = weights_in_closed_form(got)
    errors = {name: squared_errors(found, *rows).mean(axis=1) for name, rows in got["judges"].items()}
    lines = [f"rows: {got['x'].size} for training, 16 for validation, {got['judges']['test'][0].size} for the test"]
    for name in ("grid", "random"):
        assert len(set(got[name])) == 12
        best = min(got[name], key=lambda trial: errors["validation"][trial])
        degree, rate = got["settings"][best]
        lines.append(
            f"{name:6} chose degree {degree}, learning rate {rate}: "
            f"validation {errors['validation'][best]:.3f}, test {errors['test'][best]:.3f}"
        )
    lines.append(f"lowest test error of all 72 settings: {errors['test'].min():.3f}")
    return lines


def test_two_loops_prints():
    assert printed("two_loops") == two_loops_lines(variables("two_loops"))


@pytest.mark.claim("two-loops")
@pytest.mark.parametrize("seed", [12, 3, 4])
def test_on_average_the_score_of_the_winner_is_too_good(seed):
    """The same trained models, judged by five hundred other validation sets of sixteen rows."""
    got = variables("two_loops", seed)
    rng = np.random.default_rng(1)
    x = rng.uniform(-1, 1, size=8000)
    y = np.sin(3 * x) + rng.normal(0, 0.3, size=8000)
    errors = squared_errors([weights_in_closed_form(got)[trial] for trial in got["grid"]], x, y)
    scores = errors.reshape(12, 500, 16).mean(axis=2)
    promised, true = scores.min(axis=0), errors.mean(axis=1)[scores.argmin(axis=0)]
    assert np.mean(true - promised) > 3 * np.std(true - promised) / np.sqrt(500)
    # the program: descent finds these weights, and the search takes the lowest error on the validation rows
    assert printed("two_loops", seed) == two_loops_lines(got)


# a small network


def trained_by_scikit_learn(got, width: int, rate: float, epochs: int) -> tuple[list[np.ndarray], np.ndarray]:
    """The weights as scikit-learn leaves them, and the MSE before each step. Its loss is half of ours."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPRegressor

    plain = {"activation": "tanh", "solver": "sgd", "momentum": 0, "alpha": 0, "shuffle": False, "warm_start": True}
    model = MLPRegressor(hidden_layer_sizes=width, **plain, batch_size=20, learning_rate_init=2 * rate, max_iter=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(got["x"][:, None], got["y"])
        w, b, v, c = (values[:width] for values in got["start"])
        for values, drawn in zip((*model.coefs_, *model.intercepts_), (w[None], v[:, None], b, c), strict=True):
            values[:] = drawn
        model.set_params(max_iter=epochs, n_iter_no_change=epochs).fit(got["x"][:, None], got["y"])
    return [*model.coefs_, *model.intercepts_], 2 * np.array(model.loss_curve_[-epochs:])


@pytest.mark.parametrize(("width", "rate", "epochs"), [(1, 0.5, 300), (3, 0.1, 1000), (12, 0.2, 200)])
def test_small_network_trains_as_scikit_learn_does(width, rate, epochs):
    got = variables("small_network")
    path, losses = got["train"](width, rate, epochs)
    (w, v, b, c), theirs = trained_by_scikit_learn(got, width, rate, epochs)
    assert path.shape == (epochs + 1, 3 * width + 1)
    np.testing.assert_allclose(path[-1], np.concatenate([w[0], b, v[:, 0], c]), rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(losses[:-1], theirs, rtol=1e-6)


@pytest.mark.parametrize("width", [1, 3, 12])
def test_a_step_of_the_small_network_goes_against_the_measured_slope(width):
    """The loss is computed on both sides of the start, a weight at a time: no derivative is needed."""
    got = variables("small_network")
    (start, after), _ = got["train"](width, 0.1, 1)

    def mse(values):
        neurons = values[:-1].reshape(3, width).T
        curve = values[-1] + sum(v * np.tanh(w * got["x"] + b) for w, b, v in neurons)
        return np.square(got["y"] - curve).sum() / len(got["y"])

    slopes = [(mse(start + move) - mse(start - move)) / 2e-5 for move in 1e-5 * np.eye(start.size)]
    np.testing.assert_allclose(after, start - 0.1 * np.array(slopes), atol=1e-9)


@pytest.mark.claim("rate-epochs-and-width")
def test_small_network_prints():
    got, lines = variables("small_network"), []
    for width, rate, epochs in got["settings"]:
        early = trained_by_scikit_learn(got, width, rate, 30)[1]
        if early.max() > 1000:
            result = f"stopped, MSE over 1000 after epoch {np.argmax(early > 1000)}"
        else:
            found, losses = trained_by_scikit_learn(got, width, rate, epochs + 1)
            result = f"{sum(values.size for values in found):2} parameters, MSE {losses[-1]:.3f}"
        lines.append(f"width {width}, rate {rate:4}, {epochs:4} epochs: {result}")
    assert printed("small_network") == lines


@pytest.mark.claim("rate-epochs-and-width")
@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_width_rate_and_epochs_of_a_small_network(seed):
    """On other draws: a wider one starts with the same neurons, and a small rate lowers the loss at each step."""
    train = variables("small_network", seed)["train"]
    starts = [train(width, 0.1, 0)[0][0] for width in range(1, 13)]
    for width, start in enumerate(starts, 1):
        np.testing.assert_array_equal(start[:-1].reshape(3, width), starts[-1][:-1].reshape(3, 12)[:, :width])
    for width in (1, 3, 8):
        slow, quick = train(width, 0.01, 1000)[1], train(width, 0.1, 100)[1]
        assert np.all(np.diff(slow) < 0)
        assert slow[-1] == pytest.approx(quick[-1], rel=0.05)
        assert train(width, 0.1, 1000)[1][-1] < quick[-1]
    assert train(1, 0.1, 1000)[1][-1] > 5 * train(8, 0.1, 1000)[1][-1]


@pytest.mark.parametrize("seed", [7, *OTHER_SEEDS])
def test_no_small_network_can_settle_at_a_rate_above_one(seed):
    """Along the last bias alone the MSE is a parabola of curvature 2: steps of a rate above 2 / 2 leave any minimum."""
    got = variables("small_network", seed)
    for width in (1, 3, 8, 12):
        path, losses = got["train"](width, 1.05, 1000)
        assert losses[-1] > 1000 and np.all(np.isfinite(path))
