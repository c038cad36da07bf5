"""Lasso may favor either of two similar columns; the elastic net shares."""

# %% numbers
import numpy as np
from sklearn.linear_model import ElasticNet

rng = np.random.default_rng(0)
found = []
for draw in (1, 2, 3, 4):
    signal = rng.normal(size=60)
    twin = signal + rng.normal(0, 0.05, size=60)  # nearly the same column
    y = signal + twin + rng.normal(0, 1, size=60)
    X = np.column_stack([signal, twin])
    for share in (1, 0.5):  # of L1 in the penalty: hyperparameter, given
        model = ElasticNet(alpha=0.2, l1_ratio=share, tol=1e-8, max_iter=10**5)
        found.append(np.abs(model.fit(X, y).coef_))  # parameters: found
    (a, b), (c, d) = found[-2:]
    print(f"draw {draw}: lasso {a:.2f} and {b:.2f}", end=", ")
    print(f"elastic net {c:.2f} and {d:.2f}")
