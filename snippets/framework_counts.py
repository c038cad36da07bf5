"""Libraries count one layer differently, since they count different arrays."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
inputs, units, words = 10, 20, 500


def count(*arrays):
    once = {id(array): array.size for array in arrays}  # shared: once
    return sum(once.values())


# LSTM: four gates, each with weights for the input and for the state
W = rng.normal(size=(4 * units, inputs))
U = rng.normal(size=(4 * units, units))
b_input, b_state = rng.normal(size=4 * units), rng.normal(size=4 * units)
b_sum = b_input + b_state
print("LSTM, two bias vectors:", count(W, U, b_input, b_state))
print("LSTM, one bias vector: ", count(W, U, b_sum))

x, state = rng.normal(size=inputs), rng.normal(size=units)
two = (W @ x + b_input) + (U @ state + b_state)
one = W @ x + U @ state + b_sum
print("the same gates:", np.allclose(two, one))

# batch normalization: two arrays are trained, two are averaged
gamma, beta = np.ones(units), np.zeros(units)
mean, variance = np.zeros(units), np.ones(units)
print("BatchNorm, trained:", count(gamma, beta), end=", ")
print("with the averages:", count(gamma, beta, mean, variance))

# an output layer that reuses the embedding, or has an array of its own
embedding = rng.normal(size=(words, inputs))
print("embedding and output, tied:", count(embedding, embedding), end=", ")
print("separate:", count(embedding, embedding.copy()))
