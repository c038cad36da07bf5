"""Hunts after counter-examples to the claims on the parts of networks and language models, and on their counts."""

import itertools

import numpy as np
import pytest

from tests.support.hunts import DRAWS, assert_share, generators


def arrows_and_thresholds(layers: list[int]) -> int:
    """A dense network as a graph: an arrow from each unit to each of the next layer, a bias at each but the inputs."""
    units = [(layer, unit) for layer, size in enumerate(layers) for unit in range(size)]
    by_layer = [[unit for unit in units if unit[0] == layer] for layer in range(len(layers))]
    arrows = {pair for one, two in itertools.pairwise(by_layer) for pair in itertools.product(one, two)}
    return len(arrows) + sum(1 for layer, _ in units if layer > 0)


@pytest.mark.hunt("network-count")
def test_a_network_with_one_hidden_layer():
    for rng in generators():
        width = int(rng.choice([1, 2, rng.integers(3, 300)]))
        assert arrows_and_thresholds([2, width, 1]) == (2 + 1) * width + (width + 1)


@pytest.mark.hunt("layers-decide-count")
def test_depth_and_width_decide_the_count_and_the_square_comes_with_the_second_hidden_layer():
    for rng in generators():
        inputs, outputs, depth, width = rng.integers(1, 9, size=4)
        counts = [arrows_and_thresholds([inputs, *[width + more] * depth, outputs]) for more in (0, 1, 2)]
        assert counts[0] - 2 * counts[1] + counts[2] == 2 * (depth - 1), "how the growth itself grows"
        deeper = arrows_and_thresholds([inputs, *[width] * (depth + 1), outputs])
        assert deeper - counts[0] == width * width + width


@pytest.mark.hunt("sizes-decide-count")
def test_the_sizes_of_dense_convolutional_and_recurrent_layers_decide_their_counts():
    for rng in generators():
        inputs, units = rng.integers(1, 12, size=2)
        assert arrows_and_thresholds([inputs, units]) == inputs * units + units
        # a convolution: the same arrays serve images of any size that is not below that of the filter
        channels, filters, high, wide = rng.integers(1, 5, size=4)
        kernel, bias = rng.normal(size=(filters, channels, high, wide)), rng.normal(size=filters)
        for more in rng.integers(0, 6, size=2):
            image = rng.normal(size=(channels, high + more, wide + more))
            windows = np.lib.stride_tricks.sliding_window_view(image, (high, wide), axis=(1, 2))
            output = np.einsum("cijhw,fchw->fij", windows, kernel) + bias[:, None, None]
            assert output.shape == (filters, more + 1, more + 1)
            assert kernel.size + bias.size == filters * (channels * high * wide + 1)
        # an LSTM: what is read by three gates and a candidate, at a sequence of any length
        for biases in (1, 2):
            arrays = [rng.normal(size=(units, n)) for n in [inputs, units] * 4]
            arrays += [rng.normal(size=units) for _ in range(4 * biases)]
            assert sum(array.size for array in arrays) == 4 * units * (inputs + units + biases)


