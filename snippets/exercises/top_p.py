"""Top-p keeps the fewest of the likeliest tokens that add up to p."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
percent, p, kept = [[50, 25, 15, 7, 3]], [80], [3]
while len(p) < 20:
    shares = np.sort(rng.multinomial(100, [0.45, 0.25, 0.15, 0.1, 0.05]))[::-1]
    wanted = rng.choice([65, 75, 85, 92])
    fewest = np.searchsorted(np.cumsum(shares), wanted) + 1
    if wanted not in np.cumsum(shares) and fewest < 5 and shares[-1] > 0:
        percent, p, kept = [*percent, shares], [*p, wanted], [*kept, fewest]

percent, kept = np.array(percent), np.array(kept)
sums = np.cumsum(percent, axis=1)
print(f"{percent[0]} percent, p = {p[0]} percent: {kept[0]} tokens")

# %% data
data = {f"token_{i + 1}": percent[:, i] for i in range(5)}
data |= {
    "p": p,
    "kept": kept,
    "fewer": kept - 1,
    "more": kept + 1,
    "sum_before": sums[range(20), kept - 2],
    "sum": sums[range(20), kept - 1],
}
