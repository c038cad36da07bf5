"""Degree and penalty are given; the coefficients are found. Two errors judge the fit."""

import numpy as np

x = []
y = []
x_valid = []
y_valid = []
degree = 3  # hyperparameters: given
penalty = 0

# Least squares, with one more row for each coefficient that is penalized. The constant, the power 0, is not.
powers = np.vander(x, degree + 1, increasing=True)
extra = np.sqrt(penalty) * np.eye(degree + 1)[1:]
rows, targets = np.vstack([powers, extra]), np.append(y, np.zeros(degree))
coefficients = np.linalg.lstsq(rows, targets, rcond=None)[0]  # parameters: found

training = np.mean((powers @ coefficients - y) ** 2)
validation = np.mean((np.vander(x_valid, degree + 1, increasing=True) @ coefficients - y_valid) ** 2)
print(f"degree {degree}, penalty {penalty:g}, training error {training:.2f}, validation error {validation:.2f}")
print("coefficients:", " ".join(f"{value:.2f}" for value in coefficients))
