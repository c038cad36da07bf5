"""Alternating least squares finds user and item vectors; the rank is given."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
ratings = rng.normal(size=(20, 2)) @ rng.normal(size=(2, 15))
ratings = ratings + rng.normal(0, 0.1, size=(20, 15))
seen = rng.random((20, 15)) < 0.6  # the other ratings are not given
rank, strength = 2, 0.1  # hyperparameters


def solve(fixed, ratings, seen):
    """With one side fixed, each vector of the other is a ridge fit."""
    vectors = []
    for row, mask in zip(ratings, seen):
        A = fixed[mask]
        penalty = strength * np.eye(rank)
        vectors.append(np.linalg.solve(A.T @ A + penalty, A.T @ row[mask]))
    return np.array(vectors)


items = rng.normal(size=(15, rank))  # parameters, where they start
objective = []
for _ in range(30):
    users = solve(items, ratings, seen)
    items = solve(users, ratings.T, seen.T)
    errors = ratings - users @ items.T
    penalty = strength * (np.sum(users**2) + np.sum(items**2))
    objective.append(np.sum(errors[seen] ** 2) + penalty)

print(f"ratings given: {seen.sum()} of {seen.size}")
print(f"numbers found: {users.size} for users, {items.size} for items")
print(f"objective after rounds 1, 5, 30: {objective[0]:.1f},", end=" ")
print(f"{objective[4]:.1f}, {objective[-1]:.1f}")
for name, part in (("given", seen), ("not given", ~seen)):
    print(f"RMSE on ratings {name}: {np.sqrt(np.mean(errors[part] ** 2)):.2f}")

print(f"always guessing 0: {np.sqrt(np.mean(ratings[~seen] ** 2)):.2f}")