@pytest.mark.hunt("heads-leave-count")
def test_the_number_of_heads_leaves_the_count_of_an_encoder_layer():
    for rng in generators():
        d, f = (int(n) for n in rng.integers(1, 25, size=2))
        other = (
            arrows_and_thresholds([d, d]) + arrows_and_thresholds([d, f]) + arrows_and_thresholds([f, d]) + 2 * 2 * d
        )
        totals = set()
        for heads in (h for h in range(1, d + 1) if d % h == 0):
            queries_keys_and_values = 3 * heads * arrows_and_thresholds([d, d // heads])
            totals.add(queries_keys_and_values + other)
        assert totals == {4 * d * d + 2 * d * f + 9 * d + f}


@pytest.mark.hunt("seven-billion-weights")
def test_the_sizes_of_a_llama_decide_its_number():
    def arrays(vocabulary, d, f, layers):
        sizes = [vocabulary * d, d * vocabulary, d]  # embeddings, head, last norm
        for _ in range(layers):
            sizes += [d * d] * 4 + [d * f, d * f, f * d] + [d, d]
        return sizes

    for rng in generators():
        vocabulary, d, f, layers = (int(n) for n in rng.integers(1, 50, size=4))
        total = 2 * vocabulary * d + layers * (4 * d * d + 3 * d * f + 2 * d) + d
        assert sum(arrays(vocabulary, d, f, layers)) == total
    named = arrays(32000, 4096, 11008, 32)
    assert sum(named) == 6_738_415_616
    assert named.count(4096 * 11008) * 4096 * 11008 / sum(named) == pytest.approx(0.64, abs=0.005)


@pytest.mark.hunt("temperature-keeps-order")
def test_temperature_keeps_the_order_and_a_higher_one_raises_the_entropy():
    for seed, rng in enumerate(generators()):
        scores = rng.normal(size=rng.integers(2, 60)) * 10.0 ** rng.uniform(-2, 1)
        if seed % 4 == 1:
            scores = np.round(scores)  # ties
        if seed % 10 == 2:
            scores[:] = scores[0]
        entropies, kept = [], scores.copy()
        for temperature in np.sort(10.0 ** rng.uniform(-0.5, 2, size=4)):
            p = np.exp((scores - scores.max()) / temperature)
            p = p / p.sum()
            assert np.all(p[:, None] >= p, where=scores[:, None] >= scores)
            assert np.all(p[:, None] == p, where=scores[:, None] == scores)
            with np.errstate(all="ignore"):
                entropies.append(-np.sum(np.where(p > 0, p * np.log(p), 0)))
        assert np.array_equal(scores, kept)
        # a sharp temperature leaves so little entropy that rounding hides its rise
        seen = np.array(entropies) > 1e-9
        assert np.ptp(scores) == 0 or np.all(np.diff(entropies)[seen[1:]] > 0), scores
        assert np.ptp(scores) > 0 or np.ptp(entropies) < 1e-9


@pytest.mark.hunt("calibration-temperature-fitted")
def test_the_held_out_rows_decide_on_one_best_temperature():
    for seed, rng in enumerate(generators()):
        rows, classes = rng.integers(1, 40), rng.integers(2, 6)
        scores = rng.normal(size=(rows, classes)) * rng.uniform(0.5, 4)
        labels = rng.integers(classes, size=rows) if seed % 3 else scores.argmax(axis=1)
        if seed % 5 == 1:
            scores = np.round(scores)
        if np.ptp(scores, axis=1).max() == 0:
            scores[0, 0] += 1  # the claim needs a row whose scores differ
        betas = np.linspace(0.02, 5, 150)  # one over the temperature
        raised = betas[:, None, None] * scores
        losses = np.mean(np.log(np.exp(raised).sum(axis=2)) - raised[:, np.arange(rows), labels], axis=1)
        bend = np.diff(losses, 2)
        p = np.exp(raised) / np.exp(raised).sum(axis=2, keepdims=True)
        spread = np.sum(p * scores**2, axis=2) - np.sum(p * scores, axis=2) ** 2
        assert np.all(spread.mean(axis=1) > 0) and np.all(bend > -1e-12), "convex, so there is one best value"
        # scores that are larger by a factor ask for a temperature that is larger by it: it comes from the data
        factor = rng.uniform(0.3, 3)
        raised = betas[:, None, None] / factor * (factor * scores)
        again = np.mean(np.log(np.exp(raised).sum(axis=2)) - raised[:, np.arange(rows), labels], axis=1)
        assert np.allclose(losses, again)


@pytest.mark.hunt("lora-counts")
def test_lora_trains_its_two_factors_and_can_be_merged():
    for rng in generators():
        d, k = rng.integers(1, 12, size=2)
        r, alpha = rng.integers(1, 6), rng.uniform(0.1, 20)
        W, A, B = rng.normal(size=(d, k)), rng.normal(size=(r, k)), np.zeros((d, r))
        x = rng.normal(size=(k, 3)) * rng.choice([0.0, 1.0, 100.0])
        assert np.array_equal(W @ x + alpha / r * (B @ (A @ x)), W @ x)
        assert A.size + B.size == r * (d + k)
        B = rng.normal(size=(d, r))
        merged = W + alpha / r * B @ A
        assert merged.size == d * k
        assert np.allclose(merged @ x, W @ x + alpha / r * (B @ (A @ x)))


@pytest.mark.hunt("experts-total-active")
def test_spoiling_the_experts_that_are_not_chosen_changes_nothing_for_a_token():
    for rng in generators():
        d, experts = rng.integers(1, 6), rng.integers(2, 9)
        k = int(rng.integers(1, experts))
        router, weights = rng.normal(size=(d, experts)), rng.normal(size=(experts, d, d))
        token = rng.normal(size=d)

        def output(weights, k=k, router=router, token=token):
            scores = token @ router
            chosen = set(np.argsort(scores)[-k:])
            shares = {i: np.exp(scores[i]) / sum(np.exp(scores[j]) for j in chosen) for i in chosen}
            return sum(shares[i] * np.tanh(token @ weights[i]) for i in sorted(chosen)), chosen

        before, chosen = output(weights)
        assert len(chosen) == k
        for expert in range(experts):
            spoiled = weights.copy()
            spoiled[expert] = rng.normal(size=(d, d))
            assert np.array_equal(output(spoiled)[0], before) == (expert not in chosen), expert


@pytest.mark.hunt("quantization-keeps-count")
def test_no_weight_moves_by_more_than_half_a_scale():
    for seed, rng in enumerate(generators()):
        weights = rng.normal(size=rng.integers(1, 400)) * 10.0 ** rng.uniform(-4, 2)
        if seed % 5 == 1:
            weights = np.round(weights, 1) + (weights == 0)
        if seed % 7 == 2:
            weights[:] = weights[0]
        if not np.any(weights):
            weights[0] = 1.0  # the claim needs a weight that is not 0
        bits = int(rng.integers(2, 17))
        largest = 2 ** (bits - 1) - 1
        scale = np.max(np.abs(weights)) / largest
        whole = np.rint(weights / scale)
        assert whole.size == weights.size and np.abs(whole).max() <= largest
        assert np.all(np.abs(whole * scale - weights) <= scale / 2 * (1 + 1e-9))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@pytest.mark.hunt("counts-differ")
def test_a_second_bias_of_an_lstm_adds_numbers_and_no_function():
    for rng in generators():
        inputs, units = rng.integers(1, 8, size=2)
        W, U = rng.normal(size=(4 * units, inputs)), rng.normal(size=(4 * units, units))
        one, two = rng.normal(size=(2, 4 * units))
        outputs = []
        for biases in ((one, two), (one + two, np.zeros(4 * units))):
            state, cell = np.zeros(units), np.zeros(units)
            for x in np.random.default_rng(0).normal(size=(5, inputs)):
                i, f, o, new = np.split((W @ x + biases[0]) + (U @ state + biases[1]), 4)
                cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(new)
                state = sigmoid(o) * np.tanh(cell)
            outputs.append(state)
        assert np.allclose(*outputs), "the same function"
        assert W.size + U.size + one.size + two.size - (W.size + U.size + one.size) == 4 * units
        # batch normalization: two arrays are trained, two are averages
        gamma, beta, mean, variance = rng.normal(size=(4, units))
        assert gamma.size + beta.size == 2 * units and mean.size + variance.size == 2 * units
        # a GRU in PyTorch's form: there the second bias of the candidate does add a function
        reset = sigmoid(rng.normal(size=units))
        moved = np.full(units, 0.7)
        assert not np.allclose(
            np.tanh(one[:units] + reset * two[:units]), np.tanh(one[:units] + moved + reset * (two[:units] - moved))
        )


@pytest.mark.hunt("dropout-no-parameters")
def test_all_masks_together_keep_the_expected_output():
    for rng in generators():
        units, p = rng.integers(1, 8), rng.choice([0.0, rng.uniform(0, 0.99)])
        hidden, weights = rng.normal(size=units) * rng.choice([0.0, 1.0], size=units), rng.normal(size=units)
        mean, unit_means = 0.0, np.zeros(units)
        for mask in itertools.product((0, 1), repeat=int(units)):
            chance = np.prod([1 - p if kept else p for kept in mask])
            mean += chance * (hidden * mask / (1 - p)) @ weights
            unit_means += chance * (hidden * mask / (1 - p))
        assert mean == pytest.approx(hidden @ weights, abs=1e-9)
        assert np.allclose(unit_means, hidden)


@pytest.mark.hunt("batch-norm-three-kinds")
def test_the_running_averages_never_see_a_target():
    for seed, rng in enumerate(generators()):
        size = int(rng.integers(2, 9))
        x = rng.normal(rng.normal(), rng.uniform(0.1, 5), size=6 * size)
        if seed % 6 == 1:
            x = np.round(x)
        if seed % 6 == 2:
            x[:] = x[0]
        momentum, eps, rate = rng.uniform(0.01, 1), 10.0 ** rng.uniform(-8, -2), rng.uniform(0.01, 0.3)
        ends = []
        for y in (rng.normal(size=len(x)), 3 * x + 1, np.zeros(len(x))):
            gamma, beta, running = 1.0, 0.0, np.array([0.0, 1.0])
            for start in range(0, len(x), size):
                batch, wanted = x[start : start + size], y[start : start + size]
                normal = (batch - batch.mean()) / np.sqrt(batch.var() + eps)
                error = gamma * normal + beta - wanted
                gamma, beta = gamma - rate * 2 * np.mean(error * normal), beta - rate * 2 * np.mean(error)
                running = (1 - momentum) * running + momentum * np.array([batch.mean(), batch.var(ddof=1)])
            ends.append(((gamma, beta), tuple(running), (momentum, eps)))
        (fitted, *_), averages, given = zip(*ends, strict=True)
        assert len(set(averages)) == 1 and len(set(given)) == 1
        assert fitted != ends[1][0] and ends[1][0] != ends[2][0], "gamma and beta follow the targets"


@pytest.mark.hunt("average-of-correlated")
def test_the_variance_of_an_average_of_equally_correlated_predictors():
    for seed, rng in enumerate(generators()):
        B = int(rng.integers(1, 30))
        lowest = -1 / (B - 1) if B > 1 else -1
        rho = (0.0, 1.0, lowest, rng.uniform(lowest, 1))[seed % 4]
        covariance = np.full((B, B), rho)
        np.fill_diagonal(covariance, 1)
        # predictors as vectors whose inner products are their covariances
        values, turn = np.linalg.eigh(covariance)
        predictors = turn * np.sqrt(np.maximum(values, 0))
        assert np.allclose(predictors @ predictors.T, covariance, atol=1e-7)
        average = predictors.mean(axis=0)
        assert average @ average == pytest.approx(rho + (1 - rho) / B, abs=1e-7)


@pytest.mark.hunt("architecture-by-gradient")
def test_the_operation_that_made_the_data_wins_in_most_draws():
    F, y = [], []
    for rng in generators():
        x = rng.uniform(-2, 2, size=(2, 50))
        F.append(np.stack([x, x**2, np.sin(2 * x)], axis=2))
        y.append(np.sin(2 * x) + rng.normal(0, 0.1, size=(2, 50)))
    (F_train, F_valid), (y_train, y_valid) = np.array(F).swapaxes(0, 1), np.array(y).swapaxes(0, 1)
    moments = [
        (np.einsum("kni,knj->kij", A, A) / 50, np.einsum("kni,kn->ki", A, t) / 50)
        for A, t in ((F_train, y_train), (F_valid, y_valid))
    ]
    weights, scores = np.ones((DRAWS, 3)), np.zeros((DRAWS, 3))
    for _ in range(2000):
        mix = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        slope = 2 * (np.matvec(moments[0][0], mix * weights) - moments[0][1])
        weights = weights - 0.05 * (mix * slope + 0.03 * weights)
        slope = 2 * weights * (np.matvec(moments[1][0], mix * weights) - moments[1][1])
        scores = scores - 0.2 * mix * (slope - np.vecdot(mix, slope)[:, None])
    mix = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert_share(mix.argmax(axis=1) == 2, 100)
