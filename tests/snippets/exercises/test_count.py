"""The counts of the questions: against the arrays of fitted models, and layers that are built array by array."""

from itertools import product

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.mixture import GaussianMixture
from sklearn.neural_network import MLPRegressor
from sklearn.preprocessing import PolynomialFeatures
from sklearn.tree import DecisionTreeRegressor

from tests.support.exercises import rows
from tests.support.snippets import printed


def normal(*shape):
    """Random numbers for a fit; their values do not matter."""
    return np.random.default_rng(0).normal(size=shape)


def size(*shapes):
    """How many numbers there are in arrays of these shapes."""
    return sum(np.empty(shape, np.int8).nbytes for shape in shapes)


def dense(inputs, outputs):
    return size((inputs, outputs), (outputs,))


def test_a_linear_regression_stores_a_coefficient_per_column_and_an_intercept():
    for row in rows("linear_count"):
        X = normal(row["rows"], row["columns"])
        model = LinearRegression().fit(X, X[:, 0])
        assert row["parameters"] == model.coef_.size + np.size(model.intercept_)
        assert row["forgot_intercept"] == model.coef_.size and row["one_per_row"] == len(X)
    assert printed("exercises/linear_count") == ["8 columns and an intercept: 9 parameters"]


def test_ridge_finds_as_many_coefficients_at_each_strength():
    for row in rows("ridge_polynomial_count"):
        x = normal(30, 1)
        powers = PolynomialFeatures(row["degree"], include_bias=False).fit_transform(x)
        model = Ridge(alpha=row["strength"]).fit(powers, x[:, 0] ** 2)
        assert np.count_nonzero(model.coef_) == row["forgot_constant"]
        assert row["coefficients"] == np.count_nonzero([*model.coef_, model.intercept_])
        assert row["counted_strength"] == len([*model.coef_, model.intercept_, model.alpha])
    assert printed("exercises/ridge_polynomial_count") == ["degree 3: 4 coefficients"]


def test_softmax_regression_stores_a_weight_per_class_and_column():
    for row in rows("softmax_count"):
        classes, columns = row["classes"], row["columns"]
        X, y = normal(4 * classes, columns), np.arange(4 * classes) % classes
        model = LogisticRegression().fit(X, y)
        assert row["parameters"] == model.coef_.size + model.intercept_.size
        assert row["forgot_biases"] == model.coef_.size
        two = LogisticRegression().fit(X, y > 0)
        assert row["one_score"] == two.coef_.size + two.intercept_.size
        assert row["free"] == row["parameters"] - row["one_score"]  # one formula less
    assert printed("exercises/softmax_count") == ["3 classes, 10 columns: 33 parameters"]


def test_the_same_formula_added_to_all_scores_changes_no_probability():
    from scipy.special import softmax

    X, weights, added = normal(5, 4), normal(4, 3), np.arange(4.0)[:, None]
    assert softmax(X @ (weights + added), axis=1) == pytest.approx(softmax(X @ weights, axis=1))


def test_a_dense_layer_has_a_matrix_and_a_bias_per_output():
    for row in rows("layer_size"):
        inputs, outputs = row["inputs"], row["outputs"]
        assert row["parameters"] == dense(inputs, outputs)
        assert row["forgot_biases"] == size((inputs, outputs))
        assert row["one_bias"] == size((inputs, outputs), (1,))
        assert row["bias_per_input"] == size((inputs, outputs), (inputs,))
    assert printed("exercises/layer_size") == ["100 inputs, 10 outputs: 1010 parameters"]


def test_a_small_network_has_the_arrays_of_scikit_learns():
    for row in rows("network_size"):
        X, y = normal(10, row["inputs"]), normal(10, row["outputs"])
        model = MLPRegressor(hidden_layer_sizes=row["hidden"]).partial_fit(X, y)
        weights, biases = ([array.size for array in arrays] for arrays in (model.coefs_, model.intercepts_))
        assert row["parameters"] == sum(weights) + sum(biases)
        assert row["forgot_biases"] == sum(weights)
        assert row["forgot_output"] == row["into_hidden"] == weights[0] + biases[0]
        assert row["out_of_hidden"] == weights[1] + biases[1]
        assert row["neurons"] == row["inputs"] + row["hidden"] + row["outputs"]
    assert printed("exercises/network_size") == ["4 - 10 - 3: 83 parameters"]


def test_a_convolution_has_a_filter_for_all_channels_and_a_bias():
    for row in rows("convolution_count"):
        filters, side, channels = row["filters"], row["size"], row["channels"]
        assert row["parameters"] == size((filters, channels, side, side), (filters,))
        assert row["weights"] == size((channels, side, side))
        assert row["forgot_biases"] == size((filters, channels, side, side))
        assert row["forgot_channels"] == size((filters, side, side), (filters,))
        assert row["at_each_pixel"] == row["parameters"] * size((row["side"], row["side"]))
    assert printed("exercises/convolution_count") == ["16 filters of 27 weights: 448 parameters"]


