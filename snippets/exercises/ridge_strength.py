"""The share of the slope that ridge keeps tells its lambda."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
every = [
    (squares, part) for squares in range(12, 121, 12) for part in (3, 4, 5, 7)
]
every.remove((24, 3))
# the sum of the squared x, and the part of the slope: a third, a quarter, ...
squares, part = np.array([(24, 3), *rng.permutation(every)[:19]]).T
strength = squares * (part - 1)
kept = squares / (squares + strength)
print(f"sum of x * x: {squares[0]}, lambda: {strength[0]}")
print(f"kept share of the slope: {kept[0]:.3f}")

# %% data
data = {
    "squares": squares,
    "part": part,
    "strength": strength,
    "total": squares * part,
    "lost_instead_of_kept": squares // (part - 1),
}
