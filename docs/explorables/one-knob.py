"""You choose the degree of a polynomial. The fit finds its coefficients."""

import numpy as np

x = []
y = []
degree = 3  # hyperparameter: given

coefficients = np.polyfit(x, y, degree)[::-1]  # parameters: found
error = np.mean((np.polyval(coefficients[::-1], x) - y) ** 2)
print(f"degree {degree}, coefficients {coefficients.size}, mean squared error {error:.3f}")
print("coefficients:", " ".join(f"{value:.2f}" for value in coefficients))
