"""One batch normalization layer: learned, averaged, and given numbers."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(3, 2, size=3200)
targets = {"rising": 5 * x + 1, "falling": -2 * x}
momentum, eps, learning_rate = 0.1, 1e-5, 0.1  # hyperparameters: given

layers = {}
for name, y in targets.items():
    gamma, beta = 1.0, 0.0  # parameters: by gradient
    running_mean, running_var = 0.0, 1.0  # statistics: by averaging
    for start in range(0, 3200, 32):
        batch, wanted = x[start : start + 32], y[start : start + 32]
        mean, var = batch.mean(), batch.var()
        normal = (batch - mean) / np.sqrt(var + eps)
        residuals = gamma * normal + beta - wanted
        gamma = gamma - learning_rate * 2 * np.mean(residuals * normal)
        beta = beta - learning_rate * 2 * np.mean(residuals)
        running_mean += momentum * (mean - running_mean)
        running_var += momentum * (var * 32 / 31 - running_var)
    layers[name] = gamma, beta, running_mean, running_var
    print(f"{name:7} target: gamma {gamma:6.2f}, beta {beta:6.2f},", end=" ")
    print(f"running mean {running_mean:.3f}, variance {running_var:.3f}")


# to predict for one row, there is no batch: the averages step in
def predict(x_new, layer):
    gamma, beta, running_mean, running_var = layer
    return gamma * (x_new - running_mean) / np.sqrt(running_var + eps) + beta


print(f"at x = 4, where y = 21: {predict(4, layers['rising']):.2f}")
forgotten = (*layers["rising"][:2], 0, 1)
print(f"with the averages lost: {predict(4, forgotten):.2f}")
