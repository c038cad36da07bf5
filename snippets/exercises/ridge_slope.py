"""Ridge divides by the sum of squares plus lambda, so the slope shrinks."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)


def slopes(x, y, strength):
    """By ridge, by least squares, and with two mistakes."""
    products, squares = np.sum(x * y, axis=-1), np.sum(x * x, axis=-1)
    return np.array(
        [
            products / (squares + strength),
            products / squares,
            products / (squares + 3 * strength),
            (products - strength) / squares,
        ]
    )


variants = [(1, 2, 3, 3, 4, 5, 6)]  # x of three rows, their y, and lambda
while len(variants) < 20:
    x = rng.choice(np.arange(1, 7), 3, replace=False)
    y, strength = rng.integers(1, 10, 3), int(rng.integers(2, 31))
    friendly = 100 * (x @ y) % (x @ x + strength) == 0  # two decimals
    gaps = np.diff(np.sort(slopes(x, y, strength)))
    if friendly and gaps.min() > 0.02:
        variants.append((*x.tolist(), *y.tolist(), strength))

table = np.array(variants)
x, y, strength = table[:, :3], table[:, 3:6], table[:, 6]
ridge, least_squares, as_a_mean, subtracted = slopes(x, y, strength).round(3)
print(f"least squares: {least_squares[0]:.2f}")
print(f"ridge with lambda {strength[0]}: {ridge[0]:.2f}")

# %% data
data = {f"x{row + 1}": x[:, row] for row in range(3)}
data.update({f"y{row + 1}": y[:, row] for row in range(3)})
data["strength"], data["slope"] = strength, ridge
data["products"], data["squares"] = (x * y).sum(axis=1), (x * x).sum(axis=1)
data["least_squares"] = least_squares
data["as_a_mean"], data["subtracted"] = as_a_mean, subtracted
