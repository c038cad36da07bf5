"""Hunts after counter-examples to the claims on memory, cost, merging, rounding, tuning, and in-context learning."""

import numpy as np
import pytest

from tests.support.hunts import assert_share, falls, generators, thirty_or_all


def softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


@pytest.mark.hunt("bytes-per-parameter")
def test_a_step_of_adam_in_mixed_precision_keeps_sixteen_bytes_for_each_number():
    for rng in generators():
        shapes = [tuple(rng.integers(1, 9, size=rng.integers(1, 4))) for _ in range(rng.integers(1, 6))]
        copies = [rng.normal(size=shape).astype(np.float32) for shape in shapes]
        means, squares = ([np.zeros_like(copy) for copy in copies] for _ in range(2))
        for step in (1, 2):
            weights = [copy.astype(np.float16) for copy in copies]
            gradients = [(weight * np.float16(rng.choice([0, 0.5]))).astype(np.float16) for weight in weights]
            for copy, mean, square, gradient in zip(copies, means, squares, gradients, strict=True):
                mean += np.float32(0.1) * (gradient - mean)
                square += np.float32(0.001) * (gradient.astype(np.float32) ** 2 - square)
                scale = np.sqrt(square / np.float32(1 - 0.999**step)) + np.float32(1e-8)
                copy -= np.float32(0.001) * mean / np.float32(1 - 0.9**step) / scale
        kept = [weights, gradients, copies, means, squares]
        count = sum(copy.size for copy in copies)
        assert [sum(array.nbytes for array in arrays) // count for arrays in kept] == [2, 2, 4, 4, 4]
        assert sum(array.nbytes for arrays in kept for array in arrays) == 16 * count


@pytest.mark.hunt("kv-cache-bytes")
def test_attention_from_the_cache_and_the_bytes_that_it_takes():
    """The last token of each layer, from two vectors kept for each token and key-value head."""
    for rng in generators():
        width, kv_heads, group, layers = (int(n) for n in rng.choice([1, 2, 3, 4], size=4))
        tokens, heads = int(rng.integers(1, 8)), kv_heads * group
        d = heads * width
        maps = rng.normal(size=(layers, 2, d, kv_heads * width)) / np.sqrt(d)
        asks = rng.normal(size=(layers, d, d)) / np.sqrt(d)

        def layer(rows, queries, keys, values, heads=heads, group=group, width=width):
            """Each head reads the key-value head of its group, up to its own token."""
            out = np.zeros((len(queries), heads, width))
            for head in range(heads):
                scores = queries.reshape(-1, heads, width)[:, head] @ keys[:, head // group].T
                later = np.arange(len(keys)) > len(keys) - len(queries) + np.arange(len(queries))[:, None]
                out[:, head] = softmax(np.where(later, -np.inf, scores)) @ values[:, head // group]
            return rows + out.reshape(len(queries), -1)

        shape = (-1, kv_heads, width)
        whole = start = rng.normal(size=(tokens, d))
        for ask, pair in zip(asks, maps, strict=True):
            whole = layer(whole, whole @ ask, *((whole @ one).reshape(shape) for one in pair))
        cache = [[np.zeros((0, kv_heads, width)) for _ in range(2)] for _ in range(layers)]
        for token in start:
            row = token[None]
            for place, (ask, pair) in enumerate(zip(asks, maps, strict=True)):
                new = [(row @ one).reshape(shape) for one in pair]
                cache[place] = [np.concatenate(both) for both in zip(cache[place], new, strict=True)]
                row = layer(row, row @ ask, *cache[place])
        assert np.allclose(row[0], whole[-1], atol=1e-6)
        numbers = sum(one.size for pair in cache for one in pair)
        assert numbers == 2 * kv_heads * width * layers * tokens
        assert numbers * group == 2 * d * layers * tokens, "so many times fewer than with a pair for each head"


class Counted:
    """A number that notes how often it is multiplied and added."""

    def __init__(self) -> None:
        self.times = self.plus = 0

    def __mul__(self, other: "Counted") -> "Counted":
        self.times += 1
        return self

    def __add__(self, other: "Counted") -> "Counted":
        self.plus += 1
        return self


@pytest.mark.hunt("six-n-d")
def test_the_operations_of_matrix_products_counted_one_by_one():
    for rng in generators():
        tokens, rows, columns = (int(n) for n in rng.choice([1, 2, 3, 5, 8], size=3))
        counts = []
        for way in ("forward", "back"):
            number = Counted()
            X, W, error = (np.full(shape, number) for shape in ((tokens, rows), (rows, columns), (tokens, columns)))
            if way == "forward":
                X.dot(W)
            else:  # for the inputs, and for the weights
                error.dot(W.T), X.T.dot(error)
            counts.append(number)
        forward, back = counts
        assert forward.times == W.size * tokens and back.times == 2 * forward.times
        sums = X.size + W.size + error.size  # each sum has one addition fewer than products
        assert forward.times + back.times - forward.plus - back.plus == sums
        assert 6 * W.size * tokens - sums == forward.times + back.times + forward.plus + back.plus


@pytest.mark.hunt("merging-needs-a-common-start")
@thirty_or_all
def test_how_often_averages_of_two_fine_tuned_networks_are_better(draws):
    drawn = []
    for rng in generators(draws):
        start = rng.normal(size=(3, 12))
        x = rng.uniform(-1, 1, size=(3, 15))
        drawn.append((start, x, np.sin(3 * x) + rng.normal(0, 0.3, size=(3, 15)), rng.permutation(12)))
    start, x, y, order = (np.array(parts) for parts in zip(*drawn, strict=True))

    def train(weights, x, y, steps):
        W, b, v = weights
        for _ in range(steps):
            hidden = np.tanh(x[..., None] * W[..., None, :] + b[..., None, :])
            error = (np.matvec(hidden, v) - y) / 15
            into = error[..., None] * v[..., None, :] * (1 - hidden**2)
            W, b = W - 0.2 * np.vecmat(x, into), b - 0.2 * into.sum(axis=-2)
            v = v - 0.2 * np.vecmat(error, hidden)
        return np.array([W, b, v])

    base = train(start.transpose(1, 0, 2), x[:, 0], y[:, 0], 300)
    a, b = np.moveaxis(train(np.stack([base, base], axis=2), x[:, 1:], y[:, 1:], 3000), 2, 0)
    shuffled = np.take_along_axis(b, order[None], axis=2)
    at = np.linspace(-1, 1, 400)

    def error(weights):
        W, b, v = weights
        return np.mean((np.matvec(np.tanh(at[:, None] * W[:, None] + b[:, None]), v) - np.sin(3 * at)) ** 2, axis=1)

    assert np.allclose(error(shuffled), error(b)), "the same function"
    average, mixed = error((a + b) / 2), error((a + shuffled) / 2)
    assert_share(average < (error(a) + error(b)) / 2, 75)
    assert_share(average < np.minimum(error(a), error(b)), 38)
    assert_share(mixed > np.maximum(error(a), error(b)), 99)


@pytest.mark.hunt("beta-limits-the-move")
def test_the_minimum_of_dpo_lies_closer_at_a_larger_beta():
    for seed, rng in enumerate(generators()):
        answers = int(rng.integers(2, 6))
        first = rng.normal(0, rng.choice([0.1, 2, 5]), size=answers)
        wins = rng.integers(0, 5, size=(answers, answers)) * (1 - np.eye(answers))
        if seed % 4 == 1:
            wins = wins + wins.T  # all comparisons tie
        if seed % 4 == 2:
            wins = (wins > 3).astype(float)  # some pairs never meet
        low, high = np.nonzero(wins + wins.T)
        wins[low, high] = np.maximum(wins[low, high], 1)  # who wins also loses: otherwise there is no minimum
        scores = np.zeros(answers)
        for _ in range(100):  # Newton; what is compared decides on differences alone
            p = 1 / (1 + np.exp(scores[None] - scores[:, None]))
            both = (wins + wins.T) * p * (1 - p)
            slope = (wins - (wins + wins.T) * p).sum(axis=1)
            step = np.linalg.pinv(np.diag(both.sum(axis=1)) - both, rcond=1e-10) @ slope
            scores = scores + step * min(1, 2 / (1e-9 + np.abs(step).max()))

        def loss(logits, beta, wins=wins, first=first):
            margins = beta * ((logits - first)[:, None] - (logits - first))
            return np.sum(wins * np.logaddexp(0, -margins))

        betas, moved = np.sort(10.0 ** rng.uniform(-1, 1.5, size=4)), []
        for beta in betas:
            tuned = first + scores / beta
            near = tuned + rng.normal(0, 0.1, size=(20, answers)) / beta
            assert all(loss(other, beta) >= loss(tuned, beta) - 1e-9 for other in near), "the minimum"
            p = softmax(tuned)
            moved.append(np.sum(p * (np.log(p) - np.log(softmax(first)))))
        assert not falls(moved[::-1]), (seed, moved)
        if np.ptp(scores) > 1e-6 and p.max() < 0.999:  # where one answer has it all, rounding hides the move
            assert moved[-1] < moved[0], (seed, moved)


@pytest.mark.hunt("rollout-temperature-changes-weights")
def test_what_rollouts_at_two_temperatures_show_and_teach():
    draws = [rng.random((2000, 8)) for rng in generators()]
    numbers, rewards = np.array(draws), np.array([0.2, 0, 1])
    right, seen = {}, {}
    for temperature in (0.3, 1.0):
        logits, shown = np.tile([2.0, 0, -2], (len(draws), 1)), np.zeros(len(draws))
        for step in range(2000):
            sums = np.cumsum(softmax(logits / temperature), axis=1)[:, None, :2]
            group = np.sum(numbers[:, step, :, None] > sums, axis=2)
            shown += np.sum(group == 2, axis=1)
            reward = rewards[group]
            gain = (reward - reward.mean(axis=1, keepdims=True)) / (reward.std(axis=1, keepdims=True) + 1e-6)
            pushes = np.sum(gain[..., None] * np.eye(3)[group], axis=1)
            logits = logits + 0.1 / 8 * (pushes - gain.sum(axis=1, keepdims=True) * softmax(logits))
        right[temperature], seen[temperature] = softmax(logits)[:, 2], shown
    assert_share(seen[0.3] == 0, 98)
    assert_share(right[0.3] < 0.02, 100)
    assert_share(right[1.0] > 0.9, 100)
    kept = logits.copy()
    for rng in generators():  # used at different temperatures, the finished model keeps its weights and its order
        used = softmax(kept / 10.0 ** rng.uniform(-0.3, 2))
        assert np.array_equal(kept, logits) and np.array_equal(used.argmax(axis=1), kept.argmax(axis=1))


@pytest.mark.hunt("rounding-in-training")
def test_training_with_the_rounding_against_rounding_afterward():
    grams, pulls = [], []
    for rng in generators():
        X = rng.normal(size=(200, 24)) + 1.5 * rng.normal(size=(200, 1))
        y = X @ rng.normal(size=24) + rng.normal(0, 0.1, size=200)
        square = np.column_stack([X, y]).T @ np.column_stack([X, y]) / 200
        grams.append(square)
        pulls.append(square[:-1, -1])
    grams, pulls = np.array(grams), np.array(pulls)
    exact = np.linalg.solve(grams[:, :-1, :-1], pulls[..., None])[..., 0]
    scale = np.abs(exact).max(axis=1, keepdims=True) / 7  # of 4 bits

    def rounded(weights):
        return scale * np.clip(np.round(weights / scale), -7, 7)

    def mse(weights):
        with_target = np.column_stack([weights, np.full(len(weights), -1.0)])
        return np.vecdot(with_target, np.matvec(grams, with_target))

    copies, afterward = exact, mse(rounded(exact))
    kept = afterward
    for _ in range(1000):
        copies = copies - 0.003 * (np.matvec(grams[:, :-1, :-1], rounded(copies)) - pulls)
        kept = np.minimum(kept, mse(rounded(copies)))
    assert np.all(kept <= afterward) and np.all(kept >= mse(exact))
    assert_share(kept < 0.9 * afterward, 75)


@pytest.mark.hunt("context-stands-in-for-a-fit")
def test_a_frozen_layer_with_a_context_without_one_and_least_squares():
    """Each draw pretrains a layer of its own and asks it 300 new tasks, with little noise and with much."""
    for noise in (0.5, 5):
        misses = []
        for rng in generators():

            def tasks(count, rng=rng, noise=noise):
                slopes, X = rng.normal(size=(count, 3)), rng.normal(size=(count, 40, 3))
                y = np.matvec(X, slopes) + rng.normal(0, noise, size=(count, 40))
                queries = rng.normal(size=(count, 3))
                return X, y, queries, np.vecdot(queries, slopes)

            X, y, queries, truth = tasks(300)
            pulls = np.vecmat(y, X) / 40
            columns = (queries[:, :, None] * pulls[:, None]).reshape(-1, 9)
            W = np.linalg.lstsq(columns, truth, rcond=None)[0].reshape(3, 3)
            X, y, queries, truth = tasks(300)
            pulls = np.vecmat(y, X) / 40
            fitted = np.linalg.solve(X.mT @ X / 40, pulls[..., None])[..., 0]
            guesses = np.zeros(300), np.vecdot(queries, pulls @ W.T), np.vecdot(queries, fitted)
            misses.append([np.mean((guess - truth) ** 2) for guess in guesses])
        none, context, least_squares = np.array(misses).T
        if noise == 0.5:
            assert_share(context < none, 100)
            assert_share(least_squares < context, 100)
        else:
            assert context.mean() < none.mean()
            assert_share(least_squares > context, 100)
