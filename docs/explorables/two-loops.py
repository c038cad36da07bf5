"""The inner loop finds weights for a given setting. The outer loop chooses the setting by validation rows."""

import numpy as np

x = []
y = []
x_valid = []
y_valid = []
degrees = []  # hyperparameters: one degree and one learning rate for each trial
learning_rates = []

# The test rows stay closed here.
best, best_error = None, 10  # an error of 10 or more counts as divergence
for degree, learning_rate in zip(degrees, learning_rates):
    # Chebyshev polynomials: the same curves as powers of x up to this degree, and easier for gradient descent
    X = np.polynomial.chebyshev.chebvander(x, degree)
    weights = np.zeros(degree + 1)  # parameters, where they start
    for _ in range(100):
        weights = weights - learning_rate * 2 * X.T @ (X @ weights - y) / len(y)
    predicted = np.polynomial.chebyshev.chebval(x_valid, weights)
    error = np.mean((predicted - y_valid) ** 2)
    shown = f"{error:.3f}" if error < 10 else "over 10"
    print(f"degree {degree}, learning rate {learning_rate:g}: validation error {shown}")
    if error < best_error:
        best, best_error = (degree, learning_rate), error

if best:
    print(f"trials {len(degrees)}, best: degree {best[0]}, learning rate {best[1]:g},", end=" ")
    print(f"validation error {best_error:.3f}")
