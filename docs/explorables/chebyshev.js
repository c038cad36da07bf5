// Gradient descent on the mean squared error of a sum of Chebyshev polynomials. The same as snippets/two_loops.py.
const chebyshev = {
  features: (x, degree) => x.map((value) => Array.from({ length: degree + 1 }, (_, k) => Math.cos(k * Math.acos(value)))),
  predict: (X, w) => X.map((row) => row.reduce((sum, value, k) => sum + value * w[k], 0)),
  mse: (X, y, w) => chebyshev.predict(X, w).reduce((sum, value, i) => sum + (value - y[i]) ** 2, 0) / y.length,

  step(X, y, w, rate) {
    const residuals = chebyshev.predict(X, w).map((value, i) => value - y[i]);
    return w.map((weight, k) => weight - ((rate * 2) / y.length) * residuals.reduce((sum, value, i) => sum + value * X[i][k], 0));
  },
};
