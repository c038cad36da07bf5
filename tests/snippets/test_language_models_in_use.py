"""Memory and cost, merging, rounding in training, and preference tuning: against arrays, counts and second methods."""

import numpy as np
import pytest

from tests.support.snippets import printed, seeds, variables

OTHER_SEEDS = range(1, 9)


def softmax(scores):
    raised = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


# memory_and_cost


def arrays_of_llama(vocabulary, d, feed_forward, layers, dtype):
    """Every array of a model in the manner of LLaMA, one by one."""
    yield np.zeros((vocabulary, d), dtype)
    for _ in range(layers):
        yield from (np.zeros((d, d), dtype) for _ in range(4))
        yield from (np.zeros(shape, dtype) for shape in ((d, feed_forward), (d, feed_forward), (feed_forward, d)))
        yield from (np.zeros(d, dtype) for _ in range(2))
    yield np.zeros(d, dtype)
    yield np.zeros((d, vocabulary), dtype)


@pytest.mark.claim("bytes-per-parameter")
@pytest.mark.parametrize("sizes", [(17, 8, 12, 3), (50, 16, 40, 2)])
def test_bytes_are_those_of_arrays_that_are_there(sizes):
    got = variables("memory_and_cost")
    count = sum(array.size for array in arrays_of_llama(*sizes, np.float16))
    assert got["llama_count"](*sizes) == count
    kept = {  # what training in mixed precision with Adam keeps of each parameter
        "weights, 16 bits": [np.float16],
        "gradients, 16 bits": [np.float16],
        "weights again, 32 bits": [np.float32],
        "Adam's two moments, 32 bits": [np.float32, np.float32],
    }
    assert list(kept) == list(got["training"])
    for name, dtypes in kept.items():
        size = sum(array.nbytes for dtype in dtypes for array in arrays_of_llama(*sizes, dtype))
        assert size == got["training"][name] * count
    assert sum(got["training"].values()) == 16


def test_adam_keeps_two_numbers_for_each_parameter():
    from sklearn.neural_network import MLPRegressor

    rng = np.random.default_rng(0)
    model = MLPRegressor(hidden_layer_sizes=(5,), batch_size=20)
    model.partial_fit(rng.normal(size=(20, 3)), rng.normal(size=20))
    count = sum(array.size for array in (*model.coefs_, *model.intercepts_))
    assert sum(array.size for array in (*model._optimizer.ms, *model._optimizer.vs)) == 2 * count


