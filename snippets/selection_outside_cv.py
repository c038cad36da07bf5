"""Features chosen before the cross-validation show skill in pure noise."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)


def top_ten(X, y):
    """The ten columns whose correlation with y is strongest."""
    centered = X - X.mean(axis=0)
    strength = np.abs(centered.T @ (y - y.mean()))
    return np.argsort(strength / np.linalg.norm(centered, axis=0))[-10:]


before, inside = [], []
for _ in range(20):  # twenty data sets of pure noise
    X = rng.normal(size=(50, 2000))
    y = rng.integers(2, size=50)
    chosen_on_all = top_ten(X, y)
    for fold in range(5):
        test = np.arange(50) % 5 == fold
        X_train, y_train = X[~test], y[~test]
        for scores, columns in (
            (before, chosen_on_all),
            (inside, top_ten(X_train, y_train)),
        ):
            # classify by the nearer class mean
            kept, new = X_train[:, columns], X[test][:, columns]
            distance = [
                np.sum((new - kept[y_train == c].mean(axis=0)) ** 2, axis=1)
                for c in (0, 1)
            ]
            predicted = distance[1] < distance[0]
            scores.append(np.mean(predicted == y[test]))

print(f"columns chosen before the split:  {np.mean(before):.2f}")
print(f"columns chosen inside each fold:  {np.mean(inside):.2f}")
