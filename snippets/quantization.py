"""Bit width is given, the scale is computed, the weights are still counted."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
weights = rng.normal(0, 0.02, size=(64, 48))  # parameters, already trained

for bits in (8, 4, 2):  # a setting: given
    largest = 2 ** (bits - 1) - 1
    scale = np.abs(weights).max() / largest  # statistic: computed
    whole = np.round(weights / scale).astype(np.int8)
    off = np.abs(whole * scale - weights).max()
    print(f"{bits} bits: {whole.size:,} integers,", end=" ")
    print(f"{whole.min()} to {whole.max()},", end=" ")
    print(f"scale {scale:.5f}, error up to {off / scale:.2f} scale")
