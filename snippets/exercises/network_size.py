"""A small network has weights and biases into and out of its hidden layer."""

# %% numbers
from itertools import product

import numpy as np

rng = np.random.default_rng(1)
cases = list(product([3, 4, 5, 6, 8], [5, 8, 10, 12, 20], [2, 3]))
inputs, hidden, outputs = rng.permutation(cases)[:20].T

into_hidden = (inputs + 1) * hidden
out_of_hidden = (hidden + 1) * outputs
parameters = into_hidden + out_of_hidden
print(f"{inputs[0]} - {hidden[0]} - {outputs[0]}: {parameters[0]} parameters")

# %% data
data = {
    "inputs": inputs,
    "hidden": hidden,
    "outputs": outputs,
    "into_hidden": into_hidden,
    "out_of_hidden": out_of_hidden,
    "parameters": parameters,
    "forgot_biases": inputs * hidden + hidden * outputs,
    "forgot_output": into_hidden,
    "neurons": inputs + hidden + outputs,
}
