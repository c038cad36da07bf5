"""The variance of an average of B equally correlated predictors has a floor."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
rho = 0.3  # correlation of any two predictors; each has variance 1
shared = rng.normal(size=(50_000, 1))
own = rng.normal(size=(50_000, 100))
predictors = np.sqrt(rho) * shared + np.sqrt(1 - rho) * own

print(f"correlation: {rho}")
for B in (1, 2, 5, 20, 100):  # hyperparameter: how many are averaged
    variance = predictors[:, :B].mean(axis=1).var()
    formula = rho + (1 - rho) / B
    print(f"B = {B:3}: variance {variance:.2f}, formula {formula:.3f}")
