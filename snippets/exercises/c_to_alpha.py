"""C multiplies a sum of losses, and alpha a penalty beside their mean."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
every = [
    (C, rows)
    for C in (0.1, 0.2, 0.5, 2.0, 5.0, 10.0)
    for rows in (20, 40, 50, 100, 200)
    if rows != C * C  # or C / rows would be 1 / C
]
every.remove((0.5, 100))
C, rows = np.array([(0.5, 100), *rng.permutation(every)[:19]]).T
alpha = 1 / (rows * C)
print(f"LogisticRegression(C={C[0]}) with {rows[0]:.0f} rows minimizes")
print(f"the same as SGDClassifier(loss='log_loss', alpha={alpha[0]:g})")

# %% data
data = {
    "C": C,
    "rows": rows.astype(int),
    "alpha": np.round(alpha, 6),
    "no_rows": 1 / C,
    "not_inverted": np.round(C / rows, 6),
    "half": np.round(alpha / 2, 6),
}
