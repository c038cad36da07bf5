"""A direction of ridge has the freedom s^2 / (s^2 + lambda), at most one."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
variants = [(3, 1, 1)]  # two singular values, and lambda
while len(variants) < 20:
    first, second, strength = rng.integers(1, (10, 6, 31)).tolist()
    shares = [s**2 / (s**2 + strength) for s in (first, second)]
    exact = np.allclose(shares, np.round(shares, 2), atol=1e-9, rtol=0)
    apart = first > second and abs(sum(shares) - 1) > 0.05
    if exact and apart and (first, second, strength) not in variants:
        variants.append((first, second, strength))

first, second, strength = np.array(variants).T
share1 = first**2 / (first**2 + strength)
share2 = second**2 / (second**2 + strength)
freedom = share1 + share2
print(f"shares of the directions: {share1[0]:.2f} and {share2[0]:.2f}")
print(f"effective degrees of freedom: {freedom[0]:.2f}")

# %% data
data = {
    "first": first,
    "second": second,
    "strength": strength,
    "share1": share1,
    "share2": share2,
    "freedom": np.round(freedom, 2),
    "weights": np.full(20, 2),
    "not_squared": np.round(
        first / (first + strength) + second / (second + strength), 3
    ),
    "lost": np.round(2 - freedom, 2),
}
