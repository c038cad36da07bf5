"""Silhouette, BIC, and gap can point to a k; the first can never answer 1."""

# %% numbers
import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.mixture import GaussianMixture

rng = np.random.default_rng(0)
centers = np.array([[0, 0], [4, 0], [2, 3]])
three = np.repeat(centers, 30, axis=0) + rng.normal(0, 0.8, size=(90, 2))
one = rng.normal(0, 1.5, size=(90, 2))
ks = range(1, 7)  # the candidates: given


def k_means(X, k):
    return KMeans(k, n_init=5, random_state=0).fit(X)


def bic(X, k):  # of a mixture of k round bells
    mixture = GaussianMixture(k, covariance_type="spherical", n_init=5)
    return mixture.set_params(random_state=0).fit(X).bic(X)


scores = {}
for name, X in (("three groups", three), ("one group", one)):
    shape = [silhouette_score(X, k_means(X, k).labels_) for k in ks[1:]]
    bics = [bic(X, k) for k in ks]
    # the gap: how far log inertia lies under that of rows without groups
    flat = rng.uniform(X.min(axis=0), X.max(axis=0), size=(10, 90, 2))
    logs = np.log([[k_means(Z, k).inertia_ for k in ks] for Z in (X, *flat)])
    gaps = logs[1:].mean(axis=0) - logs[0]
    scores[name] = shape, bics, gaps
    print(name)
    print(f"  largest silhouette, {max(shape):.2f}: k = {2 + np.argmax(shape)}")
    print(f"  smallest BIC:             k = {1 + np.argmin(bics)}")
    print(f"  largest gap:              k = {1 + np.argmax(gaps)}")
