"""A dense layer: a weight for each input and output, a bias per output."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(54)
cases = list(product([50, 80, 100, 200, 300, 784], [10, 16, 20, 32, 64]))
inputs, outputs = rng.permutation(cases)[:20].T

parameters = (inputs + 1) * outputs
print(f"{inputs[0]} inputs, {outputs[0]} outputs: {parameters[0]} parameters")

# %% data
data = {
    "inputs": inputs,
    "outputs": outputs,
    "parameters": parameters,
    "forgot_biases": inputs * outputs,
    "one_bias": inputs * outputs + 1,
    "bias_per_input": inputs * (outputs + 1),
}
