"""k nearest neighbors: k is given, the rows are kept, and no parameter is found."""

import numpy as np

a = []
b = []
label = []
a_valid = []
b_valid = []
label_valid = []
k = 9  # hyperparameter: given
query_a = 0.5
query_b = 0.5

X, X_valid = np.column_stack([a, b]), np.column_stack([a_valid, b_valid])
label, label_valid = np.array(label), np.array(label_valid)


def predict(queries):
    """Returns 1 where most of the k nearest rows have label 1. Of equally near rows the earlier one counts."""
    distances = ((queries[:, None] - X) ** 2).sum(axis=2)
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :k]
    return (label[nearest].mean(axis=1) > 0.5).astype(int)


prediction = "×●"[predict(np.array([[query_a, query_b]]))[0]]
training_wrong = 100 * np.mean(predict(X) != label)
validation_wrong = 100 * np.mean(predict(X_valid) != label_valid)
print(f"k {k}, query {query_a:.2f} {query_b:.2f}, predicted {prediction},", end=" ")
print(f"training rows wrong {training_wrong:.0f}%, validation rows wrong {validation_wrong:.0f}%")
