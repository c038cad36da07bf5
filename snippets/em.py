"""EM finds weights, means, and variances; the number of components is given."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = np.concatenate([rng.normal(0, 1, size=150), rng.normal(5, 1.5, size=50)])

n_components = 2  # hyperparameter
# parameters, where they start
weights = np.full(n_components, 1 / n_components)
means = np.array([x.min(), x.max()])
variances = np.full(n_components, x.var())

likelihoods = []
for _ in range(100):
    bells = np.exp(-((x[:, None] - means) ** 2) / (2 * variances))
    densities = weights * bells / np.sqrt(2 * np.pi * variances)
    likelihoods.append(np.log(densities.sum(axis=1)).sum())
    # E step: how much of each row belongs to each component
    shares = densities / densities.sum(axis=1, keepdims=True)
    # M step: weighted averages
    sizes = shares.sum(axis=0)
    weights = sizes / len(x)
    means = shares.T @ x / sizes
    variances = (shares * (x[:, None] - means) ** 2).sum(axis=0) / sizes

print("weights:  ", " ".join(f"{w:.2f}" for w in weights))
print("means:    ", " ".join(f"{mean:.2f}" for mean in means))
print("variances:", " ".join(f"{variance:.1f}" for variance in variances))
print(f"log-likelihood: from {likelihoods[0]:.1f} to {likelihoods[-1]:.1f}")
