"""The page on large language models: what is counted, what is learned, and what only changes the sampling."""

import numpy as np
import pytest

from tests.support.snippets import printed, seeds, variables

OTHER_SEEDS = range(2, 8)


def softmax(scores):
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


@pytest.mark.claim("sizes-decide-count")
def test_count_layers():
    dense = (784 + 1) * 128 + (128 + 1) * 10
    convolution = 64 * (3 * 3 * 3 + 1)
    outputs = {side: 64 * (side - 2) ** 2 for side in (8, 32)}
    assert printed("count_layers") == [
        f"MLP 784 - 128 - 10: {dense:,}",
        *(
            f"{s} x {s} image, convolution to 64 channels: {n:,} outputs, {convolution:,} parameters"
            for s, n in outputs.items()
        ),
        f"LSTM 10 to 20, bias vectors per gate: 1: {4 * 20 * (10 + 20 + 1):,}",
        f"LSTM 10 to 20, bias vectors per gate: 2: {4 * 20 * (10 + 20 + 2):,}",
    ]


def test_the_convolution_is_one():
    from scipy.signal import correlate

    got, rng = variables("count_layers"), np.random.default_rng(3)
    image, filters = rng.normal(size=(3, 9, 9)), rng.normal(size=got["filters"].shape)
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3, 3))[0]
    ours = np.tensordot(windows, filters, axes=((2, 3, 4), (1, 2, 3)))
    theirs = np.stack([correlate(image, one, mode="valid")[0] for one in filters], axis=-1)
    assert np.allclose(ours, theirs)


@pytest.mark.claim("heads-leave-count")
@pytest.mark.parametrize(("d", "feed_forward"), [(12, 7), (48, 192), (96, 100)])
def test_transformer_count(d, feed_forward):
    layer = variables("transformer_count")["encoder_layer"]
    # a polynomial in the widths, worked out term by term on paper
    expected = 4 * d**2 + 2 * d * feed_forward + 9 * d + feed_forward
    for heads in (1, 2, 3, 6, 12):
        assert sum(array.size for array in layer(d, feed_forward, heads)) == expected


def test_transformer_count_prints():
    # 3,152,384 is what torch 2.15 counts in nn.TransformerEncoderLayer(512, nhead), for every nhead that divides 512
    assert 4 * 512**2 + 2 * 512 * 2048 + 9 * 512 + 2048 == 3_152_384
    shapes = {heads: 3 * heads * 2 + 2 + 4 + 4 for heads in (1, 8, 16)}
    assert printed("transformer_count") == [
        f"by formula: {4 * 512 * 513:,} + {512 * 2048 * 2 + 2560:,} + {2048:,} = 3,152,384",
        *(f"{heads:2} heads: {arrays:3} arrays, 3,152,384 parameters" for heads, arrays in shapes.items()),
    ]


def test_a_model_cannot_have_heads_that_do_not_divide_its_width():
    """Why the page says "as long as it divides the width": otherwise arrays do not fit together."""
    layer = variables("transformer_count")["encoder_layer"]
    assert sum(array.size for array in layer(10, 8, 3)) < sum(array.size for array in layer(10, 8, 2))


@pytest.mark.claim("seven-billion-weights")
def test_language_model_count():
    """Against every array of both models, listed one by one, and the totals that their users report."""

    def every_array_of_gpt2(vocabulary, context, d, layers):
        yield from ((vocabulary, d), (context, d))
        for _ in range(layers):
            yield from ((d,), (d,), (d, 3 * d), (3 * d,), (d, d), (d,))
            yield from ((d,), (d,), (d, 4 * d), (4 * d,), (4 * d, d), (d,))
        yield from ((d,), (d,))

    def every_array_of_llama(vocabulary, d, feed_forward, layers):
        yield (vocabulary, d)
        for _ in range(layers):
            yield from ((d, d), (d, d), (d, d), (d, d), (d,), (d,))
            yield from ((d, feed_forward), (d, feed_forward), (feed_forward, d))
        yield from ((d,), (d, vocabulary))

    def total(shapes):
        return sum(int(np.prod(shape, dtype=np.int64)) for shape in shapes)

    got = variables("language_model_count")
    small, large = total(every_array_of_gpt2(50257, 1024, 768, 12)), total(every_array_of_llama(32000, 4096, 11008, 32))
    assert (small, large) == (124_439_808, 6_738_415_616)
    assert (got["small"], got["total"]) == (small, large)
    shapes = (17, 5, 8, 3)
    assert sum(got["gpt2"](*shapes).values()) == total(every_array_of_gpt2(*shapes))
    assert sum(got["llama"](*shapes).values()) == total(every_array_of_llama(*shapes))
    parts = {
        "token embeddings": 32000 * 4096,
        "attention": 32 * total([(4096, 4096)] * 4),
        "feed-forward": 32 * total([(4096, 11008)] * 3),
        "norms": 65 * 4096,
        "output head": 32000 * 4096,
    }
    assert sum(parts.values()) == large
    assert printed("language_model_count") == [
        f"GPT-2 small           {small:13,}",
        f"  with twice the context {1024 * 768:+10,}",
        f"  with a head of its own {50257 * 768:+10,}",
        f"LLaMA 7B              {large:13,}",
        *(f"  {name:16}    {size:13,}  {100 * size / large:5.2f}%" for name, size in parts.items()),
    ]
    assert 0.63 < parts["feed-forward"] / large < 2 / 3


