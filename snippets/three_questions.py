"""Three questions, each put to a value by an experiment, tell what it is."""

# %% numbers
import numpy as np

rng = np.random.default_rng(2)


def sample(n):
    x = rng.normal(5, 1, size=n)
    return x, (np.abs(x - 5 + rng.normal(0, 0.3, size=n)) < 0.8) * 1.0


def fit(x, y, degree, penalty, steps):
    mean, weights = x.mean(), np.zeros(degree + 1)
    A = (x - mean)[:, None] ** np.arange(degree + 1)
    for _ in range(steps):
        error = 1 / (1 + np.exp(-A @ weights)) - y
        slope = A.T @ error / len(y) + penalty * weights
        weights = weights - 0.1 * slope
    loss = -np.mean(np.log(1 - np.abs(error)))
    return {"mean": mean, "weights": weights, "loss": loss}


def predict(x, mean, weights, degree, threshold, copy):
    x = x.copy() if copy else x
    A = (x - mean)[:, None] ** np.arange(degree + 1)
    return 1 / (1 + np.exp(-A @ weights)) > threshold


def run(x, y, given):
    v = given | fit(x, y, *(given[k] for k in ("degree", "penalty", "steps")))
    return v, predict(x_new, *(v[k] for k in needed))


needed = ["mean", "weights", "degree", "threshold", "copy"]
given = dict(degree=2, penalty=0.01, steps=300, threshold=0.5, copy=True)
other = dict(degree=1, penalty=0.5, steps=3, threshold=0.8, copy=False)
(x, y), (x_new, _) = sample(100), sample(500)
values, output = run(x, y, given)
values_elsewhere, _ = run(*sample(100), given)

answers = {}
for name in values:
    read = "needed" if name in needed else "not needed"
    if np.any(values[name] != values_elsewhere[name]):
        answers[name] = f"found, {read}"
    else:
        changed, new_output = run(x, y, given | {name: other[name]})
        same_model = np.array_equal(changed["weights"], values["weights"])
        acts = "output only" if same_model else "model"
        acts = acts if np.any(new_output != output) else "nothing"
        answers[name] = f"given, {read}, changes {acts}"
    print(f"{name:9} {answers[name]}")
