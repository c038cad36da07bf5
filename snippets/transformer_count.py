"""A Transformer layer is as large as its widths say, however many heads."""

# %% numbers
import numpy as np


def encoder_layer(d, feed_forward, heads):
    """All the arrays that the training of one encoder layer fills."""
    width = d // heads  # of the queries, keys and values in one head
    arrays = []
    for _ in range(3 * heads):
        arrays += [np.zeros((d, width)), np.zeros(width)]
    arrays += [np.zeros((d, d)), np.zeros(d)]  # joins the heads
    arrays += [np.zeros((d, feed_forward)), np.zeros(feed_forward)]
    arrays += [np.zeros((feed_forward, d)), np.zeros(d)]
    arrays += [np.zeros(d)] * 4  # scale and shift of two layer norms
    return arrays


d, feed_forward = 512, 2048  # hyperparameters: given
attention = 4 * (d * d + d)
mlp = 2 * d * feed_forward + feed_forward + d
formula = attention + mlp + 4 * d
print(f"by formula: {attention:,} + {mlp:,} + {4 * d:,} = {formula:,}")
for heads in (1, 8, 16):
    arrays = encoder_layer(d, feed_forward, heads)
    total = sum(array.size for array in arrays)
    print(f"{heads:2} heads: {len(arrays):3} arrays, {total:,} parameters")
