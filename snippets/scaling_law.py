"""A power law from small runs can predict a larger one, until a floor comes."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)


def error(n, noise):
    """The MSE of one nearest neighbor among n rows, against a smooth truth."""
    X, new = rng.uniform(size=(n, 2)), rng.uniform(size=(500, 2))
    y = np.sin(3 * X.sum(axis=1)) + rng.normal(0, noise, size=n)
    nearest = ((new[:, None] - X) ** 2).sum(axis=2).argmin(axis=1)
    return np.mean((y[nearest] - np.sin(3 * new.sum(axis=1))) ** 2)


small, sizes = np.array([50, 100, 200]), np.array([50, 100, 200, 800, 3200])
measured, law = {}, {}
for noise in (0, 0.1):
    measured[noise] = [
        np.mean([error(n, noise) for _ in range(10)]) for n in sizes
    ]
    slope, height = np.polyfit(np.log(small), np.log(measured[noise][:3]), 1)
    law[noise] = np.exp(height) * sizes**slope  # two parameters: found
    print(f"noise {noise}, fitted to 50, 100 and 200 rows:", end=" ")
    print(f"MSE = {np.exp(height):.2f} * rows ^ {slope:.2f}")
    for n, a, b in zip(sizes[3:], law[noise][3:], measured[noise][3:]):
        print(f"  {n:4} rows: predicted {a:.5f}, measured {b:.5f}")

# %% picture
import matplotlib.pyplot as plt

for noise, mark in ((0, "o"), (0.1, "s")):
    plt.loglog(sizes, law[noise], "--", color="C1")
    plt.plot(sizes, measured[noise], mark, color="C3")

plt.text(3000, 0.016, "with noise: a floor", color="C3", ha="right")
plt.text(700, 0.0009, "without noise", color="C3", ha="right")
plt.text(55, 0.0006, "● the two laws", color="C1")
plt.xticks([50, 200, 800, 3200], ["50", "200", "800", "3200"])
plt.minorticks_off()
plt.title("A law from small runs, and its floor")
plt.xlabel("training rows")
plt.ylabel("MSE against the truth")
plt.show()

# %% data
data = {"rows": sizes}
for noise in law:
    data[f"law, noise {noise}"] = law[noise]
    data[f"measured, noise {noise}"] = measured[noise]
