"""Different rows, a spoiled value, a changed setting: what does each change?"""

# %% numbers
import numpy as np

rng = np.random.default_rng(2)
x, x_2, x_new = rng.normal(5, 1, size=(3, 100))
y, y_2 = np.array([x, x_2]) + rng.normal(size=(2, 100)) > 5


def fit(x, y, given):
    mean, start = x.mean(), np.random.default_rng(given["seed"])
    A, weights = np.array([x**0, x - mean]), start.normal(size=2)
    for _ in range(given["steps"]):
        error = 1 / (1 + np.exp(-weights @ A)) - y
        weights = weights - A @ error / len(x) - given["penalty"] * weights
    return given | dict(mean=mean, weights=weights, error=error, rows=(x, y))


def predict(x, model):
    x, (rows, labels) = x.copy() if model["copy"] else x, model["rows"]
    near = np.argsort(np.abs(x[:, None] - rows), axis=1)[:, : model["k"]]
    line = 1 / (1 + np.exp(-model["weights"] @ [x**0, x - model["mean"]]))
    score = (line + labels[near].mean(axis=1)) / 2
    return np.array([score, score > model["threshold"]])


def ask(fit, predict, given, changed):
    run, run_2 = fit(x, y, given), fit(x_2, y_2, given)
    before = predict(x_new, run)
    seeds = [predict(x_new, fit(x, y, given | {"seed": i})) for i in range(9)]
    by_seed = np.abs(np.array(seeds) - before).mean(axis=2).max(axis=0)
    for name in run:
        found = not np.array_equal(run[name], run_2[name])  # question 1
        spoiled = run | {name: run_2[name] if found else changed[name]}
        needed = np.any(predict(x_new, spoiled) != before)  # question 2
        new = predict(x_new, fit(x, y, given | {name: spoiled[name]}))
        more = np.abs(new - before).mean(axis=1) > by_seed  # question 3
        acts = "model" if more[0] else "output" if more[1] else "nothing"
        yield name, "found" if found else f"given, changes {acts}", needed


given = dict(seed=0, k=5, penalty=0.01, steps=50, threshold=0.5, copy=True)
changed = dict(seed=1, k=25, penalty=0.5, steps=2, threshold=0.8, copy=False)
for name, how, needed in ask(fit, predict, given, changed):
    print(f"{name:9} {how}, {'needed' if needed else 'not needed'}")
