"""The winning score of a search is too good. The nested one is about right."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
n, n_candidates = 40, 200


def hits(X, y, train, test):
    """Right answers of each candidate: the nearer class mean, one column."""
    middle = [X[train][y[train] == c].mean(axis=0) for c in (0, 1)]
    near = np.abs(X[test] - middle[1]) < np.abs(X[test] - middle[0])
    return near == y[test][:, None]


def search(X, y, rows):
    """5-fold cross-validation of all candidates: the best and its score."""
    folds = np.arange(len(rows)) % 5
    splits = [(rows[folds != f], rows[folds == f]) for f in range(5)]
    scores = np.mean([hits(X, y, *s).mean(axis=0) for s in splits], axis=0)
    return scores.argmax(), scores.max()


inner, outer = [], []
for _ in range(30):  # thirty data sets without anything to learn
    X = rng.normal(size=(n, n_candidates))
    y = rng.integers(2, size=n)
    inner.append(search(X, y, np.arange(n))[1])
    right = []
    for fold in range(5):
        test = np.arange(n) % 5 == fold
        chosen, _ = search(X, y, np.flatnonzero(~test))
        right.append(hits(X, y, ~test, test)[:, chosen])
    outer.append(np.mean(right))

print(f"score of the winner of the search: {np.mean(inner):.2f}")
print(f"nested cross-validation:           {np.mean(outer):.2f}")
print("truth:                             0.50")
