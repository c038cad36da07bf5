"""Normal noise asks for squared error, and Laplace noise for absolute error."""

# %% numbers
import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(1, 5, size=40)
y = 2.0 * x + rng.normal(0, 1.0, size=40)
y[np.argmax(x)] += 12  # one outlier

slopes = np.linspace(1.5, 3, 1501)
residuals = y - slopes[:, None] * x  # a row for each slope


def normal(sigma):
    """Log-likelihood of each slope if the noise is normal."""
    logs = -((residuals / sigma) ** 2) / 2 - np.log(sigma * np.sqrt(2 * np.pi))
    return logs.sum(axis=1)


def laplace(width):
    """... if it is Laplace noise: more often far out."""
    logs = -np.abs(residuals) / width - np.log(2 * width)
    return logs.sum(axis=1)


def show(name, scores):
    print(f"{name:34} slope {slopes[np.argmax(scores)]:.3f}")


show("least squared error", -np.sum(residuals**2, axis=1))
for sigma in (0.5, 1, 4):
    show(f"most probable, normal, sigma {sigma}", normal(sigma))

show("least absolute error", -np.sum(np.abs(residuals), axis=1))
for width in (0.5, 4):
    show(f"most probable, Laplace, width {width}", laplace(width))

sigmas = np.linspace(0.5, 4, 3501)
best = [normal(sigma).max() for sigma in sigmas]
rmse = np.sqrt(np.mean(residuals**2, axis=1).min())
print(f"most probable sigma {sigmas[np.argmax(best)]:.2f}, RMSE {rmse:.2f}")
