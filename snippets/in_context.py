"""A model with frozen weights can predict for a task that it has not seen."""

# %% numbers
import numpy as np

rng = np.random.default_rng(1)
n = 40  # rows in a context


def tasks(count):
    """Linear functions of three inputs: rows, labels, slopes."""
    slopes = rng.normal(size=(count, 3))
    X = rng.normal(size=(count, n, 3))
    noise = rng.normal(0, 0.5, size=(count, n))
    return X, np.einsum("tnd,td->tn", X, slopes) + noise, slopes


def predict(query, X, y, W):
    """A layer of linear attention: it reads W, and the rows as an input."""
    return query @ W @ (X.T @ y) / n


# pretraining: the W that is best for a new row, over many tasks
X, y, slopes = tasks(20_000)
queries = rng.normal(size=(20_000, 3))
summaries = np.einsum("tnd,tn->td", X, y) / n
columns = np.einsum("td,te->tde", queries, summaries).reshape(-1, 9)
W = np.linalg.lstsq(columns, np.sum(queries * slopes, axis=1), rcond=None)[0]
W = W.reshape(3, 3)
print("20,000 tasks of 40 rows gave W the diagonal", np.diag(W).round(2))

ask = np.array([1, 1, 1])
for name, X, y, slopes in zip("ABC", *tasks(3)):
    print(f"context {name}: predicted {predict(ask, X, y, W):5.2f}", end=", ")
    print(f"truth {ask @ slopes:5.2f}")

misses = {"no context": [], "the context": [], "least squares": []}
for X, y, slopes in zip(*tasks(2000)):
    ask, fitted = rng.normal(size=3), np.linalg.lstsq(X, y, rcond=None)[0]
    guesses = 0, predict(ask, X, y, W), ask @ fitted
    for values, guess in zip(misses.values(), guesses):
        values.append((guess - ask @ slopes) ** 2)

for name, values in misses.items():
    print(f"2,000 new tasks, from {name:13}: MSE {np.mean(values):.2f}")