@pytest.mark.claim("temperature-keeps-order")
@seeds(OTHER_SEEDS)
def test_temperature(seed):
    from scipy.stats import entropy

    got = variables("temperature", seed)
    logits = got["logits"]
    assert np.array_equal(got["weights"], got["before"])
    last = -1
    for temperature in (0.1, 0.25, 0.5, 1, 2, 4, 50):
        p = got["probabilities"](temperature)
        assert np.allclose(p, softmax(logits / temperature))
        assert np.array_equal(np.argsort(p), np.argsort(logits))
        assert entropy(p) > last
        last = entropy(p)
    assert last < np.log(5)


def test_temperature_prints():
    from scipy.stats import entropy

    got, lines = variables("temperature"), []
    for temperature in (0.25, 0.5, 1, 2, 4):
        p = softmax(got["state"] @ got["weights"] / temperature)
        ranked = sorted(p, reverse=True)
        kept = next(k for k in range(1, 6) if sum(ranked[:k]) >= 0.9)
        best = got["tokens"][int(np.argmax(got["logits"]))]
        lines.append(f"T = {temperature:4}: '{best}' first, with {p.max():.3f}, entropy {entropy(p):.3f}, ")
        lines[-1] += f"top-p 0.9 keeps {kept}"
    assert printed("temperature") == [*lines, "weights as before: True"]


def test_the_most_likely_sequence_may_change_with_temperature():
    """Two steps: the likelier first token leads to four equal ones, the other to one that is nearly sure."""
    first, second = np.log([0.6, 0.4]), {0: np.zeros(4), 1: np.log([0.91, 0.03, 0.03, 0.03])}

    def best(temperature):
        start = softmax(first / temperature)
        scores = {i: start[i] * softmax(second[i] / temperature).max() for i in (0, 1)}
        return max(scores, key=scores.get)

    assert best(1) == 1
    assert best(0.1) == 0


def test_temperature_changes_which_token_is_drawn():
    got = variables("temperature")
    drawn = {}
    for temperature in (0.25, 4):
        p = got["probabilities"](temperature)
        drawn[temperature] = [np.random.default_rng(seed).choice(5, p=p) for seed in range(50)]
    assert drawn[0.25] != drawn[4]


@pytest.mark.claim("calibration-temperature-fitted")
@seeds(OTHER_SEEDS)
def test_calibration_temperature(seed):
    from scipy.optimize import minimize_scalar

    got = variables("calibration_temperature", seed)
    rows = np.arange(4000)

    def loss(temperature):
        return -np.mean(np.log(softmax(got["scores"] / temperature)[rows, got["classes"]]))

    expected = minimize_scalar(loss, bounds=(0.2, 20), method="bounded", options={"xatol": 1e-8}).x
    assert got["temperature"] == pytest.approx(expected, abs=1e-4)
    assert got["temperature"] == pytest.approx(3, abs=0.3)  # the factor that the data were made with
    assert expected != pytest.approx(variables("calibration_temperature", seed + 20)["temperature"], abs=1e-6)
    assert np.array_equal(got["new_scores"].argmax(1), (got["new_scores"] / expected).argmax(1))


def test_calibration_temperature_prints():
    from scipy.optimize import minimize_scalar

    got, rows = variables("calibration_temperature"), np.arange(4000)

    def loss(temperature, scores, classes):
        return -np.mean(np.log(softmax(scores / temperature)[rows, classes]))

    held_out, new = (got["scores"], got["classes"]), (got["new_scores"], got["new_classes"])
    best = minimize_scalar(loss, bounds=(0.2, 20), args=held_out, method="bounded", options={"xatol": 1e-8}).x
    assert printed("calibration_temperature") == [
        f"fitted temperature: {best:.2f}",
        f"T = 1.00: loss on new data {loss(1, *new):.3f}",
        f"T = {best:.2f}: loss on new data {loss(best, *new):.3f}",
    ]


@pytest.mark.claim("lora-counts")
@seeds(OTHER_SEEDS)
def test_lora(seed):
    got = variables("lora", seed)
    A, B = got["A"], got["B"]
    assert np.array_equal(got["W"], got["frozen"])
    assert A.size + B.size == 4 * (64 + 48) == 448
    singular = np.linalg.svd(got["merged"] - got["W"], compute_uv=False)
    assert singular[3] > 0.1 > 1e-9 > singular[4]
    assert np.allclose(got["merged"], got["task"], atol=0.02)  # the weights that the new data were made with
    assert np.allclose(got["X"] @ got["merged"].T, got["output"](got["X"]))
    assert got["merged"].size == 3_072
    lines = printed("lora", seed)
    assert lines[0] == "same output at the start: True" and lines[4] == "trained: 448 of 3520 parameters"
    assert lines[5] == "merged: 3072 parameters, rank of the update 4"


