"""A Bayesian fit finds a distribution of slopes, narrower with more rows."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(0, 2, size=50)
y = 1.5 * x + rng.normal(0, 1.0, size=50)
prior_sd, noise_sd = 2.0, 1.0  # hyperparameters: given


def posterior(n):
    """Mean and standard deviation of the slope after n rows."""
    precision = 1 / prior_sd**2 + np.sum(x[:n] ** 2) / noise_sd**2
    mean = np.sum(x[:n] * y[:n]) / noise_sd**2 / precision
    return mean, 1 / np.sqrt(precision)


def log_density(slope):
    """Of prior times likelihood of all rows, up to a constant."""
    errors = y - slope * x
    return -(slope**2) / prior_sd**2 / 2 - errors @ errors / noise_sd**2 / 2


def sample(width, n_draws):  # hyperparameters of this way to fit
    slope, draws, moves = 0.0, [], 0
    for _ in range(n_draws):
        proposal = slope + rng.normal(0, width)
        gain = log_density(proposal) - log_density(slope)
        if np.log(rng.random()) < gain:
            slope, moves = proposal, moves + 1
        draws.append(slope)
    return np.array(draws[n_draws // 10 :]), moves / n_draws


for n in (0, 5, 50):
    print("{:2} rows: slope {:.2f} +- {:.2f}".format(n, *posterior(n)))

for width in (0.1, 0.3, 3):
    draws, accepted = sample(width, 20_000)
    print(f"20,000 draws, width {width}: ", end="")
    print(f"{draws.mean():.2f} +- {draws.std():.2f}, {accepted:.0%} accepted")

ridge = np.sum(x * y) / (np.sum(x**2) + noise_sd**2 / prior_sd**2)
print(f"ridge, lambda {noise_sd**2 / prior_sd**2}: slope {ridge:.2f}")

# %% picture
import matplotlib.pyplot as plt

grid = np.linspace(-1, 4, 251)
for n, dashes, place in ((0, ":", -0.9), (5, "--", -1), (50, "-", 1.85)):
    mean, sd = posterior(n)
    density = np.exp(-(((grid - mean) / sd) ** 2) / 2) / sd / np.sqrt(2 * np.pi)
    plt.plot(grid, density, dashes, color="C1")
    name = f"● after {n} rows" if n else "● prior"
    plt.text(place, density.max() + 0.06, name, color="C1")

plt.ylim(0, 3.8)
plt.title("More rows, a narrower distribution")
plt.xlabel("slope")
plt.ylabel("density")
plt.show()

# %% data
grid = np.linspace(-1, 4, 251)
data = {"slope": grid}
for n in (0, 5, 50):
    mean, sd = posterior(n)
    density = np.exp(-(((grid - mean) / sd) ** 2) / 2) / sd / np.sqrt(2 * np.pi)
    data[f"density after {n} rows"] = density
