"""Three questions, each put to a value by an experiment, tell what it is."""

# %% numbers
import numpy as np

rng = np.random.default_rng(2)
x, x_elsewhere, x_new = rng.normal(5, 1, size=(3, 200))
y, y_elsewhere = (np.abs([x - 5, x_elsewhere - 5]) < 0.8) * 1.0


def fit(x, y, given):
    mean, weights = x.mean(), np.zeros(given["degree"] + 1)
    A = (x - mean)[:, None] ** np.arange(given["degree"] + 1)
    for _ in range(given["steps"]):
        error = 1 / (1 + np.exp(-A @ weights)) - y
        slope = A.T @ error / len(y) + given["penalty"] * weights
        weights = weights - 0.1 * slope
    loss = -np.mean(np.log(1 - np.abs(error)))
    return given | {"mean": mean, "weights": weights, "loss": loss}


def predict(x, mean, weights, degree, threshold, copy):
    A = (x.copy() if copy else x)[:, None] - mean
    scores = A ** np.arange(degree + 1) @ weights
    return 1 / (1 + np.exp(-scores)) > threshold


needed = ["mean", "weights", "degree", "threshold", "copy"]
given = dict(degree=2, penalty=0.01, steps=300, threshold=0.5, copy=True)
other = dict(degree=1, penalty=0.5, steps=3, threshold=0.8, copy=False)
run, elsewhere = fit(x, y, given), fit(x_elsewhere, y_elsewhere, given)
output = predict(x_new, *(run[name] for name in needed))

answers = {}
for name in run:
    answers[name] = ["not needed", "needed"][name in needed]
    if np.any(run[name] != elsewhere[name]):
        answers[name] += ", found"
    else:
        new = fit(x, y, given | {name: other[name]})
        same_model = np.array_equal(new["weights"], run["weights"])
        same = predict(x_new, *(new[name] for name in needed)) == output
        acts = (
            "nothing" if np.all(same) else "output" if same_model else "model"
        )
        answers[name] += f", given, changes {acts}"
    print(f"{name:9} {answers[name]}")