def test_lora_prints():
    got = variables("lora")
    before = np.linalg.norm(got["X"] @ (got["frozen"] - got["task"]).T) ** 2 / (200 * 64)
    after = np.linalg.norm(got["X"] @ (got["merged"] - got["task"]).T) ** 2 / (200 * 64)
    assert after < 1e-4
    assert printed("lora") == [
        "same output at the start: True",
        f"MSE before: {before:.3f}",
        "MSE after:  0.000",
        "base weights as before: True",
        f"trained: {4 * 64 + 4 * 48} of {4 * 64 + 4 * 48 + 64 * 48} parameters",
        f"merged: {64 * 48} parameters, rank of the update 4",
    ]


def test_lora_alpha_acts_until_it_is_merged():
    got = variables("lora")
    X, scale = got["X"][:3], got["alpha"] / got["rank"]
    doubled = X @ got["W"].T + 2 * scale * X @ got["A"].T @ got["B"].T
    assert not np.allclose(doubled, got["output"](X))
    # it only scales the product: with half of B it is the same model
    assert np.allclose(X @ got["W"].T + 2 * scale * X @ got["A"].T @ (got["B"] / 2).T, got["output"](X))


@pytest.mark.claim("experts-total-active")
@seeds(OTHER_SEEDS)
def test_experts(seed):
    got = variables("experts", seed)
    layer, first, second = got["layer"], got["first"], got["second"]
    for token in np.random.default_rng(seed).normal(size=(5, 64)):
        output, chosen = layer(token)
        scores = token @ got["router"]
        gates = softmax(np.where(scores >= np.sort(scores)[-2], scores, -np.inf))
        everything = np.stack([np.maximum(token @ a, 0) @ b for a, b in zip(first, second, strict=True)])
        assert np.allclose(output, gates @ everything)
        assert len(chosen) == 2
        others = [i for i in range(8) if i not in chosen]
        kept = first[others].copy()
        first[others] = 0  # experts that were not chosen do not touch the output
        assert np.array_equal(layer(token)[0], output)
        first[others] = kept
        kept = first[chosen].copy()
        first[chosen] = 0
        assert not np.allclose(layer(token)[0], output)
        first[chosen] = kept
    all_parts = got["router"].size + first.size + second.size
    touched = got["router"].size + first[:2].size + second[:2].size
    _, total, active, *_ = printed("experts", seed)
    assert (total, active) == (f"total:  {all_parts:,}", f"active: {touched:,} for each token")


def test_experts_prints():
    got, lines = variables("experts"), []
    for token in np.random.default_rng(0).normal(size=1 * 64 * 8 + 2 * 8 * 64 * 256 + 3 * 64)[-192:].reshape(3, 64):
        best = sorted(sorted(range(8), key=lambda i, t=token: -(t @ got["router"][:, i]))[:2])
        lines.append(f"a token goes to experts {best[0]} {best[1]}")
    one = 2 * 64 * 256
    assert printed("experts") == [
        f"one expert: {one:,} parameters, router: {64 * 8}",
        f"total:  {8 * one + 512:,}",
        f"active: {2 * one + 512:,} for each token",
        *lines,
    ]


@pytest.mark.claim("quantization-keeps-count")
@seeds(OTHER_SEEDS)
def test_quantization(seed):
    got = variables("quantization", seed)
    other = variables("quantization", seed + 20)
    assert got["scale"] == np.abs(got["weights"]).max()  # with two bits the largest weight becomes 1
    assert got["scale"] != other["scale"]
    assert set(np.unique(got["whole"])) == {-1, 0, 1}
    assert got["whole"].size == got["weights"].size
    assert np.array_equal(got["whole"] != 0, np.abs(got["weights"]) > got["scale"] / 2)
    assert got["off"] <= got["scale"] / 2 * (1 + 1e-12)
    for line, bits in zip(printed("quantization", seed), (8, 4, 2), strict=True):
        assert line.startswith(f"{bits} bits: {64 * 48:,} integers, ")
        assert float(line.split()[-2]) <= 0.5


def test_quantization_prints():
    weights, lines = variables("quantization")["weights"], []
    for bits, largest in ((8, 127), (4, 7), (2, 1)):
        scale = max(weights.max(), -weights.min()) / largest
        grid = scale * np.arange(-largest, largest + 1)
        nearest = np.abs(weights[..., None] - grid).argmin(axis=-1) - largest
        off = np.abs(weights[..., None] - grid).min(axis=-1).max() / scale
        lines.append(f"{bits} bits: 3,072 integers, {nearest.min()} to {nearest.max()}, ")
        lines[-1] += f"scale {scale:.5f}, error up to {off:.2f} scale"
    assert printed("quantization") == lines
