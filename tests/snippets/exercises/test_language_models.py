"""The numbers of the questions on language models: against arrays that are there, whole bits, and all subsets."""

from itertools import combinations

import numpy as np
import pytest
from scipy.special import softmax

from tests.support.exercises import rows
from tests.support.snippets import printed


def size(*shape):
    """How many entries an array of this shape has."""
    return np.empty(shape, np.int8).nbytes


def test_a_longer_context_adds_the_positions_that_a_longer_table_has():
    for row in rows("longer_context"):
        short, long = size(row["context"], row["width"]), size(2 * row["context"], row["width"])
        assert row["longer"] == 2 * row["context"] and row["added"] == long - short
        assert row["new_table"] == long and row["by_formula"] == 0
    assert printed("exercises/longer_context") == ["500 more tokens: 50000 more parameters"]


def test_weights_take_the_bytes_into_which_their_bits_are_packed():
    for row in rows("weights_in_memory"):
        thousand = np.packbits(np.ones((1000, row["bits"]), np.uint8))
        assert row["gigabytes"] == pytest.approx(row["billions"] * thousand.nbytes / 1000)
        assert row["gigabits"] == row["billions"] * row["bits"]
        assert row["at_16_bits"] == row["billions"] * np.dtype(np.float16).itemsize
    assert printed("exercises/weights_in_memory") == ["7 billion of 4 bits: 3.50 GB"]


def test_dora_trains_what_its_formula_has_beside_the_frozen_matrix():
    """W' = m (W + BA) / norm, with a norm and an entry of m for each column."""
    for row in rows("dora_count"):
        frozen = np.ones((row["rows"], row["columns"]), np.int8)
        b, a = np.ones((row["rows"], row["rank"]), np.int8), np.ones((row["rank"], row["columns"]), np.int8)
        lengths = frozen.max(axis=0)
        assert (b[:, :1] @ a[:1]).shape == frozen.shape and row["thin"] == a.size + b.size
        assert row["trained"] == a.size + b.size + lengths.size
        assert row["with_frozen"] == row["trained"] + frozen.size
        assert row["lengths_of_rows"] == a.size + b.size + frozen.max(axis=1).size
    assert printed("exercises/dora_count") == ["6000 + 500 = 6500 trained numbers"]


def test_two_logits_become_probabilities_by_a_softmax():
    for row in rows("two_logits"):
        logits, temperature = np.array([row["first"], row["second"]]), row["temperature"]
        assert row["probability"] == pytest.approx(softmax(logits / temperature)[0], abs=6e-4)
        assert row["multiplied"] == pytest.approx(softmax(logits * temperature)[0], abs=6e-4)
        assert row["at_1"] == pytest.approx(softmax(logits)[0], abs=6e-4)
        assert row["first"] > row["second"] and temperature != 1
    assert printed("exercises/two_logits") == ["the first token has probability 0.731"]


def test_top_p_keeps_the_smallest_of_all_sets_that_reach_p():
    for row in rows("top_p"):
        tokens = [row[f"token_{number}"] for number in range(1, 6)]
        enough = [some for count in range(1, 6) for some in combinations(tokens, count) if sum(some) >= row["p"]]
        assert sum(tokens) == 100 and row["kept"] == min(map(len, enough))
        kept = max((some for some in enough if len(some) == row["kept"]), key=sum)
        assert row["sum"] == sum(kept) > row["p"] > row["sum_before"] == sum(kept) - min(kept)
        assert (row["fewer"], row["more"]) == (row["kept"] - 1, row["kept"] + 1)
    assert printed("exercises/top_p") == ["[50 25 15  7  3] percent, p = 80 percent: 3 tokens"]


def test_a_token_leaves_the_bytes_of_its_keys_and_values():
    for row in rows("kv_cache"):
        layers, heads, width = row["layers"], row["kv_heads"], row["width"]
        cache = [np.empty((heads, width), np.float16) for _ in range(layers) for _ in ("key", "value")]
        assert row["cache"] == sum(array.nbytes for array in cache)
        assert row["numbers"] == sum(array.size for array in cache)
        assert row["with_query_heads"] * heads == row["cache"] * row["query_heads"]
        assert row["query_heads"] % heads == 0 and row["query_heads"] > heads
    assert printed("exercises/kv_cache") == ["4000 numbers, 8000 bytes for each token"]