def test_a_shared_matrix_is_one_array():
    for row in rows("tied_embedding_count"):
        embedding = np.empty((row["vocabulary"], row["width"]), np.int8)
        output = embedding.T  # the same memory
        arrays = {id(array if array.base is None else array.base): array.size for array in (embedding, output)}
        assert row["parameters"] == sum(arrays.values())
        assert row["counted_twice"] == embedding.size + output.size
        assert row["added_sizes"] == sum(embedding.shape)
    assert printed("exercises/tied_embedding_count") == ["5000 tokens of width 100: 500000 parameters"]


def test_k_means_stores_its_centroids():
    for row in rows("centroid_count"):
        model = KMeans(row["clusters"], n_init=1, max_iter=1, random_state=0).fit(normal(row["rows"], row["columns"]))
        assert row["parameters"] == model.cluster_centers_.size
        assert row["one_per_cluster"] == len(model.cluster_centers_) and row["with_k"] == row["parameters"] + 1
        assert row["with_labels"] == model.cluster_centers_.size + model.labels_.size
    assert printed("exercises/centroid_count") == ["4 centroids of 3 numbers: 12"]


def test_a_tree_stores_a_column_and_a_threshold_for_each_inner_node():
    for row in rows("tree_count"):
        X = normal(200, 3)
        tree = DecisionTreeRegressor(max_leaf_nodes=row["leaves"], random_state=0).fit(X, X[:, 0]).tree_
        inner, leaves = tree.feature >= 0, tree.children_left < 0
        assert leaves.sum() == row["leaves"] == row["only_leaves"] and inner.sum() == row["inner"]
        found = [tree.feature[inner], tree.threshold[inner], tree.value[leaves]]
        assert row["numbers"] == sum(array.size for array in found)
        assert row["forgot_columns"] == sum(array.size for array in found[1:])
        assert row["as_many_inner"] == 3 * leaves.sum()
    assert printed("exercises/tree_count") == ["10 leaves, 9 inner nodes: 28 numbers"]


def test_batch_normalization_has_two_trained_and_two_averaged_arrays():
    for row in rows("batch_norm_count"):
        batch = normal(row["rows"], row["channels"])
        averaged = [batch.mean(axis=0), batch.var(axis=0)]  # over rows, so one for each channel
        trained = [np.ones_like(averaged[1]), np.zeros_like(averaged[0])]
        assert row["parameters"] == sum(array.size for array in trained)
        assert row["with_averages"] == sum(array.size for array in trained + averaged)
        assert row["only_scales"] == trained[0].size and row["per_row"] == 2 * batch[:, 0].size
    assert printed("exercises/batch_norm_count") == ["32 channels: 64 parameters"]


def test_a_mixture_has_the_free_numbers_that_scikit_learn_counts_for_its_bic():
    for row in rows("mixture_count"):
        columns, components = row["columns"], row["components"]
        X = normal(40, columns)

        full, diagonal = (GaussianMixture(components, covariance_type=kind, tol=1).fit(X) for kind in ("full", "diag"))
        assert row["free"] == full._n_parameters() == row["numbers"] - 1
        assert row["variances_only"] == diagonal._n_parameters()
        arrays = [full.weights_, full.means_, full.covariances_]
        assert row["whole_matrices"] == sum(array.size for array in arrays) - 1
        assert row["covariances"] == len({tuple(sorted(pair)) for pair in product(range(columns), repeat=2)})
    assert printed("exercises/mixture_count") == ["3 components, 3 columns: 29 free numbers"]


def test_lora_trains_two_thin_arrays_whose_product_fits_the_frozen_one():
    for row in rows("lora_count"):
        B, A = np.empty((row["rows"], row["rank"]), np.int8), np.empty((row["rank"], row["columns"]), np.int8)
        assert np.matmul(B[:1], A[:, :1]).shape == (1, 1), "their inner sizes agree"
        frozen = size((len(B), A.shape[1]))
        assert row["per_matrix"] == A.size + B.size and row["trained"] == row["matrices"] * (A.size + B.size)
        assert row["frozen"] == row["matrices"] * frozen and row["one_factor"] == row["matrices"] * B.size
    assert printed("exercises/lora_count") == ["rank 8: 240000 trained beside 20000000 frozen"]


def test_a_transformer_layer_adds_up_head_by_head():
    for row in rows("transformer_layer_count"):
        width, heads, inner = row["width"], row["heads"], row["inner"]

        def attention(of_head, width=width, heads=heads):
            return heads * 3 * dense(width, of_head) + dense(heads * of_head, width)

        assert width % heads == 0 and row["attention"] == attention(width // heads)
        assert row["dense"] == dense(width, inner) + dense(inner, width)
        assert row["norms"] == size(*[(width,)] * 4)
        assert row["parameters"] == row["attention"] + row["dense"] + row["norms"]
        assert row["forgot_norms"] == row["attention"] + row["dense"]
        assert row["each_head_full"] == heads * attention(width // heads) + row["dense"] + row["norms"]
        assert row["only_weights"] == size(*[(width, width)] * 4, (width, inner), (inner, width))
    assert printed("exercises/transformer_layer_count") == ["width 64: 16640 + 33088 + 256 = 49984"]


def test_twice_the_width_makes_about_four_times_as_many_parameters():
    before, after = (dense(20, width) + dense(width, width) + dense(width, 1) for width in (1000, 2000))
    assert after / before == pytest.approx(4, abs=0.05)
