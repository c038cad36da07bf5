"""The sizes of a layer decide how many parameters it has."""

# %% numbers
import numpy as np


def count(arrays):
    return sum(array.size for array in arrays)


# dense layers 784 - 128 - 10: a weight matrix and a bias vector for each
mlp = [np.zeros((784, 128)), np.zeros(128), np.zeros((128, 10)), np.zeros(10)]
print(f"MLP 784 - 128 - 10: {count(mlp):,}")

# convolution of 3 channels to 64: one 3 x 3 x 3 filter and a bias for each
convolution = [np.ones((64, 3, 3, 3)), np.ones(64)]
filters, bias = convolution
for side in (8, 32):
    image = np.ones((3, side, side))
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3, 3))[0]
    output = np.tensordot(windows, filters, axes=((2, 3, 4), (1, 2, 3))) + bias
    print(f"{side} x {side} image, convolution to 64 channels:", end=" ")
    print(f"{output.size:,} outputs, {count(convolution):,} parameters")

# LSTM 10 to 20: three gates and a candidate, each sees input and state
weights = [np.zeros((20, 10)), np.zeros((20, 20))]
for biases in (1, 2):
    lstm = 4 * (weights + biases * [np.zeros(20)])
    print(f"LSTM 10 to 20, bias vectors per gate: {biases}: {count(lstm):,}")