@pytest.mark.claim("kv-cache-bytes")
def test_the_cache_holds_a_key_and_a_value_for_each_token_in_each_layer():
    layers, heads, d, tokens = 3, 4, 24, 7
    for kv_heads in (4, 2, 1):
        cache = [np.zeros((tokens, kv_heads, d // heads), np.float16) for _ in range(layers) for _ in ("key", "value")]
        assert sum(array.nbytes for array in cache) == 2 * layers * kv_heads * (d // heads) * 2 * tokens
    lines = [line.split() for line in printed("memory_and_cost") if line.startswith("KV cache")]
    for words, kv_heads in zip(lines, (32, 8), strict=True):
        cache = [np.zeros((kv_heads, 128), np.float16) for _ in range(32) for _ in ("key", "value")]  # of one token
        each = sum(array.nbytes for array in cache)
        assert words[2:6] == [str(kv_heads), "key-value", "heads:", f"{each:,}"]
        assert words[9] == f"{each * 2048 / 1e9:.2f}"


def operations(sizes, tokens):
    """Additions and multiplications of the matrix products in one pass forward and one back, product by product."""

    def product(rows, inner, columns):
        return 2 * rows * inner * columns

    vocabulary, d, feed_forward, layers = sizes
    shapes = layers * ([(d, d)] * 4 + [(d, feed_forward)] * 2 + [(feed_forward, d)]) + [(d, vocabulary)]
    forward = sum(product(tokens, rows, columns) for rows, columns in shapes)
    # back: the gradient for the inputs (tokens x columns times columns x rows) and for the weights
    back = sum(product(tokens, columns, rows) + product(rows, tokens, columns) for rows, columns in shapes)
    return forward, back


@pytest.mark.claim("six-n-d")
def test_six_operations_for_each_parameter_and_token():
    sizes, tokens = (32000, 4096, 11008, 32), 2048
    count = variables("memory_and_cost")["count"]
    forward, back = operations(sizes, tokens)
    assert back == 2 * forward
    assert 0.97 < forward / (2 * count * tokens) < 1, "all but looking up the embeddings and the norms"
    assert 0.97 < (forward + back) / (6 * count * tokens) < 1
    shown = {line.split(":")[0]: float(line.split()[-2]) for line in printed("memory_and_cost")[-3:]}
    assert shown["to write one token"] == pytest.approx(forward / tokens, rel=0.03)
    assert shown["to train"] == pytest.approx((forward + back) / tokens * 1e12, rel=0.03)
    days = shown["on 100 chips with 2e14 operations a second"]
    assert days == pytest.approx(shown["to train"] / 100 / 2e14 / 24 / 3600, abs=0.6)  # it prints whole days
    # attention compares each token with half of the others on average: scores and weighted sums, two products
    compared = 32 * 2 * 2 * tokens * tokens / 2 * 4096
    assert 0.02 < compared / forward < 0.06, "a few percent here"


def test_memory_and_cost_prints():
    count = 32 * (4 * 4096**2 + 3 * 4096 * 11008) + 65 * 4096 + 2 * 32000 * 4096
    parts = [("weights, 16 bits", 2), ("gradients, 16 bits", 2), ("weights again, 32 bits", 4)]
    parts.append(("Adam's two moments, 32 bits", 8))
    adapter = 32 * 2 * (8 * 4096 + 4096 * 8)
    assert count == 6_738_415_616 and adapter == 4_194_304
    compute = 6 * count * 10**12
    assert printed("memory_and_cost") == [
        f"parameters: {count:,}",
        *(f"  to store them with {bits:2} bits: {count / (8 / bits) / 10**9:5.1f} GB" for bits in (16, 8, 4)),
        f"to train them: {16 * count / 10**9:.1f} GB",
        *(f"  {name:27} {size:2} bytes each: {size * count / 10**9:5.1f} GB" for name, size in parts),
        f"LoRA trains {adapter:,}: {count / 5e8:.1f} + {16 * adapter / 10**9:.2f} GB",
        f"KV cache, 32 key-value heads: {4 * 32 * 4096:,} bytes a token, {4 * 32 * 4096 * 2048 / 10**9:.2f} GB in all",
        f"KV cache,  8 key-value heads: {32 * 4096:,} bytes a token, {32 * 4096 * 2048 / 10**9:.2f} GB in all",
        f"to write one token: {count + count:.2e} operations",
        f"to train: 6 N D = {compute:.2e} operations",
        f"on 100 chips with 2e14 operations a second: {compute / 2e16 / (24 * 60 * 60):.0f} days",
    ]


# quantization_aware


def rounding_in_training(X, y, steps, rate):
    """The same training in other algebra: with the Gram matrix, and whole numbers found as the nearest on a grid."""
    gram, target, n = X.T @ X / len(y), X.T @ y / len(y), len(y)
    weights = np.linalg.solve(gram, target)
    grid = np.abs(weights).max() / 7 * np.arange(-7, 8)

    def nearest(w):
        return grid[np.abs(w[:, None] - grid).argmin(axis=1)]

    def loss(w):
        return w @ gram @ w - 2 * target @ w + y @ y / n

    first = best = nearest(weights)
    copies = weights
    for _ in range(steps):
        copies = copies - rate * (gram @ nearest(copies) - target)
        best = min(best, nearest(copies), key=loss)
    return weights, first, best, loss


@pytest.mark.claim("rounding-in-training")
@seeds([0, *OTHER_SEEDS])
def test_training_with_the_rounding_is_as_the_second_method_says(seed):
    got = variables("quantization_aware", seed)
    weights, first, best, loss = rounding_in_training(got["X"], got["y"], 1000, 0.003)
    assert got["weights"] == pytest.approx(weights)
    assert got["afterward"] == pytest.approx(first) and got["kept"] == pytest.approx(best)
    assert loss(weights) < loss(best) <= loss(first)
    whole = got["kept"] / got["scale"]
    assert np.allclose(whole, whole.round()) and np.abs(whole).max() <= 7


@pytest.mark.claim("rounding-in-training")
def test_it_helps_on_most_draws_and_not_on_all():
    helped = []
    for seed in range(8):
        got = variables("quantization_aware", seed)
        helped.append(got["mse"](got["kept"]) < 0.9 * got["mse"](got["afterward"]))
    assert 4 < sum(helped) < 8


def test_quantization_aware_prints():
    got = variables("quantization_aware")
    X, y = got["X"], got["y"]
    exact, first, best, _ = rounding_in_training(X, y, 1000, 0.003)
    errors = [np.linalg.norm(X @ w - y) ** 2 / 200 for w in (exact, first, best)]
    assert printed("quantization_aware") == [
        f"full precision:           MSE {errors[0]:.3f}",
        f"rounded afterward:        MSE {errors[1]:.3f}",
        f"trained with rounding:    MSE {errors[2]:.3f}",
        f"different whole numbers: {24 - np.isclose(first, best).sum()} of 24",
    ]


# merged_weights


def by_neurons(weights, x):
    """The network as a sum over its neurons."""
    (W,), b, v = weights
    return sum(v[i] * np.tanh(W[i] * x + b[i]) for i in range(len(b)))


def average_of(a, b):
    return [np.mean(pair, axis=0) for pair in zip(a, b, strict=True)]


def test_the_networks_are_trained_down_their_gradient():
    """One small step of `train` against the slopes of the loss by finite differences."""
    got = variables("merged_weights")
    rows, weights = got["sample"](20), got["start"]
    moved = got["train"](weights, rows, 1)
    for index, array in enumerate(weights):
        for place in np.ndindex(array.shape):
            losses = []
            for nudge in (1e-5, -1e-5):
                nudged = [part.copy() for part in weights]
                nudged[index][place] += nudge
                losses.append(got["mse"](nudged, rows) / 2)
            slope = (losses[0] - losses[1]) / 2e-5
            assert moved[index][place] == pytest.approx(array[place] - 0.2 * slope, abs=1e-7)


@pytest.mark.claim("merging-needs-a-common-start")
@seeds([0, 1, 2, *range(4, 8)])
def test_an_average_of_fine_tuned_models_works_and_one_of_shuffled_neurons_does_not(seed):
    got = variables("merged_weights", seed)
    x, y = got["test"]
    shuffled = by_neurons(got["shuffled"], x)
    assert np.allclose(shuffled, by_neurons(got["b"], x)), "the same function"

    def error(weights):
        return np.mean((by_neurons(weights, x) - y) ** 2)

    a, b = error(got["a"]), error(got["b"])
    average, broken = error(average_of(got["a"], got["b"])), error(average_of(got["a"], got["shuffled"]))
    assert average < (a + b) / 2 and broken > 2 * max(a, b)
    for line, found in zip(printed("merged_weights", seed), (average, broken), strict=True):
        assert float(line.split()[-1]) == pytest.approx(found, abs=6e-4)


@pytest.mark.claim("merging-needs-a-common-start")
@pytest.mark.proof
def test_how_often_the_average_is_better():
    better_than_mean, better_than_both, shuffled_is_worse = 0, 0, 0
    for seed in range(30):
        got = variables("merged_weights", seed)
        x, y = got["test"]
        models = [got["a"], got["b"], *(average_of(got["a"], got[name]) for name in ("b", "shuffled"))]
        a, b, average, broken = (np.mean((by_neurons(weights, x) - y) ** 2) for weights in models)
        better_than_mean += average < (a + b) / 2
        better_than_both += average < min(a, b)
        shuffled_is_worse += broken > max(a, b)
    assert (better_than_mean, better_than_both, shuffled_is_worse) == (26, 9, 29)


def test_merged_weights_prints():
    got, lines = variables("merged_weights"), []
    x, y = got["test"]
    for name, key in (("b", "b"), ("b, neurons shuffled", "shuffled")):
        average = average_of(got["a"], got[key])
        a, b, both = (np.mean((by_neurons(weights, x) - y) ** 2) for weights in (got["a"], got[key], average))
        lines.append(f"a {a:.3f}, {name} {b:.3f}, average {both:.3f}")
    assert printed("merged_weights") == lines


# preference_beta


def tuned_by_logistic_regression(got, beta):
    """DPO is logistic regression on which answer was preferred: its coefficients, over beta, move the logits."""
    from sklearn.linear_model import LogisticRegression

    X = got["better"] - got["worse"]
    both, label = np.vstack([X, -X]), np.repeat([1, 0], len(X))
    fit = LogisticRegression(C=1e10, fit_intercept=False, tol=1e-12, max_iter=10_000).fit(both, label)
    return softmax(got["first"] + fit.coef_[0] / beta)


@pytest.mark.claim("beta-limits-the-move")
@seeds([0, *OTHER_SEEDS])
def test_a_larger_beta_keeps_the_model_closer(seed):
    from scipy.stats import entropy

    got = variables("preference_beta", seed)
    p, moved = softmax(got["first"]), []
    for beta in (0.5, 1, 2, 4, 50):
        tuned = softmax(got["tune"](beta))
        assert tuned == pytest.approx(tuned_by_logistic_regression(got, beta), abs=1e-3)
        moved.append(entropy(tuned, p))
    assert moved == sorted(moved, reverse=True) and moved[-1] < 1e-3 < moved[0]
    shown = [float(line.split()[-1]) for line in printed("preference_beta", seed)[1:]]  # at 0.5, 1, and 4
    assert shown[:2] == pytest.approx(moved[:2], abs=2e-3) and shown[2] < shown[1]


def test_the_tuned_model_comes_near_to_the_one_that_the_qualities_ask_for():
    """With the judges' own qualities, the best model is the first one times exp(quality / beta)."""
    got = variables("preference_beta")
    for beta in (0.5, 1, 4):
        best = softmax(got["first"] + got["quality"] / beta)
        assert softmax(got["tune"](beta)) == pytest.approx(best, abs=0.1)


def test_preference_beta_prints():
    from scipy.stats import entropy

    got = variables("preference_beta")
    p = softmax(got["first"])
    lines = [f"first model: {p.round(3)}"]
    for beta in (0.5, 1, 4):
        tuned = tuned_by_logistic_regression(got, beta)
        lines.append(f"beta = {beta:3}:  {tuned.round(3)}, moved by {entropy(tuned, p):.3f}")
    assert printed("preference_beta") == lines


# rollout_temperature


def trained_on_rollouts(rng, temperature):
    """The same training by the slopes of log probabilities, and answers drawn by the inverse of their sums."""
    logits, seen = np.array([2.0, 0.0, -2.0]), 0
    for _ in range(2000):
        sums = np.cumsum(softmax(logits / temperature))
        group = np.searchsorted(sums / sums[-1], rng.random(8), side="right")
        seen += int((group == 2).sum())
        rewards = np.choose(group, [0.2, 0.0, 1.0])
        advantages = (rewards - rewards.mean()) / (rewards.std() + 1e-6)
        step = np.zeros(3)
        for answer, advantage in zip(group, advantages, strict=True):
            slopes = -softmax(logits)
            slopes[answer] += 1
            step += advantage * slopes / 8
        logits = logits + 0.1 * step
    return logits, seen


@pytest.mark.claim("rollout-temperature-changes-weights")
@seeds([0, *OTHER_SEEDS])
def test_a_run_cannot_learn_the_answer_that_its_rollouts_never_show(seed):
    got = variables("rollout_temperature", seed)
    cold, never = trained_on_rollouts(np.random.default_rng(seed), 0.3)
    assert never == 0 and softmax(cold)[2] < 0.02
    assert softmax(got["logits"])[2] > 0.9 and got["seen"] > 1000
    first, rarely, *_ = printed("rollout_temperature", seed)
    assert rarely.startswith("rollouts at 0.3: right answer seen 0 times"), "nor did the run of the program"
    chance, learned = (float(line.split()[-1].strip("]")) for line in (first, rarely))
    assert learned <= chance, "and it has not learned it"
    # used at any temperature, the finished model has the same weights and the same order of answers
    for temperature in (0.1, 1, 10):
        assert np.array_equal(np.argsort(softmax(got["logits"] / temperature)), np.argsort(got["logits"]))


def test_rollout_temperature_prints():
    rng = np.random.default_rng(0)
    lines = [f"first model: {softmax(np.array([2.0, 0.0, -2.0])).round(3)}"]
    for temperature in (0.3, 1.0):
        logits, seen = trained_on_rollouts(rng, temperature)
        lines.append(f"rollouts at {temperature}: right answer seen {seen} times, learned {softmax(logits).round(3)}")
    for temperature in (1.0, 3.0):
        lines.append(f"the last model, used at {temperature}: {softmax(logits / temperature).round(3)}")
    assert printed("rollout_temperature") == lines
