"""LoRA: rank and alpha are given, A and B are found, the base stays."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
d, k, rank, alpha = 64, 48, 4, 8  # hyperparameters: rank and alpha
W = rng.normal(size=(d, k)) / 8  # base weights, from an earlier run
frozen = W.copy()
B, A = np.zeros((d, rank)), rng.normal(size=(rank, k)) / 7
X = rng.normal(size=(200, k))
task = W + rng.normal(size=(d, 4)) @ rng.normal(size=(4, k)) / 16
Y = X @ task.T  # what the new data ask for


def output(X):
    return X @ W.T + alpha / rank * (X @ A.T) @ B.T


print("same output at the start:", np.array_equal(output(X), X @ W.T))
print(f"MSE before: {np.mean((output(X) - Y) ** 2):.3f}")
for _ in range(250):
    error = (output(X) - Y) / len(X)
    step_B = alpha / rank * error.T @ (X @ A.T)
    step_A = alpha / rank * B.T @ error.T @ X
    B, A = B - 0.05 * step_B, A - 0.05 * step_A

print(f"MSE after:  {np.mean((output(X) - Y) ** 2):.3f}")
print("base weights as before:", np.array_equal(W, frozen))
print("trained:", A.size + B.size, "of", A.size + B.size + W.size, "parameters")
merged = W + alpha / rank * B @ A
print("merged:", merged.size, "parameters, rank of the update", end=" ")
print(np.linalg.matrix_rank(merged - W, tol=1e-6))
