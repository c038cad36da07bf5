"""Training finds weights, a search chooses settings, the test set is last."""

# %% numbers
import numpy as np

rng = np.random.default_rng(12)


def sample(n):
    x = np.linspace(-1, 1, n)
    return x, np.sin(3 * x) + rng.normal(0, 0.3, size=n)


def features(x, degree):  # Chebyshev polynomials
    return np.cos(np.arange(degree + 1) * np.arccos(x)[:, None])


x, y = sample(16)
judges = {"validation": sample(16), "test": sample(200)}
errors = {"validation": [], "test": []}
rates = (0.003, 0.01, 0.03, 0.1, 0.2, 0.4, 0.8, 1.2)
settings = [(degree, rate) for degree in range(1, 10) for rate in rates]
for degree, learning_rate in settings:  # the outer loop gives hyperparameters
    X, w = features(x, degree), np.zeros(degree + 1)
    for _ in range(100):  # the inner loop finds parameters
        w = w - learning_rate * 2 / 16 * X.T @ (X @ w - y)
    for name, (x_new, y_new) in judges.items():
        errors[name].append(np.mean((features(x_new, degree) @ w - y_new) ** 2))

validation, test = np.array(errors["validation"]), np.array(errors["test"])
on_grid = [d in (1, 4, 7) and r in (0.01, 0.1, 0.4, 1.2) for d, r in settings]
grid = np.flatnonzero(on_grid)
random = rng.choice(72, size=12, replace=False)
print("rows: 16 for training, 16 for validation, 200 for the test")
for name, trials in (("grid", grid), ("random", random)):
    best = trials[validation[trials].argmin()]
    degree, learning_rate = settings[best]
    print(
        f"{name:6} chose degree {degree}, learning rate {learning_rate}:",
        end=" ",
    )
    print(f"validation {validation[best]:.3f}, test {test[best]:.3f}")

print(f"lowest test error of all 72 settings: {test.min():.3f}")

# %% picture
import matplotlib.pyplot as plt

degrees = np.array([degree for degree, _ in settings])
columns, shade = np.arange(72) % 8, 0.65 * validation.min() / validation
for column, degree, alpha in zip(columns, degrees, shade):
    plt.bar(column, 0.96, 0.96, degree - 0.48, color="C3", alpha=alpha)

plt.plot(columns[grid], degrees[grid], "o", color="C2", fillstyle="none")
plt.plot(columns[random], degrees[random], "x", color="C2")
winner = validation.argmin()
plt.plot(columns[winner], degrees[winner], "o", color="C2", markersize=8)
plt.text(-0.4, 10.6, "⚷ tried: ○ grid, × random, ● winner", color="C2")
plt.text(-0.4, 9.8, "stronger green: lower validation MSE", color="C3")
plt.xticks(columns[1:8:2], [str(rate) for rate in rates[1::2]])
plt.yticks(range(1, 10))
plt.ylim(0.4, 11.2)
plt.grid(False)
plt.title("Chosen by 16 rows: 0.042. On 200 new rows: 0.100")
plt.xlabel("⚷ learning rate")
plt.ylabel("⚷ degree")
plt.show()

# %% data
data = {
    "degree": [degree for degree, _ in settings],
    "rate": [rate for _, rate in settings],
    "validation": validation,
    "test": test,
    "grid": grid,
    "random": random,
    "x": x,
    "y": y,
    "x_valid": judges["validation"][0],
    "y_valid": judges["validation"][1],
}
