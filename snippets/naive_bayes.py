"""Naive Bayes learns its probabilities by counting, without a gradient."""

# %% numbers
import numpy as np

words = ["free", "prize", "meeting"]
counts = {"spam": np.array([3, 1, 0]), "mail": np.array([1, 0, 5])}

for alpha in (0, 1):  # hyperparameter: a pseudo-count added to every word
    for label, count in counts.items():
        probabilities = (count + alpha) / (count + alpha).sum()  # parameters
        shares = [f"{w} {p:.3f}" for w, p in zip(words, probabilities)]
        print(f"alpha = {alpha}, {label}: {', '.join(shares)}")
