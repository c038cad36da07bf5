"""Two tokens: the temperature divides their logits before the softmax."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(0)
cases = list(product((1, 2, 3), (1, 2, 3), (0.5, 0.8, 1.5, 2.5, 4)))
asked = np.vstack([(2, 1, 2), rng.permutation(cases)[:19]])
difference, second, temperature = asked.T
first = second + difference

raised = np.exp(first / temperature), np.exp(second / temperature)
probability = raised[0] / (raised[0] + raised[1])
print(f"the first token has probability {probability[0]:.3f}")

# %% data
data = {
    "first": first,
    "second": second,
    "temperature": temperature,
    "probability": probability.round(3),
    "multiplied": (1 / (1 + np.exp(-temperature * difference))).round(3),
    "at_1": (1 / (1 + np.exp(-difference))).round(3),
}
