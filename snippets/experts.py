"""A mixture of experts has more parameters than one token uses."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
d, feed_forward, experts, top_k = 64, 256, 8, 2  # hyperparameters: given
router = rng.normal(size=(d, experts))  # parameters, like the two below
first = rng.normal(size=(experts, d, feed_forward)) / 8
second = rng.normal(size=(experts, feed_forward, d)) / 16


def layer(token):
    scores = token @ router
    chosen = np.sort(np.argsort(scores)[-top_k:])  # neither: a result
    shares = np.exp(scores[chosen] - scores[chosen].max())
    shares /= shares.sum()
    hidden = [np.maximum(token @ first[i], 0) for i in chosen]
    parts = [s * h @ second[i] for s, h, i in zip(shares, hidden, chosen)]
    return sum(parts), chosen


expert = first[0].size + second[0].size
print(f"one expert: {expert:,} parameters, router: {router.size}")
print(f"total:  {experts * expert + router.size:,}")
print(f"active: {top_k * expert + router.size:,} for each token")
for token in rng.normal(size=(3, d)):
    _, chosen = layer(token)
    print("a token goes to experts", *chosen)
